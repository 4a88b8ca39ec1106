import type { Language } from '../text/languages.ts'

interface Words {
  readonly adjectives: readonly string[]
  readonly animals: readonly string[]
  /** The order of the language. */
  readonly join: (adjective: string, animal: string, number: number) => string
}

/**
 * Friendly names that nobody has: a colour or a mood, an animal, a number. In Spanish the animals are all feminine and the
 * adjectives agree with them or have one form for both.
 */
const words: Readonly<Partial<Record<Language, Words>>> & { readonly en: Words } = {
  en: {
    adjectives: [
      ...['Blue', 'Green', 'Golden', 'Silver', 'Sunny', 'Brave', 'Quick', 'Quiet', 'Happy'],
      ...['Clever', 'Gentle', 'Bright', 'Curious', 'Mighty', 'Snowy', 'Starry', 'Merry', 'Calm'],
    ],
    animals: [
      ...['Otter', 'Fox', 'Heron', 'Badger', 'Turtle', 'Owl', 'Beaver', 'Salmon', 'Hedgehog'],
      ...['Falcon', 'Dolphin', 'Lynx', 'Robin', 'Seal', 'Squirrel', 'Puffin', 'Koala', 'Panda'],
    ],
    join: (adjective, animal, number) => `${adjective} ${animal} ${number}`,
  },
  es: {
    adjectives: [
      ...['Azul', 'Verde', 'Dorada', 'Plateada', 'Alegre', 'Valiente', 'Veloz', 'Tranquila'],
      ...['Feliz', 'Lista', 'Amable', 'Brillante', 'Curiosa', 'Fuerte', 'Serena', 'Genial'],
    ],
    animals: [
      ...['Nutria', 'Garza', 'Tortuga', 'Lechuza', 'Ardilla', 'Foca', 'Ballena', 'Rana', 'Llama'],
      ...['Mariposa', 'Jirafa', 'Cebra', 'Gaviota', 'Libélula', 'Abeja', 'Alondra', 'Iguana'],
    ],
    join: (adjective, animal, number) => `${animal} ${adjective} ${number}`,
  },
}

/** `count` nicknames to choose from, no animal twice. @param random as in World */
export function offerNicknames(
  language: Language,
  count: number,
  random: (size: number) => Uint8Array,
): readonly string[] {
  const { adjectives, animals, join } = words[language] ?? words.en
  const draw = (below: number) => Buffer.from(random(4)).readUInt32BE() % below
  const left = [...animals]
  return Array.from({ length: Math.min(count, left.length) }, () => {
    const [animal = ''] = left.splice(draw(left.length), 1)
    return join(adjectives[draw(adjectives.length)] ?? '', animal, 2 + draw(98))
  })
}
