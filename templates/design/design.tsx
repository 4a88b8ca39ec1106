import type { DocumentContext } from '../shown.ts'
import { useText } from '../text-context.tsx'
import { shapePairs, wordPairs, type Pair } from './colours.ts'
import { formSpecimens } from './form-specimens.tsx'
import { frameSpecimens } from './frame-specimens.tsx'
import { pageSpecimens } from './page-specimens.tsx'
import type { State } from './specimen.ts'

/** Every component in every state, and what it is made of: for whoever changes the look. */
export function DesignPage({ context }: { context: DocumentContext }) {
  const text = useText()
  const specimens = Object.entries({
    ...pageSpecimens(context.asset),
    ...frameSpecimens(context),
    ...formSpecimens,
  })
  return (
    <section>
      <h1>{text('design.title')}</h1>
      <p class="lead">{text('design.lead')}</p>
      <nav aria-label={text('design.components')}>
        <ul class="inline-list">
          {specimens.map(([name]) => (
            <li key={name}>
              <a href={`#${name}`}>{name}</a>
            </li>
          ))}
        </ul>
      </nav>
      <Pairs title={text('design.words')} pairs={wordPairs} />
      <Pairs title={text('design.shapes')} pairs={shapePairs} />
      <Letters />
      {specimens.map(([name, states]) => (
        <SpecimenOf key={name} name={name} states={states} />
      ))}
    </section>
  )
}

function Pairs({ title, pairs }: { title: string; pairs: readonly Pair[] }) {
  const text = useText()
  return (
    <section class="specimen">
      <h2>{title}</h2>
      <p class="hint">{text('design.contrast')}</p>
      <ul class="swatches">
        {pairs.map(([front, ground]) => (
          <li key={`${front} ${ground}`} class={`pair-${front}-on-${ground}`}>
            {pairs === shapePairs ? (
              <span class="shape" />
            ) : (
              <strong>{text('design.swatch', { front, ground })}</strong>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Letters() {
  const text = useText()
  return (
    <section class="specimen" lang="en">
      <h2>{text('design.letters')}</h2>
      <p class="lead">{text('home.lead')}</p>
      <p>{text('home.lead')}</p>
      <p class="quiet">{text('home.lead')}</p>
      <p>
        <code>ABCD-EFGH-JKMN-P 0123456789</code>
      </p>
      <p dir="auto">
        <bdi>العربية</bdi> <bdi>עברית</bdi> <bdi>हिन्दी</bdi> <bdi>বাংলা</bdi> <bdi>தமிழ்</bdi>{' '}
        <bdi>ไทย</bdi> <bdi>አማርኛ</bdi> <bdi>Հայերեն</bdi> <bdi>ქართული</bdi> <bdi>한국어</bdi>{' '}
        <bdi>中文</bdi> <bdi>日本語</bdi> <bdi>Ελληνικά</bdi> <bdi>Українська</bdi>{' '}
        <bdi>Tiếng Việt</bdi>
      </p>
    </section>
  )
}

function SpecimenOf({ name, states }: { name: string; states: readonly State[] }) {
  const text = useText()
  return (
    <section class="specimen" id={name}>
      <h2>{name}</h2>
      <div class="specimen-states">
        {states.map(({ state, shown }, place) => (
          <div class="specimen-state" key={place}>
            <h3>{text(`design.states.${state}`)}</h3>
            {shown}
          </div>
        ))}
      </div>
    </section>
  )
}
