// Lets single test files run as TypeScript, in threads too: what `--import tsx` alone does in the main thread only.
import { register } from 'tsx/esm/api'

process.setSourceMapsEnabled(true)
register()
