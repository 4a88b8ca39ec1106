import { WaymarkError } from '../errors.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { People } from './people.ts'
import { normalizeEmail } from './secrets.ts'
import type { Account, SignInLink } from './tables.ts'
import type { Tickets } from './tickets.ts'

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
  readonly tickets: Tickets
  readonly sendMail: SendSignInMail
  readonly world: World
}

export function createSignIn({ signInLinks, people, tickets, sendMail, world }: Deps): SignIn {
  const isFresh = (link: SignInLink) =>
    link.usedAt === undefined && link.expiresAt > timestamp(world.now())

  const open = async (token: string) => {
    const id = tickets.read('sign-in', token)
    const link = id === undefined ? undefined : await signInLinks.get(id)
    return link !== undefined && isFresh(link) ? link : undefined
  }

  return {
    async requestLink({ email, language, next }) {
      const id = world.newId()
      const expires = new Date(world.now().getTime() + linkMinutes * 60_000)
      await signInLinks.insert({
        id,
        email: normalizeEmail(email),
        language,
        next,
        expiresAt: timestamp(expires),
      })
      const token = tickets.issue('sign-in', id, linkMinutes)
      await sendMail({ email: normalizeEmail(email), language, token, minutes: linkMinutes })
    },
    isOpen: async (token) => (await open(token)) !== undefined,
    async useLink(token) {
      const usedAt = timestamp(world.now())
      const link = await signInLinks.change(tickets.read('sign-in', token) ?? '', (found) => {
        if (!isFresh(found)) throw new WaymarkError('link-used-or-expired')
        return { ...found, usedAt }
      })
      if (link === undefined) throw new WaymarkError('link-used-or-expired')
      const account = await people.ofEmail(link.email, { name: '', language: link.language })
      return { account, next: link.next }
    },
  }
}
