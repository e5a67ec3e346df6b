import { describe, expect, test } from 'vitest';
import { examples } from '../sim/examples/index.ts';
import { stepsOf } from '../sim/trace/functions.ts';
import { functions } from './functions.ts';

const all = functions();
const runIn = (name: string) => all.find(({ fn }) => fn === name)?.examples.map(({ id }) => id);

describe('the functions that the model names', () => {
  test('are each there once, by name', () => {
    const names = all.map(({ fn }) => fn.replace(/^_+/, ''));
    expect(new Set(all.map(({ fn }) => fn)).size).toBe(all.length);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
  });

  test('lead to the examples whose told schedule runs them', () => {
    for (const example of examples)
      for (const { fn } of stepsOf(example))
        if (fn !== 'DMA begins' && fn !== 'DMA ends') expect(runIn(fn), fn).toContain(example.id);
    expect(runIn('folio_put()')).toContain('bare-put');
    expect(runIn('folio_put()')).not.toContain('missed-wakeup');
    expect(runIn('kill_dax()')?.every((id) => id.startsWith('unbind-'))).toBe(true);
  });
});
