import type { Choice } from '../kernel/index.ts';
import type { Failure } from './cells.ts';
import { choicesAt, type Point, placeOfChoice, type Region, regionAt } from './region.ts';
import { type Ran, Rerun } from './rerun.ts';
import { isLeftOutBy, open } from './rules.ts';
import type { Subject } from './subject.ts';

/** Runs that are tried for one failure before a choice more is taken for one that matters. */
const RUNS = 2000;

/** Kernels that fail, and by what. */
export interface Failing extends Region {
  readonly example: string;
  readonly demand: Failure['demand'];
  /** One of them, on which the failure is. */
  readonly point: Point;
  readonly failure: Failure;
}

/** One kernel that is tried: what it makes otherwise; and from which of the choices that its run asks for others are made otherwise too. */
interface Tried {
  readonly point: Point;
  readonly otherwise: readonly Choice[];
  readonly from: number;
}

/**
 * All kernels, as far as that is easily seen, on which a failure of one kernel is one too: the choices that it takes to fail. Each way of making the
 * others that a run asks for is tried, by a run.
 */
export function widened(subject: Subject, point: Point, failure: Failure): Failing {
  const rerun = new Rerun(subject, choicesAt(point), failure);
  const known = new Map<string, Ran>();
  const ranOn = (at: Point): Ran => {
    const name = at.join();
    const ran = known.get(name) ?? rerun.on(choicesAt(at));
    known.set(name, ran);
    return ran;
  };
  const first = ranOn(point);
  if (!first.fails) throw new Error(`${failure.demand} does not fail in ${subject.example.id} where it did`);
  const pinned = new Set<Choice>();
  const doubted: Choice[] = [];
  for (;;) {
    const found = mattersToo(point, pinned, ranOn);
    if (found === null) break;
    pinned.add(found.choice);
    if (!found.isShown) doubted.push(found.choice);
  }
  // With those that were found since, it takes fewer runs to see that one does not matter.
  for (const choice of doubted.reverse()) {
    pinned.delete(choice);
    if (mattersToo(point, pinned, ranOn) !== null) pinned.add(choice);
  }
  return { ...regionAt(point, pinned), example: subject.example.id, demand: failure.demand, point, failure };
}

/** A choice that matters; or may, as it would take too many runs to see that it does not. */
interface Mattering {
  readonly choice: Choice;
  readonly isShown: boolean;
}

/** A choice without which the failure is not shown, besides these; null if there is none. */
function mattersToo(point: Point, pinned: ReadonlySet<Choice>, ranOn: (at: Point) => Ran): Mattering | null {
  const queue: Tried[] = [{ point, otherwise: [], from: 0 }];
  for (let next = 0; next < queue.length; next++) {
    const { point: at, otherwise, from } = queue[next];
    const { asked, fails } = ranOn(at);
    // Who agrees with it on what was asked for runs as it does; left out are all of them only by what they agree on.
    if (!fails && !isLeftOutBy(choicesAt(at), (choice) => pinned.has(choice) || asked.includes(choice)))
      return { choice: otherwise[otherwise.length - 1], isShown: true };
    for (let i = from; i < asked.length; i++) {
      const choice = asked[i];
      if (pinned.has(choice)) continue;
      const place = placeOfChoice(choice);
      for (const value of open[place]) {
        if (value === at[place]) continue;
        if (queue.length > RUNS) return { choice, isShown: false };
        const other = at.slice();
        other[place] = value;
        queue.push({ point: other, otherwise: [...otherwise, choice], from: i + 1 });
      }
    }
  }
  return null;
}
