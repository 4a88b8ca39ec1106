import { expect } from 'chai'
import { JSDOM } from 'jsdom'
import { minute, setStage, type Stage } from '../app/stage.ts'
import { signIn } from '../journeys/people.ts'

describe('the page of the log', () => {
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  const rowsOf = async () => {
    const owner = await signIn(stage.service, 'operator@service.example')
    const { html } = await owner.open(`/console/${stage.museum}/audit`)
    const rows = [...new JSDOM(html).window.document.querySelectorAll('tbody tr')]
    return rows.map((row) => [...row.children].map((cell) => cell.textContent.trim()))
  }

  it('says in sentences who did what to whom, and keeps the ids for whoever wants them', async () => {
    const { accounts, organizations, issuing } = stage.service.services
    const edda = await stage.staff('editor', 'edda@log.example')
    await organizations.staff.changeRole(stage.operator, stage.museum, edda.accountId, 'awarder')
    const holder = await stage.person('holder@log.example')
    await accounts.people.rename(holder.accountId, 'A name of their own', 'en')
    const award = await stage.held(holder, 'adult', 'Zoë')
    await issuing.state.suspend(stage.operator, stage.museum, award.id, 'Secret reason.')

    const rows = await rowsOf()
    const sentences = rows.map(([, who, what]) => `${who}: ${what}`)
    expect(sentences).to.include.members([
      'operator: Gave editor another role: Awarder',
      'editor: Joined the staff: Editor',
      'operator: Added Zoë',
      'operator: Awarded “River Watcher” to Zoë',
      'the service: Signed “River Watcher” for Zoë',
      'Zoë: Took “River Watcher” into a backpack',
      'operator: Suspended “River Watcher” of Zoë',
      'operator: Published “River Watcher”',
    ])
    const suspended = rows.find(([, , what]) => what?.startsWith('Suspended'))
    expect(suspended?.at(-1)).to.contain('award.suspended').and.contain(award.id)
    expect(rows.flat().join()).not.to.contain('A name of their own').and.not.to.contain('Secret')
  })

  it('names nothing that is another organization’s or is not there any more', async () => {
    const other = await stage.organization('Other')
    const foreign = await stage.publish(other, 'Foreign badge')
    const { audit } = stage.service.services
    stage.service.pass(minute)
    for (const [act, object] of [
      ['achievement.changed', foreign],
      ['award.made', 'x'.repeat(22)],
      ['learner.changed', 'y'.repeat(22)],
      ['staff.removed', 'z'.repeat(22)],
    ] as const) {
      await audit.record({ owner: stage.museum, actor: stage.operator.accountId, act, object })
    }
    const sentences = (await rowsOf()).map(([, , what]) => what)
    expect(sentences).to.include.members([
      'Changed the design of “a badge”',
      'Awarded “a badge” to a learner',
      'Changed what is noted of a learner',
      'Removed somebody from the staff',
    ])
    expect(sentences.join()).not.to.contain('Foreign')
  })
})
