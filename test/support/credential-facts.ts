import { createPrivateKey } from 'node:crypto'
import { createIdentifiers } from '../../src/credentials/identifiers.ts'
import type { JsonObject } from '../../src/credentials/json.ts'
import {
  generateKeyPair,
  type KeyAlgorithm,
  type PublicKey,
  type Signer,
} from '../../src/credentials/keys.ts'
import type { AwardFacts } from '../../src/credentials/open-badge-credential.ts'

export const identifiers = createIdentifiers('https://badges.example.org')
export const organizationId = 'museum0000000000000001'
export const issuerDid = identifiers.organizationDid(organizationId)

export interface TestKey {
  readonly signer: Signer
  readonly listed: PublicKey
  readonly publicJwk: JsonObject
}

/** A real key of the test organization. */
export async function makeKey(algorithm: KeyAlgorithm, number = 1): Promise<TestKey> {
  const pair = await generateKeyPair(algorithm)
  const id = `${algorithm.toLowerCase()}-${number}`
  const key = { key: Buffer.from(pair.privatePkcs8), format: 'der', type: 'pkcs8' } as const
  const { publicKeyMultibase } = pair
  return {
    signer: {
      algorithm,
      verificationMethod: identifiers.verificationMethod(issuerDid, id),
      keyUrl: identifiers.keyUrl(organizationId, id),
      privateKey: createPrivateKey(key),
    },
    listed: {
      id,
      algorithm,
      publicJwk: pair.publicJwk,
      ...(publicKeyMultibase === undefined ? {} : { publicKeyMultibase }),
    },
    publicJwk: pair.publicJwk,
  }
}

/** Facts that use every part of the model that we issue. */
export function fullFacts(): AwardFacts {
  const achievement = identifiers.achievementUrl('tidepool00000000000001', 2)
  return {
    id: identifiers.credentialUrl('credential000000000001'),
    trialMarker: 'Trial: ',
    issuer: {
      id: issuerDid,
      name: 'Museo de las Mareas ®',
      url: 'https://museum.example.org/',
      description: 'Tide pools, and what lives in them.',
      email: 'badges@museum.example.org',
      image: identifiers.imageUrl('logo000000000000000001'),
    },
    achievement: {
      id: achievement,
      name: 'Explorador de mareas 🌊',
      description: 'Plans and carries out an investigation.',
      criteria: { narrative: 'Visit **three** pools.', id: 'https://museum.example.org/criteria' },
      achievementType: 'Badge',
      inLanguage: 'es',
      image: { id: identifiers.imageUrl('art0000000000000000001'), caption: 'A wave' },
      tags: ['biology', 'مد وجزر', '潮'],
      alignments: [
        {
          targetName: 'Planning and Carrying Out Investigations',
          targetUrl: 'https://www.nextgenscience.org/practice/3',
          targetCode: 'SEP3',
          targetFramework: 'NGSS',
          targetType: 'CFItem',
        },
      ],
      creator: issuerDid,
      version: '2',
      related: [{ id: identifiers.achievementUrl('tidepool00000000000001', 1), version: '1' }],
      resultDescriptions: [
        {
          id: `${achievement}#rubric`,
          name: 'Investigation',
          resultType: 'RubricCriterionLevel',
          levels: [
            { id: `${achievement}#level-0`, name: 'Beginning', points: '1' },
            {
              id: `${achievement}#level-1`,
              name: 'Proficient',
              description: 'Alone.',
              points: '2',
            },
          ],
        },
      ],
    },
    subject: {
      id: 'urn:uuid:6f1d3ab0-3c2a-4f4e-9a57-0d3c58a4d7a1',
      identity: { hash: `sha256$${'ab'.repeat(32)}`, salt: 'AAAA' },
      narrative: 'Counted 41 crabs.',
      activityStartDate: '2025-06-01T00:00:00Z',
      activityEndDate: '2025-06-30T00:00:00Z',
      results: [
        { resultDescription: `${achievement}#rubric`, achievedLevel: `${achievement}#level-1` },
      ],
    },
    evidence: [
      { id: 'https://museum.example.org/work/1', name: 'Field notes', narrative: 'In *pencil*.' },
      { narrative: 'Seen by the guide.' },
    ],
    validFrom: '2025-07-01T12:00:00Z',
    validUntil: '2035-07-01T12:00:00Z',
    awardedDate: '2025-07-01T12:00:00Z',
    status: {
      index: 94_567,
      revocationList: identifiers.statusListUrl(organizationId, 1, 'revocation'),
      suspensionList: identifiers.statusListUrl(organizationId, 1, 'suspension'),
    },
  }
}

/** The least that makes a credential. */
export function leastFacts(): AwardFacts {
  const { id, issuer, achievement, subject, validFrom } = fullFacts()
  return {
    id,
    issuer: { id: issuer.id, name: issuer.name },
    achievement: {
      id: achievement.id,
      name: achievement.name,
      description: achievement.description,
      criteria: achievement.criteria,
    },
    subject: { id: subject.id },
    validFrom,
  }
}

/** A copy that lacks some members. */
export function without(object: JsonObject, ...names: string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)))
}
