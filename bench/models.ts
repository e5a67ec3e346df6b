import type { Model } from '../src/sim/checker/index.ts';
import { missedWakeup } from '../src/sim/examples/missed-wakeup.ts';
import { mapper, pinner, truncater } from '../src/sim/examples/parts/actors.ts';
import { putPage, unpinUserPage } from '../src/sim/kernel/index.ts';
import { type Actor, crowded, modelOf } from '../src/sim/scenario/index.ts';
import { pins } from './pins.ts';

/** What is measured: models, made anew for each run. What their states are made of does not matter here. */
export const models = {
  kernel: {
    short: 'a mapper, two FOLL_PIN, one FOLL_GET and a truncate, v6.15',
    title: 'kernel model: a mapper, two FOLL_PIN, one FOLL_GET and a truncate on one page, design v6.15',
    make: () => kernel([mapper, pin('rdma'), pin('rdma2'), get('get'), truncater]),
  },
  pins: {
    short: 'pins.ts with five pinners',
    title: 'pins.ts: five pinners and a truncate, for ever; its twin in Promela is pins.pml',
    make: () => pins(5) as unknown as Model<unknown>,
  },
  fewer: {
    short: 'pins.ts with four pinners',
    title: 'pins.ts with four pinners',
    make: () => pins(4) as unknown as Model<unknown>,
  },
  more: {
    short: 'pins.ts with six pinners',
    title: 'pins.ts with six pinners',
    make: () => pins(6) as unknown as Model<unknown>,
  },
  small: {
    short: 'a mapper, one FOLL_PIN, one FOLL_GET and a truncate, v6.15',
    title: 'kernel model: a mapper, one FOLL_PIN, one FOLL_GET and a truncate on one page, design v6.15',
    make: () => kernel([mapper, pin('rdma'), get('get'), truncater]),
  },
} as const satisfies Record<string, { short: string; title: string; make: () => Model<unknown> }>;

export type ModelName = keyof typeof models;

const pin = (name: string): Actor => ({ ...pinner('', 'FOLL_PIN', unpinUserPage), name });
const get = (name: string): Actor => ({ ...pinner('', 'FOLL_GET', putPage), name });

/** A scenario that can be asked for on the command line, and is large. */
export const crowd = {
  title: 'sim check missed-wakeup --design current --more rdma=4',
  make: () => modelOf(crowded(missedWakeup, { rdma: 4 }), 'current') as unknown as Model<unknown>,
};

/** Many tasks on the page of the missed wake-up. */
function kernel(actors: readonly Actor[]): Model<unknown> {
  return modelOf(
    { ...missedWakeup, actors, demands: [], sometimes: [] },
    'v6.15',
  ) as unknown as Model<unknown>;
}
