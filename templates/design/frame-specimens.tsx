import { Breadcrumbs } from '../components/breadcrumbs.tsx'
import { Footer } from '../components/footer.tsx'
import { Header } from '../components/header.tsx'
import { Pagination } from '../components/pagination.tsx'
import { TrialRibbon } from '../components/trial-ribbon.tsx'
import { Wordmark } from '../components/wordmark.tsx'
import type { DocumentContext } from '../shown.ts'
import { sample } from './sample.ts'
import type { Specimens, State } from './specimen.ts'

/** What stands around every page, and leads from one to the next. @param context whose header is shown */
export function frameSpecimens(context: DocumentContext): Specimens {
  return {
    breadcrumbs: [
      {
        state: 'plain',
        shown: (
          <Breadcrumbs
            trail={[{ label: sample.short, href: '#breadcrumbs' }, { label: sample.arabic }]}
          />
        ),
      },
    ],
    pagination: [
      { state: 'plain', shown: <Pagination next="/design#pagination" previous="/design" /> },
    ],
    'trial-ribbon': [{ state: 'plain', shown: <TrialRibbon /> }],
    wordmark: [{ state: 'plain', shown: <Wordmark /> }],
    header: [
      {
        state: 'plain',
        shown: (
          <Frame>
            <Header context={context} />
          </Frame>
        ),
      },
    ],
    footer: [
      {
        state: 'plain',
        shown: (
          <Frame>
            <Footer context={context} />
          </Frame>
        ),
      },
    ],
  }
}

/** Out of reach for readers and keyboards: the page has a header and a footer of its own. */
function Frame({ children }: { children: State['shown'] }) {
  return (
    <div inert aria-hidden="true">
      {children}
    </div>
  )
}
