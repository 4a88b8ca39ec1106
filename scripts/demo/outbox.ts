import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'

/**
 * The newest link in a mail to this address whose path starts with `prefix`; the mail may have to contain
 * some words. Waits for it up to ten seconds.
 */
export async function linkInMail(
  folder: string,
  to: string,
  prefix: string,
  words = '',
): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await newestLink(folder, to, prefix, words)
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no mail to ${to} with a link to ${prefix}`)
}

async function newestLink(
  folder: string,
  to: string,
  prefix: string,
  words: string,
): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => [])
  const mails = names
    .filter((name) => name.endsWith('.eml'))
    .sort()
    .reverse()
  for (const name of mails) {
    const mail = await simpleParser(await readFile(join(folder, name)))
    const recipients = [mail.to ?? []].flat().flatMap(({ value }) => value)
    if (!recipients.some(({ address }) => address === to)) continue
    if (!`${mail.subject ?? ''} ${mail.text ?? ''}`.includes(words)) continue
    const links = (mail.text ?? '').match(/https?:\/\/[^\s<>\])]+/g) ?? []
    const link = links.map((text) => new URL(text)).find((url) => url.pathname.startsWith(prefix))
    if (link !== undefined) return link.pathname
  }
  return undefined
}
