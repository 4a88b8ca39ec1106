import { expect } from 'chai'
import type { Caller } from '../../src/caller.ts'
import { expectRefusal, setStage, type Stage } from '../app/stage.ts'
import { onEveryEngine } from '../support/service.ts'

onEveryEngine('a group of learners', (engine) => {
  let stage: Stage
  let awarder: Caller
  before(async () => {
    stage = await setStage(engine)
    awarder = await stage.staff('awarder', 'awarder@groups.example')
  })
  after(() => stage.stop())

  const learners = () => stage.service.services.learners
  const groups = () => learners().groups
  const learner = async (name: string) =>
    (await learners().add(awarder, stage.museum, { name, language: 'en', ageBand: 'unknown' })).id
  const membersOf = async (groupId: string) => {
    const names: string[] = []
    let after: string | undefined
    do {
      const query = after === undefined ? {} : { after }
      const page = await groups().members(awarder, stage.museum, groupId, query)
      names.push(...page.rows.map(({ name }) => name))
      after = page.next
    } while (after !== undefined)
    return names.toSorted()
  }

  it('has the learners who were put into it, each once, however often that is done', async () => {
    const { id } = await groups().create(awarder, stage.museum, 'Camp week 1')
    const other = await groups().create(awarder, stage.museum, 'Camp week 2')
    const [ana, bo] = [await learner('Ana'), await learner('Bo')]
    await groups().add(awarder, stage.museum, id, [ana, bo])
    await groups().add(awarder, stage.museum, id, [ana])
    await groups().add(awarder, stage.museum, other.id, [ana])
    expect(await membersOf(id)).to.deep.equal(['Ana', 'Bo'])
    expect(await membersOf(other.id)).to.deep.equal(['Ana'])
    await groups().remove(awarder, stage.museum, id, [ana])
    await groups().remove(awarder, stage.museum, id, [ana])
    expect(await membersOf(id)).to.deep.equal(['Bo'])
    expect(await membersOf(other.id)).to.deep.equal(['Ana'])
  })

  it('of more learners than a page holds is read to its end', async () => {
    const { id } = await groups().create(awarder, stage.museum, 'A whole year')
    const ids = []
    for (let number = 100; number < 230; number += 1) ids.push(await learner(`Learner ${number}`))
    await groups().add(awarder, stage.museum, id, ids)
    const names = await membersOf(id)
    expect(names).to.have.length(130)
    expect([names[0], names[129]]).to.deep.equal(['Learner 100', 'Learner 229'])
  })

  it('has a name of its own among the open ones; an archived one gives its name back', async () => {
    const old = await groups().create(awarder, stage.museum, 'Class 5b')
    const again = groups().create(awarder, stage.museum, ' CLASS  5B')
    await expectRefusal(again, 'already-exists')
    await groups().archive(awarder, stage.museum, old.id)
    const next = await groups().create(awarder, stage.museum, 'Class 5b')
    await expectRefusal(groups().reopen(awarder, stage.museum, old.id), 'already-exists')
    await groups().rename(awarder, stage.museum, next.id, 'Class 6b')
    const opened = await groups().reopen(awarder, stage.museum, old.id)
    expect(opened)
      .to.include({ state: 'open', name: 'Class 5b' })
      .and.not.have.property('archivedAt')
    await expectRefusal(
      groups().rename(awarder, stage.museum, next.id, 'class 5B'),
      'already-exists',
    )
    const elsewhere = await stage.organization('Library')
    await groups().create(stage.operator, elsewhere, 'Class 5b')
  })

  it('that is archived keeps its members and takes no more', async () => {
    const { id } = await groups().create(awarder, stage.museum, 'Last summer')
    await groups().add(awarder, stage.museum, id, [await learner('Cy')])
    await groups().archive(awarder, stage.museum, id)
    await expectRefusal(
      groups().add(awarder, stage.museum, id, [await learner('Di')]),
      'group-archived',
    )
    expect(await membersOf(id)).to.deep.equal(['Cy'])
    const archived = await groups().list(awarder, stage.museum, { archived: true })
    expect(archived.rows.map((group) => group.id)).to.include(id)
    const open = await groups().list(awarder, stage.museum, {})
    expect(open.rows.map((group) => group.id)).not.to.include(id)
  })

  it('is for staff who see learners, and for nobody of another place', async () => {
    const { id } = await groups().create(awarder, stage.museum, 'Robotics')
    const viewer = await stage.staff('viewer', 'viewer@groups.example')
    const stranger = await stage.person('stranger@groups.example')
    const one = await learner('Eve')
    for (const [caller, code] of [
      [viewer, 'not-allowed'],
      [stranger, 'not-found'],
    ] as const) {
      await expectRefusal(groups().list(caller, stage.museum, {}), code)
      await expectRefusal(groups().read(caller, stage.museum, id), code)
      await expectRefusal(groups().members(caller, stage.museum, id, {}), code)
      await expectRefusal(groups().create(caller, stage.museum, 'Mine'), code)
      await expectRefusal(groups().rename(caller, stage.museum, id, 'Mine'), code)
      await expectRefusal(groups().archive(caller, stage.museum, id), code)
      await expectRefusal(groups().reopen(caller, stage.museum, id), code)
      await expectRefusal(groups().add(caller, stage.museum, id, [one]), code)
      await expectRefusal(groups().remove(caller, stage.museum, id, [one]), code)
    }
    const other = await stage.organization('Other place')
    await expectRefusal(groups().members(stage.operator, other, id, {}), 'not-found')
    await expectRefusal(groups().archive(stage.operator, other, id), 'not-found')
    const theirs = await groups().create(stage.operator, other, 'Theirs')
    await expectRefusal(groups().add(stage.operator, other, theirs.id, [one]), 'not-found')
    expect(await groups().byIds(other, [id, theirs.id])).to.deep.equal([theirs])
  })

  it('changes nothing where one of the learners is somebody else’s', async () => {
    const { id } = await groups().create(awarder, stage.museum, 'Choir')
    const mine = await learner('Fay')
    const unknown = 'AAAAAAAAAAAAAAAAAAAAAA'
    await expectRefusal(groups().add(awarder, stage.museum, id, [mine, unknown]), 'not-found')
    expect(await membersOf(id)).to.deep.equal([])
  })

  it('is made, filled, read and archived over the API, and the log says so in ids', async () => {
    const api = stage.service.api(await stage.key(awarder, ['learners:read', 'learners:write']))
    const path = `/api/v1/organizations/${stage.museum}/groups`
    const made = await api.call('POST', path, { name: 'مجموعة' })
    const id = String(made['id'])
    const gus = await learner('Gus')
    await api.call('POST', `${path}/${id}/learners`, { learnerIds: [gus] })
    const { learners: found } = await api.call('GET', `${path}/${id}/learners`)
    expect(found).to.have.nested.property('[0].name', 'Gus')
    expect(found).to.have.nested.property('[0].groups').that.deep.equals([id])
    await api.call('DELETE', `${path}/${id}/learners/${gus}`)
    expect(await api.call('GET', `${path}/${id}/learners`)).to.deep.equal({ learners: [] })
    await api.call('PUT', `${path}/${id}`, { name: 'Group' })
    expect(await api.call('POST', `${path}/${id}/archival`)).to.include({ archived: true })
    expect(await api.call('DELETE', `${path}/${id}/archival`)).to.include({ archived: false })
    const { rows } = await stage.service.services.audit.list(stage.museum)
    const acts = rows.filter(({ object }) => object === id).map(({ act }) => act)
    expect(acts).to.deep.equal([
      'group.reopened',
      'group.archived',
      'group.renamed',
      'group.learners-removed',
      'group.learners-added',
      'group.created',
    ])
  })

  it('refuses over the API: nobody, a key without the scope, a body that names nobody', async () => {
    const path = `/api/v1/organizations/${stage.museum}/groups`
    const refused = (key: string | undefined, address: string, body: unknown) =>
      stage.service
        .api(key)
        .call('POST', address, body)
        .catch((error: unknown) => String(error))
    const reader = await stage.key(awarder, ['learners:read'])
    const writer = await stage.key(awarder, ['learners:write'])
    const { id } = await groups().create(awarder, stage.museum, 'Refusals')
    expect(await refused(undefined, path, { name: 'X' })).to.contain(' 401 ')
    expect(await refused(reader, path, { name: 'X' })).to.contain(' 403 ')
    expect(await refused(writer, path, { name: ' ' })).to.contain(' 400 ')
    expect(await refused(writer, path, { name: 'a\u202eb' })).to.contain(' 400 ')
    expect(await refused(writer, `${path}/${id}/learners`, { learnerIds: [] })).to.contain(' 400 ')
    expect(await refused(writer, `${path}/nothing/learners`, {})).to.contain(' 404 ')
  })
})
