import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { options } from '../src/config-options.ts'
import { ConfigFault, readConfig } from '../src/config.ts'
import { obtainSecrets, SecretsMissing } from '../src/secrets.ts'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
const allSecrets = {
  SECRET_KEY_ENCRYPTION_KEYS: `1:${key(1)}`,
  SECRET_SESSION: key(2),
  SECRET_TICKETS: key(3),
  SECRET_EMAIL_INDEX: key(4),
}

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigFault) return error.faults.map(({ option }) => option)
    throw error
  }
  return []
}

describe('the configuration', () => {
  it('is good for trying out when nothing is set', () => {
    expect(readConfig({})).to.deep.equal({
      config: {
        port: 3000,
        host: '127.0.0.1',
        dataDir: 'data',
        base: 'http://localhost:3000',
        isTriedOut: true,
        secure: false,
        engine: 'sqlite',
        mailTo: 'outbox',
        mailFrom: 'Waymark <waymark@localhost>',
        trustProxy: false,
        openTenant: false,
        fetchAllowHosts: [],
        logLevel: 'info',
      },
      secrets: {},
    })
  })

  it('follows the port where no base is set, and counts an empty value as none', () => {
    const { config } = readConfig({ PORT: '8080', IDENTIFIER_BASE: '', SMTP_URL: '  ' })
    expect(config.base).to.equal('http://localhost:8080')
    expect(config.mailTo).to.equal('outbox')
    expect(config.isTriedOut).to.equal(true)
  })

  it('is no trying out once there is a public name, whatever NODE_ENV says', () => {
    const env = { IDENTIFIER_BASE: 'https://badges.example.org', TRUST_PROXY: '1' }
    expect(readConfig({ ...env, NODE_ENV: 'development' }).config.isTriedOut).to.equal(false)
  })

  it('counts every empty value as none, as compose.yaml passes on what is not set', () => {
    const empty = Object.fromEntries(options.map(({ name }) => [name, '']))
    expect(readConfig(empty)).to.deep.equal(readConfig({}))
  })

  it('can be given whole to the container', async () => {
    const compose = await readFile('compose.yaml', 'utf8')
    // Set by the image; the folder is a volume.
    const fixed = ['PORT', 'HOST', 'DATA_DIR']
    for (const { name } of options.filter((option) => !fixed.includes(option.name))) {
      expect(compose, name).to.match(new RegExp(`^ {6}${name}: `, 'm'))
    }
  })

  it('reads a whole one', () => {
    const { config, secrets } = readConfig({
      ...allSecrets,
      IDENTIFIER_BASE: 'https://badges.example.org',
      TRUST_PROXY: '1',
      MONGODB_URI: 'mongodb://one,two/waymark',
      SMTP_URL: 'smtps://mail.example.org',
      MAIL_FROM: 'Badges <badges@example.org>',
      METRICS_TOKEN: 'a-long-metrics-token',
      FETCH_ALLOW_HOSTS: 'Case.school.lan:8443, 10.0.0.5',
      SECRET_KEY_ENCRYPTION_KEYS: `10:${key(10)},2:${key(2)}`,
    })
    expect(config).to.include({ engine: 'mongodb', mailTo: 'smtp', secure: true, trustProxy: 1 })
    expect(config.fetchAllowHosts).to.deep.equal(['case.school.lan:8443', '10.0.0.5'])
    expect([...(secrets.keyEncryptionKeys ?? [])].map(([version]) => version)).to.deep.equal([
      '2',
      '10',
    ])
    expect(secrets.session).to.have.length(32)
    expect(secrets.mongodbUri).to.equal('mongodb://one,two/waymark')
    expect(JSON.stringify(config)).not.to.contain('mongodb://')
  })

  it('names every fault at once and how to mend it', () => {
    const env = {
      PORT: '70000',
      IDENTIFIER_BASE: 'https://badges.example.org/badges/',
      TRUST_PROXY: 'true',
      MONGODB_URI: 'postgres://db',
      SECRET_SESSION: 'c2hvcnQ=',
      SECRET_KEY_ENCRYPTION_KEYS: `1:${key(1)},1:${key(2)}`,
      SMTP_URL: 'mail.example.org',
      LOG_LEVEL: 'loud',
      METRICS_TOKEN: 'short',
      FETCH_ALLOW_HOSTS: 'https://x',
    }
    expect(faultsOf(env)).to.have.members([
      'PORT',
      'IDENTIFIER_BASE',
      'TRUST_PROXY',
      'MONGODB_URI',
      'SECRET_SESSION',
      'SECRET_KEY_ENCRYPTION_KEYS',
      'SECRET_TICKETS',
      'SECRET_EMAIL_INDEX',
      'SMTP_URL',
      'MAIL_FROM',
      'LOG_LEVEL',
      'METRICS_TOKEN',
      'FETCH_ALLOW_HOSTS',
    ])
    expect(() => readConfig(env)).to.throw(ConfigFault, 'such as https://badges.example.org')
  })

  it('never repeats a secret in a fault', () => {
    for (const { name } of options.filter((option) => 'secret' in option)) {
      const value = 'hunter2-and-more!'
      if (name === 'METRICS_TOKEN') continue
      expect(() => readConfig({ [name]: value }))
        .to.throw(ConfigFault)
        .with.property('message')
        .that.does.not.contain(value)
    }
  })

  it('asks for the secrets with MongoDB, and for all of them or none without', () => {
    const secrets = Object.keys(allSecrets)
    expect(faultsOf({ MONGODB_URI: 'mongodb://db' })).to.have.members(secrets)
    expect(faultsOf({ SECRET_SESSION: key(2) })).to.have.members(
      secrets.filter((name) => name !== 'SECRET_SESSION'),
    )
    expect(faultsOf(allSecrets)).to.deep.equal([])
  })

  it('asks which proxy speaks https, since the service does not', () => {
    const base = { IDENTIFIER_BASE: 'https://badges.example.org' }
    expect(faultsOf(base)).to.deep.equal(['TRUST_PROXY'])
    expect(faultsOf({ ...base, TRUST_PROXY: '0' })).to.deep.equal(['TRUST_PROXY'])
    for (const proxy of ['1', 'loopback', '10.0.0.0/8, 2001:db8::/32', 'uniquelocal']) {
      expect(faultsOf({ ...base, TRUST_PROXY: proxy }), proxy).to.deep.equal([])
    }
    for (const proxy of ['10.0.0.0/40', '0.0.0', 'proxy.lan', '1.2.3.4/8/8']) {
      expect(faultsOf({ ...base, TRUST_PROXY: proxy }), proxy).to.deep.equal(['TRUST_PROXY'])
    }
  })

  it('takes only an origin as base', () => {
    for (const base of [
      'badges.example.org',
      'http://x/',
      'http://X.org',
      'ftp://x',
      'http://a@b',
      'https://x.org:443',
    ]) {
      expect(faultsOf({ IDENTIFIER_BASE: base, TRUST_PROXY: '1' }), base).to.deep.equal([
        'IDENTIFIER_BASE',
      ])
    }
  })

  it('speaks https by itself where it has a certificate and its key, and needs no proxy then', () => {
    const tls = { TLS_CERT_FILE: 'cert.pem', TLS_KEY_FILE: 'key.pem' }
    const { config } = readConfig({ ...tls, PORT: '8443' })
    expect(config).to.deep.include({
      base: 'https://localhost:8443',
      secure: true,
      tls: { certFile: 'cert.pem', keyFile: 'key.pem' },
    })
    expect(faultsOf({ ...tls, IDENTIFIER_BASE: 'https://badges.example.org' })).to.deep.equal([])
    expect(faultsOf({ TLS_CERT_FILE: 'cert.pem' })).to.deep.equal(['TLS_KEY_FILE'])
    expect(faultsOf({ TLS_KEY_FILE: 'key.pem' })).to.deep.equal(['TLS_CERT_FILE'])
    expect(faultsOf({ ...tls, IDENTIFIER_BASE: 'http://localhost:1' })).to.deep.equal([
      'IDENTIFIER_BASE',
    ])
  })

  it('opens the tenant for test suites only when told to, and beside a public name only when told twice', () => {
    const inPublic = { IDENTIFIER_BASE: 'https://badges.example.org', TRUST_PROXY: '1' }
    expect(readConfig({ VC_API_TENANT: 'open' }).config.openTenant).to.equal(true)
    expect(faultsOf({ VC_API_TENANT: 'yes' })).to.deep.equal(['VC_API_TENANT'])
    expect(faultsOf({ ...inPublic, VC_API_TENANT: 'open' })).to.deep.equal(['VC_API_TENANT'])
    expect(faultsOf({ ...inPublic, VC_API_TENANT: 'open-in-public' })).to.deep.equal([])
    expect(readConfig(inPublic).config.openTenant).to.equal(false)
  })

  it('does not change with NODE_ENV', () => {
    expect(readConfig({ NODE_ENV: 'production' })).to.deep.equal(
      readConfig({ NODE_ENV: 'development' }),
    )
  })

  it('says of every option what it means', () => {
    expect(new Set(options.map(({ name }) => name)).size).to.equal(options.length)
    for (const { meaning } of options) expect(meaning).to.match(/^[A-Z].{15,}\.$/s)
  })
})

