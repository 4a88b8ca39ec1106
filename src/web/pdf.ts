/**
 * How a PDF is answered: to be looked at and printed, or to be saved, under a name that says nothing of a child. A browser
 * shows it in a page that it makes itself, with an object and a style inside.
 */
export const pdfHeaders = (name: string, way: 'inline' | 'attachment' = 'inline') => ({
  'Content-Security-Policy': "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'",
  'Content-Type': 'application/pdf',
  'Content-Disposition': `${way}; filename="${name}.pdf"`,
})
