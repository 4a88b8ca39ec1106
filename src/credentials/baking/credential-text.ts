/** What can be baked: a compact JWS, or the JSON of a credential with its proof (OB 3.0 §5.3). */
export type BakedForm = 'jws' | 'json'

/** More than this is not read out of a picture. */
export const mostBakedBytes = 4_000_000

const compactJws = /^[\w-]+\.[\w-]*\.[\w-]+$/

/** @throws TypeError for a text that is neither, or that UTF-8 cannot carry */
export function bakedFormOf(credentialText: string): BakedForm {
  if (compactJws.test(credentialText)) return 'jws'
  if (!/^\s*\{/.test(credentialText)) throw new TypeError('neither a JSON object nor a compact JWS')
  if (Buffer.from(credentialText, 'utf8').toString('utf8') !== credentialText) {
    throw new TypeError('a lone surrogate cannot be baked')
  }
  return 'json'
}
