import { Card } from '../components/card.tsx'
import { formatDateTime } from '../../src/text/dates.ts'
import { useLanguage, useText } from '../text-context.tsx'
import { CheckFold, type Check } from './check-line.tsx'

/** Without these there is no yes: what could not be found out of them is unfolded, so that nobody overlooks it. */
const needed: ReadonlySet<Check['name']> = new Set([
  'structure',
  'issuer',
  'proof',
  'validity',
  'status',
  'presentation',
])

/** Every check, folded but for those that decided against it; how many came out how is said first. */
export function CheckList({
  checks,
  verifiedAt,
}: {
  checks: readonly Check[]
  verifiedAt: string
}) {
  const text = useText()
  const language = useLanguage()
  return (
    <Card title={text('verify.report.checks')}>
      <p>{sumOf(checks, text)}</p>
      <ul class="checks folded">
        {checks.map((check) => (
          <CheckFold key={check.name} check={check} open={isDecisive(check)} />
        ))}
      </ul>
      <p class="quiet">
        {text('verify.report.when', { time: formatDateTime(language, verifiedAt) })}
      </p>
    </Card>
  )
}

function isDecisive({ name, result }: Check): boolean {
  return result === 'failed' || (result === 'unknown' && needed.has(name))
}

function sumOf(checks: readonly Check[], text: ReturnType<typeof useText>): string {
  const count = (result: Check['result']) => checks.filter((one) => one.result === result).length
  const [failed, unknown, passed] = [count('failed'), count('unknown'), count('passed')]
  return [
    ...(failed === 0 ? [] : [text('verify.checked.failed', { count: failed })]),
    text('verify.checked.passed', { count: passed }),
    ...(unknown === 0 ? [] : [text('verify.checked.unknown', { count: unknown })]),
  ].join(' ')
}
