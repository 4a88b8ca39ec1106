import { WaymarkError } from '../errors.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { People } from './people.ts'
import { hashToken, normalizeEmail } from './secrets.ts'
import type { Account, SignInLink } from './tables.ts'

const linkMinutes = 20

export interface SignIn {
  /** Mails a one-time link to the address; says nothing about whether it is known. `next` is a path of ours. */
  requestLink(request: { email: string; language: string; next: string }): Promise<void>
  /** Whether the link could still be used; does not use it, since mail scanners open links. */
  isOpen(token: string): Promise<boolean>
  /** Uses the link. @throws WaymarkError link-used-or-expired */
  useLink(token: string): Promise<{ account: Account; next: string }>
}

export type SendSignInMail = (mail: {
  email: string
  language: string
  token: string
  minutes: number
}) => Promise<void>

interface Deps {
  readonly signInLinks: Table<SignInLink>
  readonly people: People
  readonly sendMail: SendSignInMail
  readonly world: World
}

export function createSignIn({ signInLinks, people, sendMail, world }: Deps): SignIn {
  const isFresh = (link: SignInLink) =>
    link.usedAt === undefined && link.expiresAt > timestamp(world.now())

  const open = async (token: string) => {
    const link = await signInLinks.get(hashToken(token))
    return link !== undefined && isFresh(link) ? link : undefined
  }

  return {
    async requestLink({ email, language, next }) {
      const token = Buffer.from(world.random(24)).toString('base64url')
      const expires = new Date(world.now().getTime() + linkMinutes * 60_000)
      await signInLinks.insert({
        id: hashToken(token),
        email: normalizeEmail(email),
        language,
        next,
        expiresAt: timestamp(expires),
      })
      await sendMail({ email: normalizeEmail(email), language, token, minutes: linkMinutes })
    },
    isOpen: async (token) => (await open(token)) !== undefined,
    async useLink(token) {
      const usedAt = timestamp(world.now())
      const link = await signInLinks.change(hashToken(token), (found) => {
        if (!isFresh(found)) throw new WaymarkError('link-used-or-expired')
        return { ...found, usedAt }
      })
      if (link === undefined) throw new WaymarkError('link-used-or-expired')
      const account = await people.ofEmail(link.email, { name: '', language: link.language })
      return { account, next: link.next }
    },
  }
}
