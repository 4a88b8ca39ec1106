/** The context of CLR 2.0. No package carries it, so its terms are stated here. */
export const clrV2 = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json'

const vocabulary = 'https://purl.imsglobal.org/spec/vc/clr/vocab.html#'
const badges = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#'
const credentials = 'https://www.w3.org/2018/credentials#'

/** One term: where it points, which type its values have, and whether there may be several of them. */
interface Term {
  readonly address: string
  readonly valueType?: string
  readonly several?: true
}

/** CLR 2.0, JSON-LD context: the types and the terms that each of them brings. */
const types: Readonly<Record<string, Readonly<Record<string, Term>>>> = {
  ClrCredential: {
    partial: { address: `${vocabulary}partial`, valueType: 'xsd:boolean' },
  },
  ClrSubject: {
    achievement: {
      address: `${vocabulary}achievement`,
      valueType: `${badges}Achievement`,
      several: true,
    },
    association: {
      address: `${vocabulary}association`,
      valueType: `${vocabulary}Association`,
      several: true,
    },
    verifiableCredential: {
      address: `${vocabulary}verifiableCredential`,
      valueType: `${credentials}verifiableCredential`,
      several: true,
    },
    identifier: {
      address: `${vocabulary}identifier-1`,
      valueType: `${badges}Identifier`,
      several: true,
    },
  },
  Association: {
    associationType: { address: `${vocabulary}AssociationType` },
    sourceId: { address: `${vocabulary}sourceId`, valueType: 'xsd:anyURI' },
    targetId: { address: `${vocabulary}targetId`, valueType: 'xsd:anyURI' },
  },
}

/** Names that the terms of a type may begin with, in short for the rest of an address. */
const prefixes: Readonly<Record<string, object>> = {
  ClrSubject: { cred: credentials, obi: badges },
}

const naming = { id: '@id', type: '@type' }

function definition({ address, valueType, several }: Term): object {
  return {
    '@id': address,
    ...(valueType === undefined ? {} : { '@type': valueType }),
    ...(several === undefined ? {} : { '@container': '@set' }),
  }
}

function definitions(terms: Readonly<Record<string, Term>>): Record<string, object> {
  const made = Object.entries(terms).map(([name, term]) => [name, definition(term)] as const)
  return Object.fromEntries(made)
}

/** Our statement of the context: what it makes of a document is what the published one makes of it. */
export function clrContext(): object {
  const ofTypes = Object.entries(types).map(([name, terms]): readonly [string, object] => [
    name,
    {
      '@id': `${vocabulary}${name}`,
      '@context': { ...naming, ...prefixes[name], ...definitions(terms) },
    },
  ])
  return { '@context': { ...naming, ...Object.fromEntries(ofTypes) } }
}
