import sharp from 'sharp'
import type { Caller } from '../../src/caller.ts'
import type { Console } from './look-at-classes.ts'
import type { Look } from './look.ts'

const applicant = 'kai@learners.example'

/** A badge that is applied for: opened, begun, sent, sent back, approved, declined; by whoever applies and by staff. */
export async function* applicationLooks(
  { service, staff, home, look: atDesk }: Console,
  look: (name: string, person: string, path: string) => Look,
  achievementId: string,
): AsyncGenerator<Look> {
  const { accounts, applications } = service.services
  const [organizationId = ''] = /[\w-]{22}/.exec(home) ?? []
  const callerOf = async (email: string, name: string): Promise<Caller> => {
    const { id } = await accounts.people.ofEmail(email, { name, language: 'en' })
    const caller = await accounts.callerOfAccount(id)
    if (caller === undefined) throw new Error('there is no such account')
    return caller
  }
  const kai = await callerOf(applicant, 'Kai')
  const amara = await callerOf('amara@riverside-museum.example', 'Amara')
  const opening = `${home}/achievements/${achievementId}/applications`

  yield atDesk('applications-empty', `${home}/applications`)
  yield atDesk('applications-opening-new', opening)
  await staff.submit(opening, {
    state: 'open',
    who: 'anybody',
    words:
      'Show us **one** test that you planned yourself:\n\n- your notes, as a photo or a PDF\n- what you found out, in two or three sentences',
    until: new Date(Date.now() + 30 * 864e5).toISOString().slice(0, 10),
  })
  yield atDesk('applications-opening', opening)
  yield look('achievement-public-apply', 'nobody', `/achievements/${achievementId}/versions/1`)
  yield look('apply-signed-out', 'nobody', `/apply/${achievementId}`)
  yield look('apply', applicant, `/apply/${achievementId}`)
  yield look('applications-own-none', applicant, '/applications')

  const { id } = await applications.own.begin(kai, achievementId, {
    as: 'self',
    nickname: 'Kai',
    language: 'en',
  })
  const own = `/applications/${id}`
  yield look('application-draft-empty', applicant, own)
  await applications.own.keep(kai, id, {
    words:
      'We tested the water at **three places** along the creek.\n\nThe pH was lowest below the bridge. I think it comes from the leaves, so I went back in spring.',
    links: [{ url: 'https://example.org/creek-test', title: 'Our film about the test' }],
    levels: [{ key: 'rubric', level: 1 }],
    newFiles: [
      { name: 'Notebook, page 1.jpg', bytes: await notebook() },
      { name: 'Table of results.pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF') },
    ],
  })
  yield look('application-draft', applicant, own)
  yield look('application-newer-words', applicant, `${own}?saved=newer`)
  yield {
    name: 'application-wrong',
    person: applicant,
    go: async (page) => {
      await page.goto(own)
      await page.locator('[name="links[1][url]"]').fill('my page')
      await page.locator('button[value=send]').click()
      await page.waitForLoadState()
    },
  }
  await applications.own.keep(kai, id, {
    ...(await applications.own.read(kai, id)).work,
    links: [{ url: 'https://example.org/creek-test', title: 'Our film about the test' }],
  })
  await applications.own.send(kai, id)
  yield look('application-waiting', applicant, own)
  yield look('backpack-applications', applicant, '/backpack')
  yield atDesk('console-applications', home)
  yield atDesk('applications', `${home}/applications`)
  yield atDesk('application-decide', `${home}/applications/${id}`)
  yield {
    name: 'application-decide-wrong',
    person: atDesk('', '').person,
    go: async (page) => {
      await page.goto(`${home}/applications/${id}`)
      await page.locator('button[value=return]').click()
      await page.waitForLoadState()
    },
  }
  await applications.desk.decide(amara, organizationId, id, {
    decision: 'return',
    words: 'A careful test. **When** was it? Add the days to your table.',
  })
  yield look('application-returned', applicant, own)
  await applications.own.send(kai, id)
  await applications.desk.decide(amara, organizationId, id, {
    decision: 'approve',
    words: 'Now it is complete. Well done!',
    levels: [{ key: 'rubric', level: 1 }],
  })
  yield look('application-given', applicant, own)
  yield atDesk('application-approved', `${home}/applications/${id}`)
  yield look('applications-own', applicant, '/applications')
  yield look('apply-code', 'nobody', '/apply')
  const { id: theirs } = await applications.own.begin(amara, achievementId, {
    as: 'self',
    nickname: 'Amara',
    language: 'en',
  })
  await applications.own.keep(amara, theirs, { words: 'I test the creek every week.' })
  await applications.own.send(amara, theirs)
  yield atDesk('application-own-desk', `${home}/applications/${theirs}`)
}

/** A page of squared paper, as somebody may photograph it. */
async function notebook(): Promise<Uint8Array> {
  const lines = Array.from(
    { length: 14 },
    (_, place) =>
      `<path d="M30 ${60 + place * 32}q${60 + place * 9} -14 ${180 + ((place * 53) % 140)} 0" stroke="#23405f" stroke-width="3" fill="none"/>`,
  ).join('')
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="420" height="560"><rect width="420" height="560" fill="#fbf8ee"/>${lines}</svg>`
  return sharp(Buffer.from(drawing)).jpeg().toBuffer()
}
