import type { ComponentChildren } from 'preact'

/** A component in one of its states. */
export interface State {
  /** A word for the state; what it is called is `design.states.…`. */
  readonly state: StateName
  readonly shown: ComponentChildren
}

export const stateNames = [
  'plain',
  'filled',
  'hover',
  'focus',
  'problem',
  'disabled',
  'long',
  'empty',
  'leftward',
  'primary',
  'quiet',
  'danger',
  'info',
  'good',
  'warning',
  'bad',
  'unknown',
  'waiting',
] as const

export type StateName = (typeof stateNames)[number]

/** By the name of the file in templates/components. */
export type Specimens = Readonly<Record<string, readonly State[]>>
