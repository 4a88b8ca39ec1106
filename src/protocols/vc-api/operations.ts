import type {
  DeriveCredentialBody,
  IssueCredentialBody,
  ResolutionOptions,
  UpdateStatusBody,
  VerificationResult,
  VerifyCredentialBody,
  VerifyPresentationBody,
} from '../../../schemas/requests/vc-api.ts'
import type { Caller } from '../../caller.ts'
import type { JsonObject } from '../../credentials/json.ts'
import type { Resolution } from './resolve-identifier.ts'

/** The operations of the VC-API for one kind of caller. What they throw is said at each operation. */
export interface VcApiOperations {
  issue(caller: Caller | undefined, body: IssueCredentialBody): Promise<JsonObject>
  updateStatus(caller: Caller | undefined, body: UpdateStatusBody): Promise<void>
  derive(body: DeriveCredentialBody): Promise<JsonObject>
  verify(body: VerifyCredentialBody): Promise<VerificationResult>
  verifyPresentation(body: VerifyPresentationBody): Promise<VerificationResult>
  resolve(
    caller: Caller | undefined,
    identifier: string,
    options: ResolutionOptions,
    accept: string,
  ): Promise<Resolution>
}
