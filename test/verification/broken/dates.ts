import type { JsonObject } from '../../../src/credentials/json.ts'
import { asJson, asJwt, rows, type BrokenGroup, type Hand } from '../../support/broken.ts'
import { without } from '../../support/verification.ts'

/** The form of VC 1.1, with an end. */
const old =
  (expirationDate: string, issuanceDate = '2025-03-01T10:00:00Z'): Hand =>
  ({ issuer, plain }) => {
    const changed: JsonObject = {
      ...without(plain, 'validFrom', 'validUntil'),
      '@context': [
        'https://www.w3.org/2018/credentials/v1',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ],
      issuanceDate,
      expirationDate,
    }
    return issuer.sign(changed)
  }

/** OB 3.0 §9.1 step 4. Today is noon of 15 June 2025. */
export const dates: BrokenGroup = {
  name: 'dates',
  good: [
    { what: 'a badge with no end', hand: asJson([['validUntil'], undefined]) },
    {
      what: 'a badge whose last moment is now',
      hand: asJson([['validUntil'], '2025-06-15T14:00:00+02:00']),
    },
    {
      what: 'a badge with fractions of a second',
      hand: asJwt([['validUntil'], '2025-06-15T12:00:00.001Z']),
    },
    {
      what: 'a badge that was awarded later than today',
      hand: asJson([['awardedDate'], '2025-07-01T00:00:00Z']),
    },
    { what: 'a badge in the form of VC 1.1', hand: old('2025-06-15T12:00:00Z') },
  ],
  broken: [
    ...rows('validity', 'failed', 'expired', [
      ['an end that has passed', asJson([['validUntil'], '2025-06-15T11:59:59Z']), 'expired'],
      [
        'an end that has passed elsewhere',
        asJson([['validUntil'], '2025-06-15T13:00:00+02:00']),
        'expired',
      ],
      ['an end that has passed, in VC 1.1', old('2025-06-01T00:00:00Z'), 'expired'],
    ]),
    ...rows('validity', 'failed', 'not-yet-valid', [
      [
        'a start that is still to come',
        asJson([['validFrom'], '2025-06-15T12:00:01Z']),
        'not-yet-valid',
      ],
    ]),
    ...rows('validity', 'failed', 'invalid', [
      [
        'an end before its start',
        asJson([['validUntil'], '2025-02-01T00:00:00Z']),
        'dates-contradict',
      ],
      [
        'an end that is no date',
        asJwt([['validUntil'], '2025-02-30T00:00:00Z']),
        'dates-unreadable',
      ],
      [
        'an end without a time zone',
        asJwt([['validUntil'], '2027-01-01T00:00:00']),
        'dates-unreadable',
      ],
    ]),
  ],
}
