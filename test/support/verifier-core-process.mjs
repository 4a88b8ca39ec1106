// Runs verifier-core apart from everything of ours: it reads {credential, documents} and has no network but `documents`.
import { text } from 'node:stream/consumers'

const { credential, documents } = JSON.parse(await text(process.stdin))

globalThis.fetch = async (input) => {
  const url = typeof input === 'string' ? input : (input.url ?? String(input))
  const found = documents[url.split('#')[0]]
  if (found === undefined) return new Response('{"error":"not handed in"}', { status: 404 })
  return new Response(JSON.stringify(found), { headers: { 'content-type': 'application/json' } })
}

const { verifyCredential } = await import('@digitalcredentials/verifier-core')
const answer = await verifyCredential({ credential, knownDIDRegistries: [] })
const failure = (error) => ({ name: error?.name, message: error?.message })
const { errors, log } = answer
process.stdout.write(
  `\nANSWER ${JSON.stringify({ log, ...(errors === undefined ? {} : { errors: errors.map(failure) }) })}\n`,
)
