import { zip } from './zip.ts'

/** The files of a small school in OneRoster 1.2: two students, a teacher, two classes of one title. */
export const schoolFiles = {
  'manifest.csv': [
    'propertyName,value',
    'manifest.version,1.0',
    'oneroster.version,1.2',
    'file.users,bulk',
    'file.roles,bulk',
    'file.classes,bulk',
    'file.enrollments,bulk',
    'file.demographics,bulk',
    'file.orgs,bulk',
  ].join('\r\n'),
  'orgs.csv': 'sourcedId,status,dateLastModified,name,type\r\norg-1,,,School of the River,school',
  'users.csv': [
    'sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,preferredGivenName,preferredFamilyName',
    'user-1,,,true,aruiz,,Ana María,Ruiz,,77,ana@school.example,Anita,',
    'user-2,,,true,mm,,محمد,محمود,,78,,,',
    'user-3,,,true,teach,,Tea,Cher,,1,teacher@school.example,,',
  ].join('\r\n'),
  'roles.csv': [
    'sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId',
    'r1,,,user-1,primary,student,,,org-1,',
    'r2,,,user-2,primary,student,,,org-1,',
    'r3,,,user-3,primary,teacher,,,org-1,',
  ].join('\r\n'),
  'classes.csv': [
    'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds',
    'class-1,,,Biology,,c1,BIO-1,scheduled,,org-1,t1',
    'class-2,,,Biology,,c1,BIO-2,scheduled,,org-1,t1',
    'class-3,,,Art,,c2,ART,scheduled,,org-1,t1',
  ].join('\r\n'),
  'enrollments.csv': [
    'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate',
    'e1,,,class-1,org-1,user-1,student,,,',
    'e2,,,class-3,org-1,user-1,student,,,',
    'e3,,,class-2,org-1,user-2,student,,,',
    'e4,,,class-1,org-1,user-3,teacher,true,,',
  ].join('\r\n'),
  'demographics.csv': [
    'sourcedId,status,dateLastModified,birthDate,sex',
    'user-1,,,2014-03-09,female',
    'user-2,,,2006-01-20,male',
  ].join('\r\n'),
} as const

export const schoolZip = (files: Readonly<Record<string, string>> = {}) =>
  zip({ ...schoolFiles, ...files })

/** What has changed since: one has left a class, the other the school. */
export const laterFiles = {
  'users.csv': schoolFiles['users.csv']
    .replace('user-1,,', 'user-1,active,2026-06-01T00:00:00Z')
    .replace('user-2,,', 'user-2,tobedeleted,2026-06-01T00:00:00Z'),
  'enrollments.csv': schoolFiles['enrollments.csv'].replace(
    'e2,,',
    'e2,tobedeleted,2026-06-01T00:00:00Z',
  ),
}

/** As OneRoster 1.1 has it: the role is a column of the users. */
export const olderFiles = {
  'users.csv': [
    'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password',
    'user-1,,,true,org-1,student,aruiz,,Ana,Ruiz,,77,,,,,,',
    'user-3,,,true,org-1,teacher,teach,,Tea,Cher,,1,,,,,,',
  ].join('\r\n'),
}
