import { badgeDesignFields, type BadgeDesignQuery } from '../../schemas/requests/badge-designs.ts'
import { valueOf, type Draft } from '../draft.ts'

const picture = '/api/v1/badge-designs/picture'

/** Where a design is drawn. */
export function artAddress(design: BadgeDesignQuery): string {
  return `${picture}?${new URLSearchParams(Object.entries(design)).toString()}`
}

/** Where the design in a form is drawn; what is left empty is left out. */
export function artAddressOf(draft: Draft): string {
  const fields = badgeDesignFields.map((name) => [name, valueOf(draft, `design[${name}]`)])
  const filled = [...fields, ['name', valueOf(draft, 'name').slice(0, 200)]].filter(
    ([, value]) => value !== '',
  )
  return `${picture}?${new URLSearchParams(filled).toString()}`
}
