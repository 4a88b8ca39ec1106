import {
  at,
  furtherProfile,
  identifiersOf,
  moreWords,
  saidAddress,
  saidIdentifiers,
  saidProfile,
  saidWithParents,
  textsOf,
  withParents,
  words,
  type Said,
} from './every-profile.ts'

const digest = `sha256-${'A'.repeat(43)}=`
const alignment = (whose: string) => ({
  targetUrl: `https://standards.example/${whose}`,
  targetType: 'CFItem',
  targetName: `targetName of ${whose}`,
  targetCode: `targetCode of ${whose}`,
  targetDescription: `targetDescription of ${whose}`,
  targetFramework: `targetFramework of ${whose}`,
})

const { parentOrg } = withParents('district')

export const fullOrganization = {
  name: 'Museum of Tides',
  sector: 'museum',
  description: 'Tide pools.',
  url: 'https://museum.example/',
  email: 'badges@museum.example',
  ...furtherProfile('museum'),
  parentOrg,
}

export const fullAchievement = {
  name: 'Tide Pool Explorer',
  description: 'Explores tide pools.',
  criteria: 'Visit three pools.',
  criteriaUrl: 'https://museum.example/criteria',
  achievementType: 'ext:Expedition',
  language: 'pt-BR',
  tags: ['biology'],
  alignments: [alignment('achievement')],
  rubric: {
    name: 'How far',
    alignments: [alignment('rubric')],
    requiredLevel: 1,
    levels: [
      { name: 'Beginning' },
      {
        name: 'Proficient',
        description: 'Alone.',
        points: '2',
        level: 'Expert',
        alignments: [alignment('level')],
      },
    ],
  },
  imageCaption: 'A wave',
  version: 'Spring edition',
  creator: withParents('college'),
  creditsAvailable: 3.5,
  ...textsOf(['fieldOfStudy', 'specialization', 'humanCode'], 'achievement'),
  otherIdentifiers: identifiersOf('achievement'),
  related: [{ id: 'https://museum.example/mareas', inLanguage: 'es', version: '2' }],
  resultDescriptions: [
    {
      key: 'grade',
      name: 'Grade',
      resultType: 'LetterGrade',
      allowedValues: ['C', 'B', 'A'],
      requiredValue: 'B',
    },
    {
      key: 'score',
      name: 'Score',
      resultType: 'RawScore',
      valueMin: '0',
      valueMax: '100',
      requiredValue: '60',
    },
    { key: 'state', name: 'State', resultType: 'Status' },
  ],
}

export const fullStatement = {
  narrative: 'Counted 41 crabs.',
  level: 1,
  activityStart: '2025-05-01',
  activityEnd: '2025-05-20',
  validUntil: '2999-01-01',
  hashedIdentity: true,
  identifiers: [
    { identifier: 'A-17', identifierType: 'sisSourcedId' },
    { identifier: 'mar', identifierType: 'userName', hashed: true },
  ],
  evidence: [
    {
      url: 'https://museum.example/work',
      ...textsOf(['name', 'description', 'narrative', 'genre', 'audience'], 'evidence'),
      digestSRI: digest,
      mediaType: 'application/pdf',
    },
  ],
  results: [
    { description: 'grade', value: 'A', alignments: [alignment('result')] },
    { description: 'score', value: '59.5' },
    { description: 'state', status: 'Completed' },
    { value: 'Seen by the guide' },
  ],
  creditsEarned: 2.25,
  ...textsOf(['licenseNumber', 'role', 'term'], 'award'),
  source: withParents('assessor'),
  image: 'https://museum.example/baked.png',
  imageCaption: 'Baked',
  awardedDate: '2025-05-21',
  credentialName: 'Tide Pool Explorer, Spring',
  credentialDescription: 'Given in spring.',
  credentialImage: 'https://museum.example/credential.png',
  credentialImageCaption: 'A crab',
  termsOfUse: [{ id: 'https://museum.example/terms', type: 'https://museum.example/Terms' }],
}

const ours = /^http:\/\/localhost:\d+\//
const alignmentAt = (place: string, whose: string) => at(place, alignment(whose))
const subject = 'credentialSubject'
const achievement = `${subject}.achievement`
const results = `${achievement}.resultDescription[]`

