import type { VerificationReport } from '../../schemas/requests/verification.ts'
import { formatDateTime } from '../../src/text/dates.ts'
import type { Text } from '../../src/text/text.ts'
import { LinkButton } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { CheckList } from './check-list.tsx'
import { Facts } from './facts.tsx'
import { CredentialsInside, EndorsementsInside } from './inside.tsx'
import { CheckAgain, Keep } from './keep.tsx'
import { Technical } from './technical.tsx'
import { tones } from './tones.ts'
import { VerdictBoard } from './verdict.tsx'

export interface ReportProps {
  readonly report: VerificationReport
  /** The origin of this service, whose own pictures may be shown; no other's is asked for. */
  readonly base?: string | undefined
  /** Signed, to be saved. */
  readonly receipt?: string
  /** What is handed in to check the same once more: its address or its text. */
  readonly again?: string
  /** A code with the address it was read from, for paper. */
  readonly qr?: string | undefined
  /** The credential, laid out. */
  readonly json?: string | undefined
}

/** The verdict first, as a sentence, an icon and a word; then what the badge says; then every check. */
export function ReportPage(props: ReportProps) {
  const text = useText()
  const { report } = props
  return (
    <article class="narrow report">
      <VerdictBoard
        tone={tones[report.verdict]}
        word={text(`verify.verdicts.${report.verdict}.word`)}
        sentence={sentenceOf(report, text)}
        next={<Next report={report} canName={props.again !== undefined} />}
      />
      <ReportBody {...props} />
      {props.receipt !== undefined && <Keep receipt={props.receipt} />}
      {props.again !== undefined && <CheckAgain again={props.again} />}
      <Technical report={report} json={props.json} />
      <p class="quiet">{text('verify.promise')}</p>
      <div class="actions">
        <LinkButton href="/verify">{text('verify.report.another')}</LinkButton>
      </div>
      <OnPaper report={report} qr={props.qr} />
    </article>
  )
}

/** Everything between the verdict and what can be done with it. */
export function ReportBody({ report, base }: ReportProps) {
  const text = useText()
  return (
    <>
      {isSuperseded(report) && <Notice tone="warning">{text('verify.report.superseded')}</Notice>}
      {report.trial && (
        <p>
          <StatusPill tone="warning">{text('verify.report.trial')}</StatusPill>
        </p>
      )}
      {report.kind !== 'presentation' && <Facts report={report} base={base} />}
      <CredentialsInside credentials={report.credentials ?? []} />
      <EndorsementsInside endorsements={report.endorsements ?? []} />
      <CheckList checks={report.checks} verifiedAt={report.verifiedAt} />
    </>
  )
}

/** What to do with the verdict; and what nobody asked for was not checked, which is said. */
function Next({ report, canName }: { report: VerificationReport; canName: boolean }) {
  const text = useText()
  const isCompared = report.checks.some(({ name }) => name === 'recipient')
  return (
    <>
      <p>{text(`verify.next.${report.verdict}`)}</p>
      {report.verdict === 'valid' && !isCompared && canName && (
        <p>
          {isNameless(report) ? (
            text('firstRun.verifier.nameless')
          ) : (
            <>
              {text('verify.next.notCompared')} <a href="#again">{text('verify.next.compare')}</a>
            </>
          )}
        </p>
      )}
    </>
  )
}

/** Its holder is an id that says nothing outside of the issuer's books: no name or address can be compared with it. */
function isNameless({ credential }: VerificationReport): boolean {
  const { form, id = '' } = credential.recipient
  return form === 'id' && id.startsWith('urn:uuid:')
}

/** What paper needs beside: which file it was, when, and how to look again. */
function OnPaper({ report, qr }: Pick<ReportProps, 'report' | 'qr'>) {
  const text = useText()
  const language = useLanguage()
  return (
    <footer class="on-paper" aria-hidden="true">
      <div>
        <p>
          {text('verify.paper.checkedBy')}{' '}
          {text('verify.report.when', { time: formatDateTime(language, report.verifiedAt) })}
        </p>
        {report.digest !== undefined && (
          <p>
            {text('verify.technical.digest')}: {report.digest}
          </p>
        )}
        {qr !== undefined && <p>{text('verify.paper.again')}</p>}
        {qr !== undefined && <p dir="ltr">{report.source}</p>}
      </div>
      {qr !== undefined && <img src={qr} alt="" width={96} height={96} />}
    </footer>
  )
}

/** The copy that was handed in gave way to a newer one of its issuer. */
export function isSuperseded({ checks }: VerificationReport): boolean {
  return checks.some(({ name, code }) => name === 'refresh' && code === 'newer-copy-used')
}

/** What the document is called: the verdict, and on what. */
export function reportTitle(report: VerificationReport, text: Text): string {
  const { achievement, name } = report.credential
  const said = achievement?.name ?? name
  const word = text(`verify.verdicts.${report.verdict}.word`)
  return said === undefined ? word : `${word}: ${said}`
}

/** A badge is awarded; a presentation and a transcript hold what others awarded. */
export function sentenceOf({ kind, verdict, credential }: VerificationReport, text: Text): string {
  if (kind === 'presentation') return text('verify.report.presented')
  const unnamed = text('verify.report.unnamed')
  const values = {
    issuer: credential.issuer?.name ?? credential.issuer?.id ?? unnamed,
    name: credential.achievement?.name ?? credential.name ?? unnamed,
  }
  if (kind === 'transcript' && verdict === 'valid') return text('verify.report.transcript', values)
  return text(`verify.verdicts.${verdict}.sentence`, values)
}
