import { isFerret, mongoUri, temporaryMongo } from '../support/storage.ts'
import { storageContract } from './contract.ts'

describe('storage on MongoDB', () => {
  const uri = mongoUri()
  let ferret = false

  before(async function () {
    if (uri === undefined) {
      process.stdout.write('    NOT RUN: storage on MongoDB, because MONGODB_URI is not set\n')
      return this.skip()
    }
    ferret = await isFerret(uri)
  })

  storageContract(
    () => temporaryMongo(uri ?? ''),
    () => ({ noDuplicateOnReplace: ferret, noListInList: ferret, boundsMetApart: ferret }),
  )
})
