import type { Caller } from '../../src/caller.ts'
import { timestamp } from '../../src/world.ts'
import { day, setStage, type Stage } from '../app/stage.ts'
import { everythingOf } from '../support/everything.ts'
import type { Engine } from '../support/service.ts'

/** A museum with a guardian at hand, where learners are removed and everything is searched for them afterwards. */
export async function setRemovalStage(engine: Engine) {
  const stage: Stage = await setStage(engine)
  const guardian: Caller = await stage.person('guardian@erase.example')
  const { services } = stage.service
  const everything = async () => everythingOf(stage.service)
  return {
    stage,
    guardian,
    services,
    everything,
    inDays: (days: number) => timestamp(new Date(services.world.now().getTime() + days * day)),
    remove: (learnerId: string) =>
      services.removal.remove(stage.operator, stage.museum, learnerId, 'asked'),
    /** What of all that is stored or mailed says one of those words. */
    said: async (words: RegExp) => (await everything()).filter((text) => words.test(text)),
  }
}
