import { expect } from 'chai'
import { JSDOM } from 'jsdom'
import { createLetters } from '../../src/mail/letters.tsx'
import type { Mail } from '../../src/mail/mailer.ts'
import { createTexts } from '../../src/text/text.ts'

describe('the letters', () => {
  const sent: Mail[] = []
  const letters = createLetters({
    mailer: { send: async (mail) => void sent.push(mail) },
    texts: createTexts(),
    base: 'https://badges.example.org',
  })
  const last = () => {
    const mail = sent.at(-1)
    if (mail === undefined) throw new Error('nothing was sent')
    return { mail, page: new JSDOM(mail.html).window.document }
  }

  const award = {
    email: 'ana@example.org',
    recipientName: 'Ana Núñez',
    achievementName: 'Guardiana del río',
    organizationName: 'Museo del Agua',
    messageKey: 'award-1',
    stopToken: 'st0p',
  }

  it('bring a sign-in link, in both forms of the mail', async () => {
    await letters.signIn({ email: 'ana@example.org', language: 'en', token: 'T0ken', minutes: 20 })
    const { mail, page } = last()
    expect(page.querySelector('a')?.href).to.equal('https://badges.example.org/sign-in/T0ken')
    expect(mail.text)
      .to.contain('https://badges.example.org/sign-in/T0ken')
      .and.contain('20 minutes')
    expect(mail.text.split('https://badges.example.org/sign-in/T0ken')).to.have.length(2)
  })

  it('invite staff by the role they would have', async () => {
    await letters.invitation({
      email: 'm@example.org',
      language: 'es',
      token: 'x',
      organizationName: 'Museo del Agua',
      role: 'awarder',
      days: 14,
    })
    const { mail } = last()
    expect(mail.subject).to.equal('Museo del Agua te invita a su equipo')
    expect(mail.text).to.contain('https://badges.example.org/invitations/x').and.contain('14 días')
  })

  it('tell of an award in the language of whoever earned it', async () => {
    await letters.award({ ...award, language: 'es', claimToken: 'c1' })
    const { mail, page } = last()
    expect(mail.subject).to.equal('Ganaste una insignia: Guardiana del río')
    expect(page.documentElement.lang).to.equal('es')
    expect(page.querySelector('a')?.href).to.equal('https://badges.example.org/claim/c1')
    expect(mail.text).to.contain('¡Hola, Ana Núñez!').and.contain('Museo del Agua')
    expect(mail.messageId).to.equal('award-1')
  })

  it('lead to the backpack where the badge is there already, in English for an unknown language', async () => {
    await letters.award({ ...award, language: 'xx' })
    const { mail, page } = last()
    expect(page.querySelector('a')?.href).to.equal('https://badges.example.org/backpack')
    expect(mail.subject).to.match(/^You earned a badge/)
  })

  it('load nothing from anywhere, so nobody learns when they are read', async () => {
    await letters.award({ ...award, language: 'en', picture: new Uint8Array([1]) })
    const { mail, page } = last()
    expect(page.querySelector('link, script, iframe, [background]')).to.equal(null)
    expect([...page.querySelectorAll('img')].map(({ src }) => src)).to.deep.equal(['cid:badge'])
    expect(mail.html).to.not.match(/url\(/)
    expect(mail.pictures?.map(({ cid }) => cid)).to.deep.equal(['badge'])
  })

  it('show hostile names as text', async () => {
    const evil = '<img src=x onerror=alert(1)>"><script>alert(1)</script>'
    await letters.award({
      ...award,
      language: 'en',
      recipientName: evil,
      achievementName: evil,
      organizationName: evil,
    })
    const { mail, page } = last()
    expect(page.querySelectorAll('img, script')).to.have.length(0)
    expect(mail.text).to.contain(evil)
  })
})
