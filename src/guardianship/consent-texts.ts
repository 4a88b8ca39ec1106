import type { ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import type { Language } from '../text/languages.ts'

/** What is agreed to, in one language. {{controller}} stands for who answers for the data. */
export interface ConsentText {
  readonly title: string
  readonly says: string
}

type InOneLanguage = Readonly<Record<ConsentPurpose, ConsentText>>

/** A language that a version was not put into yet shows it in English. */
type Version = Readonly<Partial<Record<Language, InOneLanguage>>> & { readonly en: InOneLanguage }

/**
 * Every version that was ever agreed to, by the day from which it is used. A record names its version, so a text that
 * people have agreed to is never changed: another one is added, and the old one stays readable.
 */
const versions: Readonly<Record<string, Version>> = {
  '2026-11-27': {
    en: {
      'hold-badges': {
        title: 'Keep badges',
        says: '{{controller}} may keep what it calls this learner, what they did, and the badges they earn for it. Nobody outside sees them.',
      },
      'be-contacted': {
        title: 'Write to the learner',
        says: '{{controller}} may send mails about badges to the learner’s own address. No advertising.',
      },
      'show-publicly': {
        title: 'Show badges to anybody',
        says: 'A badge may be opened at a secret web address. Whoever has the address sees the badge, and as much of the name as you choose. Each address has an end and can be closed at any time.',
      },
      'show-evidence': {
        title: 'Show the work behind a badge',
        says: 'Where a badge is shown, the work that proves it may be shown too: links, pictures, texts. The work can tell more about the learner than the badge does.',
      },
      'share-with-third-party': {
        title: 'Share with a college or employer',
        says: 'A badge may be shown to one college, employer or other place that is named, for a time that is set.',
      },
    },
    es: {
      'hold-badges': {
        title: 'Guardar insignias',
        says: '{{controller}} puede guardar cómo llama a este estudiante, qué hizo y las insignias que gana por ello. Nadie de fuera las ve.',
      },
      'be-contacted': {
        title: 'Escribir al estudiante',
        says: '{{controller}} puede enviar correos sobre insignias a la dirección del propio estudiante. Sin publicidad.',
      },
      'show-publicly': {
        title: 'Mostrar insignias a cualquiera',
        says: 'Una insignia puede abrirse en una dirección web secreta. Quien tenga la dirección ve la insignia y lo que tú elijas del nombre. Cada dirección tiene un final y se puede cerrar en cualquier momento.',
      },
      'show-evidence': {
        title: 'Mostrar el trabajo de una insignia',
        says: 'Donde se muestra una insignia, también se puede mostrar el trabajo que la demuestra: enlaces, imágenes, textos. El trabajo puede contar más del estudiante que la insignia.',
      },
      'share-with-third-party': {
        title: 'Compartir con una universidad o empresa',
        says: 'Una insignia puede mostrarse a una universidad, empresa u otro lugar con nombre, durante un tiempo fijado.',
      },
    },
  },
}

export const currentTextVersion = '2026-11-27'

/** @throws Error for a version that never was: records name only those that were */
export function consentText(
  version: string,
  language: Language,
  purpose: ConsentPurpose,
  controller: string,
): ConsentText {
  const found = versions[version]
  if (found === undefined) throw new Error(`there is no consent text ${version}`)
  const { title, says } = (found[language] ?? found.en)[purpose]
  return { title, says: says.replaceAll('{{controller}}', () => controller) }
}
