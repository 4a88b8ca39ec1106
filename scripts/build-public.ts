// What browsers fetch is named by its content, so that it may be kept for a year and is still never stale; and everything
// comes from this service, so the fonts are copied out of their package.
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { drawArt } from '../templates/art/art.ts'
import { drawMap } from '../templates/art/map.tsx'
import { designSheet } from './public/design-sheet.ts'
import { keepScripts } from './client-scripts.ts'
import { scriptTypefaces } from './public/typefaces.ts'

const { resolve } = createRequire(import.meta.url)
const source = join(process.cwd(), 'public')
const dist = join(process.cwd(), 'dist')
const fonts = join(dirname(resolve('@fontsource-variable/inter/package.json')), 'files')

// Built aside and moved when it is whole: a service may be running on what is there.
await mkdir(dist, { recursive: true })
const aside = await mkdtemp(join(dist, '.public-'))
const target = join(aside, 'new')
await mkdir(join(target, 'assets'), { recursive: true })

const addresses = new Map<string, string>()
await keep('/fonts/inter-latin.woff2', await readFile(join(fonts, 'inter-latin-wght-normal.woff2')))
await keep(
  '/fonts/inter-latin-ext.woff2',
  await readFile(join(fonts, 'inter-latin-ext-wght-normal.woff2')),
)
await keep('/icon.svg', await readFile(join(source, 'icon.svg')))
await keep('/contours.svg', Buffer.from(drawMap('waymark', 1600, 900)))
await keep('/ground.svg', Buffer.from(drawMap('ground', 900, 420, '#a8764f')))
await keep('/chevron.svg', await readFile(join(source, 'chevron.svg')))
await keep(
  '/sample-1.svg',
  Buffer.from(drawArt({ name: 'River', seed: 'sample', palette: 'heather' })),
)
await keep(
  '/sample-2.svg',
  Buffer.from(drawArt({ name: 'Robot', seed: 'marker', palette: 'glacier' })),
)
await keep(
  '/sample-3.svg',
  Buffer.from(drawArt({ name: 'Garden', seed: 'trail', palette: 'clay' })),
)
for (const { name, css, files } of await scriptTypefaces()) {
  for (const file of files) await keep(file.name, await readFile(file.path))
  await keep(name, Buffer.from(withAddresses(css)))
}
const sheet = await styleSheet('styles.css')
await keep('/styles.css', Buffer.from(withAddresses(sheet)))
await keep('/embed.css', Buffer.from(withAddresses(await styleSheet('embed.css'))))
const ownRules = await readFile(join(source, 'design.css'), 'utf8')
await keep('/design.css', Buffer.from(withAddresses(designSheet(sheet, ownRules))))
await keepScripts(await compiledScripts(), (name, text) =>
  keep(`/scripts/${name}`, Buffer.from(text)),
)
await writeFile(
  join(target, 'manifest.json'),
  JSON.stringify(Object.fromEntries(addresses), null, 2),
)
await putInPlace()

/** The old one steps aside and the new one takes its place, by two renames; then the old one goes. */
async function putInPlace(): Promise<void> {
  const place = join(dist, 'public')
  await rename(place, join(aside, 'old')).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  })
  await rename(target, place)
  await rm(aside, { recursive: true })
}

/** Writes a file under the first letters of its digest and remembers where. */
async function keep(name: string, bytes: Uint8Array): Promise<string> {
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  const extension = extname(name)
  const built = `${name.slice(1, -extension.length).replaceAll('/', '-')}.${digest}${extension}`
  await writeFile(join(target, 'assets', built), bytes)
  const address = `/assets/${built}`
  addresses.set(name, address)
  return address
}

/** What the compiler made of each module in public/scripts/; what it made of those that are gone is left out. */
async function compiledScripts(): Promise<ReadonlyMap<string, string>> {
  const written = await readdir(join(source, 'scripts'))
  const names = written.filter((name) => name.endsWith('.ts')).map((name) => name.slice(0, -3))
  return new Map(
    await Promise.all(
      names.map(
        async (name) =>
          [`${name}.js`, await readFile(join(dist, 'client', `${name}.js`), 'utf8')] as const,
      ),
    ),
  )
}

/** A sheet with each of the parts that it imports in the place of its line. */
async function styleSheet(name: string): Promise<string> {
  const parts: string[] = []
  for (const line of (await readFile(join(source, name), 'utf8')).split('\n')) {
    const part = /^@import '\.\/(styles\/[a-z-]+\.css)';$/.exec(line)?.[1]
    parts.push(part === undefined ? line : await readFile(join(source, part), 'utf8'))
  }
  return parts.join('\n')
}

/** A style sheet with the built address in the place of each `url('/…')`. */
function withAddresses(css: string): string {
  return css.replace(/url\('(\/[^']+)'\)/g, (_, name: string) => {
    const address = addresses.get(name)
    if (address === undefined) throw new Error(`the style sheet names ${name}, which is not built`)
    return `url('${address}')`
  })
}
