import type { People } from '../accounts/people.ts'
import type { Texts } from '../text/text.ts'
import { isLanguage } from '../text/languages.ts'

interface Deps {
  readonly people: Pick<People, 'byId'>
  readonly texts: Pick<Texts, 'textFor'>
}

/** What a transcript is called, in the language of whose it is. */
export function createTranscriptWords({ people, texts }: Deps) {
  return async (accountId: string) => {
    const account = await people.byId(accountId)
    const own = account?.language
    const text = texts.textFor(isLanguage(own) ? own : 'en')
    return { name: text('transcript.name'), description: text('transcript.description') }
  }
}
