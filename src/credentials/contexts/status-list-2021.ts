const vocabulary = 'https://w3id.org/vc/status-list#'

/** What every scoped context of this table begins with. */
const scoped = { '@protected': true, id: '@id', type: '@type' }

/** The context of StatusList2021, which Bitstring Status List took the place of; credentials of VC 1.1 still name it. */
export const statusList2021 = 'https://w3id.org/vc/status-list/2021/v1'

/** Its terms and addresses. No package that we run on carries them; the pinned hash is that of the published body. */
export const statusList2021Context = {
  '@context': {
    '@protected': true,
    StatusList2021Credential: {
      '@id': `${vocabulary}StatusList2021Credential`,
      '@context': {
        ...scoped,
        description: 'http://schema.org/description',
        name: 'http://schema.org/name',
      },
    },
    StatusList2021: {
      '@id': `${vocabulary}StatusList2021`,
      '@context': {
        ...scoped,
        statusPurpose: `${vocabulary}statusPurpose`,
        encodedList: `${vocabulary}encodedList`,
      },
    },
    StatusList2021Entry: {
      '@id': `${vocabulary}StatusList2021Entry`,
      '@context': {
        ...scoped,
        statusPurpose: `${vocabulary}statusPurpose`,
        statusListIndex: `${vocabulary}statusListIndex`,
        statusListCredential: { '@id': `${vocabulary}statusListCredential`, '@type': '@id' },
      },
    },
  },
}
