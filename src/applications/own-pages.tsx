import Type from 'typebox'
import { maxFileBytes, mostFiles, WorkForm } from '../../schemas/requests/applications.ts'
import { Code, Nickname, WhomOnPage } from '../../schemas/requests/claiming.ts'
import { closed, Id } from '../../schemas/requests/common.ts'
import { ApplyPage } from '../../templates/applications/apply.tsx'
import { JoinCodePage } from '../../templates/claiming/join.tsx'
import { OwnApplicationsPage } from '../../templates/applications/own-list.tsx'
import { OwnApplicationPage } from '../../templates/applications/own.tsx'
import { startWith } from '../../templates/draft.ts'
import { forWhom } from '../claiming/for-whom.ts'
import type { Caller } from '../caller.ts'
import { coerceForm } from '../web/form.ts'
import { action, formPage, page } from '../web/page.ts'
import { isInHand } from './in-hand.ts'
import { beginningOf, filesInForm, hasNewerWords, savedFrom, workValues } from './own-form.ts'
import { createOwnShown, type OwnShownDeps } from './own-shown.ts'
import { isOver } from './tables.ts'

const oneParams = Type.Object({ applicationId: Id }, closed)

/** Where somebody applies, and sees where each of their applications stands. */
export function ownApplicationPages(deps: OwnShownDeps) {
  const { applications, organizations, mayShow } = deps
  const { openings, own } = applications
  const shown = createOwnShown(deps)

  const knownTo = async (caller: Caller | undefined, organizationId: string) => {
    if (caller === undefined) return { isKnown: false, children: [] }
    const { self, children } = await applications.knownAt(caller.accountId, organizationId)
    return {
      isKnown: self !== undefined,
      children: children
        .filter((child) => mayShow({ kind: 'guardian' }, 'recipient-name', child))
        .map(({ id, name }) => ({ id, name })),
    }
  }

  return [
    formPage({
      path: '/apply',
      access: 'anyone',
      form: Type.Object({ code: Code }, closed),
      async show({ text }, draft) {
        return { title: text('join.typeTitle'), body: <JoinCodePage draft={draft} /> }
      },
      async act(_input, { code }) {
        return { redirect: `/apply/${(await openings.codes.byTypedCode(code)).id}` }
      },
    }),
    formPage({
      path: '/apply/:achievementId',
      access: 'anyone',
      params: Type.Object({ achievementId: Id }, closed),
      form: Type.Object({ as: WhomOnPage, nickname: Type.Optional(Nickname) }, closed),
      async show({ params: { achievementId }, caller, text }, draft) {
        const { opening, version, isOpen } = await openings.of(achievementId)
        const { organizationId, words, until, who } = opening
        const { name } = await organizations.byId(organizationId)
        const lines = caller === undefined ? [] : await shown.lines(caller, achievementId)
        return {
          title: text('applications.apply.title', { achievement: version.content.name }),
          body: (
            <ApplyPage
              draft={startWith(draft, { as: 'self' })}
              view={shown.viewOf(version)}
              organizationName={name}
              {...(words === undefined ? {} : { words })}
              {...(until === undefined ? {} : { until })}
              isOpen={isOpen}
              learnersOnly={who === 'learners'}
              signIn={`/sign-in?next=/apply/${achievementId}`}
              isSignedIn={caller !== undefined}
              begun={lines}
              {...await knownTo(caller, organizationId)}
            />
          ),
        }
      },
      async act({ params: { achievementId }, caller, language }, { as, nickname }) {
        if (caller === undefined) return { redirect: `/sign-in?next=/apply/${achievementId}` }
        const { id } = await own.begin(caller, achievementId, {
          ...whomOf(as),
          ...(nickname === undefined ? {} : { nickname }),
          language,
        })
        return { redirect: `/applications/${id}` }
      },
    }),
    page({
      path: '/applications',
      access: 'signed-in',
      async show({ caller, text }) {
        return {
          title: text('applications.title'),
          body: <OwnApplicationsPage lines={await shown.lines(caller)} />,
        }
      },
    }),
    formPage({
      path: '/applications/:applicationId',
      access: 'signed-in',
      params: oneParams,
      query: Type.Object({ saved: Type.Optional(Type.Enum(['1', 'newer'])) }),
      form: WorkForm,
      files: {
        field: 'file',
        maxBytes: maxFileBytes,
        several: { most: mostFiles, maxTotalBytes: mostFiles * maxFileBytes },
      },
      async show({ caller, params: { applicationId }, query }, draft) {
        const application = await own.read(caller, applicationId)
        const mayWrite = isInHand(application) && (await own.mayWrite(caller, application))
        const facts = await shown.one(caller, application)
        const started = startWith(draft, workValues(application.work, facts.scales))
        const files = filesInForm(started.values['files'], application.work)
        const beginning = beginningOf(coerceForm(WorkForm, draft.values), application)
        return {
          title: facts.achievementName,
          ...(mayWrite ? { scripts: ['/scripts/keep-typed.js'] } : {}),
          body: (
            <OwnApplicationPage
              {...facts}
              draft={{ ...started, values: { ...started.values, files, ...beginning } }}
              mayWrite={mayWrite}
              mayWithdraw={!isOver(application) && application.state !== 'approved'}
              {...(draft.error === undefined && mayWrite ? savedAs(query.saved) : {})}
            />
          ),
        }
      },
      async act({ caller, params: { applicationId }, files }, form) {
        // Kept first, whatever it is: nothing that was typed is lost where it cannot be sent.
        const kept = await own.keep(caller, applicationId, savedFrom(form, files))
        const page = `/applications/${applicationId}`
        if (form.then === 'typing') return { redirect: page }
        // Nobody sends words that they did not see.
        if (hasNewerWords(form, kept)) return { redirect: `${page}?saved=newer` }
        if (form.then === 'keep') return { redirect: `${page}?saved=1` }
        await own.send(caller, applicationId)
        return { redirect: page }
      },
    }),
    action({
      path: '/applications/:applicationId/withdrawal',
      access: 'signed-in',
      params: oneParams,
      async act({ caller, params: { applicationId } }) {
        await own.withdraw(caller, applicationId)
        return { redirect: `/applications/${applicationId}` }
      },
    }),
  ]
}

/** What was just saved: what stands there, or it was a file beside newer words. */
function savedAs(saved: '1' | 'newer' | undefined) {
  return saved === undefined ? {} : ({ saved: saved === '1' ? 'all' : 'besideNewer' } as const)
}

function whomOf(chosen: string) {
  const { as, childId } = forWhom(chosen)
  return { as, ...(childId === undefined ? {} : { childId }) }
}