/** Where everything above is found in a credential. */
export const said: Said = {
  id: ours,
  name: 'Trial: Tide Pool Explorer, Spring',
  description: 'Given in spring.',
  'image.id': 'https://museum.example/credential.png',
  'image.caption': 'A crab',
  validFrom: /Z$/,
  validUntil: '2999-01-01T23:59:59Z',
  awardedDate: '2025-05-21T00:00:00Z',
  ...at('evidence[]', {
    id: 'https://museum.example/work',
    ...textsOf(['name', 'description', 'narrative', 'genre', 'audience'], 'evidence'),
  }),
  ...at('relatedResource[]', {
    id: 'https://museum.example/work',
    digestSRI: digest,
    mediaType: 'application/pdf',
  }),
  ...at('termsOfUse[]', { id: 'https://museum.example/terms' }),
  ...at('credentialStatus', {
    id: ours,
    statusPurpose: 'revocation',
    statusListIndex: /^\d+$/,
    statusListCredential: ours,
  }),
  ...at('credentialStatus[]', {
    id: ours,
    statusPurpose: 'suspension',
    statusListIndex: /^\d+$/,
    statusListCredential: ours,
  }),
  'credentialSchema[].id': /ob_v3p0_achievementcredential_schema\.json$/,

  ...at('issuer', {
    id: /^did:web:localhost/,
    name: 'Museum of Tides',
    description: 'Tide pools.',
    url: 'https://museum.example/',
    email: 'badges@museum.example',
    phone: '+34 600 000 001',
    'image.id': ours,
    'image.caption': 'caption of museum',
    ...textsOf([...words.slice(2), ...moreWords], 'museum'),
  }),
  ...saidAddress('issuer', 'museum'),
  ...saidIdentifiers('issuer', 'museum'),
  ...saidProfile('issuer.parentOrg', 'district-parent'),
  ...saidProfile('issuer.parentOrg.parentOrg', 'district-top'),

  ...at(subject, {
    id: /^urn:uuid:/,
    narrative: 'Counted 41 crabs.',
    activityStartDate: '2025-05-01T00:00:00Z',
    activityEndDate: '2025-05-20T00:00:00Z',
    creditsEarned: 2.25,
    ...textsOf(['licenseNumber', 'role', 'term'], 'award'),
    'image.id': 'https://museum.example/baked.png',
    'image.caption': 'Baked',
    'identifier[].hashed': false,
    'identifier[].identityHash': 'A-17',
    'identifier[].identityType': 'emailAddress',
    'identifier[].salt': /^[\w-]{22}$/,
    'result[].resultDescription': /#result\/score$/,
    'result[].achievedLevel': /#level-1$/,
    'result[].value': '59.5',
    'result[].status': 'Completed',
  }),
  ...alignmentAt(`${subject}.result[].alignment[]`, 'result'),
  ...saidWithParents(`${subject}.source`, 'assessor'),

  ...at(achievement, {
    id: ours,
    name: 'Tide Pool Explorer',
    description: 'Explores tide pools.',
    'criteria.id': 'https://museum.example/criteria',
    'criteria.narrative': 'Visit three pools.',
    achievementType: 'ext:Expedition',
    creditsAvailable: 3.5,
    ...textsOf(['fieldOfStudy', 'specialization', 'humanCode'], 'achievement'),
    'image.id': ours,
    'image.caption': 'A wave',
    inLanguage: 'pt-BR',
    version: 'Spring edition',
    'tag[]': 'biology',
    'related[].id': 'https://museum.example/mareas',
    'related[].inLanguage': 'es',
    'related[].version': '2',
  }),
  ...alignmentAt(`${achievement}.alignment[]`, 'achievement'),
  ...saidIdentifiers(achievement, 'achievement'),
  ...saidWithParents(`${achievement}.creator`, 'college'),
  ...at(results, {
    id: /#result\/grade$/,
    name: 'Score',
    resultType: 'Status',
    'allowedValue[]': 'B',
    requiredLevel: /#level-1$/,
    requiredValue: '60',
    valueMin: '0',
    valueMax: '100',
    'rubricCriterionLevel[].id': /#level-0$/,
    'rubricCriterionLevel[].name': 'Proficient',
    'rubricCriterionLevel[].description': 'Alone.',
    'rubricCriterionLevel[].level': 'Expert',
    'rubricCriterionLevel[].points': '2',
  }),
  ...alignmentAt(`${results}.alignment[]`, 'rubric'),
  ...alignmentAt(`${results}.rubricCriterionLevel[].alignment[]`, 'level'),
}