describe('the secrets of the service', () => {
  let folder = ''
  let dataDir = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waymark-secrets-'))
    dataDir = join(folder, 'data')
  })
  afterEach(() => rm(folder, { recursive: true }))
  const random = (size: number) => crypto.getRandomValues(new Uint8Array(size))
  const obtain = (storeIsEmpty: boolean, configured = {}) =>
    obtainSecrets({ configured, dataDir, storeIsEmpty, random })
  const refusal = async (storeIsEmpty: boolean) => {
    try {
      await obtain(storeIsEmpty)
    } catch (error) {
      if (error instanceof SecretsMissing) return error.message
      throw error
    }
    return 'nothing was refused'
  }

  it('are made once for an empty store, for nobody else to read, and found again', async () => {
    const first = await obtain(true)
    const path = join(dataDir, 'secrets.json')
    expect(first.generated).to.equal(path)
    expect((await stat(path)).mode & 0o777).to.equal(0o600)
    expect(await readdir(dataDir)).to.deep.equal(['secrets.json'])
    const { session, tickets, emailIndex, keyEncryptionKeys } = first.secrets
    const made = [session, tickets, emailIndex, ...keyEncryptionKeys.values()]
    expect(new Set(made.map((one) => Buffer.from(one).toString('hex'))).size).to.equal(4)
    const again = await obtain(false)
    expect(again.generated).to.equal(undefined)
    expect(again.secrets).to.deep.equal(first.secrets)
  })

  it('are never made anew where something is stored', async () => {
    expect(await refusal(false)).to.match(/secrets\.json is missing.*backup/s)
    expect(await readdir(folder)).to.deep.equal([])
  })

  it('that cannot be read are refused and left as they are', async () => {
    await obtain(true)
    const path = join(dataDir, 'secrets.json')
    for (const damaged of [
      '',
      '{',
      '[]',
      'null',
      '{"keyEncryptionKeys":{}}',
      '{"keyEncryptionKeys":{"1":"eA=="}}',
    ]) {
      await writeFile(path, damaged)
      expect(await refusal(true), damaged).to.contain('cannot be read')
      expect(await readFile(path, 'utf8')).to.equal(damaged)
    }
  })

  it('keep their versions in order', async () => {
    await obtain(true)
    const path = join(dataDir, 'secrets.json')
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replace('"1":', `"10": "${key(10)}", "9": "${key(9)}", "1":`))
    const { secrets } = await obtain(false)
    expect([...secrets.keyEncryptionKeys.keys()]).to.deep.equal(['1', '9', '10'])
  })

  it('come from the configuration where it has them, and nothing is written', async () => {
    const { secrets: configured } = readConfig(allSecrets)
    const { secrets, generated } = await obtain(false, configured)
    expect(generated).to.equal(undefined)
    expect(Buffer.from(secrets.session).toString('base64')).to.equal(key(2))
    expect(await readdir(folder)).to.deep.equal([])
  })
})
