/** As people read lists: Class 2 before Class 10, and Á beside A. */
export function inOrder<T extends { readonly name: string }>(
  things: readonly T[],
  language: string,
): readonly T[] {
  const { compare } = new Intl.Collator(language, { numeric: true })
  return things.toSorted((one, other) => compare(one.name, other.name))
}
