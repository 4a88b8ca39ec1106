import type { People } from '../accounts/people.ts'
import type { Texts } from '../text/text.ts'

interface Deps {
  readonly people: Pick<People, 'byId'>
  readonly texts: Pick<Texts, 'textFor'>
}

/** What a transcript is called, in the language of whose it is. */
export function createTranscriptWords({ people, texts }: Deps) {
  return async (accountId: string) => {
    const account = await people.byId(accountId)
    const text = texts.textFor(account?.language === 'es' ? 'es' : 'en')
    return { name: text('transcript.name'), description: text('transcript.description') }
  }
}
