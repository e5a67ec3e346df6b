import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Landmark, landmarks } from '../../sim/kernel/index.ts';
import { Excerpts } from './excerpt.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = 'src/sim/kernel/';
const files = Object.fromEntries(
  readdirSync(path.join(root, folder))
    .filter((name) => !/\.test\.ts$|^fixtures\.ts$/.test(name))
    .map((name) => [folder + name, readFileSync(path.join(root, folder, name), 'utf8')]),
);
const excerpts = new Excerpts(files);

/**
 * Where step() was called from as searches ran: file and line, by step. In a process of its own: Node runs the files as they stand, so that a stack has
 * their lines.
 */
function seen(): Record<string, string[]> {
  const program = path.join(root, '.cache/stacks.ts');
  writeFileSync(
    program,
    `
    import { check } from '../src/sim/checker/index.ts';
    import { designNamed } from '../src/sim/designs/index.ts';
    import { examples } from '../src/sim/examples/index.ts';
    import { modelOf } from '../src/sim/scenario/index.ts';
    const seen: Record<string, Set<string>> = {};
    for (const example of examples) for (const id of example.designs) {
      const { tree, ...design } = designNamed(id);
      const watched = new Proxy(tree, {
        get(tree, at: keyof typeof tree) {
          const places = (seen[at] ??= new Set());
          const frames = String(new Error().stack).match(/src.sim.kernel.[^)\\n]*/g) ?? [];
          const place = frames.find((frame) => !frame.includes('step.ts'));
          if (place) places.add(place.replaceAll('\\\\', '/').replace(/:\\d+$/, ''));
          return tree[at];
        },
      });
      check(modelOf(example, { ...design, tree: watched }), { examination: 'none', limit: 400 });
    }
    console.log(JSON.stringify(Object.fromEntries(Object.entries(seen).map(([at, places]) => [at, [...places]]))));
  `,
  );
  return JSON.parse(execFileSync(process.execPath, [program], { encoding: 'utf8', maxBuffer: 2 ** 26 }));
}

describe('the lines of the model that make a step', () => {
  test.each(landmarks)('%s: are found, and name it', (at) => {
    const found = excerpts.of(at);
    expect(found.some(({ text }) => text.includes(`'${at}'`))).toBe(true);
    expect(found.some(({ text }) => /\bstep\(/.test(text))).toBe(true);
    for (const { file, line, text, made } of found) {
      const lines = files[file].split('\n');
      const length = text.split('\n').length;
      expect(lines.slice(line - 1, line - 1 + length).join('\n')).toBe(text);
      expect(text).toMatch(/^(export )?(function|const)\b/);
      expect(text.trimEnd()).toMatch(/[};]$/);
      expect(made.length).toBeGreaterThan(0);
      for (const [first, last] of made) {
        expect(first).toBeGreaterThanOrEqual(line);
        expect(last).toBeGreaterThanOrEqual(first);
        expect(last).toBeLessThan(line + length);
      }
    }
  });

  test('are those that call step() when searches run', () => {
    const places = Object.entries(seen());
    expect(places.length).toBeGreaterThan(landmarks.length * 0.9);
    const strange = places.flatMap(([at, lines]) =>
      lines
        .filter((place) => {
          const [file, line] = place.split(':');
          return !excerpts
            .of(at as Landmark)
            .some(
              (one) =>
                one.file === file &&
                one.made.some(([first, last]) => first <= Number(line) && Number(line) <= last),
            );
        })
        .map((place) => `${at} ${place}`),
    );
    expect(strange).toEqual([]);
  });

  test('of a step that nothing makes there are none', () => {
    expect(() => excerpts.of('fault.jump' as Landmark)).toThrow(
      'nothing in the model makes the step fault.jump',
    );
  });
});
