import { expect } from 'chai'
import { personOf } from '../../../src/learners/rosters/person.ts'
import { readTable, type Reading } from '../../../src/learners/rosters/read-table.ts'

const options = { ages: { consent: 13, adult: 18 }, today: '2026-06-15' }
const read = (text: string | Uint8Array) => readTable(text, options)
const peopleIn = (reading: Reading) =>
  reading.lines.slice(Number(reading.hasHeader)).map(({ cells }) => {
    const row = personOf(cells, reading)
    return row.ok ? row.person : row.problem
  })
const namesIn = (reading: Reading) =>
  peopleIn(reading).map((person) => (typeof person === 'string' ? person : person.name))
const meaningsIn = ({ columns }: Reading) => columns.map(({ meaning }) => meaning)

describe('a list of learners', () => {
  it('of names one a line is a list of names, in every script', () => {
    const names = ['Ana García', 'أحمد محمود', '山田 太郎', 'Żółć', "O'Brien-Smith", 'דנה כהן']
    const reading = read(names.join('\n'))
    expect(namesIn(reading)).to.deep.equal(names)
    expect(reading.hasHeader).to.equal(false)
    expect(reading.lines.map(({ line }) => line)).to.deep.equal([1, 2, 3, 4, 5, 6])
  })

  it('with a header in English or Spanish is understood without a word', () => {
    const english = read(
      'First Name,Last Name,E-mail,Class,Student ID,Date of birth\nAna,Ruiz,a@x.example,5b,77,2014-03-09',
    )
    expect(meaningsIn(english)).to.deep.equal([
      'given-name',
      'family-name',
      'email',
      'group',
      'roster-id',
      'birth-date',
    ])
    const spanish = read(
      'Matrícula;Apellidos;Nombre;Correo electrónico;Grupo;Fecha de nacimiento;Idioma\n77;Ruiz;Ana;A@x.example;5b;9/3/2014;Español',
    )
    expect(meaningsIn(spanish)).to.deep.equal([
      'roster-id',
      'family-name',
      'given-name',
      'email',
      'group',
      'birth-date',
      'language',
    ])
    expect(peopleIn(spanish)).to.deep.equal([
      {
        name: 'Ana Ruiz',
        email: 'a@x.example',
        rosterId: '77',
        language: 'es',
        consentsFrom: '2027-10-01',
        adultFrom: '2032-10-01',
        groups: ['5b'],
        leaves: [],
        isGone: false,
      },
    ])
    expect(spanish.datesUnclear).to.equal(true)
  })

  it('without a header is guessed at by what stands in it', () => {
    expect(meaningsIn(read('Ana Ruiz,a@x.example\nBo Li,b@x.example'))).to.deep.equal([
      'name',
      'email',
    ])
    expect(namesIn(read('Ruiz, Ana\nLi, Bo'))).to.deep.equal(['Ana Ruiz', 'Bo Li'])
    expect(namesIn(read('Ana\tRuiz\nBo\tLi'))).to.deep.equal(['Ana Ruiz', 'Bo Li'])
    expect(meaningsIn(read('1001\tAna\n1002\tBo'))).to.deep.equal(['roster-id', 'name'])
    expect(meaningsIn(read('Ana,2014-03-09\nBo,2013-01-02'))).to.deep.equal(['name', 'birth-date'])
  })

  it('keeps no date of birth, in whatever column it stands, nor what should be one', () => {
    const reading = read(
      'Name,Date of birth,Notes,Whatever\nAna,2014-03-09,was born,09.03.2014\nBo,born in spring 2013,,x',
    )
    const kept = JSON.stringify(reading)
    expect(kept).not.to.match(/2014-03-09|09\.03\.2014|spring/)
    expect(peopleIn(reading)[0]).to.include({ consentsFrom: '2027-04-01', adultFrom: '2032-04-01' })
    expect(peopleIn(reading)[1]).to.equal('birth-date')
  })

  it('tells of each row what is wrong with it', () => {
    const reading = read(
      [
        'Name,Email,Group,Id',
        ',a@x.example,,',
        'Ana,not an address,,',
        `${'x'.repeat(201)},,,`,
        'Bo,,a\u202eb,',
        `Cy,,,${'9'.repeat(201)}`,
        'a\u200bb\u202e,,,',
        'Di,,1;2|3,',
      ].join('\n'),
    )
    expect(peopleIn(reading).slice(0, 6)).to.deep.equal([
      'no-name',
      'email',
      'name',
      'group',
      'roster-id',
      'name',
    ])
    expect(peopleIn(reading)[6]).to.deep.include({ groups: ['1', '2', '3'] })
  })

  it('may be what Excel saves: semicolons, quotes, a mark, or the letters of Windows', () => {
    const bytes = (text: string, encoding: BufferEncoding) =>
      new Uint8Array(Buffer.from(text, encoding))
    expect(namesIn(read(bytes('\ufeffNombre;Grupo\r\n"Núñez; Ana";3º\r\n', 'utf8')))).to.deep.equal(
      ['Núñez; Ana'],
    )
    expect(namesIn(read(bytes('Nombre;Grupo\r\nNúñez;3', 'latin1')))).to.deep.equal(['Núñez'])
    expect(namesIn(read(bytes('\ufeffName\r\nŻółć\r\n', 'utf16le')))).to.deep.equal(['Żółć'])
  })
})
