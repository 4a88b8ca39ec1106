import type { UpdateStatusBody } from '../../../schemas/requests/vc-api.ts'
import type { VcApiStatusLists } from './status-lists.ts'

/**
 * VC-API §3.2.2 Update Status: sets a status of a credential that was issued here, or takes a suspension back.
 * https://w3c-ccg.github.io/vc-api/#update-status
 * @throws WaymarkError not-found, already-revoked
 */
export async function updateStatus(
  { credentialId, credentialStatus, status = true }: UpdateStatusBody,
  owner: string,
  statusLists: VcApiStatusLists,
): Promise<void> {
  await statusLists.change(owner, credentialId, credentialStatus.statusPurpose, status)
}
