import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { ImportPage } from '../../templates/portfolio/import.tsx'
import { WaymarkError } from '../errors.ts'
import { maxFileBytes } from '../verification/read.ts'
import { action, formPage } from '../web/page.ts'
import { afterBringingIn } from './brought-in-pages.tsx'
import { importSharePages, type ImportSharePageDeps } from './import-share-pages.tsx'
import type { Imports } from './imports.ts'

const oneParams = Type.Object({ importId: Id }, closed)
const ImportForm = Type.Object(
  { pasted: Type.Optional(Type.String({ maxLength: 1_000_000 })) },
  closed,
)

type ImportPageDeps = ImportSharePageDeps & { readonly imports: Imports }

/** Badges from elsewhere, behind forms. Before `/backpack/:awardId`, where `import` would be an id. */
export function importPages(deps: ImportPageDeps) {
  const { imports, world } = deps
  return [
    formPage({
      path: '/backpack/import',
      access: 'signed-in',
      form: ImportForm,
      files: { field: 'file', maxBytes: maxFileBytes },
      async show({ text }, draft) {
        return { title: text('imports.title'), body: <ImportPage draft={draft} /> }
      },
      async act({ caller, file, text }, { pasted }) {
        const handed = file?.bytes ?? pasted
        if (handed === undefined) {
          throw new WaymarkError('invalid-request', {
            problems: [{ path: '/pasted', rule: 'required' }],
          })
        }
        const broughtIn = await imports.bringIn(caller, handed)
        const typed = file !== undefined || pasted === undefined ? {} : { pasted }
        return afterBringingIn(broughtIn, { text, now: world.now(), ...typed })
      },
    }),
    ...importSharePages(deps),
    action({
      path: '/backpack/imported/:importId/check',
      access: 'signed-in',
      params: oneParams,
      async act({ caller, params: { importId } }) {
        await imports.checkAgain(caller, importId)
        return { redirect: `/backpack/imported/${importId}` }
      },
    }),
    action({
      path: '/backpack/imported/:importId/removal',
      access: 'signed-in',
      params: oneParams,
      async act({ caller, params: { importId } }) {
        await imports.remove(caller, importId)
        return { redirect: '/backpack' }
      },
    }),
  ]
}
