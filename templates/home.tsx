import { LinkButton } from './components/button.tsx'
import { Card } from './components/card.tsx'
import { Icon } from './components/icon.tsx'
import type { Viewer } from './shown.ts'
import { useSurroundings, useText } from './text-context.tsx'

/** The start page: what this is, and a door for each who comes. */
export function HomePage({ viewer }: { viewer: Viewer }) {
  const text = useText()
  return (
    <>
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
            <Card title={text('home.verifyTitle')}>
              <p>{text('home.verifyText')}</p>
              <LinkButton href="/verify" icon="badge">
                {text('home.verifyButton')}
              </LinkButton>
            </Card>
            <Card title={text('home.awardTitle')}>
              <p>{text('home.awardText')}</p>
              <LinkButton
                href={viewer.isSignedIn ? '/console' : '/sign-in?next=%2Fconsole'}
                icon="flag"
              >
                {text(viewer.isSignedIn ? 'nav.organizations' : 'home.awardButton')}
              </LinkButton>
            </Card>
          </div>
        </div>
      </section>
      <Stages />
      <Promises />
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
    <Card title={text('home.claimTitle')}>
      <p>{text('home.claimText')}</p>
      <LinkButton href="/claim" icon="card">
        {text('home.claimButton')}
      </LinkButton>
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
function startOf({ hasBackpack, hasFamily, organizations }: Viewer): string {
  if (hasBackpack) return '/backpack'
  return hasFamily && organizations.length === 0 ? '/family' : '/console'
}
