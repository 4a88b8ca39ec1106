import { expect } from 'chai'
import { JSDOM } from 'jsdom'
import { errorCodes } from '../../src/errors.ts'
import { createTexts } from '../../src/text/text.ts'
import { BadgeArt } from '../../templates/components/badge-art.tsx'
import { Button, LinkButton } from '../../templates/components/button.tsx'
import { CheckboxGroup, RadioGroup } from '../../templates/components/checkbox.tsx'
import { CopyField } from '../../templates/components/copy-field.tsx'
import { Field, TextArea } from '../../templates/components/field.tsx'
import { FileField } from '../../templates/components/file-field.tsx'
import { Details } from '../../templates/components/details.tsx'
import { FieldSet, Form } from '../../templates/components/form.tsx'
import { Notice } from '../../templates/components/notice.tsx'
import { Select } from '../../templates/components/select.tsx'
import { DataTable } from '../../templates/components/table.tsx'
import { renderDocument } from '../../templates/document.tsx'
import { emptyDraft, type Draft } from '../../templates/draft.ts'
import { ErrorPage } from '../../templates/errors.tsx'
import { HomePage } from '../../templates/home.tsx'
import { AwardPage } from '../../templates/issuing/award.tsx'
import { StatementCards } from '../../templates/issuing/statement.tsx'
import { LearnersPage } from '../../templates/learners/list.tsx'
import { Markdown } from '../../templates/markdown.tsx'
import { RecipientsPage } from '../../templates/issuing/recipients.tsx'
import { OrganizationHomePage } from '../../templates/organizations/home.tsx'
import { nobody, type DocumentContext, type Shown, type Viewer } from '../../templates/shown.ts'

const texts = createTexts()
const signedIn: Viewer = {
  isSignedIn: true,
  name: 'Ana',
  organizations: [{ id: 'water', name: 'Museo del Agua' }],
  hasBackpack: true,
  hasFamily: false,
  operator: false,
}

function context(more: Partial<DocumentContext> = {}): DocumentContext {
  return {
    text: texts.textFor('en'),
    language: 'en',
    csrfToken: 'the-token',
    viewer: nobody,
    path: '/here',
    asset: (name) => name,
    ...more,
  }
}

function open(
  body: Shown['body'],
  more: Partial<DocumentContext> = {},
  shown: Partial<Shown> = {},
) {
  return new JSDOM(renderDocument({ title: 'Title', body, ...shown }, context(more))).window
    .document
}

describe('a page', () => {
  it('is a whole document in its language, not to be indexed unless it says so', () => {
    const html = renderDocument(
      { title: 'Hola', body: <h1>Hola</h1> },
      context({ language: 'es', text: texts.textFor('es') }),
    )
    expect(html).to.match(/^<!doctype html><html lang="es" dir="ltr">/)
    const page = open(<h1>Hi</h1>)
    expect(page.title).to.equal('Title · Waymark')
    expect(page.querySelector('meta[name=robots]')?.getAttribute('content')).to.equal('noindex')
    expect(
      open('', {}, { robots: 'index' }).querySelector('meta[name=robots]')?.getAttribute('content'),
    ).to.equal('index')
    expect(page.querySelector('main#main h1')?.textContent).to.equal('Hi')
    expect(page.querySelector('a.skip')?.getAttribute('href')).to.equal('#main')
  })

  it('needs no inline style or script, and nothing from another origin', () => {
    for (const body of [
      <HomePage viewer={signedIn} isSetUp />,
      <ErrorPage code="service-fault" requestId="r" />,
    ]) {
      const page = open(body, { viewer: signedIn })
      expect(page.querySelector('script, style, [style]')).to.equal(null)
      for (const element of page.querySelectorAll('[src], link[href]')) {
        expect(element.getAttribute('src') ?? element.getAttribute('href')).to.match(/^\/[^/]/)
      }
    }
  })

  it('offers sign-in to strangers, and backpack, organization and sign-out to those who are in', () => {
    const stranger = open('')
    expect(stranger.querySelector('a[href="/sign-in"]')).to.not.equal(null)
    expect(stranger.querySelector('form[action="/sign-out"]')).to.equal(null)
    const insider = open('', { viewer: signedIn, path: '/backpack/1' })
    expect(insider.querySelector('a[href="/backpack"]')?.getAttribute('aria-current')).to.equal(
      'page',
    )
    expect(insider.querySelector('a[href="/console/water"]')?.textContent).to.contain(
      'Museo del Agua',
    )
    expect(
      insider.querySelector('form[action="/sign-out"] input[name=_csrf]')?.getAttribute('value'),
    ).to.equal('the-token')
  })

  it('keeps the query when the language changes, and leads nowhere else', () => {
    const page = open('', { path: '/sign-in', query: { next: '/backpack?a=b', lang: 'en' } })
    expect(page.querySelector('a[hreflang=es]')?.getAttribute('href')).to.equal(
      '/sign-in?next=%2Fbackpack%3Fa%3Db&lang=es',
    )
    expect(
      open('', { path: '//evil.example' }).querySelector('a[hreflang=es]')?.getAttribute('href'),
    ).to.equal('/?lang=es')
  })

  it('shows hostile text as text, wherever it stands', () => {
    const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    const draft: Draft = {
      values: { name: evil, about: `</textarea>${evil}`, kind: evil, many: [evil] },
      problems: [{ path: `/${evil}`, rule: 'too-long', expected: evil }],
    }
    const options = [{ value: evil, label: evil }]
    const page = open(
      <>
        <Form draft={draft}>
          <Field name="name" label={evil} hint={evil} draft={draft} />
          <TextArea name="about" label={evil} draft={draft} />
          <Select name="kind" label={evil} draft={draft} options={options} />
          <CheckboxGroup name="many" label={evil} draft={draft} options={options} />
          <RadioGroup name="kind" id="r" label={evil} draft={draft} options={options} />
          <Button name={evil} value={evil}>
            {evil}
          </Button>
        </Form>
        <LinkButton href={`javascript:${evil}`}>{evil}</LinkButton>
        <Notice tone="bad" title={evil}>
          {evil}
        </Notice>
        <DataTable caption={evil} columns={[evil]} rows={[[evil]]} />
        <CopyField name="c" label={evil} value={evil} />
        <Markdown source={evil} />
      </>,
      {
        viewer: { ...signedIn, name: evil, organizations: [{ id: 'x', name: evil }] },
        path: `/${evil}`,
        query: { q: evil },
      },
      { title: evil },
    )
    expect(page.querySelectorAll('script:not([src]), img, [onerror]')).to.have.length(0)
    expect(page.querySelectorAll('script'), 'the one that copies').to.have.length(1)
    expect(page.querySelector('.button.quiet')?.getAttribute('href')).to.equal('#')
    expect(page.querySelector<HTMLInputElement>('#field-name')?.value).to.equal(evil)
    expect(page.querySelector<HTMLTextAreaElement>('#field-about')?.value).to.equal(
      `</textarea>${evil}`,
    )
  })
})

