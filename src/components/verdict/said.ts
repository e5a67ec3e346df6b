import { designNamed } from '../../sim/designs/index.ts';
import { exampleNamed } from '../../sim/examples/index.ts';
import type { Landmark } from '../../sim/kernel/index.ts';
import * as stated from '../../sim/verdicts/stated.ts';
import type { ExampleVerdict } from '../../sim/verdicts/verdicts.ts';
import { naming } from '../../text/naming.ts';
import { questionRef, runRef, verdictRef } from '../refs.ts';

/**
 * What a chapter says of examples, in the words of its tags. Each of these throws when it is not so, with the page, the
 * example and the property: a page that lies does not build.
 */

/** The verdict on `example/design/property`, which the page relies on to be `is`. */
export const saidVerdict = (of: string, is: ExampleVerdict['verdict'], page: string): ExampleVerdict =>
  naming(page, () => stated.rely(verdictRef(of), is));

/** How many designs answer `example/property`, all of them with `is`. */
export const saidEverywhere = (of: string, is: ExampleVerdict['verdict'], page: string): number =>
  naming(page, () => stated.relyEverywhere(questionRef(of), is));

/** The first page's count at the end of the shortest schedule that fails `example/design/property`. */
export const saidEndCount = (of: string, page: string): number =>
  naming(page, () => stated.refcountAtEnd(verdictRef(of)));

/** How many verdicts of an example stay with more of its tasks, `io=2`; those that change are `design/property` each. */
export const saidWithMore = (of: string, more: string, changes: readonly string[], page: string): number =>
  naming(page, () =>
    stated.relyWithMore(
      exampleNamed(of),
      Object.fromEntries(
        more.split(',').map((part) => {
          const [name, number] = part.split('=');
          return [name, Number(number)];
        }),
      ),
      changes.map((change) => {
        const { design, property } = verdictRef(`${of}/${change}`);
        return { design, property };
      }),
    ),
  );

const sizes: readonly string[] = ['states', 'transitions', 'depth', 'schedules'] satisfies stated.Size[];

/**
 * A number from a search, with commas from 1,000 on: `steps` of `example/design/property`, or a size of `example/design`; of `all`, how many `searches`
 * there are, or the sum of a size over them.
 */
export const saidCount = (of: string, what: string, page: string): string =>
  naming(page, () => {
    if (of === 'all' && what === 'searches') return stated.searches().length.toLocaleString('en-US');
    if (of === 'all' && (what === 'states' || what === 'transitions'))
      return stated
        .searches()
        .reduce((sum, run) => sum + (stated.sizeOf(run, what) as number), 0)
        .toLocaleString('en-US');
    if (what === 'steps') return stated.failureOf(verdictRef(of)).length.toLocaleString('en-US');
    if (!sizes.includes(what)) throw new Error(`there is no count of '${what}'`);
    return stated.sizeOf(runRef(of), what as stated.Size).toLocaleString('en-US');
  });

/** The row of the example's figure in which a step is first taken. */
export const saidRow = (of: string, at: Landmark, task: string | undefined, page: string): number =>
  naming(page, () => stated.rowOf(exampleNamed(of), at, task));

/** The first page's count before or after the step `at`, in the figure of `example/design`. */
export const saidRefcount = (of: string, at: Landmark, show: 'before' | 'after', page: string): number =>
  naming(page, () => {
    const { example: id, design } = runRef(of);
    const example = exampleNamed(id);
    if (!example.pair.includes(designNamed(design).id))
      throw new Error(`the figure of ${id} shows ${example.pair.join(' and ')}, not ${design}`);
    return stated.countsAt(example, design, at)[show];
  });
