import type { Meaning } from './tables.ts'

/** What headers say in English and Spanish, without accents and marks. */
const words: readonly (readonly [Meaning, readonly string[]])[] = [
  [
    'name',
    [
      ...['name', 'full name', 'display name', 'student', 'student name', 'students', 'learner'],
      ...['learner name', 'child', 'child name', 'participant', 'participant name', 'nickname'],
      ...['nombre completo', 'nombre y apellido', 'nombre y apellidos', 'nombres y apellidos'],
      ...['apellidos y nombre', 'apellidos y nombres', 'apellido y nombre', 'alumno', 'alumna'],
      ...[
        'alumnos',
        'alumno a',
        'estudiante',
        'estudiantes',
        'participante',
        'apodo',
        'nino',
        'nina',
      ],
      ...['nombre del alumno', 'nombre del estudiante', 'nombre del participante'],
    ],
  ],
  [
    'given-name',
    [
      ...['first name', 'given name', 'given names', 'firstname', 'givenname', 'forename', 'first'],
      ...['middle name', 'nombre', 'nombres', 'primer nombre', 'segundo nombre', 'nombre de pila'],
      ...['student first name'],
    ],
  ],
  [
    'family-name',
    [
      ...['last name', 'surname', 'family name', 'lastname', 'familyname', 'last', 'apellido'],
      ...['apellidos', 'primer apellido', 'segundo apellido', 'apellido paterno'],
      ...['apellido materno', 'student last name'],
    ],
  ],
  [
    'email',
    [
      ...['email', 'e mail', 'email address', 'e mail address', 'mail', 'student email', 'correo'],
      ...['correo electronico', 'direccion de correo', 'direccion de correo electronico'],
    ],
  ],
  [
    'roster-id',
    [
      ...['id', 'student id', 'student number', 'learner id', 'roster id', 'sis id', 'sourcedid'],
      ...['sourced id', 'identifier', 'studentid', 'matricula', 'numero de matricula', 'codigo'],
      ...['id de estudiante', 'id del estudiante', 'id de alumno', 'id del alumno', 'expediente'],
      ...['numero de alumno', 'numero de estudiante', 'codigo de estudiante'],
    ],
  ],
  [
    'group',
    [
      ...[
        'group',
        'groups',
        'class',
        'classes',
        'classroom',
        'section',
        'homeroom',
        'team',
        'room',
      ],
      ...['grupo', 'grupos', 'clase', 'clases', 'curso', 'aula', 'seccion', 'salon', 'equipo'],
    ],
  ],
  [
    'birth-date',
    [
      ...['birthdate', 'birth date', 'date of birth', 'dob', 'd o b', 'birthday', 'born'],
      ...['fecha de nacimiento', 'fecha nacimiento', 'f nacimiento', 'nacimiento', 'cumpleanos'],
      ...['fec nacimiento', 'nacido', 'nacida'],
    ],
  ],
  ['language', ['language', 'lang', 'preferred language', 'idioma', 'lengua', 'idioma preferido']],
]

const meaningOfWord = new Map(
  words.flatMap(([meaning, titles]) => titles.map((title) => [title, meaning] as const)),
)

/** What a header says a column holds; undefined where it says nothing we know. */
export function meaningOf(title: string): Meaning | undefined {
  const plain = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return meaningOfWord.get(plain)
}

/**
 * What columns without a header seem to hold, by what stands in them.
 * @param samples the cells of each column; dates have been taken out of them
 * @param familyFirst how two columns of words are read: `García, Ana`
 */
export function guessMeanings(
  samples: readonly { readonly texts: readonly string[]; readonly dates: boolean }[],
  familyFirst: boolean,
): readonly Meaning[] {
  const kinds = samples.map(({ texts, dates }) => (dates ? 'birth-date' : kindOf(texts)))
  const named = kinds.flatMap((kind, place) => (kind === 'words' ? [place] : []))
  const parts: readonly Meaning[] =
    named.length === 2
      ? familyFirst
        ? ['family-name', 'given-name']
        : ['given-name', 'family-name']
      : ['name']
  return kinds.map((kind, place) => {
    if (kind !== 'words') return kind
    return parts[named.indexOf(place)] ?? 'ignored'
  })
}

function kindOf(texts: readonly string[]): 'email' | 'roster-id' | 'words' | 'ignored' {
  const said = texts.filter((text) => text !== '')
  const most = (fits: (text: string) => boolean) =>
    said.length > 0 && said.filter(fits).length * 2 > said.length
  if (most((text) => text.includes('@'))) return 'email'
  if (most((text) => /^[\p{L}-]{0,4}\d[\d-]*$/u.test(text))) return 'roster-id'
  return said.length === 0 ? 'ignored' : 'words'
}
