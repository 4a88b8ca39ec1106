import MarkdownIt from 'markdown-it'
import { safeHref } from './components/safe-href.ts'

/**
 * Markdown that people wrote, as HTML that can do no harm: raw HTML is shown as text, pictures are not loaded (they would tell
 * their server who looks at a badge), links go to http, https and mailto only and pass on neither opener nor rank.
 */
export function Markdown({ source }: { source: string }) {
  return (
    <div class="markdown" dir="auto" dangerouslySetInnerHTML={{ __html: markdownToHtml(source) }} />
  )
}

/** The same as text of HTML. The headings of the source begin under the page's own: `#` becomes h3. */
export function markdownToHtml(source: string): string {
  return renderer().render(source)
}

/** The same as paragraphs for where no marks can be shown, as on paper: what stands in a list has a dot before it. */
export function markdownToParagraphs(source: string): readonly string[] {
  const tokens = renderer().parse(source, {})
  return tokens.flatMap(({ type, children, content }, place) => {
    if (type === 'fence' || type === 'code_block') return content.trim() === '' ? [] : [content]
    if (type !== 'inline') return []
    const words = (children ?? []).map((one) => one.content || (isBreak(one.type) ? ' ' : ''))
    const isListed = tokens[place - 2]?.type === 'list_item_open'
    return [`${isListed ? '• ' : ''}${words.join('')}`]
  })
}

function isBreak(type: string): boolean {
  return type === 'softbreak' || type === 'hardbreak'
}

const linkAttributes: readonly [string, string][] = [
  ['rel', 'noopener nofollow ugc'],
  ['referrerpolicy', 'no-referrer'],
]

/** Made afresh for each text: it costs microseconds, and no state is shared between what strangers wrote. */
function renderer() {
  const markdown = new MarkdownIt('default', { html: false, linkify: false, typographer: false })
  markdown.disable('image')
  markdown.validateLink = (address) => safeHref(address) !== '#'
  markdown.core.ruler.push('quiet-links-and-lower-headings', ({ tokens }) => {
    for (const token of tokens.flatMap((one) => [one, ...(one.children ?? [])])) {
      if (token.type === 'link_open')
        for (const [name, value] of linkAttributes) token.attrSet(name, value)
      if (token.type.startsWith('heading_'))
        token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 2)}`
    }
  })
  return markdown
}
