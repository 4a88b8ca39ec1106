import { Breadcrumbs, type Crumb } from '../components/breadcrumbs.tsx'
import { useSurroundings } from '../text-context.tsx'

/** The way back to the organization's own page in the console; `via` are the stops between it and here. */
export function ConsoleTrail({ here, via = [] }: { here: string; via?: readonly Crumb[] }) {
  const { viewer, path = '' } = useSurroundings()
  const id = /^\/console\/([^/]+)\//.exec(path)?.[1]
  const organization = viewer?.organizations.find((one) => one.id === id)
  if (organization === undefined) return null
  const { name } = organization
  return (
    <Breadcrumbs
      trail={[{ label: name, href: `/console/${organization.id}` }, ...via, { label: here }]}
    />
  )
}
