import { LinkButton } from './components/button.tsx'
import { Card } from './components/card.tsx'
import { Icon, type IconName } from './components/icon.tsx'
import { Notice } from './components/notice.tsx'
import { StatusPill } from './components/status-pill.tsx'
import type { Viewer } from './shown.ts'
import { useSurroundings, useText } from './text-context.tsx'

/** The start page: what this is, and a door for each who comes. */
export function HomePage({ viewer, isSetUp }: { viewer: Viewer; isSetUp: boolean }) {
  const text = useText()
  return (
    <>
      {!isSetUp && (
        <section class="band">
          <div class="band-inner">
            <Notice tone="warning" title={text('firstRun.notSetUp')}>
              {text('firstRun.notSetUpText')}
            </Notice>
          </div>
        </section>
      )}
      <section class="band hero">
        <div class="band-inner">
          <div class="hero-words">
            <h1>{text('home.title')}</h1>
            <p class="lead">{text('home.lead')}</p>
            <div class="actions">
              {viewer.isSignedIn ? (
                <LinkButton href={startOf(viewer)} tone="primary">
                  {text('home.goOn')}
                </LinkButton>
              ) : (
                <LinkButton href="/sign-in" tone="primary">
                  {text('home.start')}
                </LinkButton>
              )}
              <LinkButton href="/verify">{text('home.verifyButton')}</LinkButton>
            </div>
          </div>
          <HeroBadges />
        </div>
      </section>
      <section class="band">
        <div class="band-inner">
          <div class="doors">
            <ClaimDoor />
            <Card title={<Door icon="badge">{text('home.verifyTitle')}</Door>}>
              <p>{text('home.verifyText')}</p>
              <LinkButton href="/verify">{text('home.verifyButton')}</LinkButton>
            </Card>
            <Card title={<Door icon="flag">{text('home.awardTitle')}</Door>}>
              <p>{text('home.awardText')}</p>
              <LinkButton href={viewer.isSignedIn ? '/console' : '/sign-in?next=%2Fconsole'}>
                {text(viewer.isSignedIn ? 'nav.organizations' : 'home.awardButton')}
              </LinkButton>
            </Card>
          </div>
        </div>
      </section>
      <Stages />
      <OneAnswer />
      <Promises />
    </>
  )
}

/** The name of a door, under its sign. */
function Door({ icon, children }: { icon: IconName; children: string }) {
  return (
    <>
      <span class="door-sign">
        <Icon name={icon} />
      </span>
      {children}
    </>
  )
}

function HeroBadges() {
  const { asset } = useSurroundings()
  return (
    <div class="hero-badges" aria-hidden="true">
      {['/sample-1.svg', '/sample-2.svg', '/sample-3.svg'].map((name) => (
        <img key={name} src={asset(name)} alt="" width={240} height={240} />
      ))}
    </div>
  )
}

/** The code is typed on a page of its own, by POST: in an address it would end up in logs and histories. */
function ClaimDoor() {
  const text = useText()
  return (
    <Card title={<Door icon="card">{text('home.claimTitle')}</Door>}>
      <p>{text('home.claimText')}</p>
      <LinkButton href="/claim">{text('home.claimButton')}</LinkButton>
    </Card>
  )
}

const stages = ['earn', 'keep', 'show', 'check'] as const

function Stages() {
  const text = useText()
  return (
    <section class="band">
      <div class="band-inner">
        <h2>{text('home.stepsTitle')}</h2>
        <ol class="stages">
          {stages.map((stage) => (
            <li key={stage}>
              <h3>{text(`home.steps.${stage}.title`)}</h3>
              <p>{text(`home.steps.${stage}.text`)}</p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

/** What a check looks like, so that nobody has to try before they know. */
function OneAnswer() {
  const text = useText()
  const { asset } = useSurroundings()
  return (
    <section class="band answer">
      <div class="band-inner">
        <div class="answer-words">
          <h2>{text('welcome.answer.title')}</h2>
          <p class="lead">{text('welcome.answer.lead')}</p>
          <LinkButton href="/verify" icon="badge">
            {text('welcome.answer.button')}
          </LinkButton>
        </div>
        <figure class="answer-sample">
          <figcaption>{text('welcome.answer.example')}</figcaption>
          <img src={asset('/sample-1.svg')} alt="" width={120} height={120} loading="lazy" />
          <div>
            <StatusPill tone="good">{text('welcome.answer.word')}</StatusPill>
            <p class="answer-verdict">{text('welcome.answer.verdict')}</p>
            <p>
              {text('welcome.answer.forWhat')} <strong>{text('welcome.answer.badge')}</strong>
              <br />
              {text('welcome.answer.whoGave')} <strong>{text('welcome.answer.place')}</strong>
            </p>
          </div>
        </figure>
      </div>
    </section>
  )
}

const promises = ['yours', 'private', 'open'] as const

function Promises() {
  const text = useText()
  return (
    <section class="band promises">
      <div class="band-inner">
        <h2>{text('home.promiseTitle')}</h2>
        <ul>
          {promises.map((promise) => (
            <li key={promise}>
              <Icon name="good" />
              <span>{text(`home.promises.${promise}`)}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

/** Where somebody who is signed in goes on. */
export function startOf({ hasBackpack, hasFamily, organizations }: Viewer): string {
  if (hasBackpack) return '/backpack'
  return hasFamily && organizations.length === 0 ? '/family' : '/console'
}
