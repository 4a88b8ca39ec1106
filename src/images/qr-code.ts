import encodeQR from 'qr'

/** Light around a code that a reader needs (ISO/IEC 18004 §9.1), in modules. */
const quietZone = 4

/** A square of modules with the light around it, dark ones true. A quarter of it may be spoilt (level Q). */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  return encodeQR(text, 'raw', { ecc: 'quartile', border: quietZone })
}

/** The dark modules of each row as runs, which are drawn without the hairlines that single squares leave. */
export function darkRuns(
  modules: readonly (readonly boolean[])[],
): readonly { readonly x: number; readonly y: number; readonly length: number }[] {
  return modules.flatMap((row, y) =>
    row.flatMap((dark, x) => {
      if (!dark || row[x - 1] === true) return []
      const end = row.indexOf(false, x)
      return [{ x, y, length: (end === -1 ? row.length : end) - x }]
    }),
  )
}

/** The code as the address of a picture for pages, black on white whatever the colours around it, with its light. */
export function qrPicture(text: string): string {
  const modules = qrModules(text)
  const side = modules.length
  const path = darkRuns(modules)
    .map(({ x, y, length }) => `M${x} ${y}h${length}v1h-${length}z`)
    .join('')
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><rect width="${side}" height="${side}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`
  return `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`
}
