/** Whoever was given an address or a code, and has no account. */
export type DoorHolder =
  | 'a share for everybody'
  | 'a share for a college'
  | 'a share by nickname'
  | 'a shared page'
  | 'a shared badge from elsewhere'
  | 'a page without consent'
  | 'a closed share'
  | 'an ended share'
  | 'a share without consent'
  | 'a paused share'
  | 'a claim code'
  | 'a claim card'
  | 'a claim link'
  | 'a mail to a guardian'
  | 'a mail to staff'
  | 'a mail to sign in'
  | 'a reminder'
  | 'a place in a class'
  | 'a kiosk'
  | 'a copy'

/** What somebody is to somebody else of whom something is known. */
export type Relation =
  | 'themselves'
  | 'guardian'
  | 'owner'
  | 'editor'
  | 'awarder'
  | 'viewer'
  | 'a key for awards'
  | 'a key for learners'
  | 'a key for staff'
  | DoorHolder
  | 'nobody'

export type Role = 'owner' | 'editor' | 'awarder' | 'viewer'
