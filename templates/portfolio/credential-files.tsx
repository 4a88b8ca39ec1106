import { LinkButton } from '../components/button.tsx'

const formats = ['png', 'svg', 'json', 'jwt'] as const

/** The badge as a file to keep, in each format. `address` is what stands before the ending. */
export function CredentialFiles({ address }: { address: string }) {
  return (
    <>
      {formats.map((format) => (
        <LinkButton key={format} href={`${address}.${format}`} download={`badge.${format}`}>
          {format.toUpperCase()}
        </LinkButton>
      ))}
    </>
  )
}
