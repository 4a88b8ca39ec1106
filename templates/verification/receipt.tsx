import type { ReceiptContent, ReceiptReport } from '../../schemas/requests/receipt.ts'
import { formatDateTime } from '../../src/text/dates.ts'
import type { Text } from '../../src/text/text.ts'
import { LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Definitions } from '../components/definitions.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { siteOf } from '../../src/text/site-of.ts'
import { resultTones, tones, type Tone } from './tones.ts'
import { VerdictBoard } from './verdict.tsx'

const receiptTones: Readonly<Record<ReceiptReport['verdict'], Tone>> = {
  genuine: 'good',
  altered: 'bad',
  'could-not-check': 'unknown',
}

interface ReceiptProps {
  readonly receipt: ReceiptReport
  /** Whether this very service wrote it. */
  readonly own: boolean
}

/** What is said of a receipt. One that another service wrote is not green: anybody may run one, and call it what they like. */
export function sayingOf({ receipt: { verdict, by }, own }: ReceiptProps, text: Text) {
  if (verdict === 'genuine' && !own) {
    const site = siteOf(by.id) ?? by.id ?? text('verify.report.unnamed')
    return {
      tone: 'warning' as const,
      word: text('verify.receipt.elsewhere.word'),
      sentence: text('verify.receipt.elsewhere.sentence', { site }),
      next: text('verify.receipt.elsewhere.next', { site }),
    }
  }
  return {
    tone: receiptTones[verdict],
    word: text(`verify.receipt.verdicts.${verdict}.word`),
    sentence: text(`verify.receipt.verdicts.${verdict}.sentence`),
    next: text(`verify.receipt.verdicts.${verdict}.next`),
  }
}

/** Whose receipt it is and whether it is unaltered; then what it says of that day, which may be over. */
export function ReceiptPage({ receipt, own }: ReceiptProps) {
  const text = useText()
  const { next, ...said } = sayingOf({ receipt, own }, text)
  return (
    <article class="narrow report">
      <VerdictBoard {...said} next={<p>{next}</p>} />
      <ReceiptContentCard receipt={receipt} own={own} />
      <p class="quiet">{text('verify.promise')}</p>
      <div class="actions">
        <LinkButton href="/verify">{text('verify.report.another')}</LinkButton>
      </div>
    </article>
  )
}

export function ReceiptContentCard({ receipt, own }: ReceiptProps) {
  const text = useText()
  const language = useLanguage()
  const { by, content, checkedAt, verdict } = receipt
  return (
    <>
      <Card title={text('verify.receipt.who')}>
        <p>{text(own ? 'verify.receipt.own' : 'verify.receipt.notOwn')}</p>
        <Definitions
          entries={[
            { term: text('verify.receipt.service'), value: by.name },
            { term: text('verify.report.site'), value: siteOf(by.id) },
            { term: text('receiptIdentity'), value: by.id },
            {
              term: text('verify.receipt.lookedAt'),
              value: formatDateTime(language, checkedAt),
            },
          ]}
        />
        {by.trial && (
          <p>
            <StatusPill tone="warning">{text('verify.receipt.trial')}</StatusPill>
          </p>
        )}
      </Card>
      {content !== undefined && verdict !== 'altered' && <WhatItSays content={content} />}
    </>
  )
}

function WhatItSays({ content }: { content: ReceiptContent }) {
  const text = useText()
  const language = useLanguage()
  return (
    <Card title={text('verify.receipt.says')}>
      <Definitions
        entries={[
          {
            term: text('verify.receipt.verdictThen'),
            value: (
              <StatusPill tone={tones[content.verdict]}>
                {text(`verify.verdicts.${content.verdict}.word`)}
              </StatusPill>
            ),
          },
          {
            term: text('verify.receipt.checkedOn'),
            value: formatDateTime(language, content.verifiedAt),
          },
          { term: text('verify.receipt.badge'), value: content.name },
          {
            term: text('verify.report.issuer'),
            value: content.awardedBy?.name ?? content.awardedBy?.id,
          },
          { term: text('verify.report.site'), value: siteOf(content.awardedBy?.id) },
          { term: text('verify.technical.id'), value: content.credentialId },
          { term: text('verify.technical.source'), value: content.source },
          { term: text('verify.technical.digest'), value: content.digest },
        ]}
      />
      <ul class="checks">
        {content.checks.map(({ name, result }) => (
          <li key={name}>
            <div class="check-head">
              <strong>{text(`verify.checks.${name}`)}</strong>
              <StatusPill tone={resultTones[result]}>{text(`verify.results.${result}`)}</StatusPill>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
