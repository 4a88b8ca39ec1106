import { duty } from '../jobs/worker.ts'
import type { Table } from '../storage/tables.ts'
import type { People } from './people.ts'
import type { Passkey } from './tables.ts'

export type SendPasskeyMail = (mail: {
  email: string
  language: string
  name: string
}) => Promise<void>

interface Deps {
  readonly passkeys: Table<Passkey, 'byMailDue'>
  readonly people: Pick<People, 'byId'>
  readonly sendMail: SendPasskeyMail
}

/** Tells people of each passkey that was made for their account: it may have been made by somebody else. */
export function tellPasskeysDuty({ passkeys, people, sendMail }: Deps) {
  const settle = async ({ id, mailDueAt }: Passkey, to: (found: Passkey) => Passkey) => {
    const hold = { taken: false }
    const moved = await passkeys.change(id, (found) => {
      hold.taken = found.mailDueAt === mailDueAt
      return hold.taken ? to(found) : undefined
    })
    return hold.taken ? moved : undefined
  }
  return duty<Passkey>({
    name: 'tell-passkeys',
    // A bound that includes the very second, since `to` is exclusive.
    due: async (now, limit) =>
      (await passkeys.find({ index: 'byMailDue', to: `${now}~`, limit })).rows,
    lease: (passkey, until) =>
      settle(passkey, (found) => ({
        ...found,
        mailDueAt: until,
        mailAttempts: found.mailAttempts + 1,
      })),
    async perform(passkey) {
      const account = await people.byId(passkey.accountId)
      if (account !== undefined) {
        const { email, language } = account
        await sendMail({ email, language, name: passkey.name })
      }
      await settle(passkey, told)
    },
    async failed(passkey, again) {
      await settle(passkey, (found) =>
        again === undefined ? told(found) : { ...found, mailDueAt: again },
      )
    },
    attemptsOf: ({ mailAttempts }) => mailAttempts,
  })
}

function told({ mailDueAt: _due, ...passkey }: Passkey): Passkey {
  return passkey
}
