import { temporarySqlite } from '../support/storage.ts'
import { storageContract } from './contract.ts'

describe('storage on SQLite', () => {
  storageContract(temporarySqlite)
})
