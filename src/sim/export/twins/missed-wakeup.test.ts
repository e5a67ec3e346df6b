import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tablesOf } from '../../checker/index.ts';
import { missedWakeup } from '../../examples/missed-wakeup.ts';
import { modelOf } from '../../scenario/index.ts';
import { resultOf } from '../../verdicts/verdicts.ts';
import { hasSpin, staysBad, withVerifier } from '../fixtures.ts';

const twin = readFileSync(new URL('missed-wakeup.pml', import.meta.url), 'utf8');

/** The export has what the functions of the model were seen to do; this has what somebody thinks that the kernel does. */
describe.skipIf(!hasSpin)('a model of missed-wakeup that was written by hand', () => {
  test.each([
    ['current', ''],
    ['v6.15', '#define V615\n'],
  ])('comes to the same under %s', (design, defined) => {
    const model = modelOf(missedWakeup, design);
    const { states, transitions, ends } = tablesOf(model);
    const { verdicts } = resultOf(missedWakeup, design);
    withVerifier(`${defined}${twin}`, (ask) => {
      const all = ask('safety');
      // The first state counts as a transition there, and so does each in which nothing moves.
      expect(all).toMatchObject({ states, transitions: transitions + 1 + ends });
      for (const [number, { property, kind, verdict }] of verdicts.entries()) {
        if (kind === 'sometimes') continue;
        if (kind === 'never') {
          expect(all.met.includes(number), property).toBe(verdict === 'fails');
          continue;
        }
        const { errors, trail } = ask(property.replaceAll('-', '_'));
        expect(errors > 0, property).toBe(verdict === 'fails');
        if (trail !== null) expect(staysBad(model, property, trail), property).toBe(true);
      }
    });
  });
});