describe('a form', () => {
  const draft: Draft = {
    values: { email: 'nobody', rubric: { levels: [{ name: 'Explorer' }] }, scopes: 'b' },
    problems: [
      { path: '/email', rule: 'format' },
      { path: '/rubric/levels/0/name', rule: 'too-short', expected: 12 },
      { path: '/scopes/0', rule: 'choice' },
    ],
    error: { code: 'invalid-request' },
  }
  const page = open(
    <Form draft={draft} files action="/send">
      <Field name="email" type="email" label="E-mail" hint="Yours" draft={draft} required />
      <Details summary="More">
        <FieldSet legend="Level">
          <Field name="rubric[levels][0][name]" label="Level name" draft={draft} />
        </FieldSet>
      </Details>
      <CheckboxGroup
        name="scopes"
        label="Scopes"
        draft={draft}
        options={[
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ]}
      />
      <FileField name="file" label="File" draft={draft} accept="image/png" />
      <Button>Send</Button>
    </Form>,
  )

  it('carries its proof and can carry files', () => {
    const form = page.querySelector('main form')
    expect(form?.getAttribute('method')).to.equal('post')
    expect(form?.getAttribute('enctype')).to.equal('multipart/form-data')
    expect(form?.getAttribute('action')).to.equal('/send')
    expect(form?.querySelector('input[name=_csrf]')?.getAttribute('value')).to.equal('the-token')
  })

  it('keeps what was typed, nested names and single choices included', () => {
    expect(page.querySelector<HTMLInputElement>('[name=email]')?.value).to.equal('nobody')
    expect(
      page.querySelector<HTMLInputElement>('[name="rubric[levels][0][name]"]')?.value,
    ).to.equal('Explorer')
    expect(page.querySelector<HTMLInputElement>('input[value=b]')?.checked).to.equal(true)
    expect(page.querySelector<HTMLInputElement>('input[value=a]')?.checked).to.equal(false)
  })

  it('ties each problem to its field, for eyes and ears', () => {
    const input = page.querySelector('[name=email]')
    expect(input?.getAttribute('aria-invalid')).to.equal('true')
    const described = (input?.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => page.getElementById(id)?.textContent)
    expect(described.join(' ')).to.contain('Yours').and.contain('does not look right')
  })

  it('lists the problems above with the name of each field and a way to it', () => {
    const links = [...page.querySelectorAll('.error-summary a')]
    expect(links.map((link) => link.textContent)).to.deep.equal([
      'E-mail: This does not look right. Check how it is written.',
      'Level name: This is too short. It needs at least 12 characters.',
      'Scopes: Choose one of the options.',
    ])
    for (const link of links) {
      expect(
        page.getElementById(link.getAttribute('href')?.slice(1) ?? ''),
        link.textContent,
      ).to.not.equal(null)
    }
  })

  it('lists them as the fields stand, whatever order they were found in', () => {
    const shuffled: Draft = { ...draft, problems: [...draft.problems].reverse() }
    const found = open(
      <Form
        draft={{
          ...shuffled,
          problems: [{ path: '/gone', rule: 'unknown' }, ...shuffled.problems],
        }}
      >
        <Field name="email" label="E-mail" draft={shuffled} />
        <Field name="rubric[levels][0][name]" label="Level name" draft={shuffled} />
        <CheckboxGroup name="scopes" label="Scopes" draft={shuffled} options={[]} />
      </Form>,
    )
    expect(
      [...found.querySelectorAll('.error-summary a')].map((link) => link.getAttribute('href')),
    ).to.deep.equal(['#field-email', '#field-rubric-levels-0-name', '#field-scopes', '#field-gone'])
  })

  it('names the fields of a learner as well, in an award and alone', () => {
    const wrong: Draft = {
      values: {},
      problems: [
        { path: '/learner/email', rule: 'format' },
        { path: '/email', rule: 'format' },
      ],
    }
    const badge = { id: 'b', name: 'Badge', image: '/b.png' }
    const pages = [
      <AwardPage
        draft={wrong}
        chosen={badge}
        achievements={[badge]}
        people={{ all: [] }}
        levels={[]}
      />,
      <LearnersPage draft={wrong} base="/console/o" rows={[]} groups={[]} group="" search="" />,
    ]
    for (const page of pages) {
      const names = [...open(page).querySelectorAll('.error-summary strong')]
      expect(names.map((one) => one.textContent)).to.deep.equal(['E-mail address: '])
    }
  })

  it('gives every control a label', () => {
    for (const control of page.querySelectorAll(
      'main input:not([type=hidden]), main select, main textarea',
    )) {
      const labelled = control.closest('label') ?? page.querySelector(`label[for="${control.id}"]`)
      expect(labelled?.textContent, control.outerHTML).to.not.equal(undefined)
    }
  })

  it('shows no problem where there is none', () => {
    const fine = open(
      <Form draft={emptyDraft}>
        <Field name="a" label="A" draft={emptyDraft} />
      </Form>,
    )
    expect(fine.querySelector('[aria-invalid], .error-summary, .problem')).to.equal(null)
  })
})

