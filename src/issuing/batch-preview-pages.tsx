import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { PreviewPage } from '../../templates/batches/preview.tsx'
import { page } from '../web/page.ts'
import type { BatchPageDeps } from './batch-pages.tsx'
import type { RowPreview } from './batches/preview-row.ts'
import { statementShown } from './batches/present-preview.ts'

const params = Type.Object(
  { organizationId: Id, batchId: Id, number: Type.Integer({ minimum: 1, maximum: 999_999 }) },
  closed,
)

/** What a row will be, before anything is sent. */
export function batchPreviewPages({ issuing, mayShow }: BatchPageDeps) {
  const { batches } = issuing

  const badgeOf = ({ award }: RowPreview, organizationId: string) => {
    if (award === undefined) return {}
    const { version, learner, recipientName, hasCode } = award
    const viewer = { kind: 'staff', organizationId } as const
    const isNamed = learner === undefined || mayShow(viewer, 'recipient-name', learner)
    const { name, description, picture } = version.content
    return {
      badge: {
        recipient: isNamed ? recipientName : '',
        name,
        description,
        image: `/images/${picture.pngId}`,
        statement: statementShown(award),
        hasCode,
      },
    }
  }

  return [
    page({
      path: '/console/:organizationId/batches/:batchId/rows/:number/preview',
      access: 'signed-in',
      params,
      async show({ caller, params: { organizationId, batchId, number }, text }) {
        const base = `/console/${organizationId}/batches/${batchId}`
        const { name } = await batches.read(caller, organizationId, batchId)
        const { awardId } = await batches.row(caller, organizationId, batchId, number)
        // It is no preview any more: the row says what became of it.
        if (awardId !== undefined) return { redirect: `${base}/rows/${String(number)}` }
        const preview = await batches.preview(caller, organizationId, batchId, number)
        const { before, after, noMail } = preview
        return {
          title: `${text('batchPreview.title')} · ${name}`,
          body: (
            <PreviewPage
              base={base}
              name={name}
              number={number}
              problems={preview.problems}
              isLeftOut={preview.isLeftOut}
              {...badgeOf(preview, organizationId)}
              mails={preview.mails}
              {...(noMail === undefined ? {} : { noMail })}
              {...(before === undefined ? {} : { before })}
              {...(after === undefined ? {} : { after })}
            />
          ),
        }
      },
    }),
  ]
}
