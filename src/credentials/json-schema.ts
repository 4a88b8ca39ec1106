import { Ajv, type Options } from 'ajv'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import { isJsonObject, type Json, type JsonObject } from './json.ts'

/** VC JSON Schema §4.2: kept, broken, or not to be told. */
export type SchemaOutcome = 'success' | 'failure' | 'indeterminate'

const schemaOfSchemas = 'https://www.w3.org/2022/credentials/v2/json-schema-credential-schema.json'

/** Of each draft, an engine of its own: a schema of one place may stand under the address of another. */
const engines: Readonly<Record<string, (options: Options) => Ajv | Ajv2019 | Ajv2020>> = {
  'https://json-schema.org/draft/2020-12/schema': (options) => new Ajv2020(options),
  'https://json-schema.org/draft/2019-09/schema': (options) => new Ajv2019(options),
  'https://json-schema.org/draft-07/schema': (options) => new Ajv(options),
  'http://json-schema.org/draft-07/schema': (options) => new Ajv(options),
}

/**
 * Holds a credential against what it names in `credentialSchema`, as W3C VC JSON Schema §2.1, §2.2 and §3.1 have it.
 * @param named one `credentialSchema`: its `id` is the address of what follows
 * @param document the schema, or for a JsonSchemaCredential the credential around it, from a source that is trusted:
 *   a schema can keep its reader busy
 */
export function holdAgainst(
  credential: JsonObject,
  named: JsonObject,
  document: JsonObject,
): SchemaOutcome {
  if (named['type'] === 'JsonSchema') return bySchema(credential, document, named['id'])
  if (named['type'] !== 'JsonSchemaCredential' || document['id'] !== named['id']) return 'failure'
  const { credentialSchema, credentialSubject: subject } = document
  const ofSchemas =
    isJsonObject(credentialSchema) &&
    credentialSchema['id'] === schemaOfSchemas &&
    credentialSchema['type'] === 'JsonSchema'
  if (!ofSchemas || !isJsonObject(subject) || subject['type'] !== 'JsonSchema') return 'failure'
  const { jsonSchema, id } = subject
  return isJsonObject(jsonSchema) ? bySchema(credential, jsonSchema, id) : 'failure'
}

/** §3.1: a schema without its own address or draft is none, and one of a draft that we do not have tells nothing. */
function bySchema(
  credential: JsonObject,
  schema: JsonObject,
  address: Json | undefined,
): SchemaOutcome {
  const { $id: id, $schema: draft } = schema
  if (typeof id !== 'string' || id !== address || typeof draft !== 'string') return 'failure'
  const engine = engines[draft.replace(/#$/, '')]
  if (engine === undefined) return 'indeterminate'
  const ajv = engine({ strict: false, addUsedSchema: false })
  ajvFormats.default(ajv, { mode: 'full' })
  try {
    return ajv.compile({ ...schema, $schema: draft.replace(/^https?(:.*draft-07)/, 'http$1') })(
      credential,
    )
      ? 'success'
      : 'failure'
  } catch {
    return 'indeterminate'
  }
}
