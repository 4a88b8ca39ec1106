import type { AchievementContent } from '../achievements/tables.ts'
import type { FieldProblem } from '../errors.ts'
import type { ChosenLevel, Work } from './tables.ts'

/** What of an achievement has levels: the rubric, and the result descriptions with some. Low to high. */
export interface Scale {
  readonly key: string
  readonly name: string
  readonly levels: readonly { readonly name: string; readonly description?: string }[]
}

export function scalesOf({
  rubric,
  resultDescriptions = [],
}: Pick<AchievementContent, 'rubric' | 'resultDescriptions'>): readonly Scale[] {
  return [
    ...(rubric === undefined ? [] : [{ key: 'rubric', name: rubric.name, levels: rubric.levels }]),
    ...resultDescriptions.flatMap(({ key, name, levels = [] }) =>
      levels.length === 0 ? [] : [{ key, name, levels }],
    ),
  ]
}

/** Levels that the achievement does not have, or that are chosen twice. */
export function levelProblems(
  levels: readonly ChosenLevel[],
  content: AchievementContent,
): readonly FieldProblem[] {
  const scales = scalesOf(content)
  return levels.flatMap(({ key, level }, place): FieldProblem[] => {
    const scale = scales.find((one) => one.key === key)
    const isTwice = levels.findIndex((one) => one.key === key) < place
    const isThere = scale !== undefined && level < scale.levels.length
    return isThere && !isTwice ? [] : [{ path: `/levels/${place}/level`, rule: 'choice' }]
  })
}

/** What has to be mended before it can be sent: something has to be there, and addresses have to lead somewhere. */
export function workProblems(work: Work): readonly FieldProblem[] {
  const { words = '', links, files } = work
  const problems: FieldProblem[] = []
  if (words.trim() === '' && links.length === 0 && files.length === 0) {
    problems.push({ path: '/words', rule: 'required' })
  }
  links.forEach(({ url }, place) => {
    if (url === undefined) problems.push({ path: `/links/${place}/url`, rule: 'required' })
    else if (!isWebAddress(url)) {
      problems.push({ path: `/links/${place}/url`, rule: 'web-address' })
    } else if (links.findIndex((one) => one.url === url) < place) {
      problems.push({ path: `/links/${place}/url`, rule: 'choice' })
    }
  })
  return problems
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url)
}

/** What somebody says of their work, as it was typed. */
export interface SaidOfWork {
  readonly words?: string | undefined
  readonly links?: readonly { readonly url?: string; readonly title?: string }[] | undefined
  readonly levels?: readonly { readonly key: string; readonly level?: number }[] | undefined
}

/** Without rows that say nothing. */
export function tidyWork({ words, links, levels }: SaidOfWork): Omit<Work, 'files'> {
  return {
    ...(words === undefined ? {} : { words }),
    links: (links ?? []).filter(({ url, title }) => url !== undefined || title !== undefined),
    levels: (levels ?? []).flatMap(({ key, level }) =>
      level === undefined ? [] : [{ key, level }],
    ),
  }
}
