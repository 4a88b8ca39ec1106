import type { Finding } from '../check.ts'
import { thisService } from '../resolve.ts'

/** Whether this service once issued exactly this text: a credential with its proof, or a compact JWT. */
export type InIssueLog = (text: string) => Promise<boolean>

/** What a proof comes to where all that is wrong is that its key is not, or no longer, to be found at the issuer. */
const aboutTheKeyAlone: ReadonlySet<string> = new Set([
  'key-not-listed-by-issuer',
  'key-unavailable',
  'intact-but-signer-not-shown',
])

/**
 * A key that leaves its issuer's document takes every signature with it, those made in good time too. What is in
 * the log of this service, letter for letter, was issued then; any other finding stays as it is.
 */
export async function byIssueLog(
  proof: Finding,
  text: string,
  inIssueLog: InIssueLog | undefined,
): Promise<Finding> {
  if (inIssueLog === undefined || !aboutTheKeyAlone.has(proof.code)) return proof
  if (!(await inIssueLog(text))) return proof
  return { ...proof, result: 'passed', code: 'in-issue-log', source: thisService }
}
