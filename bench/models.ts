import type { Model } from '../src/sim/checker/index.ts';
import { missedWakeup } from '../src/sim/examples/missed-wakeup.ts';
import { mapper, pinner, truncater } from '../src/sim/examples/parts/actors.ts';
import { putPageFast } from '../src/sim/examples/put-page-fast.ts';
import { putPage, unpinUserPage } from '../src/sim/kernel/index.ts';
import { type Actor, crowded, type Example, modelOf } from '../src/sim/scenario/index.ts';
import { pins } from './pins.ts';

/** What is measured: models, made anew for each run. What their states are made of does not matter here. */
export const models = {
  kernel: {
    short: 'a mapper, two FOLL_PIN, one FOLL_GET and a truncate, v6.15',
    title: 'kernel model: a mapper, two FOLL_PIN, one FOLL_GET and a truncate on one page, design v6.15',
    make: () => kernel([mapper, pin('io'), pin('io2'), get('get'), truncater]),
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
    make: () => kernel([mapper, pin('io'), get('get'), truncater]),
  },
} as const satisfies Record<string, { short: string; title: string; make: () => Model<unknown> }>;

export type ModelName = keyof typeof models;

const pin = (name: string): Actor => ({ ...pinner('', 'FOLL_PIN', unpinUserPage), name });
const get = (name: string): Actor => ({ ...pinner('', 'FOLL_GET', putPage), name });

/** An example with so many `io`, as it can be asked for on the command line. */
const crowd = (example: Example, design: string, io: number) => ({
  title: `sim check ${example.id} --design ${design} --more io=${io}`,
  make: () => modelOf(crowded(example, { io }), design) as unknown as Model<unknown>,
});

/** Large scenarios, of which most states differ only in which task is which. */
export const crowds = [crowd(missedWakeup, 'current', 4), crowd(putPageFast, 'gup-put', 5)];

/** Many tasks on the page of the missed wake-up. */
function kernel(actors: readonly Actor[]): Model<unknown> {
  return modelOf(
    { ...missedWakeup, actors, demands: [], sometimes: [] },
    'v6.15',
  ) as unknown as Model<unknown>;
}
