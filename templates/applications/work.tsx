import { formatDateTime } from '../../src/text/dates.ts'
import { safeHref } from '../components/safe-href.ts'
import { Icon } from '../components/icon.tsx'
import { Markdown } from '../markdown.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface WorkView {
  readonly words?: string
  readonly links: readonly { readonly url?: string; readonly title?: string }[]
  readonly files: readonly FileView[]
}

export interface FileView {
  readonly id: string
  readonly title: string
  readonly mediaType: string
  readonly bytes: number
}

/** What was handed in, for whoever may see it; without addresses of files for whoever may only look. */
export function Work({ work, mayOpen }: { work: WorkView; mayOpen: boolean }) {
  const text = useText()
  const { words = '', links, files } = work
  if (words === '' && links.length === 0 && files.length === 0) {
    return <p class="quiet">{text('applications.work.nothing')}</p>
  }
  return (
    <>
      {words !== '' && <Markdown source={words} />}
      {links.length > 0 && (
        <ul class="lines">
          {links.map(({ url = '', title = url }) => (
            <li key={url}>
              <Icon name="elsewhere" />
              <a href={safeHref(url)} rel="noopener nofollow ugc" referrerpolicy="no-referrer">
                <bdi>{title}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
      {files.length > 0 && (
        <ul class="handed-in">
          {files.map((file) => (
            <li key={file.id}>
              <HandedInFile file={file} mayOpen={mayOpen} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** A picture is seen at once; a PDF is saved, and opened by the program for it. */
export function HandedInFile({ file, mayOpen }: { file: FileView; mayOpen: boolean }) {
  const text = useText()
  const { id, title, mediaType, bytes } = file
  const isPicture = mediaType.startsWith('image/')
  const size = text('applications.work.size', { kilobytes: Math.max(1, Math.round(bytes / 1000)) })
  const kind = text(isPicture ? 'applications.work.picture' : 'applications.work.pdf')
  const address = `/evidence/${id}`
  if (!mayOpen) {
    return (
      <span>
        <bdi>{title}</bdi>{' '}
        <span class="quiet">
          {kind}, {size}
        </span>
      </span>
    )
  }
  return (
    <a href={address} target="_blank" rel="noopener">
      {isPicture ? (
        <img src={address} alt="" loading="lazy" />
      ) : (
        <span class="pdf">
          <Icon name="save" />
        </span>
      )}
      <span dir="auto">{title}</span>
      <span class="quiet">
        {kind}, {size}
      </span>
    </a>
  )
}

export interface StepView {
  readonly at: string
  readonly act: 'sent' | 'returned' | 'approved' | 'declined' | 'withdrawn'
  readonly words?: string
}

/** What happened to an application, newest first. */
export function History({ steps }: { steps: readonly StepView[] }) {
  const text = useText()
  const language = useLanguage()
  return (
    <ol class="steps-taken">
      {steps.toReversed().map(({ at, act, words }, place) => (
        <li key={place}>
          <strong>{text(`applications.history.${act}`)}</strong>{' '}
          <span class="quiet">{formatDateTime(language, at)}</span>
          {words !== undefined && <Markdown source={words} />}
        </li>
      ))}
    </ol>
  )
}
