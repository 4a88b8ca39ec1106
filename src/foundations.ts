import type { Mailer } from './mail/mailer.ts'
import type { Outbox } from './mail/outbox.ts'
import type { Network } from './network/guarded-fetch.ts'
import type { KeyEncryptionKeys } from './organizations/sealing.ts'
import type { Files } from './storage/files.ts'
import type { Storage } from './storage/tables.ts'
import type { Texts } from './text/text.ts'
import type { World } from './world.ts'

/** Secrets of the installation, each 32 bytes. */
export interface Secrets {
  readonly keyEncryptionKeys: KeyEncryptionKeys
  readonly session: Uint8Array
  readonly tickets: Uint8Array
  readonly emailIndex: Uint8Array
}

/** What the services are built from; a test hands in its own time, chance and network. */
export interface Foundations {
  readonly identifierBase: string
  readonly secrets: Secrets
  readonly storage: Storage
  readonly files: Files
  readonly mailer: Mailer & { readonly outbox: Outbox }
  readonly network: Network
  readonly texts: Texts
  readonly world: World
  /** Told of a duty that failed; never gets what it was about. */
  readonly reportFault: (where: string, cause: unknown) => void
  /** Opens the VC-API's tenant for test suites. */
  readonly openTenant?: boolean
}
