/**
 * The built address of each file of public/, from the manifest that the build wrote ('/styles.css' →
 * '/assets/styles.HASH.css'). @throws where a page names a file that was not built: a fault of ours.
 */
export function createAsset(manifest: Readonly<Record<string, string>>): (name: string) => string {
  return (name) => {
    const address = Object.hasOwn(manifest, name) ? manifest[name] : undefined
    if (address === undefined) throw new Error(`${name} is not in the manifest of built files`)
    return address
  }
}
