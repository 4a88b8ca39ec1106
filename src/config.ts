import { options, type Option, type OptionName } from './config-options.ts'
import * as values from './config-values.ts'
import { isPublicOrigin } from './credentials/identifiers.ts'
import { logLevels, type LogLevel } from './logging.ts'

/*
 * Plain code and not envalid: an option here may depend on others (secrets on MONGODB_URI, TRUST_PROXY on
 * an https base), every fault is to be reported with how to mend it, and the table below is also the
 * documentation. envalid would do the parsing only, and its answer is a proxy that also carries NODE_ENV
 * switches; nothing here may become less safe by NODE_ENV.
 */

export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** The origin that every id and public address begins with, and that people come by. */
  readonly base: string
  /** No public name was given: the service is tried out, or worked on. */
  readonly isTriedOut: boolean
  /** Whether people come by https. */
  readonly secure: boolean
  readonly engine: 'sqlite' | 'mongodb'
  /** Where mails go: to a server, or as files into the data folder. */
  readonly mailTo: 'smtp' | 'outbox'
  readonly mailFrom: string
  /** For Express's `trust proxy`. */
  readonly trustProxy: false | number | string
  /** The files of a certificate, where the service speaks https itself. */
  readonly tls?: { readonly certFile: string; readonly keyFile: string }
  /** The VC-API's open tenant: signs anything for anybody, with keys of its own. For test suites. */
  readonly openTenant: boolean
  /** Hosts that may be fetched though they are private or speak plain http. */
  readonly fetchAllowHosts: readonly string[]
  readonly logLevel: LogLevel
}

/** What must not be shown or logged. Those of the service itself are absent where they are to be generated. */
export interface ConfiguredSecrets {
  readonly mongodbUri?: string
  readonly smtpUrl?: string
  readonly metricsToken?: string
  readonly keyEncryptionKeys?: ReadonlyMap<string, Uint8Array>
  readonly session?: Uint8Array
  readonly tickets?: Uint8Array
  readonly emailIndex?: Uint8Array
}

/** One thing to mend before the service can start. */
export interface Fault {
  readonly option: OptionName
  readonly mend: string
}

/** The configuration cannot be used; `faults` is everything that is wrong with it. */
export class ConfigFault extends Error {
  readonly faults: readonly Fault[]
  constructor(faults: readonly Fault[]) {
    const lines = faults.map(({ option, mend }) => `  ${option} ${mend}`)
    super(`The configuration cannot be used:\n${lines.join('\n')}`)
    this.name = 'ConfigFault'
    this.faults = faults
  }
}

const serviceSecrets = [
  'SECRET_KEY_ENCRYPTION_KEYS',
  'SECRET_SESSION',
  'SECRET_TICKETS',
  'SECRET_EMAIL_INDEX',
] as const

function withoutAbsent<T extends object>(members: {
  readonly [K in keyof T]: T[K] | undefined
}): Partial<T> {
  const present: Partial<T> = {}
  for (const name in members) {
    const value = members[name]
    if (value !== undefined) present[name] = value
  }
  return present
}

