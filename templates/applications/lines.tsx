import { StatusPill } from '../components/status-pill.tsx'
import { useText } from '../text-context.tsx'
import { applicationTones, type ApplicationState } from './states.ts'

export interface ApplicationLine {
  readonly id: string
  readonly achievementName: string
  readonly organizationName: string
  readonly state: ApplicationState
  /** Set where it is for a child. */
  readonly childName?: string
}

/** Where each application of somebody stands. */
export function ApplicationLines({ lines }: { lines: readonly ApplicationLine[] }) {
  const text = useText()
  return (
    <ul class="lines">
      {lines.map((line) => (
        <li key={line.id}>
          <a href={`/applications/${line.id}`} dir="auto">
            {line.achievementName}
          </a>
          <span class="quiet">
            <bdi>{line.organizationName}</bdi>
            {line.childName !== undefined && (
              <> · {text('applications.forChild', { name: line.childName })}</>
            )}
          </span>
          <StatusPill tone={applicationTones[line.state]}>
            {text(`applications.state.${line.state}`)}
          </StatusPill>
        </li>
      ))}
    </ul>
  )
}
