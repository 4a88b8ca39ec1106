import type { Place } from './batch-process.ts'
import { openServices } from './batch-process.ts'

/** The process that is killed: the service's worker on the place that its parent names, for as long as it lives. */
process.once('message', (place: Place) => {
  void openServices(place).then(({ services }) => {
    services.worker.start(20)
    process.send?.('working')
  })
})
