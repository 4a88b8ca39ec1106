import { idOf, type JsonObject } from '../json.ts'
import { keyOfMultikeyBytes } from '../multikey.ts'
import type { Cryptosuite, Secured, SuiteAnswer } from './suite.ts'
import { contextOfProof, hashOfProof } from './rdfc.ts'
import { discloseAll } from './sd-disclose.ts'
import { isBaseValue, isSdValue, readDerivedValue } from './sd-proof-value.ts'
import { hash, holds } from './signature.ts'

/**
 * VC-DI-ECDSA §3.4: the issuer signs what is always shown, and each other statement by itself, so that the holder
 * can leave some out. A base proof, which the holder should keep, is judged by deriving all that it covers.
 */
export const ecdsaSd2023: Cryptosuite = {
  name: 'ecdsa-sd-2023',
  algorithms: ['P-256'],
  isWellFormed: isSdValue,
  async verify(secured) {
    if (!isBaseValue(secured.proofValue)) return verifyDerived(secured)
    const derived = await discloseAll(secured)
    return typeof derived === 'string' ? derived : verifyDerived({ ...secured, ...derived })
  },
}

/** VC-DI-ECDSA §3.5.8, §3.6.9. */
async function verifyDerived(secured: Secured): Promise<SuiteAnswer> {
  const { document, proof, proofValue, key, canonize, inTurn } = secured
  const value = readDerivedValue(proofValue)
  const ownKey = value && keyOfMultikeyBytes(value.publicKey)
  if (value === undefined || ownKey?.algorithm !== 'P-256') return 'proof-malformed'
  const proofHash = await hashOfProof(contextOfProof(document), proof, canonize, 'SHA-256')
  const statements = relabelled(await canonize(document, 'SHA-256'), value.labels)
  if (statements === undefined) return 'signature-invalid'

  const isMandatory = (_: string, index: number) => value.mandatoryIndexes.has(index)
  const mandatory = statements.filter(isMandatory)
  const others = statements.filter((_, index) => !isMandatory(_, index))
  if (others.length !== value.signatures.length) return 'signature-invalid'

  const mandatoryHash = hash(mandatory.join(''), 'SHA-256')
  const base = Buffer.concat([proofHash, value.publicKey, mandatoryHash])
  const good = await inTurn(async () => {
    if (!holds(key, base, value.baseSignature)) return false
    return value.signatures.every((signature, index) =>
      holds(ownKey, Buffer.from(others[index] ?? ''), signature),
    )
  })
  if (!good) return 'signature-invalid'
  return mandatory.some(isStartOf(document)) ? 'proof-good' : 'proof-good-in-part'
}

/**
 * Nobody sees of a copy what was left out of it. An issuer that always shows when a credential begins has thought of its end
 * and of its status; one that leaves even that to the holder shows by their absence nothing.
 */
function isStartOf(document: JsonObject): (statement: string) => boolean {
  const subject = `<${idOf(document) ?? ''}>`
  return (statement) => {
    const [, said, property] = /^(<[^>]*>) <([^>]*)> "[^"]*"\^\^<[^>]*> \.\n$/.exec(statement) ?? []
    return said === subject && starts.some((one) => one === property)
  }
}

const starts = ['validFrom', 'issuanceDate'].map(
  (name) => `https://www.w3.org/2018/credentials#${name}`,
)

/** What may hold an underscore and a colon, and is no blank node, comes first. */
const literalIriOrBlankNode = /"(?:[^"\\]|\\.)*"|<[^>]*>|_:(\S+)/g

/**
 * The canonical statements with the labels that were signed, in the order of their code points (VC-DI-ECDSA §3.3.1);
 * undefined where a label is missing. Only blank nodes are relabelled: the stock
 * libraries replace such text inside a literal too, and so leave it unsigned.
 */
export function relabelled(
  canonical: string,
  labels: ReadonlyMap<string, string>,
): readonly string[] | undefined {
  const nodes = Array.from(canonical.matchAll(literalIriOrBlankNode), ([, label]) => label)
  if (!nodes.every((label) => label === undefined || labels.has(label))) return undefined
  const renamed = (all: string, label: string | undefined) =>
    label === undefined ? all : `_:${labels.get(label) ?? label}`
  return canonical
    .split('\n')
    .slice(0, -1)
    .map((line) => Buffer.from(`${line.replaceAll(literalIriOrBlankNode, renamed)}\n`))
    .sort((one, other) => Buffer.compare(one, other))
    .map((bytes) => bytes.toString())
}
