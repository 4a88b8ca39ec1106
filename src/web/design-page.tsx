import { DesignPage } from '../../templates/design/design.tsx'
import { page } from './page.ts'
import type { Page } from './page-input.ts'

/** The page of every component, for whoever changes the look: only where a service is tried out. */
export function designPage(asset: (name: string) => string): readonly Page[] {
  return [
    page({
      path: '/design',
      access: 'anyone',
      async show({ text, language, viewer, csrfToken, path }) {
        return {
          title: text('design.title'),
          head: <link rel="stylesheet" href={asset('/design.css')} />,
          body: <DesignPage context={{ text, language, viewer, csrfToken, path, asset }} />,
        }
      },
    }),
  ]
}
