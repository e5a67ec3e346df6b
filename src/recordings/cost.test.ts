import { describe, expect, test } from 'vitest';
import { costsOf, costWords } from './cost.ts';
import { patchedName, patchedTraces } from './patched.ts';

describe.each([...new Set(patchedTraces.map(patchedName))])('what %s costs', (name) => {
  const costs = costsOf(name);

  test('was counted for a page of memory and for one of DAX, with the same kernel without the option beside it', () => {
    expect(costs.map(({ what }) => what)).toEqual([
      'an anonymous page through a pipe',
      'a DAX page through a pipe',
      'an anonymous page touched and zapped',
      'a DAX page touched and zapped',
    ]);
    for (const { instructions, before } of costs) {
      expect(before).toBeGreaterThan(1000);
      expect(Math.abs(instructions - before)).toBeLessThan(200);
    }
  });

  test('is told as a sentence with signs', () => {
    expect(costWords(name)).toMatch(
      /^Instructions: [+-]\d+ on [\d,]+ for an anonymous page .* and .*zapped\.$/,
    );
  });
});

test('a kernel that was not counted is refused', () => {
  expect(() => costsOf('7.2+keep-lock')).toThrow("lab/costs/7.2.tsv has no kernel '7.2+keep-lock'");
});
