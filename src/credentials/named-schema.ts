import { runInNewContext } from 'node:vm'
import { Ajv, type ValidateFunction } from 'ajv'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import { isUrl } from './data-model/identifier.ts'
import { hasLoneSurrogate, isJsonObject, listOf, type Json, type JsonObject } from './json.ts'

/** VC JSON Schema §4.2: a schema of a version that is not known, or that cannot be used, says nothing. */
export type SchemaOutcome = 'success' | 'failure' | 'indeterminate'

/** Characters of a schema at most, and milliseconds that it may think: whoever names one could make it anything. */
const mostCharacters = 100_000
const mostMilliseconds = 1_000

/** The schema of a JsonSchemaCredential, which is the same for all of them (VC JSON Schema §2.2). */
const schemaOfSchemaCredentials = {
  id: 'https://www.w3.org/2022/credentials/v2/json-schema-credential-schema.json',
  type: 'JsonSchema',
} as const

/**
 * Holds a credential against a schema that it names, of type `JsonSchema` or `JsonSchemaCredential`.
 * https://www.w3.org/TR/vc-json-schema/#processing
 * @param entry the `credentialSchema` entry that names it
 * @param document what stands under its id: the schema, or the credential that carries it. Whether that credential is
 * genuine is for the caller to know
 */
export function heldAgainst(
  credential: JsonObject,
  entry: JsonObject,
  document: JsonObject,
): SchemaOutcome {
  const schema = schemaIn(entry, document)
  if (schema === undefined) return 'failure'
  const { $id, $schema } = schema
  // VC JSON Schema §3.1: both are there, and a schema without a version is not processed.
  if (!isUrl($id) || typeof $schema !== 'string') return 'failure'
  if (entry['type'] === 'JsonSchema' && $id !== entry['id']) return 'failure'
  const compile = compilerOf($schema)
  if (compile === undefined || isTooMuch(schema)) return 'indeterminate'
  return outcomeOf(compile, schema, credential)
}

/** The schema itself; undefined where the entry or the document is not of the form that its type asks for. */
function schemaIn({ id, type }: JsonObject, document: JsonObject): JsonObject | undefined {
  if (!isUrl(id)) return undefined
  if (type === 'JsonSchema') return document
  if (type !== 'JsonSchemaCredential' || document['id'] !== id) return undefined
  if (!listOf(document['type']).includes('JsonSchemaCredential')) return undefined
  if (!isKnownSchema(document['credentialSchema'])) return undefined
  const subject = document['credentialSubject']
  if (!isJsonObject(subject) || subject['type'] !== 'JsonSchema') return undefined
  const { jsonSchema } = subject
  return isJsonObject(jsonSchema) ? jsonSchema : undefined
}

function isKnownSchema(entry: Json | undefined): boolean {
  if (!isJsonObject(entry)) return false
  return (
    entry['id'] === schemaOfSchemaCredentials.id && entry['type'] === schemaOfSchemaCredentials.type
  )
}

const options = { strict: false, allErrors: false, logger: false } as const

type Compile = (schema: JsonObject) => ValidateFunction

function compilerOf(version: string): Compile | undefined {
  switch (version.replace(/#$/, '')) {
    case 'https://json-schema.org/draft/2020-12/schema':
      return compiler(() => new Ajv2020(options))
    case 'https://json-schema.org/draft/2019-09/schema':
      return compiler(() => new Ajv2019(options))
    case 'http://json-schema.org/draft-07/schema':
    case 'https://json-schema.org/draft-07/schema':
      return compiler(() => new Ajv(options))
    default:
      return undefined
  }
}

function compiler(make: () => Ajv | Ajv2019 | Ajv2020): Compile {
  return (schema) => {
    const ajv = make()
    ajvFormats.default(ajv)
    return ajv.compile(schema)
  }
}

function isTooMuch(schema: JsonObject): boolean {
  const text = JSON.stringify(schema)
  return text.length > mostCharacters || hasLoneSurrogate(text)
}

/** What refers to a schema elsewhere cannot be compiled, and what never ends is cut off: neither says anything. */
function outcomeOf(compile: Compile, schema: JsonObject, credential: JsonObject): SchemaOutcome {
  const { $schema: _version, ...rules } = schema
  const judge = () => compile(rules)(credential)
  try {
    const kept: unknown = runInNewContext('judge()', { judge }, { timeout: mostMilliseconds })
    return kept === true ? 'success' : 'failure'
  } catch {
    return 'indeterminate'
  }
}
