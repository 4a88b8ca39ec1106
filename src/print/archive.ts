/** What makes a PDF one that is kept: PDF/A-3 (ISO 19005-3), with the file that it was made of inside. */
export interface Archive {
  /** What it is about, in a sentence. */
  readonly description: string
  readonly attachment: {
    readonly name: string
    readonly type: string
    readonly description: string
    readonly bytes: Uint8Array
  }
}

interface MetadataFacts {
  readonly title: string
  readonly language: string
  readonly now: Date
  readonly archive?: Archive
}

/** Letters are let stand where XML does not read them as markup; what XML 1.0 has no place for is left out. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

/** A text in one language, as XMP writes it (ISO 16684-1 §8.2.2.4). */
function alternative(name: string, text: string, language: string): string {
  const said = escapeXml(text)
  return `<dc:${name}><rdf:Alt><rdf:li xml:lang="x-default">${said}</rdf:li><rdf:li xml:lang="${language}">${said}</rdf:li></rdf:Alt></dc:${name}>`
}

/** What PDF/UA writes of itself is not among the words that PDF/A knows, so they are described (ISO 19005-3 §6.6.2.3). */
const universalAccess = `
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that it keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>`

/** The facts of a document as XMP (ISO 16684-1), any letter allowed in them. */
export function xmpOf({ title, language, now, archive }: MetadataFacts): string {
  const time = `${now.toISOString().slice(0, 19)}Z`
  const about =
    archive === undefined ? '' : alternative('description', archive.description, language)
  return `
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>${time}</xmp:CreateDate><xmp:CreatorTool>Waymark</xmp:CreatorTool></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">${alternative('title', title, language)}${about}<dc:language><rdf:Bag><rdf:li>${language}</rdf:li></rdf:Bag></dc:language></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>PDFKit</pdf:Producer></rdf:Description>${archive === undefined ? '' : universalAccess}`
}
