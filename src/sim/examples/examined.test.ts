import { expect, test } from 'vitest';
import { check } from '../checker/index.ts';
import { modelOf } from '../scenario/index.ts';
import { examples } from './index.ts';

/*
 * The examples hide no state from the checker. Each search looks for that; here it looks further, under the two designs
 * that an example tells.
 */
test.each(examples)('$id hides nothing', (example) => {
  for (const design of new Set(example.pair))
    expect(check(modelOf(example, design), { examination: 'thorough' }).stopped).toBeNull();
});
