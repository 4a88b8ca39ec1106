import { formatDate } from '../../src/text/dates.ts'
import { LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CopyText } from '../components/copy-text.tsx'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { safeHref } from '../components/safe-href.ts'
import { useLanguage, useText } from '../text-context.tsx'

export interface TakeAlongProps {
  /** What the addresses of the badge begin with. */
  readonly base: string
  /** The link for everybody that leads to it, the newest; absent where there is none. */
  readonly link?: {
    readonly token: string
    readonly endsAt: string
    /** HTML for a website and for the foot of a mail. */
    readonly embedCode: string
    readonly signatureCode: string
    readonly signaturePicture: string
    /** LinkedIn's form, filled in; absent where it is not theirs to fill in. */
    readonly linkedIn?: string
  }
  readonly isAdult: boolean
  /** Whether a link for everybody could be made. */
  readonly maySharePublicly: boolean
}

/** Every way out of here, by what one wants to do with it. */
export function TakeAlong(props: TakeAlongProps) {
  const text = useText()
  return (
    <Card title={text('takeAlong.title')} id="take-along">
      <p>{text('takeAlong.lead')}</p>
      <OnPaper {...props} />
      {(props.link !== undefined || props.maySharePublicly) && <OnTheWeb {...props} />}
      <Files {...props} />
    </Card>
  )
}

function OnPaper({ base, link }: TakeAlongProps) {
  const text = useText()
  const language = useLanguage()
  const share = link === undefined ? '' : `&share=${link.token}`
  const address = (paper: 'a4' | 'letter') => `${base}/certificate.pdf?paper=${paper}${share}`
  return (
    <section class="take">
      <h3>{text('takeAlong.paper.title')}</h3>
      <p>{text('takeAlong.paper.lead')}</p>
      <p class="quiet">
        {link === undefined
          ? text('takeAlong.paper.withoutLink')
          : text('takeAlong.paper.withLink', { date: formatDate(language, link.endsAt) })}
      </p>
      <div class="actions">
        <LinkButton href={address('a4')} icon="save" download="certificate.pdf">
          {text('badgePage.certificateA4')}
        </LinkButton>
        <LinkButton href={address('letter')} icon="save" download="certificate.pdf">
          {text('badgePage.certificateLetter')}
        </LinkButton>
      </div>
    </section>
  )
}

/** What leads to the badge from other websites and from mails. */
export function OnTheWeb({ link, isAdult }: Pick<TakeAlongProps, 'link' | 'isAdult'>) {
  const text = useText()
  const language = useLanguage()
  if (link === undefined) {
    return (
      <section class="take">
        <h3>{text('takeAlong.web.title')}</h3>
        <Notice tone="info">{text('takeAlong.web.none')}</Notice>
      </section>
    )
  }
  return (
    <section class="take">
      <h3>{text('takeAlong.web.title')}</h3>
      <p>{text('takeAlong.web.lead', { date: formatDate(language, link.endsAt) })}</p>
      {link.linkedIn !== undefined && (
        <>
          <div class="actions">
            <a
              class="button quiet"
              href={safeHref(link.linkedIn)}
              target="_blank"
              rel="noopener noreferrer"
            >
              <Icon name="elsewhere" />
              <span>{text('takeAlong.web.linkedIn')}</span>
            </a>
          </div>
          <p class="quiet">
            {text('takeAlong.web.linkedInHint')}
            {!isAdult && <> {text('takeAlong.web.linkedInAge')}</>}
          </p>
        </>
      )}
      <CopyText
        name="embed-code"
        label={text('takeAlong.web.embed')}
        hint={text('takeAlong.web.embedHint')}
        value={link.embedCode}
      />
      <CopyText
        name="signature-code"
        label={text('takeAlong.web.signature')}
        hint={text('takeAlong.web.signatureHint')}
        value={link.signatureCode}
      />
      <img
        class="signature-picture"
        src={link.signaturePicture}
        alt={text('takeAlong.web.signatureLook')}
        width="360"
        height="88"
        loading="lazy"
      />
    </section>
  )
}

const formats = ['png', 'svg', 'json', 'jwt'] as const

function Files({ base }: TakeAlongProps) {
  const text = useText()
  return (
    <section class="take">
      <h3>{text('takeAlong.files.title')}</h3>
      <p>{text('backpack.filesLead')}</p>
      <ul class="take-files">
        {formats.map((format) => (
          <li key={format}>
            <LinkButton
              href={`${base}/credential.${format}`}
              icon="save"
              download={`badge.${format}`}
            >
              {format.toUpperCase()}
            </LinkButton>
            <span>{text(`takeAlong.files.${format}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
