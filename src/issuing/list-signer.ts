import type { Identifiers, ListPurpose } from '../credentials/identifiers.ts'
import { signCredential } from '../credentials/sign.ts'
import type { IssueLog } from '../organizations/issue-log.ts'
import type { SigningKeys } from '../organizations/signing-keys.ts'
import type { ListSigner } from './status-lists.ts'

interface Deps {
  readonly identifiers: Identifiers
  readonly signingKeys: SigningKeys
  readonly issueLog: IssueLog
}

/** Signs the lists of organizations, each with its own key, under the addresses of one kind of list. */
export function createListSigner(
  { identifiers, signingKeys, issueLog }: Deps,
  listUrl: (organizationId: string, number: number, purpose: ListPurpose) => string,
): (organizationId: string) => Promise<ListSigner> {
  return async (organizationId) => {
    const signer = await signingKeys.signer(organizationId, 'Ed25519')
    return {
      did: identifiers.organizationDid(organizationId),
      key: signer.verificationMethod,
      listUrl: (number, purpose) => listUrl(organizationId, number, purpose),
      async sign(list, created) {
        const text = await signCredential(list, signer, created)
        await issueLog.append(organizationId, 'status-list', text)
        return text
      },
    }
  }
}
