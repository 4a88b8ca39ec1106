import { expect } from 'chai'
import { JSDOM } from 'jsdom'
import { readdir } from 'node:fs/promises'
import { iconNames } from '../../templates/components/icon.tsx'
import { stateNames } from '../../templates/design/specimen.ts'
import { startTestService, type TestService } from '../support/service.ts'

describe('the page of the design language', () => {
  let service: TestService
  let page: Document

  before(async () => {
    service = await startTestService()
    page = new JSDOM((await service.visitor().open('/design')).html).window.document
  })
  after(() => service.stop())

  it('shows every component there is, each in at least one state', async () => {
    const files = (await readdir('templates/components')).filter((name) => name.endsWith('.tsx'))
    const shown = [...page.querySelectorAll('.specimen[id]')]
    expect(shown.map(({ id }) => `${id}.tsx`)).to.have.members(files)
    for (const one of shown) {
      expect(one.querySelectorAll('.specimen-state > :not(h3)').length, one.id).to.be.greaterThan(0)
    }
  })

  it('shows every icon and every state that there is a word for', () => {
    expect(page.querySelectorAll('.specimen-icons .icon')).to.have.length(iconNames.length)
    const words = new Set(
      [...page.querySelectorAll('.specimen-state > h3')].map((one) => one.textContent),
    )
    expect(words.size).to.equal(stateNames.length)
  })

  it('has no id twice, so that every label leads to its own control', () => {
    const ids = [...page.querySelectorAll('main [id]')].map(({ id }) => id)
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).to.deep.equal([])
  })

  it('is not there where the service has a public name', async () => {
    const live = await startTestService('sqlite', { hasDesignPage: false })
    expect((await live.visitor().open('/design')).status).to.equal(404)
    await live.stop()
  })
})
