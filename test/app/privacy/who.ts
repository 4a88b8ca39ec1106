/**
 * Who may use a route: everybody; the holders of the address or code it has in it; whoever is signed in; the account that it
 * is about; the operators of the service; of the learner it is about: the learner, guardians, either (family), or either and
 * those who may award there (family and teachers); of the
 * organization it is about: the staff, who may award (teachers), who may change badges and take back (editors), the owners.
 */
export type Who =
  | 'everybody'
  | 'holders'
  | 'signed-in'
  | 'themselves'
  | 'operators'
  | 'learners'
  | 'guardians'
  | 'family'
  | 'family and teachers'
  | 'staff'
  | 'teachers'
  | 'editors'
  | 'owners'
