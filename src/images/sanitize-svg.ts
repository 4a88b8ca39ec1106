import createPurifier from 'dompurify'
import { JSDOM } from 'jsdom'
import { WaymarkError } from '../errors.ts'

const svgNamespace = 'http://www.w3.org/2000/svg'

/** Elements that show something else, run something, or cost without bound. */
const forbidden = [
  'script',
  'foreignObject',
  'iframe',
  'use',
  'image',
  'feImage',
  'filter',
  'animate',
  'animateTransform',
  'animateMotion',
  'animateColor',
  'set',
  'audio',
  'video',
]

// The purifier knows names in small letters only; XML tells capitals apart.
const mixedCaseElements = ['clipPath', 'linearGradient', 'radialGradient', 'textPath']
const mixedCaseAttributes = [
  'viewBox',
  'preserveAspectRatio',
  'clipPathUnits',
  'gradientUnits',
  'gradientTransform',
  'spreadMethod',
  'patternUnits',
  'patternContentUnits',
  'patternTransform',
  'maskUnits',
  'maskContentUnits',
  'markerUnits',
  'markerWidth',
  'markerHeight',
  'refX',
  'refY',
  'startOffset',
  'textLength',
  'lengthAdjust',
  'pathLength',
]

/**
 * The same drawing with nothing in it that acts, loads or points outside: no script, no handler, no foreign content, no
 * links, no embedded pictures, no filters, no animation, no doctype, no entities.
 * @throws WaymarkError unreadable-picture where it is no well-formed SVG, declares entities, or holds a picture
 * or copies by reference
 */
export function sanitizeSvg(text: string): string {
  // An entity can grow without bound, and its declaration is of no use to a drawing.
  if (/<!ENTITY/i.test(text)) throw new WaymarkError('unreadable-picture')
  const { window } = new JSDOM('')
  try {
    const root = parse(text, window)
    for (const needed of ['image', 'use']) {
      // A picture inside may be a bomb, and copies of copies are one; without them the drawing would be another.
      if (root.getElementsByTagNameNS('*', needed).length > 0)
        throw new WaymarkError('unreadable-picture')
    }
    const purifier = createPurifier(window)
    purifier.addHook('uponSanitizeAttribute', (_element, attribute) => {
      if (!isHarmless(attribute.attrName, attribute.attrValue)) attribute.keepAttr = false
    })
    purifier.addHook('uponSanitizeElement', (node) => {
      if (node.nodeName.toLowerCase() === 'style' && !isHarmlessCss(node.textContent ?? ''))
        node.textContent = ''
    })
    purifier.sanitize(root, {
      IN_PLACE: true,
      USE_PROFILES: { svg: true },
      NAMESPACE: svgNamespace,
      PARSER_MEDIA_TYPE: 'application/xhtml+xml',
      FORBID_TAGS: forbidden,
      ADD_TAGS: mixedCaseElements,
      ADD_ATTR: mixedCaseAttributes,
      KEEP_CONTENT: false,
      ALLOW_DATA_ATTR: false,
    })
    return new window.XMLSerializer().serializeToString(root)
  } finally {
    window.close()
  }
}

function parse(text: string, window: JSDOM['window']): Element {
  const parsed = new window.DOMParser().parseFromString(text, 'image/svg+xml')
  const root = parsed.documentElement
  const broken = parsed.getElementsByTagName('parsererror').length > 0
  if (broken || root.localName !== 'svg' || root.namespaceURI !== svgNamespace) {
    throw new WaymarkError('unreadable-picture')
  }
  return root
}

/** A value may point into the drawing itself (`#name`, `url(#name)`), never out of it. */
function isHarmless(name: string, value: string): boolean {
  if (/^on/i.test(name)) return false
  if (/(^|:)(href|src|base)$/i.test(name)) return value.trim().startsWith('#')
  return isHarmlessCss(value)
}

function isHarmlessCss(css: string): boolean {
  // Escapes could spell any of the words looked for; at-rules import; the rest are scripts of old.
  if (/[\\@]|expression|javascript:|behavior|-moz-binding|image-set|src\s*\(/i.test(css))
    return false
  const functions = css.match(/url\s*\([^)]*\)?/gi) ?? []
  return functions.every((one) => /^url\(\s*(["']?)#[\w.:-]+\1\s*\)$/i.test(one))
}
