import { heardIn } from '../../support/pdf-pictures.ts'

export interface Asked {
  readonly method: string
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Answer {
  readonly status: number
  readonly location: string
  /** Everything that can be read in the answer: headers, text, what a JWT or a PDF says. */
  readonly text: string
}

/** Asks the service and reads all that the answer says, in whatever form. */
export async function ask(
  base: string,
  { method, address, headers, body }: Asked,
): Promise<Answer> {
  const response = await fetch(base + address, {
    method,
    redirect: 'manual',
    headers,
    ...(body === undefined ? {} : { body }),
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  const isPdf = response.headers.get('content-type') === 'application/pdf'
  const text = isPdf ? await readPdf(bytes) : bytes.toString('utf8')
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    text: [...response.headers]
      .flat()
      .concat(text, ...tokensIn(text))
      .join('\n'),
  }
}

/** What we drew is read as people read it; what somebody handed in may be a PDF by its name alone, and stands as it came. */
async function readPdf(bytes: Buffer): Promise<string> {
  const asItCame = bytes.toString('latin1')
  try {
    return [...(await heardIn(bytes)).pages, asItCame].join('\n')
  } catch {
    return asItCame
  }
}

/** What the JWTs in a text say. */
function tokensIn(text: string): readonly string[] {
  const parts = text.match(/eyJ[A-Za-z0-9_-]+/g) ?? []
  return parts.map((part) => Buffer.from(part, 'base64url').toString('utf8'))
}
