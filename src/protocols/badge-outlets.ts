import { Router } from 'express'
import type { Outlets } from '../portfolio/outlets.ts'
import { certificateDownloads, type CertificateDeps } from './certificates.ts'
import { oembed, type OembedDeps } from './oembed.ts'
import { shareOutlets, type ShareOutletDeps } from './share-outlets.tsx'

export type BadgeOutletDeps = { readonly outlets: Outlets } & Omit<
  CertificateDeps & ShareOutletDeps & OembedDeps,
  keyof Outlets
>

/** All that leaves from a badge besides its credential: certificate, embedding, pictures. */
export function badgeOutlets({ outlets, ...deps }: BadgeOutletDeps): Router {
  const router = Router()
  const all = { ...deps, ...outlets }
  router.use(certificateDownloads(all), shareOutlets(all), oembed(all))
  return router
}
