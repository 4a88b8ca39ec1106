import fc from 'fast-check'

/*
 * Read by mocha before the tests. A run of every test answers whether a change is good, so it draws the same examples
 * each time; PROPERTY_SEED=random npm test looks for new ones, as a single file by `npm run test:file` always does.
 */
const seed = process.env['PROPERTY_SEED'] ?? '20261'
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) })
