/** A module's imports of its neighbours, as the compiler writes them. */
const imported = /(\bfrom\s*|\bimport\s*\(?\s*)(['"])\.\/([a-z0-9-]+\.js)\2/g

/**
 * Keeps modules that import each other under addresses that come from their content: each after those that it imports,
 * and with their addresses in it.
 * @param keep keeps one under its name and says its address
 * @throws Error where one imports what is not there, or a circle of them each other
 */
export async function keepScripts(
  scripts: ReadonlyMap<string, string>,
  keep: (name: string, text: string) => Promise<string>,
): Promise<void> {
  const addresses = new Map<string, string>()
  const waiting = new Map(scripts)
  while (waiting.size > 0) {
    const ready = [...waiting].filter(([, text]) =>
      [...text.matchAll(imported)].every(([, , , name = '']) => addresses.has(name)),
    )
    if (ready.length === 0) {
      throw new Error(`${[...waiting.keys()].join(', ')} import what is not there, or each other`)
    }
    for (const [name, text] of ready) {
      addresses.set(name, await keep(name, withAddresses(text, addresses)))
      waiting.delete(name)
    }
  }
}

function withAddresses(text: string, addresses: ReadonlyMap<string, string>): string {
  return text.replace(
    imported,
    (_, before: string, quote: string, name: string) =>
      `${before}${quote}${addresses.get(name) ?? ''}${quote}`,
  )
}
