import type { DecisionBody } from '../../schemas/requests/applications.ts'
import type { AwardEvidence, AwardStatement } from '../issuing/tables.ts'
import type { Application, HandedIn, Work } from './tables.ts'

/** Where a file lies for whoever may see it: the id of an evidence that no program needs us to understand. */
export function evidenceAddress(base: string, fileId: string): string {
  return `${base}/evidence/${fileId}`
}

/** By what staff choose a piece of evidence. */
export function linkKey(place: number): string {
  return `link-${place}`
}

export function fileKey({ id }: Pick<HandedIn, 'id'>): string {
  return `file-${id}`
}

/** What the award says, from what was handed in and what staff said of it. */
export function statementOf(
  { work }: Pick<Application, 'work'>,
  { narrative, levels = [], evidence }: DecisionBody,
  base: string,
): AwardStatement {
  const reached = levels.flatMap(({ key, level }) => (level === undefined ? [] : [{ key, level }]))
  const rubric = reached.find(({ key }) => key === 'rubric')
  const results = reached
    .filter(({ key }) => key !== 'rubric')
    .map(({ key, level }) => ({ description: key, level }))
  return {
    ...(narrative === undefined ? {} : { narrative }),
    ...(rubric === undefined ? {} : { level: rubric.level }),
    ...(results.length === 0 ? {} : { results }),
    evidence: evidenceOf(work, evidence, base),
    hashedIdentity: false,
  }
}

function evidenceOf(
  { links, files }: Work,
  chosen: readonly string[] | undefined,
  base: string,
): readonly AwardEvidence[] {
  const goes = (key: string) => chosen === undefined || chosen.includes(key)
  return [
    ...links.flatMap(({ url, title }, place): AwardEvidence[] =>
      url === undefined || !goes(linkKey(place))
        ? []
        : [{ url, ...(title === undefined ? {} : { name: title }) }],
    ),
    ...files.flatMap((file): AwardEvidence[] =>
      goes(fileKey(file)) ? [{ url: evidenceAddress(base, file.id), name: file.title }] : [],
    ),
  ]
}

/** The files that an award names as evidence. */
export function evidenceFiles(
  { fileIds }: Pick<Application, 'fileIds'>,
  { evidence }: Pick<AwardStatement, 'evidence'>,
  base: string,
): readonly string[] {
  const named = new Set(evidence.map(({ url }) => url))
  return fileIds.filter((id) => named.has(evidenceAddress(base, id)))
}
