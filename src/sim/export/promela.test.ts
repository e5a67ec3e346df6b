import { describe, expect, test } from 'vitest';
import { tablesOf } from '../checker/index.ts';
import { examples } from '../examples/index.ts';
import { missedWakeup } from '../examples/missed-wakeup.ts';
import { recheck } from '../examples/recheck.ts';
import { crowded, type Example, modelOf } from '../scenario/index.ts';
import { resultOf } from '../verdicts/verdicts.ts';
import { endsBad, hasSpin, staysBad, withVerifier } from './fixtures.ts';
import { BAD, claimOf, promela } from './promela.ts';

const cellsOf = (example: Example, designs: readonly string[], more = '') =>
  designs.map((design) => ({ name: `${example.id}${more} under ${design}`, example, design }));
const cells = examples.flatMap((example) => cellsOf(example, example.designs));
/** Searched with a state for all that differ only in which task is which: Spin looks at each. */
const crowds = [
  ...cellsOf(crowded(missedWakeup, { io: 2 }), [...missedWakeup.pair, 'v6.15'], ' with two io'),
  ...cellsOf(crowded(recheck, { io: 2 }), recheck.designs, ' with two io'),
];

/** A second opinion on every example: another search, another store, another way to decide. */
describe.skipIf(!hasSpin)('Spin says the same', () => {
  test.each([...cells, ...crowds])('of $name', ({ example, design }) => {
    const { verdicts, whole } = resultOf(example, design);
    expect(whole).toBe(example.alike === undefined);
    const model = modelOf(example, design);
    const tables = tablesOf(model);
    const { states, transitions, ends } = whole ? tables : tablesOf(model, { whole: true });
    withVerifier(promela(tables, []), (ask) => {
      const all = ask('safety');
      // The first state counts as a transition there, and so does each in which nothing moves, where the claim moves on.
      expect(all).toMatchObject({ states, transitions: transitions + 1 + ends });
      const never = verdicts.filter(({ kind }) => kind === 'never');
      if (never.length > 0) {
        const { errors, trail } = ask(BAD);
        expect(errors > 0).toBe(never.some(({ verdict }) => verdict === 'fails'));
        if (errors > 0) expect(endsBad(model, trail as string)).toBe(true);
      }
      for (const [number, property] of tables.properties.entries()) {
        const claim = claimOf(property, number);
        const { verdict, kind } = verdicts[number];
        if (claim === 'safety') {
          expect(all.met.includes(number), property.id).toBe(
            verdict === (kind === 'sometimes' ? 'holds' : 'fails'),
          );
          continue;
        }
        const { errors, trail } = ask(claim);
        expect(errors > 0, property.id).toBe(verdict === 'fails');
        expect(trail !== null, property.id).toBe(errors > 0);
        if (trail !== null) expect(staysBad(model, property.id, trail), property.id).toBe(true);
      }
    });
  });
});
