import type { ComponentChildren, VNode } from 'preact'
import { renderToStaticMarkup } from 'preact-render-to-string'
import { convert } from 'html-to-text'
import { safeHref } from '../components/safe-href.ts'
import { directionOf } from '../../src/text/languages.ts'
import { TextProvider, useSurroundings, useText, type Surroundings } from '../text-context.tsx'

/*
 * Mail programs keep little of a style sheet, so styles stand in the elements. One column without tables: what a
 * program does not understand falls back to plain paragraphs in the right order.
 */
const font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
const styles = {
  body: 'margin:0;padding:24px 12px;background:#f5f8f2;color:#14302b',
  sheet: `max-width:520px;margin:0 auto;padding:28px;background:#ffffff;border-top:8px solid #ffcf3f;border-radius:12px;font:16px/1.55 ${font};color:#14302b`,
  brand: 'margin:0 0 20px;font-weight:800;font-size:18px;letter-spacing:-.5px',
  title: 'margin:0 0 16px;font-size:24px;line-height:1.25;letter-spacing:-.5px',
  paragraph: 'margin:0 0 16px',
  button:
    'display:inline-block;padding:14px 24px;background:#ffcf3f;color:#14302b;font-weight:700;text-decoration:none;border-radius:8px;border-bottom:3px solid #14302b',
  small: 'margin:0 0 12px;font-size:14px;color:#49605a',
  address: 'color:#0b5c74;word-break:break-all',
  rule: 'border:0;border-top:2px dashed #d2dccf;margin:24px 0 16px',
} as const

/** How a piece looks: by its own styles in a mail; by the sheet of the page where it is shown there. */
function useLook(piece: keyof typeof styles): { style?: string; class?: string } {
  const { isLetterOnPage } = useSurroundings()
  return isLetterOnPage === true ? { class: `letter-${piece}` } : { style: styles[piece] }
}

interface MailSheetProps {
  /** What it is about, as the subject says it. */
  readonly subject: string
  readonly title: ComponentChildren
  readonly children: ComponentChildren
}

/** The frame of every mail: one sheet, one thing to say. */
export function MailSheet({ subject, title, children }: MailSheetProps) {
  const { text, language, isLetterOnPage } = useSurroundings()
  if (isLetterOnPage === true) {
    return (
      <article class="letter" lang={language} dir={directionOf(language)}>
        <p class="letter-brand">{text('common.service')}</p>
        <p class="letter-title">{title}</p>
        {children}
      </article>
    )
  }
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light" />
        <title>{subject}</title>
      </head>
      <body style={styles.body}>
        <div style={styles.sheet}>
          <p style={styles.brand}>{text('common.service')}</p>
          <h1 style={styles.title}>{title}</h1>
          {children}
        </div>
      </body>
    </html>
  )
}

export function Paragraph({ children }: { children: ComponentChildren }) {
  return <p {...useLook('paragraph')}>{children}</p>
}

/** Where the mail leads; on a page it leads nowhere yet. */
function Link({
  href,
  piece,
  children,
}: {
  href: string
  piece: 'button' | 'address'
  children: ComponentChildren
}) {
  const look = useLook(piece)
  return useSurroundings().isLetterOnPage === true ? (
    <span {...look}>{children}</span>
  ) : (
    <a href={safeHref(href)} {...look}>
      {children}
    </a>
  )
}

/** The one thing to do, as a button and as an address that can be copied. */
export function Act({ href, label }: { href: string; label: string }) {
  const text = useText()
  const [small, address] = [useLook('small'), useLook('address')]
  return (
    <>
      <Paragraph>
        <Link href={href} piece="button">
          {label}
        </Link>
      </Paragraph>
      <p {...small} class={[small.class, 'web-only'].filter(Boolean).join(' ')}>
        {text('mails.linkFallback')}
        <br />
        <span {...address}>{href}</span>
      </p>
    </>
  )
}

interface EndingProps {
  readonly host: string
  /** Where the reader says that they want no more of these, and of whom. */
  readonly stop?: { readonly href: string; readonly organization: string }
}

/** Who sent it, and what to do if it was not meant for one. */
export function Ending({ host, stop }: EndingProps) {
  const text = useText()
  const [small, rule] = [useLook('small'), useLook('rule')]
  return (
    <>
      <hr {...rule} />
      <p {...small}>{text('mails.notYou')}</p>
      {stop !== undefined && (
        <p {...small}>
          <Link href={stop.href} piece="address">
            {text('mails.stop', { organization: stop.organization })}
          </Link>
        </p>
      )}
      <p {...small}>{text('mails.sentBy', { host })}</p>
    </>
  )
}

/** A mail as it is shown on a page before it is sent, in its own language. */
export function letterOnPage(
  mail: VNode,
  { text, language }: Pick<Surroundings, 'text' | 'language'>,
): VNode {
  const value: Surroundings = {
    text,
    language,
    csrfToken: '',
    asset: (name) => name,
    isLetterOnPage: true,
  }
  return <TextProvider value={value}>{mail}</TextProvider>
}

/** A mail in both of its forms: HTML, and the same words as plain text. */
export function renderMail(
  mail: VNode,
  surroundings: Pick<Surroundings, 'text' | 'language'>,
): { html: string; text: string } {
  const value: Surroundings = { ...surroundings, csrfToken: '', asset: (name) => name }
  const html = `<!doctype html>${renderToStaticMarkup(<TextProvider value={value}>{mail}</TextProvider>)}`
  return { html, text: toPlainText(html) }
}

function toPlainText(html: string): string {
  return convert(html, {
    wordwrap: 78,
    selectors: [
      { selector: 'h1', options: { uppercase: false } },
      { selector: 'img', format: 'skip' },
      // The button's own address is written out already.
      { selector: '.web-only', format: 'skip' },
      { selector: 'hr', options: { length: 20 } },
    ],
  })
}
