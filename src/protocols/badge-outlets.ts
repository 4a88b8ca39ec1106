import { Router } from 'express'
import type { Outlets } from '../portfolio/outlets.ts'
import { certificateDownloads, type CertificateDeps } from './certificates.ts'
import { oembed, type OembedDeps } from './oembed.ts'
import { pageOutlets, type PageOutletDeps } from './page-outlets.tsx'
import { shareOutlets, type ShareOutletDeps } from './share-outlets.tsx'

export type BadgeOutletDeps = { readonly outlets: Outlets } & Omit<
  CertificateDeps & ShareOutletDeps & PageOutletDeps & OembedDeps,
  keyof Outlets
>

/** All that leaves from a badge or a page besides credentials: certificate, embedding, pictures. */
export function badgeOutlets({ outlets, ...deps }: BadgeOutletDeps): Router {
  const router = Router()
  const all = { ...deps, ...outlets }
  router.use(certificateDownloads(all), shareOutlets(all), pageOutlets(all), oembed(all))
  return router
}
