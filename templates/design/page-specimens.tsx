import { BadgeArt } from '../components/badge-art.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Definitions } from '../components/definitions.tsx'
import { Details } from '../components/details.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { FirstSteps } from '../components/first-steps.tsx'
import { Icon, iconNames } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { OffTrailArt } from '../components/off-trail-art.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { DataTable } from '../components/table.tsx'
import { sample } from './sample.ts'
import type { Specimens, State } from './specimen.ts'

const buttonTones = ['primary', 'quiet', 'danger'] as const
const noticeTones = ['info', 'good', 'warning', 'bad'] as const
const pillTones = [...noticeTones, 'unknown', 'waiting'] as const
const trails = ['lost', 'private', 'closed', 'rest', 'ours'] as const

/** A button as it looks under a hand or under the keyboard. */
function touched(state: 'hover' | 'focus', as: string): readonly State[] {
  return buttonTones.map((tone) => ({
    state,
    shown: (
      <button type="button" class={`button ${tone} ${as}`}>
        {sample.short}
      </button>
    ),
  }))
}

/** What pages are made of. @param asset where pictures lie */
export function pageSpecimens(asset: (name: string) => string): Specimens {
  const art = asset('/sample-1.svg')
  return {
    button: [
      ...buttonTones.map((tone) => ({
        state: tone,
        shown: <Button tone={tone}>{sample.short}</Button>,
      })),
      ...touched('hover', 'as-hover'),
      ...touched('focus', 'as-focus-visible'),
      {
        state: 'long',
        shown: (
          <LinkButton href="#button" tone="primary" icon="arrow">
            {sample.long}
          </LinkButton>
        ),
      },
      {
        state: 'leftward',
        shown: (
          <div dir="rtl" lang="ar">
            <LinkButton href="#button" tone="primary" icon="flag">
              {sample.arabic}
            </LinkButton>
          </div>
        ),
      },
    ],
    icon: [
      {
        state: 'plain',
        shown: (
          <ul class="specimen-icons">
            {iconNames.map((name) => (
              <li key={name}>
                <Icon name={name} />
                {name}
              </li>
            ))}
          </ul>
        ),
      },
    ],
    'status-pill': pillTones.map((tone) => ({
      state: tone,
      shown: <StatusPill tone={tone}>{sample.short}</StatusPill>,
    })),
    notice: [
      ...noticeTones.map((tone) => ({
        state: tone,
        shown: (
          <Notice tone={tone} title={sample.short}>
            {sample.sentence}
          </Notice>
        ),
      })),
      {
        state: 'leftward',
        shown: (
          <div dir="rtl" lang="ar">
            <Notice title={sample.arabic}>{sample.arabicLine}</Notice>
          </div>
        ),
      },
    ],
    card: [
      {
        state: 'plain',
        shown: (
          <Card title={sample.short}>
            <p>{sample.sentence}</p>
          </Card>
        ),
      },
      {
        state: 'long',
        shown: (
          <Card title={<bdi>{sample.long}</bdi>}>
            <p>{sample.sentence.repeat(3)}</p>
          </Card>
        ),
      },
    ],
    'badge-art': [
      {
        state: 'plain',
        shown: (
          <div class="specimen-art">
            {(['small', 'medium', 'large'] as const).map((size) => (
              <BadgeArt key={size} src={art} alt="" size={size} />
            ))}
          </div>
        ),
      },
      {
        state: 'plain',
        shown: (
          <div class="specimen-art">
            {['/sample-1.svg', '/sample-2.svg', '/sample-3.svg'].map((name) => (
              <BadgeArt key={name} src={asset(name)} alt="" />
            ))}
          </div>
        ),
      },
    ],
    table: [
      {
        state: 'plain',
        shown: (
          <DataTable
            caption={sample.short}
            columns={['A', 'B', 'C']}
            rows={[
              [sample.short, sample.sentence, <StatusPill tone="good">{sample.short}</StatusPill>],
              [<bdi>{sample.arabic}</bdi>, '–', ''],
            ]}
          />
        ),
      },
      {
        state: 'empty',
        shown: <DataTable caption={sample.short} columns={['A', 'B']} rows={[]} />,
      },
    ],
    definitions: [
      {
        state: 'plain',
        shown: (
          <Definitions
            entries={[
              { term: 'A', value: sample.short },
              { term: sample.short, value: sample.long },
              { term: 'C', value: sample.arabic },
            ]}
          />
        ),
      },
    ],
    details: [
      { state: 'plain', shown: <Details summary={sample.short}>{sample.sentence}</Details> },
      {
        state: 'filled',
        shown: (
          <Details summary={sample.long} open>
            {sample.sentence}
          </Details>
        ),
      },
    ],
    'empty-state': [
      { state: 'empty', shown: <EmptyState title={sample.short}>{sample.sentence}</EmptyState> },
    ],
    'first-steps': [
      {
        state: 'empty',
        shown: (
          <FirstSteps
            title={sample.short}
            steps={[1, 2, 3].map((step) => ({
              title: `${sample.short} ${step}`,
              text: sample.sentence,
            }))}
          />
        ),
      },
    ],
    'off-trail-art': trails.map((trail) => ({
      state: 'plain',
      shown: <OffTrailArt trail={trail} />,
    })),
  }
}
