import { WaymarkError } from '../errors.ts'
import type { Learner } from '../learners/tables.ts'
import type { MayShow, RelationTo } from '../learners/visibility.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { ImportTables } from './open-tables.ts'
import { audienceOf } from './share-choices.ts'
import type { ShareDoor } from './share-door.ts'
import type { ImportedCredential, Share } from './tables.ts'

/** One badge from elsewhere, opened by a share of its own. */
export interface OpenImport {
  readonly share: Share
  readonly imported: ImportedCredential
  /** As whom it is shown. Nobody here knows whom the badge names: it is never said to be this learner's. */
  readonly learner: Learner
  /** Of its page. */
  readonly address: string
}

/** What strangers come to by the address of a share of a badge from elsewhere. */
export interface OpenImports {
  /**
   * What the page of such a share shows now.
   * @throws WaymarkError not-found: unknown, or a share of something else; gone: closed, ended, paused, or no longer to be shown
   */
  openImport(token: string): Promise<OpenImport>
  /** What was brought in, letter for letter. @throws WaymarkError not-found where it may say more than the share shows */
  textOfImport(open: OpenImport): Promise<string>
  /** Whether its text may be handed out. */
  isWholeImport(open: Pick<OpenImport, 'share' | 'learner'>): boolean
}

interface Deps {
  readonly door: ShareDoor
  readonly imported: ImportTables
  readonly mayShow: MayShow
  readonly relationTo: RelationTo
  readonly identifiers: Pick<Identifiers, 'shareUrl'>
}

/**
 * Whether the text of a badge from elsewhere may be handed out by a share: it may hold evidence, and the whole name or the
 * address of whom it names, so only a share that shows both may.
 */
export function isImportWhole(
  { share, learner }: Pick<OpenImport, 'share' | 'learner'>,
  mayShow: MayShow,
): boolean {
  return (
    share.nameForm === 'full' &&
    mayShow({ kind: 'share', audience: audienceOf(share) }, 'evidence', learner)
  )
}

export function createOpenImports(deps: Deps): OpenImports {
  const { door, imported, mayShow, relationTo, identifiers } = deps
  const isWholeImport: OpenImports['isWholeImport'] = (open) => isImportWhole(open, mayShow)

  return {
    isWholeImport,
    async openImport(token) {
      const { share, learner, id } = await door.enter(token, 'importId')
      const one = await imported.credentials.get(id)
      if (one === undefined) throw new WaymarkError('not-found')
      await door.requireShown(share, learner)
      // It stands in the backpack of an account, and is shown as somebody whom that account still is.
      if ((await relationTo(one.accountId, learner)) !== 'self') throw new WaymarkError('gone')
      return { share, imported: one, learner, address: identifiers.shareUrl(token) }
    },
    async textOfImport(open) {
      const kept = isWholeImport(open) ? await imported.texts.get(open.imported.textId) : undefined
      if (kept === undefined) throw new WaymarkError('not-found')
      return kept.text
    },
  }
}
