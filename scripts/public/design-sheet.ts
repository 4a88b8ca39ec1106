// The sheet of /design is made from the sheet of all pages, so that what it shows of colours, hovering and focus is what is.
import {
  contrastOf,
  shapePairs,
  tokensIn,
  wordPairs,
  type Pair,
} from '../../templates/design/colours.ts'

/** @param css the whole sheet of all pages. @param own the design page's own rules */
export function designSheet(css: string, own: string): string {
  return [own, ...pairs(css), ...statesOnShow(css)].join('\n')
}

/** Each pair of colours as a class, with the contrast that it has by day and by night. */
function pairs(css: string): readonly string[] {
  const { light, dark } = tokensIn(css)
  return [...wordPairs, ...shapePairs].map((pair) => {
    const [day, night] = [light, dark].map((tokens) => contrastOf(tokens, pair).toFixed(1))
    const [front, ground] = pair
    return `.${pairClass(pair)}{color:var(--${front});background:var(--${ground})}.${pairClass(pair)}::after{content:'${day} · ${night}'}`
  })
}

function pairClass([front, ground]: Pair): string {
  return `pair-${front}-on-${ground}`
}

/** Every rule for a state that only a hand can bring about, once more under a class: `.as-hover`, `.as-focus-visible`. */
function statesOnShow(css: string): readonly string[] {
  const plain = css.replaceAll(/\/\*[^]*?\*\//g, '')
  const rules = plain.matchAll(
    /([^{};]*:(?:hover|active|focus-visible|focus-within)[^{};]*)\{([^{}]*)\}/g,
  )
  return [...rules].map(
    ([, selector = '', body = '']) =>
      `${selector.trim().replaceAll(/:(hover|active|focus-visible|focus-within)/g, '.as-$1')}{${body.trim()}}`,
  )
}
