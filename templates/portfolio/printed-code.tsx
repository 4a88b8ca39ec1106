interface PrintedCodeProps {
  /** The address of the page, and the same as a picture of a QR code. */
  readonly address: string
  readonly qr: string
  /** Where it leads, and until when. */
  readonly said: string
}

/** On paper a button leads nowhere, and a code does. */
export function PrintedCode({ address, qr, said }: PrintedCodeProps) {
  return (
    <div class="printed-code">
      <img src={qr} alt="" width="120" height="120" />
      <p>
        {said}
        <br />
        {address}
      </p>
    </div>
  )
}
