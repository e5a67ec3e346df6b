import { formatSchedule, parseSchedule } from '../checker/index.ts';
import type { Answers } from './answers.ts';
import type { Point, Region } from './region.ts';
import type { Failing } from './widen.ts';

/*
 * What was found takes minutes to find, and is kept in a file: found.json, which `npm run space` writes. Kernels are a digit for each choice; what is free is a point.
 */

/** A failure as it is written down. */
export interface Written {
  readonly example: string;
  readonly demand: Failing['demand'];
  readonly kernels: string;
  readonly one: string;
  readonly schedule: string;
  readonly cycle?: string;
}

type File = Omit<Answers, 'proof'> & { readonly proof: readonly Written[] };

const FREE = '.';

function digits({ places, values }: Region, length: number): string {
  const all = new Array<string>(length).fill(FREE);
  for (const [i, place] of places.entries()) all[place] = String(values[i]);
  return all.join('');
}

/** A failure, to be written down. */
export const writtenFailure = ({ example, demand, point, failure, ...region }: Failing): Written => ({
  example,
  demand,
  kernels: digits(region, point.length),
  one: point.join(''),
  schedule: formatSchedule(failure.schedule),
  ...(failure.cycle && { cycle: formatSchedule(failure.cycle) }),
});

/** One that was. */
export function readFailure({ example, demand, kernels, one, schedule, cycle }: Written): Failing {
  const point: Point = Uint8Array.from(one, Number);
  const places = [...kernels].flatMap((digit, place) => (digit === FREE ? [] : [place]));
  return {
    example,
    demand,
    places,
    values: places.map((place) => point[place]),
    point,
    failure: {
      demand,
      schedule: parseSchedule(schedule),
      cycle: cycle === undefined ? null : parseSchedule(cycle),
    },
  };
}

/** The text of the file. */
export function written({ proof, ...answers }: Answers): string {
  const lines = proof.map((one) => `    ${JSON.stringify(writtenFailure(one))}`).join(',\n');
  const rest = JSON.stringify(answers, null, 2);
  return `${rest.slice(0, -2)},\n  "proof": [\n${lines}\n  ]\n}\n`;
}

/** What a file says. */
export const read = ({ proof, ...answers }: File): Answers => ({ ...answers, proof: proof.map(readFailure) });
