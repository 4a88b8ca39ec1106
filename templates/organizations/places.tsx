import { Icon, type IconName } from '../components/icon.tsx'
import { useText } from '../text-context.tsx'

interface PlacesProps {
  /** The address of the console of the organization. */
  readonly base: string
  readonly organizationId: string
  readonly may: {
    readonly award: boolean
    readonly seeLearners: boolean
    readonly own: boolean
    readonly addOrganization: boolean
  }
}

interface Place {
  readonly icon: IconName
  readonly href: string
  readonly said: string
  /** Left out where it would only say no. */
  readonly isOpen?: boolean
}

/** Everything else of the console: those who learn, what is handed out, the organization itself. */
export function Places({ base, organizationId, may }: PlacesProps) {
  const text = useText()
  return (
    <nav class="places" aria-labelledby="places">
      <h2 id="places">{text('consolePlaces.title')}</h2>
      <Group
        title={text('consolePlaces.learners')}
        places={[
          {
            icon: 'people',
            href: `${base}/learners`,
            said: text('organizations.home.learners'),
            isOpen: may.seeLearners,
          },
          {
            icon: 'good',
            href: `${base}/consents`,
            said: text('guardianship.many.title'),
            isOpen: may.award,
          },
          {
            icon: 'lock',
            href: `${base}/guardianship`,
            said: text('guardianship.policy.title'),
            isOpen: may.own,
          },
        ]}
      />
      <Group
        title={text('consolePlaces.handingOut')}
        places={[
          {
            icon: 'file',
            href: `${base}/applications`,
            said: text('applications.desk.title'),
          },
          {
            icon: 'waiting',
            href: `${base}/unclaimed`,
            said: text('organizations.home.unclaimed'),
          },
          {
            icon: 'card',
            href: `${base}/claim-cards`,
            said: text('organizations.home.cards'),
            isOpen: may.award,
          },
          {
            icon: 'scan',
            href: `${base}/claim-links`,
            said: text('organizations.home.links'),
            isOpen: may.award,
          },
        ]}
      />
      <Group
        title={text('consolePlaces.organization')}
        places={[
          { icon: 'people', href: `${base}/staff`, said: text('organizations.home.staff') },
          {
            icon: 'menu',
            href: `${base}/audit`,
            said: text('organizations.home.audit'),
            isOpen: may.own,
          },
          {
            icon: 'place',
            href: `${base}/edit`,
            said: text('organizations.home.edit'),
            isOpen: may.own,
          },
          {
            icon: 'globe',
            href: `/organizations/${organizationId}`,
            said: text('organizations.home.public'),
          },
          {
            icon: 'flag',
            href: '/organizations/new',
            said: text('organizations.list.add'),
            isOpen: may.addOrganization,
          },
        ]}
      />
    </nav>
  )
}

function Group({ title, places }: { title: string; places: readonly Place[] }) {
  const open = places.filter(({ isOpen = true }) => isOpen)
  if (open.length === 0) return null
  return (
    <div>
      <h3>{title}</h3>
      <ul>
        {open.map(({ icon, href, said }) => (
          <li key={href}>
            <a href={href}>
              <Icon name={icon} />
              {said}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
