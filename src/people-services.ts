import { createAccounts } from './accounts/accounts.ts'
import { createTickets } from './accounts/tickets.ts'
import { createAudit } from './audit/audit.ts'
import { createIdentifiers } from './credentials/identifiers.ts'
import { generateKeyPair } from './credentials/keys.ts'
import type { Foundations } from './foundations.ts'
import { createGuardianshipRules } from './guardianship/guardianship.ts'
import { createLearners } from './learners/learners.ts'
import { createLetters } from './mail/letters.tsx'
import { createOrganizations } from './organizations/organizations.ts'
import { createSealing } from './organizations/sealing.ts'

/** The services that everything about badges stands on: who is there, where they belong, who decides for them. */
export function createPeopleServices(foundations: Foundations) {
  const { storage, world, secrets, texts, mailer } = foundations
  const identifiers = createIdentifiers(foundations.identifierBase)
  const letters = createLetters({ mailer, texts, base: identifiers.base })
  const tickets = createTickets(secrets.tickets, world.now)
  const audit = createAudit(storage, world)
  const accounts = createAccounts({
    storage,
    world,
    audit,
    emailSecret: secrets.emailIndex,
    answerSecret: secrets.session,
    tickets,
    origin: identifiers.base,
    sendSignInMail: letters.signIn,
    sendPasskeyMail: letters.passkey,
  })
  const { people } = accounts
  const organizations = createOrganizations({
    storage,
    world,
    audit,
    people,
    tickets,
    identifiers,
    sealing: createSealing(secrets.keyEncryptionKeys, world.random),
    generateKeyPair,
    sendInvitationMail: letters.invitation,
  })
  const learners = createLearners({
    storage,
    world,
    audit,
    requireRight: organizations.requireRight,
    emailHash: people.emailHash,
    async agesOf(organizationId) {
      const { consentAge, adultAge } = await rules.policies.of(organizationId)
      return { consent: consentAge, adult: adultAge }
    },
  })
  const rules = createGuardianshipRules({ storage, world, audit, people, learners, organizations })
  return { identifiers, letters, tickets, audit, accounts, organizations, learners, rules }
}
