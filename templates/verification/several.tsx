import type { ReceiptReport } from '../../schemas/requests/receipt.ts'
import type { ErrorCode } from '../../src/errors.ts'
import { errorText, type Text } from '../../src/text/text.ts'
import { LinkButton } from '../components/button.tsx'
import { safeHref } from '../components/safe-href.ts'
import { StatusPill } from '../components/status-pill.tsx'
import { useText } from '../text-context.tsx'
import { PrintButton, ReceiptButton } from './keep.tsx'
import { ReceiptContentCard, sayingOf } from './receipt.tsx'
import { ReportBody, sentenceOf, type ReportProps } from './report.tsx'
import { Technical } from './technical.tsx'
import { tones, type Tone } from './tones.ts'

/** One of several things that were handed in, and what came of it. */
export type SeveralAnswer = {
  /** The name of the file or the address, as it was handed in; empty for pasted text. */
  readonly label: string
} & (
  | { readonly report: ReportProps }
  | { readonly receipt: ReceiptReport; readonly own: boolean }
  | {
      readonly fault: {
        readonly code: ErrorCode
        readonly values: Readonly<Record<string, string | number>>
      }
    }
)

interface SeveralProps {
  readonly answers: readonly SeveralAnswer[]
  /** The page on which somebody shows them all, where that is what was handed in. */
  readonly page?: string
}

/** One line for each, those first that need a look; each unfolds to its whole report. */
export function SeveralPage({ answers, page }: SeveralProps) {
  const text = useText()
  const good = answers.filter((one) => lineOf(one, text).tone === 'good').length
  return (
    <article class="narrow report">
      <header class="several-head">
        <h1 tabIndex={-1} autofocus>
          {text('verify.several.sum', { good, total: answers.length })}
        </h1>
        <p class="lead">
          {text(good === answers.length ? 'verify.several.allGood' : 'verify.several.worstFirst')}
        </p>
        {page !== undefined && (
          <p>
            {text('verify.page.from')}{' '}
            <a class="several-page" href={safeHref(page)} rel="noopener noreferrer" dir="ltr">
              {page}
            </a>
            . {text('verify.page.onlyBadges')}
          </p>
        )}
      </header>
      <ol class="several">
        {answers.map((answer, place) => (
          <li key={place}>
            <OneAnswer answer={answer} page={page} />
          </li>
        ))}
      </ol>
      <p class="quiet">{text('verify.promise')}</p>
      <div class="actions">
        <LinkButton href="/verify">{text('verify.several.more')}</LinkButton>
        <PrintButton />
      </div>
    </article>
  )
}

interface OneProps {
  readonly answer: SeveralAnswer
  readonly page: string | undefined
}

function OneAnswer({ answer, page }: OneProps) {
  const text = useText()
  const { tone, word, name, by, sentence } = lineOf(answer, text)
  // The addresses of badges on one page differ in nothing that anybody reads.
  const isOfPage = page !== undefined && answer.label.startsWith(page)
  const hasOwnLabel = answer.label !== '' && answer.label !== name && !isOfPage
  return (
    <details class="one-answer">
      <summary>
        <StatusPill tone={tone}>{word}</StatusPill>
        <span class="one-name" dir="auto">
          {name}
        </span>
        {by !== undefined && <bdi class="one-label">{by}</bdi>}
        {hasOwnLabel && (
          <span class="one-label" dir="auto">
            {answer.label}
          </span>
        )}
      </summary>
      <div class="one-body">
        <h2>{sentence}</h2>
        <Whole answer={answer} />
      </div>
    </details>
  )
}

function Whole({ answer }: { answer: SeveralAnswer }) {
  const text = useText()
  if ('fault' in answer) {
    return <p>{errorText(text, answer.fault.code, answer.fault.values).next}</p>
  }
  if ('receipt' in answer) {
    return <ReceiptContentCard receipt={answer.receipt} own={answer.own} />
  }
  const { report, receipt } = answer.report
  return (
    <>
      <p>{text(`verify.next.${report.verdict}`)}</p>
      <ReportBody {...answer.report} />
      {receipt !== undefined && <ReceiptButton receipt={receipt} />}
      <Technical report={report} />
    </>
  )
}

interface Line {
  readonly tone: Tone
  readonly word: string
  readonly name: string
  /** Who awarded it, where that is shown to be true. */
  readonly by?: string | undefined
  readonly sentence: string
}

function lineOf(answer: SeveralAnswer, text: Text): Line {
  const label = answer.label === '' ? text('verify.several.pasted') : answer.label
  if ('fault' in answer) {
    const { code, values } = answer.fault
    const sentence = errorText(text, code, values).title
    return { tone: 'unknown', word: text('verify.several.unread'), name: label, sentence }
  }
  if ('receipt' in answer) {
    const { tone, word, sentence } = sayingOf(answer, text)
    return { tone, word, sentence, name: answer.receipt.content?.name ?? label }
  }
  const { report } = answer.report
  const { proven, issuer } = report.credential
  return {
    by: proven ? issuer?.name : undefined,
    tone: tones[report.verdict],
    word: text(`verify.verdicts.${report.verdict}.word`),
    name: report.credential.achievement?.name ?? report.credential.name ?? label,
    sentence: sentenceOf(report, text),
  }
}