describe('what an educator said of an award', () => {
  it('is Markdown, as Open Badges has it, and does no harm', () => {
    const narrative = 'Tested **three** places.\n\nThen <script>alert(1)</script>'
    const page = open(
      <StatementCards
        statement={{ narrative, evidence: [{ url: 'https://e.example/', narrative }] }}
      />,
    )
    expect(page.querySelectorAll('main strong')).to.have.length(2)
    expect(page.querySelectorAll('main .markdown p')).to.have.length(4)
    expect(page.querySelector('script')).to.equal(null)
  })
})

describe('the first page of a new organization', () => {
  it('asks to design a badge only those who may', () => {
    const home = (edit: boolean) =>
      open(
        <OrganizationHomePage
          organization={{ id: 'o', name: 'O' }}
          trial={false}
          role={edit ? 'editor' : 'awarder'}
          may={{ edit, award: true, seeLearners: true, own: false, addOrganization: false }}
          attention={{ waiting: 0, mails: 0, unclaimed: 0, applications: 0, most: 20 }}
          drafts={[]}
          unsaved={[]}
          badges={[]}
          hasMoreBadges={false}
          isAwardable={false}
          awards={[]}
        />,
      ).querySelector('.empty-state')?.textContent
    const en = texts.textFor('en')
    expect(home(true)).to.contain(en('organizations.home.noAchievementsNext'))
    expect(home(false)).to.contain(en('organizations.home.noAchievementsWait'))
  })
})

describe('the list of awards', () => {
  it('says with every deed which page of it somebody was on', () => {
    const page = open(
      <RecipientsPage
        base="/console/o/awards"
        filter={{ search: '', state: 'issued', badge: '', group: '' }}
        badges={[]}
        groups={[]}
        maySearch
        may={{ award: true, revoke: true }}
        rows={[
          {
            id: 'a',
            recipient: 'Ana',
            achievement: 'River Watcher',
            date: '2026-05-01T00:00:00Z',
            state: 'issued',
            waiting: true,
            deeds: ['revoke'],
            mayCorrect: true,
          },
        ]}
        after="here"
        next="there"
      />,
    )
    const back = page.querySelector('input[name="back"]')?.getAttribute('value')
    expect(back).to.equal('state=issued&after=here')
  })
})

describe('the page of an error', () => {
  it('says for every kind what to do next, and gives a way on', () => {
    for (const code of errorCodes) {
      const page = open(<ErrorPage code={code} />)
      expect(page.querySelector('h1')?.textContent, code).to.equal(
        texts.textFor('en')(`errors.${code}.title`),
      )
      expect(page.querySelectorAll('main a.button').length, code).to.be.greaterThan(0)
    }
  })

  it('comes back after sign-in', () => {
    const page = open(<ErrorPage code="not-signed-in" next="/backpack?x=1" />)
    expect(page.querySelector('a.primary')?.getAttribute('href')).to.equal(
      '/sign-in?next=%2Fbackpack%3Fx%3D1',
    )
  })
})

describe('the picture of a badge on a page', () => {
  it('says what it shows', () => {
    expect(
      open(<BadgeArt src="/a.png" alt="River keeper" />)
        .querySelector('main img')
        ?.getAttribute('alt'),
    ).to.equal('River keeper')
  })
})
