import type { ComponentChildren } from 'preact'
import { safePath } from './safe-path.ts'
import { Icon, type IconName } from './icon.tsx'

export type ButtonTone = 'primary' | 'quiet' | 'danger'

interface ButtonProps {
  readonly children: ComponentChildren
  /** primary: the one next step of the page, shaped like a trail sign. */
  readonly tone?: ButtonTone
  readonly icon?: IconName
  /** Sent with the form, where it has several buttons. */
  readonly name?: string
  readonly value?: string
  /** Skips the browser's own checks, for "add a row" and the like. */
  readonly formNoValidate?: boolean
  /** Where this button sends the form, where that is not where the others do. */
  readonly formAction?: string
  /** The id of the form it sends, where it stands outside of it. */
  readonly form?: string
}

/** Sends the form it is in. */
export function Button({
  children,
  tone = 'primary',
  icon,
  name,
  value,
  formNoValidate,
  formAction,
  form,
}: ButtonProps) {
  return (
    <button
      class={`button ${tone}`}
      type="submit"
      name={name}
      value={value}
      formNoValidate={formNoValidate}
      formAction={formAction}
      form={form}
    >
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  )
}

interface LinkButtonProps {
  readonly children: ComponentChildren
  readonly href: string
  readonly tone?: ButtonTone
  readonly icon?: IconName
  /** The file name when the address is to be saved. */
  readonly download?: string
  /** For what must not take the place of this page; the text says so. */
  readonly newTab?: boolean
}

/** Leads somewhere, looking like a button. */
export function LinkButton({
  children,
  href,
  tone = 'quiet',
  icon,
  download,
  newTab,
}: LinkButtonProps) {
  return (
    <a
      class={`button ${tone}`}
      href={safePath(href)}
      download={download}
      target={newTab === true ? '_blank' : undefined}
    >
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
    </a>
  )
}
