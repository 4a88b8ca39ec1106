import Type from 'typebox'
import { closed } from '../../schemas/requests/common.ts'
import type { KnownRecipient } from '../../schemas/requests/verification.ts'
import { ReceiptPage } from '../../templates/verification/receipt.tsx'
import {
  isSuperseded,
  ReportPage,
  reportTitle,
  type ReportProps,
} from '../../templates/verification/report.tsx'
import { SeveralPage, type SeveralAnswer } from '../../templates/verification/several.tsx'
import { VerifyPage } from '../../templates/verification/verify.tsx'
import { WaymarkError } from '../errors.ts'
import { qrPicture } from '../images/qr-code.ts'
import type { Text } from '../text/text.ts'
import { formPage } from '../web/page.ts'
import { readable, thingsIn } from './handed-in.ts'
import type { Looked } from './look.ts'
import { createQueue } from './queue.ts'
import { isAddress, maxFileBytes } from './read.ts'
import type { Receipts } from './receipts/receipts.ts'
import { lookAtAll, lookAtPage, mostAtOnce, tooMany, type Answer } from './several.ts'
import type { Verification } from './verification.ts'

interface Deps {
  readonly verification: Verification
  readonly receipts: Receipts
  /** The origin of the service, whose own pictures may be shown. */
  readonly base: string
}

/** The bytes of all files together. */
const maxTotalBytes = 40_000_000
/** A text that may be checked again without being handed in again. */
const longestAgain = 150_000

/** More than this makes a code that no phone reads from paper. */
const longestInCode = 300

const megabytes = (bytes: number) => bytes / 1_000_000
const limits = {
  most: mostAtOnce,
  each: megabytes(maxFileBytes),
  together: megabytes(maxTotalBytes),
}

export function verificationPages({ verification, receipts, base }: Deps) {
  // A folder of badges keeps the service busy for some seconds: others with a folder wait, whoever has one badge does not.
  const folders = createQueue({ running: 2, waiting: 6 })

  /** A copy that gave way to a newer one is not handed round any more: neither shown nor offered to be checked again. */
  const shownReport = async (looked: Looked & { kind: 'report' }): Promise<ReportProps> => {
    const { report, text } = looked
    const source =
      report.source !== undefined && isAddress(report.source) ? report.source : undefined
    const isOutdated = isSuperseded(report)
    const again = source ?? (isOutdated || text.length > longestAgain ? undefined : text)
    return {
      report,
      receipt: await receipts.of(report),
      base,
      ...(again === undefined ? {} : { again }),
      qr: source === undefined || source.length > longestInCode ? undefined : qrPicture(source),
    }
  }

  const onlyPage = async (looked: Exclude<Looked, { kind: 'page' }>, text: Text) => {
    if (looked.kind === 'receipt') {
      const { receipt } = looked
      return {
        title: text('verify.receipt.title'),
        body: <ReceiptPage receipt={receipt} own={receipts.isOwn(receipt)} />,
      }
    }
    const props = await shownReport(looked)
    return {
      title: reportTitle(looked.report, text),
      scripts: ['/scripts/print.js'],
      body: (
        <ReportPage
          {...props}
          json={isSuperseded(looked.report) ? undefined : readable(looked.text)}
        />
      ),
    }
  }

  const severalAnswer = async (answer: Answer): Promise<SeveralAnswer> => {
    const { label } = answer
    if ('fault' in answer) {
      return { label, fault: { code: answer.fault.code, values: answer.fault.values } }
    }
    const { looked } = answer
    return looked.kind === 'report'
      ? { label, report: await shownReport(looked) }
      : { label, receipt: looked.receipt, own: receipts.isOwn(looked.receipt) }
  }

  const severalPage = async (
    lookAtThem: () => Promise<readonly Answer[]>,
    text: Text,
    page?: string,
  ) => {
    const found = await folders(lookAtThem)
    const answers = await Promise.all(found.map(severalAnswer))
    return {
      title: text('verify.several.title', { count: answers.length }),
      scripts: ['/scripts/print.js'],
      body: <SeveralPage answers={answers} {...(page === undefined ? {} : { page })} />,
    }
  }

  return [
    formPage({
      path: '/verify',
      access: 'anyone',
      form: Type.Object(
        {
          pasted: Type.Optional(Type.String({ maxLength: 1_000_000 })),
          recipient: Type.Optional(Type.String({ maxLength: 500 })),
        },
        closed,
      ),
      files: {
        field: 'file',
        maxBytes: maxFileBytes,
        several: { most: mostAtOnce, maxTotalBytes },
      },
      async show({ text }, draft) {
        return {
          title: text('verify.title'),
          robots: 'index',
          camera: true,
          scripts: ['/scripts/chosen-files.js', '/scripts/camera.js'],
          body: <VerifyPage draft={draft} limits={limits} />,
        }
      },
      async act({ files, text }, { pasted, recipient }) {
        const things = thingsIn(files, pasted)
        const [only] = things
        if (only === undefined) throw nothing()
        if (things.length > mostAtOnce) throw tooMany()
        const known = recipient === undefined ? undefined : knownRecipient(recipient)
        const { look } = verification
        if (things.length > 1) return severalPage(() => lookAtAll(things, look, known), text)
        if (only.handedIn === 'too-large') throw tooLarge()
        const looked = await look(only.handedIn, known)
        if (looked.kind !== 'page') return onlyPage(looked, text)
        const { page } = looked
        return severalPage(() => lookAtPage(page, look, known), text, page.address)
      },
    }),
  ]
}

function nothing(): WaymarkError {
  return new WaymarkError('invalid-request', { problems: [{ path: '/pasted', rule: 'required' }] })
}

function tooLarge(): WaymarkError {
  const problems = [{ path: '/file', rule: 'too-large', expected: maxFileBytes }] as const
  return new WaymarkError('too-large', { problems })
}

/** One field for both: what begins like a URI is an id, anything else a mail address. */
function knownRecipient(typed: string): KnownRecipient | undefined {
  const value = typed.trim().replace(/^mailto:/i, '')
  if (value === '') return undefined
  return /^[a-z][a-z0-9+.-]*:\S/i.test(value) ? { id: value } : { identifier: value }
}
