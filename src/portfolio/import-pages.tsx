import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { ImportPage } from '../../templates/portfolio/import.tsx'
import { ImportedPage } from '../../templates/portfolio/imported.tsx'
import { WaymarkError } from '../errors.ts'
import { maxFileBytes } from '../verification/read.ts'
import { action, formPage, page } from '../web/page.ts'
import type { Imports } from './imports.ts'
import { nameOf } from './name-of.ts'

const oneParams = Type.Object({ importId: Id }, closed)
const ImportForm = Type.Object(
  { pasted: Type.Optional(Type.String({ maxLength: 1_000_000 })) },
  closed,
)

/** Badges from elsewhere, behind forms. Before `/backpack/:awardId`, where `import` would be an id. */
export function importPages({ imports }: { readonly imports: Imports }) {
  return [
    formPage({
      path: '/backpack/import',
      access: 'signed-in',
      form: ImportForm,
      files: { field: 'file', maxBytes: maxFileBytes },
      async show({ text }, draft) {
        return { title: text('imports.title'), body: <ImportPage draft={draft} /> }
      },
      async act({ caller, file }, { pasted }) {
        const handed = file?.bytes ?? pasted
        if (handed === undefined) {
          throw new WaymarkError('invalid-request', {
            problems: [{ path: '/pasted', rule: 'required' }],
          })
        }
        const [first, ...more] = await imports.bringIn(caller, handed)
        const isOne = first !== undefined && more.length === 0
        return { redirect: isOne ? `/backpack/imported/${first.id}` : '/backpack' }
      },
    }),
    page({
      path: '/backpack/imported/:importId',
      access: 'signed-in',
      params: oneParams,
      async show({ caller, params: { importId }, text }) {
        const one = await imports.read(caller, importId)
        const name = nameOf(one) ?? text('verify.report.unnamed')
        return {
          title: name,
          body: (
            <ImportedPage
              base={`/backpack/imported/${importId}`}
              name={name}
              image={`/images/${one.pictureIds[0] ?? ''}`}
              report={one.report}
              recipient={one.recipient}
              competencies={one.competencies}
              importedAt={one.importedAt}
              {...(one.address === undefined ? {} : { address: one.address })}
            />
          ),
        }
      },
    }),
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