/**
 * Reads the options from what is given (main.ts gives the environment) and touches nothing else. An empty
 * value counts as none.
 *
 * @throws ConfigFault with every fault at once
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): {
  config: Config
  secrets: ConfiguredSecrets
} {
  const faults: Fault[] = []
  const fault = (option: OptionName, mend: string) => faults.push({ option, mend })
  const given = (name: OptionName) => {
    const text = env[name]?.trim()
    return text === undefined || text === '' ? undefined : text
  }
  const read = <T>(name: OptionName, parse: (text: string) => T): T | undefined => {
    const option: Option | undefined = options.find((one) => one.name === name)
    const text = given(name) ?? option?.fallback
    if (text === undefined) return undefined
    try {
      return parse(text)
    } catch (error) {
      if (!(error instanceof values.OptionFault)) throw error
      fault(name, error.message)
      return undefined
    }
  }

  const port = read('PORT', values.portNumber) ?? 0
  const certFile = read('TLS_CERT_FILE', values.plainText)
  const keyFile = read('TLS_KEY_FILE', values.plainText)
  const tls = certFile !== undefined && keyFile !== undefined ? { certFile, keyFile } : undefined
  const scheme = tls === undefined ? 'http' : 'https'
  const base = read('IDENTIFIER_BASE', values.origin) ?? `${scheme}://localhost:${port}`
  const secure = base.startsWith('https:')
  const trustProxy = read('TRUST_PROXY', values.proxies) ?? false
  const secrets = withoutAbsent<Required<ConfiguredSecrets>>({
    mongodbUri: read('MONGODB_URI', values.addressWith(['mongodb', 'mongodb+srv'])),
    smtpUrl: read('SMTP_URL', values.addressWith(['smtp', 'smtps'])),
    metricsToken: read('METRICS_TOKEN', values.longToken),
    keyEncryptionKeys: read('SECRET_KEY_ENCRYPTION_KEYS', values.versionedKeys),
    session: read('SECRET_SESSION', values.secret32),
    tickets: read('SECRET_TICKETS', values.secret32),
    emailIndex: read('SECRET_EMAIL_INDEX', values.secret32),
  })
  const tenant = read('VC_API_TENANT', values.oneOf(['open', 'open-in-public']))
  const config: Config = {
    port,
    host: read('HOST', values.plainText) ?? '',
    dataDir: read('DATA_DIR', values.plainText) ?? '',
    base,
    isTriedOut: given('IDENTIFIER_BASE') === undefined,
    secure,
    engine: given('MONGODB_URI') === undefined ? 'sqlite' : 'mongodb',
    mailTo: given('SMTP_URL') === undefined ? 'outbox' : 'smtp',
    mailFrom: read('MAIL_FROM', values.sender) ?? '',
    trustProxy,
    ...(tls === undefined ? {} : { tls }),
    openTenant: tenant !== undefined,
    fetchAllowHosts: read('FETCH_ALLOW_HOSTS', values.hosts) ?? [],
    logLevel: read('LOG_LEVEL', values.oneOf(logLevels)) ?? 'info',
  }

  if (certFile === undefined && keyFile !== undefined) {
    fault('TLS_CERT_FILE', 'is needed with TLS_KEY_FILE: the certificate that belongs to the key')
  }
  if (certFile !== undefined && keyFile === undefined) {
    fault('TLS_KEY_FILE', 'is needed with TLS_CERT_FILE: the key that belongs to the certificate')
  }
  if (tls !== undefined && !secure) {
    fault('IDENTIFIER_BASE', 'must begin with https:// where TLS_CERT_FILE is set')
  }
  if (tenant === 'open' && isPublicOrigin(base)) {
    fault(
      'VC_API_TENANT',
      'signs anything for anybody: it has no place beside a public IDENTIFIER_BASE. Take it away, or say open-in-public if that is what you want',
    )
  }
  if (secure && tls === undefined && given('TRUST_PROXY') === undefined) {
    fault(
      'TRUST_PROXY',
      'is needed with an https IDENTIFIER_BASE and no TLS_CERT_FILE: the number of proxies in front of the service (1 for one), or their addresses; otherwise nobody could sign in',
    )
  }
  if (port === 0 && given('PORT') !== undefined && given('IDENTIFIER_BASE') === undefined) {
    if (!faults.some(({ option }) => option === 'PORT')) {
      fault('IDENTIFIER_BASE', 'is needed with PORT 0: nobody knows the port before the start')
    }
  }
  if (config.mailTo === 'smtp' && given('MAIL_FROM') === undefined) {
    fault('MAIL_FROM', 'is needed with SMTP_URL: the address that mails come from')
  }
  const named = serviceSecrets.filter((name) => given(name) !== undefined)
  for (const name of serviceSecrets) {
    if (named.includes(name)) continue
    if (config.engine === 'mongodb') {
      fault(name, 'is needed with MONGODB_URI; `openssl rand -base64 32` makes a key')
    } else if (named.length > 0) {
      fault(
        name,
        `is needed where ${named.join(', ')} is set: set all four, or none to have them generated`,
      )
    }
  }
  if (faults.length > 0) throw new ConfigFault(faults)
  return { config, secrets }
}
