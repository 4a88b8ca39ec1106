/** The beginning of a text, of so many UTF-16 units at the most; half of a character is none, and nowhere stored. */
export function cut(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, '')
}
