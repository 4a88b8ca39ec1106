import type { Who } from './who.ts'

/** Applying for a badge, and deciding: who may use which of its routes. */
export const whoMayOfApplications: Readonly<Record<string, Who>> = {
  'GET /apply': 'everybody',
  'POST /apply': 'everybody',
  'GET /apply/:achievementId': 'everybody',
  'POST /apply/:achievementId': 'signed-in',
  'GET /applications': 'signed-in',
  'GET /api/v1/applications': 'signed-in',
  'POST /api/v1/applications': 'signed-in',
  'GET /applications/:applicationId': 'family',
  'POST /applications/:applicationId': 'family',
  'POST /applications/:applicationId/withdrawal': 'family',
  'GET /api/v1/applications/:applicationId': 'family',
  'PUT /api/v1/applications/:applicationId': 'family',
  'POST /api/v1/applications/:applicationId/files': 'family',
  'DELETE /api/v1/applications/:applicationId/files/:fileId': 'family',
  'POST /api/v1/applications/:applicationId/sendings': 'family',
  'POST /api/v1/applications/:applicationId/withdrawal': 'family',
  'GET /evidence/:fileId': 'family and teachers',
  'GET /console/:organizationId/achievements/:achievementId/applications': 'teachers',
  'POST /console/:organizationId/achievements/:achievementId/applications': 'teachers',
  'GET /console/:organizationId/applications': 'staff',
  'GET /console/:organizationId/applications/:applicationId': 'staff',
  'POST /console/:organizationId/applications/:applicationId': 'teachers',
  'GET /api/v1/organizations/:organizationId/achievements/:achievementId/application-opening':
    'staff',
  'PUT /api/v1/organizations/:organizationId/achievements/:achievementId/application-opening':
    'teachers',
  'GET /api/v1/organizations/:organizationId/achievements/:achievementId/application-opening/poster':
    'teachers',
  'GET /api/v1/organizations/:organizationId/applications': 'staff',
  'GET /api/v1/organizations/:organizationId/applications/:applicationId': 'staff',
  'POST /api/v1/organizations/:organizationId/applications/:applicationId/decisions': 'teachers',
}
