import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** README.md is a program: its blocks run one after the other, and each prints what stands under it. */
const here = import.meta.dirname;
const readme = readFileSync(path.join(here, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```\n\n```text\n([\s\S]*?)^```$/gm)];
const MARK = '-- end of a block --';

test('the tutorial prints what it says', () => {
  const source = blocks.map(([, code]) => `${code}console.log('${MARK}');\n`).join('\n');
  const folder = path.resolve('.cache', 'tutorial');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'tutorial.ts');
  writeFileSync(file, source.replace("'./index.ts'", JSON.stringify(path.join(here, 'index.ts'))));
  const printed = execFileSync(process.execPath, [file], { encoding: 'utf8' }).split(`${MARK}\n`);
  expect(printed.slice(0, -1)).toEqual(blocks.map(([, , output]) => output));
});

test('every block of code is one that runs', () => {
  expect(blocks.length).toBeGreaterThan(3);
  expect(readme.match(/^```ts$/gm)).toHaveLength(blocks.length);
});

test('every error that the checker makes is explained, and no other', () => {
  const sources = readdirSync(here)
    .filter((name) => name.endsWith('.ts') && !/test|fixtures|oracle/.test(name))
    .map((name) => readFileSync(path.join(here, name), 'utf8'));
  // Each message in one piece, without its quotes and where it is broken over lines.
  const messages = sources.flatMap((text) =>
    [...text.matchAll(/(?:ModelError\(|super\(|fail\()([\s\S]*?)(?:\);|\n {2}\})/g)].map(([, words]) =>
      words.replace(/['`]\s*\+\s*['`]/g, ''),
    ),
  );
  const known = [...readme.matchAll(/^\| `([^`]+)` \|/gm)].map(([, words]) => words);
  for (const words of known)
    expect(
      messages.filter((message) => message.includes(words)),
      words,
    ).not.toEqual([]);
  // What only passes on the words of another error.
  const passedOn =
    /^(message|what|words|`\$\{super\.endless|`\$\{where\(\)\} \$\{what\}`|`\$\{where\}(: | is wrong: )\$\{error\.message\}`)/;
  const silent = messages.filter(
    (message) => !passedOn.test(message.trim()) && !known.some((words) => message.includes(words)),
  );
  expect(silent).toEqual([]);
});
