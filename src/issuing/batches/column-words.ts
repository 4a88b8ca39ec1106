import type { ColumnMeaning } from '../../../schemas/requests/batches.ts'

type Named = Exclude<ColumnMeaning, 'ignored'>

/** What people call the columns, in the languages of the service; without accents, spaces and marks. */
const names = {
  achievement: ['achievement', 'badge', 'badgename', 'insignia', 'logro'],
  learnerId: ['learnerid', 'waymarkid', 'iddewaymark'],
  rosterId: ['rosterid', 'studentid', 'studentnumber', 'sourcedid', 'matricula', 'numerodealumno'],
  name: [
    ...['name', 'learner', 'student', 'fullname', 'nickname', 'learnername', 'studentname'],
    ...[
      'participant',
      'nombre',
      'alumno',
      'alumna',
      'estudiante',
      'nombrecompleto',
      'participante',
    ],
    ...['nombreyapellido', 'nombreyapellidos', 'apellidosynombre', 'apodo'],
  ],
  givenName: [
    ...['firstname', 'givenname', 'givennames', 'forename', 'first', 'middlename'],
    ...['nombres', 'primernombre', 'segundonombre', 'nombredepila'],
  ],
  familyName: [
    ...['lastname', 'surname', 'familyname', 'last', 'apellido', 'apellidos'],
    ...['primerapellido', 'segundoapellido', 'apellidopaterno', 'apellidomaterno'],
  ],
  email: [
    ...['email', 'mail', 'emailaddress', 'studentemail', 'correo', 'correoelectronico'],
    ...['direcciondecorreo', 'direcciondecorreoelectronico'],
  ],
  language: ['language', 'idioma', 'lengua'],
  narrative: ['narrative', 'whattheydid', 'relato', 'quehizo'],
  evidenceUrl: [
    'evidenceurl',
    'evidence',
    'link',
    'linktothework',
    'enlace',
    'evidencia',
    'enlacealtrabajo',
  ],
  evidenceName: [
    'evidencename',
    'whatitis',
    'whattheworkis',
    'nombredelaevidencia',
    'quees',
    'queeseltrabajo',
  ],
  level: ['level', 'nivel'],
  activityStart: ['activitystart', 'beganon', 'start', 'inicio'],
  activityEnd: ['activityend', 'finishedon', 'end', 'fin'],
  validUntil: ['validuntil', 'expires', 'validahasta', 'validohasta', 'caduca', 'vence'],
} as const satisfies Record<Named, readonly string[]>

const meaningOfName: ReadonlyMap<string, Named> = new Map(
  Object.entries(names).flatMap(([meaning, all]) =>
    all.map((name): [string, Named] => [name, asNamed(meaning)]),
  ),
)

function asNamed(meaning: string): Named {
  const isNamed = (one: string): one is Named => Object.hasOwn(names, one)
  if (isNamed(meaning)) return meaning
  throw new Error(`no column means ${meaning}`)
}

/** A title without the differences that people do not see. */
export function plainTitle(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}

/** What the title of a column says that it holds; undefined where we do not know the word. */
export function meaningOfTitle(title: string): Named | undefined {
  return meaningOfName.get(plainTitle(title))
}
