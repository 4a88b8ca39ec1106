import Type from 'typebox'
import { closed } from './common.ts'

/** What consent is asked for, each apart: one may be given without the others. */
export const consentPurposes = [
  'hold-badges',
  'be-contacted',
  'show-publicly',
  'show-evidence',
  'share-with-third-party',
] as const
export type ConsentPurpose = (typeof consentPurposes)[number]

/** How a guardian's consent reached us, from what proves least to what proves most. */
export const guardianMethods = [
  'school-authorised',
  'mail-plus',
  'paper-seen',
  'identity-checked',
] as const
export type GuardianMethod = (typeof guardianMethods)[number]

/** `own`: of a learner who decides themselves. */
export const consentMethods = [...guardianMethods, 'own'] as const
export type ConsentMethod = (typeof consentMethods)[number]

/** Why the data may be worked with. */
export const legalBases = [
  'own-consent',
  'parental-consent',
  'school-authority',
  'public-task',
] as const
export type LegalBasis = (typeof legalBases)[number]

/** Which awards wait for a guardian's consent before they are signed. */
export const waitingRules = ['known-minors', 'everybody-not-known-as-adult', 'never'] as const

export const ConsentPurposeSchema = Type.Enum([...consentPurposes])

const PurposePolicyBody = Type.Object(
  {
    guardianUntil: Type.Enum(['consent-age', 'adult'], {
      description: 'Until which age a guardian decides about this.',
    }),
    leastForChild: Type.Enum([...guardianMethods], {
      description: 'What has to prove a guardian’s consent at the least, below the consent age.',
    }),
    leastForYouth: Type.Enum([...guardianMethods], {
      description: 'The same, from the consent age on.',
    }),
  },
  closed,
)

export const PolicyBody = Type.Object(
  {
    consentAge: Type.Integer({
      minimum: 13,
      maximum: 16,
      description: 'From which age learners decide for themselves (COPPA, GDPR Article 8).',
    }),
    adultAge: Type.Integer({ minimum: 18, maximum: 21 }),
    waits: Type.Enum([...waitingRules], {
      description: 'Whose awards wait for a guardian’s consent before they are signed.',
    }),
    controller: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        pattern: '\\S',
        description: 'Who answers for the data, where it is not the organization itself.',
      }),
    ),
    purposes: Type.Object(
      {
        'hold-badges': PurposePolicyBody,
        'be-contacted': PurposePolicyBody,
        'show-publicly': PurposePolicyBody,
        'show-evidence': PurposePolicyBody,
        'share-with-third-party': PurposePolicyBody,
      },
      closed,
    ),
  },
  closed,
)
