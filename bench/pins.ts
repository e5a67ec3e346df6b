import {
  bit,
  int,
  loop,
  type Model,
  type Operation,
  oneOf,
  pack,
  type StateOf,
  type Task,
} from '../src/sim/checker/index.ts';

/**
 * A page that some tasks pin again and again while one truncates it again and again: the kernel model boiled
 * down to what can be written in Promela line for line. Its twin is pins.pml; every operation here is one
 * transition there, under the same name. Each way back leads to the top of a loop, so a place in a program is
 * one local state here as it is there, and the two must meet the same states.
 */

const record = pack({
  refcount: int(0, 8191),
  pte: bit,
  freed: bit,
  pins: int(0, 7),
  dma: int(0, 7),
  /** Who holds the lock; 0 is nobody. */
  lock: oneOf(7),
  sleeping: bit,
});
type S = StateOf<{ refcount: V; pte: V; freed: V; pins: V; dma: V; lock: V; sleeping: V }>;
type V = typeof bit;
type Step = Operation<S>;

const BIAS = 1024;

function pinner(me: number): Task<S> {
  const read: Step = { name: 'read', effect: (s) => s.pte };
  const lock: Step = {
    name: 'lock',
    when: (s) => s.lock === 0,
    effect: (s) => {
      s.lock = me;
    },
  };
  const map: Step = {
    name: 'map',
    effect: (s) => {
      s.pte = 1;
      s.freed = 0;
    },
  };
  const unlock: Step = {
    name: 'unlock',
    effect: (s) => {
      s.lock = 0;
    },
  };
  const grab: Step = {
    name: 'grab',
    effect: (s) => {
      s.refcount += 1;
    },
  };
  const bias: Step = {
    name: 'bias',
    effect: (s) => {
      s.refcount += BIAS - 1;
    },
  };
  const recheck: Step = {
    name: 'recheck',
    effect: (s) => {
      if (s.pte) s.pins += 1;
      return s.pte;
    },
  };
  const undo: Step = {
    name: 'undo',
    effect: (s) => {
      s.refcount -= BIAS;
      return s.refcount === 1;
    },
  };
  const start: Step = {
    name: 'start',
    effect: (s) => {
      s.dma += 1;
    },
  };
  const end: Step = {
    name: 'end',
    effect: (s) => {
      s.dma -= 1;
    },
  };
  const unpin: Step = {
    name: 'unpin',
    effect: (s) => {
      s.refcount -= BIAS;
      s.pins -= 1;
      return s.refcount === 1;
    },
  };
  const wake: Step = {
    name: 'wake',
    effect: (s) => {
      s.sleeping = 0;
    },
  };
  return {
    name: `pin${me}`,
    *program() {
      yield* loop('again', function* (again) {
        if (!(yield read)) {
          yield lock;
          yield map;
          yield unlock;
          return again();
        }
        yield grab;
        yield bias;
        if (!(yield recheck)) {
          if (yield undo) yield wake;
          return again();
        }
        yield start;
        yield end;
        if (yield unpin) yield wake;
        return again();
      });
    },
  };
}

function truncater(me: number): Task<S> {
  const lock: Step = {
    name: 'lock',
    when: (s) => s.lock === 0,
    effect: (s) => {
      s.lock = me;
    },
  };
  const zap: Step = {
    name: 'zap',
    effect: (s) => {
      s.pte = 0;
    },
  };
  const scan: Step = { name: 'scan', effect: (s) => s.refcount > 1 };
  const prepare: Step = {
    name: 'prepare',
    effect: (s) => {
      s.sleeping = 1;
    },
  };
  const test: Step = { name: 'test', effect: (s) => s.refcount === 1 };
  const drop: Step = {
    name: 'drop',
    effect: (s) => {
      s.lock = 0;
    },
  };
  const relock: Step = { ...lock, name: 'relock' };
  const unlock: Step = { ...drop, name: 'unlock' };
  const schedule: Step = { name: 'schedule', when: (s) => s.sleeping === 0 };
  const finish: Step = {
    name: 'finish',
    effect: (s) => {
      s.sleeping = 0;
    },
  };
  const free: Step = {
    name: 'free',
    effect: (s) => {
      s.freed = 1;
    },
  };
  return {
    name: 'trunc',
    *program() {
      yield* loop('again', function* (again) {
        yield lock;
        yield* loop('scan again', function* (again) {
          yield zap;
          if (!(yield scan)) return;
          yield* loop('test again', function* (again) {
            yield prepare;
            if (yield test) return;
            yield drop;
            yield schedule;
            yield relock;
            return again();
          });
          yield finish;
          return again();
        });
        yield free;
        yield unlock;
        return again();
      });
    },
  };
}

/** The model with so many tasks that pin. */
export function pins(pinners: number): Model<S> {
  const pinnersOnly = Array.from({ length: pinners }, (_, i) => pinner(i + 1));
  return {
    record: record as Model<S>['record'],
    initial: (s) => {
      s.refcount = 1;
    },
    tasks: [...pinnersOnly, truncater(pinners + 1)],
    alike: [pinnersOnly.map(({ name }) => name)],
    properties: [],
  };
}
