import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino'

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/**
 * Structured logs, one JSON object a line. Nobody's e-mail, address or name belongs in them: log ids and
 * codes. The members that would hold such things by habit are dropped as a second line.
 */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const personal = [
    'email',
    'name',
    'ip',
    'url',
    'headers',
    'cookie',
    'authorization',
    'body',
    'query',
  ]
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      redact: { paths: personal.flatMap((member) => [member, `*.${member}`]), remove: true },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  )
}

export interface FaultFacts {
  readonly type: string
  readonly message: string
  readonly code?: string
  readonly frames: readonly string[]
  readonly cause?: FaultFacts
}

/** Messages of libraries repeat what they were given: addresses of people, of pages and of networks go. */
function masked(message: string): string {
  return message
    .slice(0, 2000)
    .replaceAll(/[^\s"'<>,;:()]+@[^\s"'<>,;()]+/g, '[email]')
    .replaceAll(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s"'<>]+/gi, '$1[address]')
    .replaceAll(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '[ip]')
    .replaceAll(/(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi, '[ip]')
}

/** What the log says of a fault: its kind, a masked message, where in our code it happened, and its cause. */
export function faultFacts(fault: unknown, depth = 0): FaultFacts {
  if (!(fault instanceof Error)) {
    return { type: typeof fault, message: masked(String(fault)), frames: [] }
  }
  const { name, message, stack = '', cause } = fault
  const code = 'code' in fault ? String(fault.code) : undefined
  // The stack opens with the message, which may run over several lines.
  const frames = stack.split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
  return {
    type: name,
    message: masked(message),
    ...(code === undefined ? {} : { code: masked(code) }),
    frames: frames.slice(0, 15).map((line) => line.trim()),
    ...(cause === undefined || depth >= 3 ? {} : { cause: faultFacts(cause, depth + 1) }),
  }
}
