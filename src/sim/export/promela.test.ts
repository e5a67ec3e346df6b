import { describe, expect, test } from 'vitest';
import { tablesOf } from '../checker/index.ts';
import { examples } from '../examples/index.ts';
import { modelOf } from '../scenario/index.ts';
import { resultOf } from '../verdicts/verdicts.ts';
import { hasSpin, withVerifier } from './fixtures.ts';
import { claimOf, promela } from './promela.ts';

const cells = examples.flatMap((example) =>
  example.designs.map((design) => ({ name: `${example.id} under ${design}`, example, design })),
);

/** A second opinion on every example: another search, another store, another way to decide. */
describe.skipIf(!hasSpin)('Spin says the same', () => {
  test.each(cells)('of $name', ({ example, design }) => {
    const { verdicts } = resultOf(example, design);
    const tables = tablesOf(modelOf(example, design));
    withVerifier(promela(tables, []), (ask) => {
      const all = ask('safety');
      // The first state counts as a transition there, and so does each in which nothing moves, where the claim moves on.
      expect(all).toMatchObject({ states: tables.states, transitions: tables.transitions + 1 + tables.ends });
      for (const [number, property] of tables.properties.entries()) {
        const claim = claimOf(property, number);
        const found = claim === 'safety' ? all.met.includes(number) : ask(claim).errors > 0;
        const { verdict, kind } = verdicts[number];
        expect(found, property.id).toBe(kind === 'sometimes' ? verdict === 'holds' : verdict === 'fails');
      }
    });
  });
});
