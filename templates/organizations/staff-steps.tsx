import { LinkButton } from '../components/button.tsx'
import { FirstSteps } from '../components/first-steps.tsx'
import { useText } from '../text-context.tsx'

export type StaffStepName =
  'design' | 'publish' | 'award' | 'wait' | 'learners' | 'see' | 'seeAwards' | 'seePublic'

export interface StaffStep {
  readonly name: StaffStepName
  readonly isDone: boolean
  /** Where it is taken, below the console of the organization or from the root. */
  readonly href?: string
}

/** Three steps for whoever begins here; each says by itself whether it is done. */
export function StaffSteps({
  role,
  steps,
  base,
}: {
  role: 'owner' | 'editor' | 'awarder' | 'viewer'
  steps: readonly StaffStep[]
  base: string
}) {
  const text = useText()
  const titles = {
    owner: 'educators.home.first.title',
    editor: 'educators.home.first.title',
    awarder: 'educators.home.first.awarderTitle',
    viewer: 'educators.home.first.viewerTitle',
  } as const
  const next = steps.findIndex(({ isDone }) => !isDone)
  return (
    <FirstSteps
      title={text(titles[role])}
      steps={steps.map(({ name, isDone, href }, place) => ({
        title: text(`educators.home.first.${name}`),
        text: text(`educators.home.first.${name}Lead`),
        isDone,
        ...(place === next && href !== undefined
          ? {
              action: (
                <LinkButton href={href.startsWith('/') ? href : `${base}/${href}`}>
                  {text(`firstRun.go.${name}`)}
                </LinkButton>
              ),
            }
          : {}),
      }))}
    />
  )
}
