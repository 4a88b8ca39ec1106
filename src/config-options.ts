import { logLevels } from './logging.ts'

export interface Option {
  readonly name: string
  /** As it would be written; undefined where there is none. */
  readonly fallback?: string
  readonly meaning: string
  /** Its value is never shown. */
  readonly secret?: true
}

/** Every option, in the order of the documentation made from it. */
export const options = [
  { name: 'PORT', fallback: '3000', meaning: 'The port to listen on.' },
  {
    name: 'HOST',
    fallback: '127.0.0.1',
    meaning: 'The address to listen on. 0.0.0.0 for every one, as in a container.',
  },
  {
    name: 'IDENTIFIER_BASE',
    meaning:
      'The public origin, such as https://badges.example.org: every id begins with it, so it is fixed once there is an organization. Without it http://localhost:PORT, for trying out.',
  },
  {
    name: 'TRUST_PROXY',
    meaning:
      'How many proxies stand in front of the service, or their addresses. Needed with an https base, unless the service has a certificate of its own: the proxy is what speaks https.',
  },
  {
    name: 'TLS_CERT_FILE',
    meaning:
      'A file with a certificate and its chain in PEM, to speak https without a proxy. Needs TLS_KEY_FILE.',
  },
  { name: 'TLS_KEY_FILE', meaning: 'The file with the private key of that certificate, in PEM.' },
  {
    name: 'DATA_DIR',
    fallback: 'data',
    meaning: 'The folder for the embedded database, generated secrets, pictures and unsent mails.',
  },
  {
    name: 'MONGODB_URI',
    secret: true,
    meaning:
      'A MongoDB to store in, instead of the embedded database. The SECRET_ options are needed then.',
  },
  {
    name: 'SECRET_KEY_ENCRYPTION_KEYS',
    secret: true,
    meaning:
      'Encrypts the signing keys at rest: VERSION:KEY pairs with commas between them, each key 32 bytes in base64. The highest version encrypts, all of them decrypt.',
  },
  {
    name: 'SECRET_SESSION',
    secret: true,
    meaning:
      'Signs session cookies, and seals the answers kept for repeated requests: 32 bytes in base64.',
  },
  {
    name: 'SECRET_TICKETS',
    secret: true,
    meaning:
      'Signs short tickets in mails and derives claim links and codes: 32 bytes in base64. With another one, links and codes already sent are no longer good.',
  },
  {
    name: 'SECRET_EMAIL_INDEX',
    secret: true,
    meaning:
      'Hashes addresses for look-up: 32 bytes in base64. With another one nobody is found again.',
  },
  {
    name: 'SMTP_URL',
    secret: true,
    meaning:
      'The mail server, smtp:// or smtps://. Without it mails are written to DATA_DIR/outbox.',
  },
  {
    name: 'MAIL_FROM',
    fallback: 'Waymark <waymark@localhost>',
    meaning: 'The sender of mails. Needed with SMTP_URL.',
  },
  {
    name: 'FETCH_ALLOW_HOSTS',
    meaning:
      'Hosts of your own network that may be fetched though they are private or speak plain http, with commas between them.',
  },
  {
    name: 'METRICS_TOKEN',
    secret: true,
    meaning: 'The bearer token that /metrics asks for. Without it, none.',
  },
  {
    name: 'VC_API_TENANT',
    meaning:
      'For test suites only: `open` lets anybody have anything signed under /open-tenant, by keys made at the start that speak for nobody; `open-in-public` also where IDENTIFIER_BASE is a public name.',
  },
  { name: 'LOG_LEVEL', fallback: 'info', meaning: `One of ${logLevels.join(', ')}.` },
] as const satisfies readonly Option[]

export type OptionName = (typeof options)[number]['name']
