import Type from 'typebox'

/** An id of ours, as it stands in addresses. */
export const Id = Type.String({
  pattern: '^[A-Za-z0-9_-]{22}$',
  description: 'An id of this service.',
})

export const Email = Type.String({ format: 'email', maxLength: 254 })

export const webAddressStart = '^https?://'

/** An address that a browser may open. */
export const WebAddress = Type.String({ format: 'uri', pattern: webAddressStart, maxLength: 2000 })

export const Timestamp = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$',
  format: 'date-time',
  description: 'RFC 3339 in UTC with whole seconds.',
})

export const DateOnly = Type.String({ format: 'date', description: 'YYYY-MM-DD.' })

export const Language = Type.Union([Type.Literal('en'), Type.Literal('es')])

/**
 * Line ends and other control characters (Cc), and the marks that turn text round (UAX 9: embeddings, overrides,
 * isolates). The marks LRM, RLM and ALM are not among them: honest names in Arabic and Hebrew are written with them.
 */
export const hiddenCharacters = '[\\u0000-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]'

/** A name of a person, place or thing on one line: at least one character that is no space, none that is hidden. */
export const Name = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '\\S',
  not: { pattern: hiddenCharacters },
})

export const Paging = {
  after: Type.Optional(
    Type.String({ maxLength: 2000, description: 'The `next` of the answer before.' }),
  ),
}

/** The `next` of a list answer: present where more follows. */
export const Next = Type.Optional(Type.String())

export const closed = { additionalProperties: false } as const
