/** Numbers from 0 up to 1 that look like chance and are the same for the same seed. For drawing only, never for secrets. */
export function chanceFrom(seed: string): () => number {
  let state = hash(seed)
  return () => {
    // mulberry32: small, well spread, and the same on every machine.
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** FNV-1a over the UTF-16 units of the text. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let place = 0; place < text.length; place += 1) {
    value = Math.imul(value ^ text.charCodeAt(place), 0x01000193)
  }
  return value >>> 0
}

/** One of several, by chance. @throws when there is none */
export function pick<Thing>(chance: () => number, things: readonly Thing[]): Thing {
  const thing = things[Math.floor(chance() * things.length)]
  if (thing === undefined) throw new Error('there is nothing to pick from')
  return thing
}
