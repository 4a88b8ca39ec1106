/** A script that the fonts of every page do not draw, and the sheet that brings one which does. */
interface ScriptSheet {
  readonly sheet: string
  readonly of: RegExp
}

/** Named as scripts/public/typefaces.ts builds them: '/typefaces/arabic.css'. */
const sheets: readonly ScriptSheet[] = [
  { sheet: 'vietnamese', of: /[\u1ea0-\u1ef9]/u },
  { sheet: 'cyrillic', of: /\p{Script=Cyrillic}/u },
  { sheet: 'greek', of: /\p{Script=Greek}/u },
  { sheet: 'arabic', of: /\p{Script=Arabic}/u },
  { sheet: 'hebrew', of: /\p{Script=Hebrew}/u },
  { sheet: 'devanagari', of: /\p{Script=Devanagari}/u },
  { sheet: 'bengali', of: /\p{Script=Bengali}/u },
  { sheet: 'tamil', of: /\p{Script=Tamil}/u },
  { sheet: 'thai', of: /\p{Script=Thai}/u },
  { sheet: 'ethiopic', of: /\p{Script=Ethiopic}/u },
  { sheet: 'armenian', of: /\p{Script=Armenian}/u },
  { sheet: 'georgian', of: /\p{Script=Georgian}/u },
  { sheet: 'korean', of: /\p{Script=Hangul}/u },
  { sheet: 'chinese', of: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u },
]

/** All of them begin here: nearly every page is done after this one look. */
const beyondLatin =
  /[\u0370-\u1cff\u1ea0-\u1ef9\u1f00-\u1fff\u2c00-\ud7ff\uf900-\uffff]|\p{Script=Han}/u

/** The sheets that a page needs so that its names can be read on a device which has no fonts of its own. */
export function sheetsFor(html: string): readonly string[] {
  if (!beyondLatin.test(html)) return []
  return sheets.filter(({ of }) => of.test(html)).map(({ sheet }) => `/typefaces/${sheet}.css`)
}
