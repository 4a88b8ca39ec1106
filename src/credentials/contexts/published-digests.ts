import { credentialsV2 } from './contexts.ts'

/** The digests of one body that was published under an address: SHA-256 and SHA-384, base64. */
export interface PublishedDigest {
  readonly sha256: string
  readonly sha384: string
}

/**
 * The bodies that W3C has published under the address of the base context, newest first: that of the Recommendation
 * (VC Data Model 2.0 §B.1), and that of the Candidate Recommendation of 2024. The packages carry the same context with
 * other white space, so a digest cannot be made from them.
 */
const published: ReadonlyMap<string, readonly PublishedDigest[]> = new Map([
  [
    credentialsV2,
    [
      {
        sha256: 'WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=',
        sha384: 'l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU',
      },
      {
        sha256: 'JKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k=',
        sha384: 'NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg',
      },
    ],
  ],
])

/** Every body known to have been published under an address; undefined where we know of none. */
export function publishedDigests(address: string): readonly PublishedDigest[] | undefined {
  return published.get(address)
}
