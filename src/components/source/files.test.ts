import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addressOf } from '../../addresses.ts';
import { designs } from '../../sim/designs/index.ts';
import { examples } from '../../sim/examples/index.ts';
import { landmarks } from '../../sim/kernel/index.ts';
import { landmarksOf } from '../../sim/verdicts/verdicts.ts';
import { files, stepsMadeIn } from './files.ts';

test('what the kernel does, what a design chooses, who acts and what is asked is there, as it stands in the repository', () => {
  for (const [file, text] of Object.entries(files)) {
    expect(existsSync(file), file).toBe(true);
    expect(text).toBe(readFileSync(file, 'utf8'));
    expect(file).not.toMatch(/test|fixtures/);
  }
  for (const { id } of designs) expect(files).toHaveProperty([`src/sim/designs/${id}.ts`]);
  for (const { id } of examples) expect(files).toHaveProperty([`src/sim/examples/${id}.ts`]);
  for (const file of ['src/sim/kernel/put.ts', 'src/sim/properties.ts', 'src/sim/examples/parts/actors.ts'])
    expect(files).toHaveProperty([file]);
});

test('each has an address of its own', () => {
  const addresses = Object.keys(files).map(addressOf.source);
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(addressOf.source('src/sim/designs/v6.15.ts')).toBe('s/sim/designs/v6.15/');
});

test('each step is told in one file, by the line that makes it, with the examples that come to it', () => {
  const told = Object.keys(files).flatMap((file) => stepsMadeIn(file).map((step) => ({ file, ...step })));
  expect(told.map(({ at }) => at).sort()).toEqual([...landmarks].sort());
  for (const { file, at, line, examples: ids } of told) {
    const near = files[file]
      .split('\n')
      .slice(line - 1, line + 14)
      .join('\n');
    expect(near, at).toContain(`'${at}'`);
    expect(ids).toEqual(examples.filter((example) => landmarksOf(example).includes(at)).map(({ id }) => id));
  }
});
