import { expect, test } from 'vitest';
import { landmarks } from '../../sim/kernel/index.ts';
import { choicesIn, codeData } from './code-build.ts';

const words = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&#x3C;', '<')
    .replaceAll('&amp;', '&');

test('every step has code, in colour, with the choices of each line', async () => {
  const { definitions, steps } = await codeData();
  expect(Object.keys(steps)).toEqual(landmarks);
  for (const made of Object.values(steps))
    for (const [at, ranges] of made) {
      const { line, html, choices } = definitions[at];
      expect(choices).toHaveLength(html.length);
      for (const [first, last] of ranges) {
        expect(first).toBeGreaterThanOrEqual(line);
        expect(last).toBeLessThan(line + html.length);
      }
    }
  const [[first], [second]] = steps['unpin.sub'];
  expect(definitions[first].file).toBe('src/sim/kernel/put.ts');
  expect(definitions[first].html.map(words).join('\n')).toContain("at: 'unpin.sub'");
  expect(definitions[first].choices.flat()).toEqual(['gupPutWakesAt']);
  expect(definitions[second].html.map(words)[0]).toBe('function* put(t: Thread, one: Put): Path {');
  expect(definitions[second].html.join('\n')).toContain('class="tk-');
});

test.each([
  [
    'if (choices.faultWakes && t.kernel.choices.idle === 1) yield x(choices.faultWakes);',
    ['faultWakes', 'idle'],
  ],
  ["yield* put(t, { at: 'fault.put', choice: 'folioPutWakesAt', who: 'fault' });", ['folioPutWakesAt']],
  ['const { entriesGo, scans } = t.kernel.choices;', ['entriesGo', 'scans']],
  ['const { page, scans } = t.kernel;', []],
  ['while it is idle, choices.of.mine', []],
])('the choices of a line: %s', (line, choices) => {
  expect(choicesIn(line)).toEqual(choices);
});
