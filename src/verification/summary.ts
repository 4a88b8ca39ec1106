import type { CredentialSummary } from '../../schemas/requests/verification.ts'
import { idOf, listOf, type Json, type JsonObject } from '../credentials/json.ts'
import { member, named, textOf, wordsOf } from './json-values.ts'

/** What a credential says of itself, whatever of it is there. `proven` goes along: unproven words are anybody's. */
export function summarize(credential: JsonObject, proven: boolean): CredentialSummary {
  const subject = listOf(member(credential, 'credentialSubject'))[0]
  const achievement = listOf(member(subject, 'achievement'))[0]
  const criteria = listOf(member(achievement, 'criteria'))[0]
  const issuerId = idOf(member(credential, 'issuer'))
  return {
    proven,
    ...named('id', member(credential, 'id')),
    ...named('name', member(credential, 'name')),
    ...(achievement === undefined
      ? {}
      : {
          achievement: {
            ...named('id', member(achievement, 'id')),
            ...words('name', member(achievement, 'name')),
            ...words('description', member(achievement, 'description')),
            ...words('criteria', member(criteria, 'narrative')),
            ...named('criteriaAddress', member(criteria, 'id')),
            ...named(
              'image',
              idOf(member(achievement, 'image')) ?? idOf(member(credential, 'image')),
            ),
          },
        }),
    ...(issuerId === undefined
      ? {}
      : {
          issuer: { id: issuerId, ...words('name', member(member(credential, 'issuer'), 'name')) },
        }),
    recipient: recipientOf(subject),
    ...words('narrative', member(subject, 'narrative')),
    ...named('validFrom', member(credential, 'validFrom') ?? member(credential, 'issuanceDate')),
    ...named(
      'validUntil',
      member(credential, 'validUntil') ?? member(credential, 'expirationDate'),
    ),
    ...named('awardedDate', member(credential, 'awardedDate')),
    ...language(member(achievement, 'inLanguage') ?? member(credential, 'inLanguage')),
    evidenceCount: listOf(member(credential, 'evidence')).length,
    results: listOf(member(subject, 'result')).map((result) => resultOf(result, achievement)),
  }
}

function words<N extends string>(name: N, value: Json | undefined): Partial<Record<N, string>> {
  return named(name, wordsOf(value))
}

/** A tag of BCP 47, by its outer form; anything else would only mislead a screen reader. */
function language(value: Json | undefined): { language?: string } {
  const tag = textOf(value)
  return tag !== undefined && /^[a-z]{2,3}(-[a-z0-9]{1,8}){0,4}$/i.test(tag)
    ? { language: tag }
    : {}
}

function recipientOf(subject: Json | undefined): CredentialSummary['recipient'] {
  const id = named('id', member(subject, 'id'))
  const identifiers = listOf(member(subject, 'identifier'))
  const hashed = identifiers.some((one) => member(one, 'hashed') === true)
  if (hashed) return { form: 'hashed-identifier', ...id }
  if (identifiers.length > 0) return { form: 'identifier', ...id }
  return { form: 'id' in id ? 'id' : 'none', ...id }
}

/** A result names its description and level by id; both stand in the achievement. */
function resultOf(
  result: Json,
  achievement: Json | undefined,
): CredentialSummary['results'][number] {
  const description = listOf(member(achievement, 'resultDescription')).find(
    (one) => idOf(one) !== undefined && idOf(one) === textOf(member(result, 'resultDescription')),
  )
  const level = listOf(member(description, 'rubricCriterionLevel')).find(
    (one) => idOf(one) !== undefined && idOf(one) === textOf(member(result, 'achievedLevel')),
  )
  return {
    ...named('name', member(description, 'name')),
    ...named('value', member(result, 'value')),
    ...named('level', member(level, 'name')),
    ...named('status', member(result, 'status')),
  }
}
