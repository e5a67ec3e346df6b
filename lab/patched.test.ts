import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPatchedTraces, readTraces } from './traces.ts';

const patched = readPatchedTraces();
const read = (file: string) => readFileSync(new URL(`./patches/${file}`, import.meta.url), 'utf8');
const sha256 = (...texts: string[]) => createHash('sha256').update(texts.join('')).digest('hex');
const says = (what: string, text: string) => text.match(new RegExp(`^// ${what}: (.*)$`, 'm'))?.[1];
const names = readdirSync(new URL('./patches/', import.meta.url), {
  recursive: true,
  encoding: 'utf8',
}).filter((file) => file.endsWith('.cocci'));

test('a recording of a kernel with an option is in no list of recorded kernels', () => {
  expect(patched.length).toBeGreaterThan(0);
  for (const trace of readTraces()) expect(trace).not.toHaveProperty('patched');
});

describe.each(names)('%s', (name) => {
  const text = read(name);

  test('begins with what it does, and says what it is in the model and which files it changes', () => {
    expect(text).toMatch(/^\/\/ \w/);
    expect(says('design', text)).toBeDefined();
    expect(says('files', text)).toMatch(/^[\w./-]+( [\w./-]+)*$/);
  });

  test('is for a series with a configuration of its own', () => {
    expect(existsSync(new URL(`./patches/${name.split('/')[0]}/config`, import.meta.url))).toBe(true);
  });
});

describe.each(
  patched.map((trace) => [`${trace.kernel}+${trace.patched.option} ${trace.fs}`, trace] as const),
)('%s', (_, trace) => {
  const { option, design, sha256: hash, config } = trace.patched;
  const debians = readTraces().find(({ kernel, fs }) => kernel === trace.kernel && fs === trace.fs);

  test('was recorded with the option as it is committed', () => {
    const text = read(`${trace.kernel}/${option}.cocci`);
    expect(hash).toBe(sha256(text.replaceAll(/^\/\/.*\n/gm, '')));
    expect(design).toBe(says('design', text));
    expect(config).toBe(sha256(read('config'), read(`${trace.kernel}/config`)));
  });

  test('is of the source of the recorded Debian kernel, on the same file system', () => {
    expect(trace.packages).toEqual([
      { name: `linux-source-${trace.kernel}`, version: debians?.packages[0].version },
    ]);
    expect(trace.release).toContain(`+${option}`);
    expect([trace.mkfs, trace.mount, trace.geometry, trace.idle]).toEqual([
      debians?.mkfs,
      debians?.mount,
      debians?.geometry,
      debians?.idle,
    ]);
  });

  test('has every scenario', () => {
    expect(trace.scenarios.map(({ name }) => name)).toEqual(debians?.scenarios.map(({ name }) => name));
  });
});
