import { expect } from 'chai'
import { createWorker, duty, type Duty } from '../../src/jobs/worker.ts'

interface Task {
  readonly id: string
  readonly attempts: number
}

describe('the worker', () => {
  const now = new Date('2026-01-01T00:00:00Z')
  const setUp = (perform: (task: Task) => Promise<void>, attempts = 1) => {
    const told: string[] = []
    const kept: (string | undefined)[] = []
    const work = duty<Task>({
      name: 'tasks',
      due: async () => [
        { id: 'one', attempts },
        { id: 'two', attempts },
      ],
      lease: async (task) => (task.id === 'taken' ? undefined : task),
      perform,
      failed: async (_task, again) => void kept.push(again),
      attemptsOf: (task) => task.attempts,
    })
    const worker = createWorker([work], { now: () => now, report: (name) => void told.push(name) })
    return { worker, told, kept }
  }

  it('does what is due; a failure is told by the duty’s name and does not stop the next', async () => {
    const done: string[] = []
    const { worker, told, kept } = setUp(async ({ id }) => {
      if (id === 'one') throw new Error('a secret of one')
      done.push(id)
    })
    expect(await worker.runDue()).to.equal(1)
    expect(done).to.deep.equal(['two'])
    expect(told).to.deep.equal(['tasks'])
    expect(kept).to.deep.equal(['2026-01-01T00:01:00Z'])
  })

  it('a throw in whatever it does for one entity ends neither the round nor the other duties', async () => {
    const told: string[] = []
    const done: string[] = []
    const no = async () => Promise.reject(new Error('the store is busy'))
    const tasks = (name: string, more: Partial<Duty<Task>>) =>
      duty<Task>({
        name,
        due: async () => [
          { id: 'one', attempts: 1 },
          { id: 'two', attempts: 1 },
        ],
        lease: async (task) => task,
        perform: async ({ id }) => void done.push(`${name} ${id}`),
        failed: async () => undefined,
        attemptsOf: (task) => task.attempts,
        ...more,
      })
    const onOne = (work: typeof no) => async (task: Task) => (task.id === 'one' ? work() : task)
    const duties = [
      tasks('no-due', { due: no }),
      tasks('no-lease', { lease: onOne(no) }),
      tasks('no-failed', { perform: no, failed: no }),
      tasks('good', {}),
    ]
    const worker = createWorker(duties, { now: () => now, report: (name) => void told.push(name) })
    expect(await worker.runDue()).to.equal(3)
    expect(done).to.deep.equal(['no-lease two', 'good one', 'good two'])
    expect(told).to.deep.equal([
      'worker',
      'no-lease',
      'no-failed',
      'no-failed',
      'no-failed',
      'no-failed',
    ])
  })

  it('waits four times as long each time, and gives up after the sixth', async () => {
    const waits: (string | undefined)[] = []
    for (let attempts = 1; attempts <= 6; attempts += 1) {
      const { worker, kept } = setUp(async () => Promise.reject(new Error('no')), attempts)
      await worker.runDue()
      waits.push(kept[0])
    }
    expect(waits).to.deep.equal([
      '2026-01-01T00:01:00Z',
      '2026-01-01T00:04:00Z',
      '2026-01-01T00:16:00Z',
      '2026-01-01T01:04:00Z',
      '2026-01-01T04:16:00Z',
      undefined,
    ])
  })

  it('two who ask at once get the same round', async () => {
    let performed = 0
    const { worker } = setUp(async () => {
      performed += 1
      await new Promise((resolve) => setTimeout(resolve, 5))
    })
    await Promise.all([worker.runDue(), worker.runDue()])
    expect(performed).to.equal(2)
  })

  it('a stop waits for what is in flight and begins nothing more', async () => {
    let performed = 0
    const { worker } = setUp(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      performed += 1
    })
    worker.start(1)
    await new Promise((resolve) => setTimeout(resolve, 10))
    await worker.stop()
    const atStop = performed
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(atStop).to.equal(2)
    expect(performed).to.equal(atStop)
  })
})
