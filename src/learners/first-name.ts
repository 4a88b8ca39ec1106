/** What somebody is called where their whole name is not needed: its first word, or a nickname's. */
export function firstNameOf(name: string): string {
  return name.trim().split(/\s+/u)[0] ?? ''
}
