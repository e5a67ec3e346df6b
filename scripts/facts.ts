import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { definitionOf, placeIn } from '../lab/place.ts';
import { also } from '../src/facts/also.ts';
import { type CodeFact, type FactId, facts } from '../src/facts/facts.ts';
import { takerReleases, takers } from '../src/facts/takers.ts';
import { outputOf } from '../src/text/output.ts';

/**
 * Looks each fact about kernel code up in unpacked sources: `node scripts/facts.ts DIRECTORY`, where DIRECTORY has a tree for
 * each series and beside it a file with its version. `lab/facts` fetches them. Fails where a fact is not found.
 */

const { out, err } = outputOf('facts');
const [directory] = process.argv.slice(2);
if (directory === undefined || !existsSync(directory)) {
  err('usage: node scripts/facts.ts DIRECTORY-OF-SOURCES (lab/facts fetches them and runs this)');
  process.exit(2);
}

const trees = new Map(
  readdirSync(directory)
    .filter((name) => name.endsWith('.version'))
    .map((name) => [
      readFileSync(path.join(directory, name), 'utf8').trim(),
      path.join(directory, name.slice(0, -'.version'.length)),
    ]),
);

const wrong: string[] = [];
const notHere = new Map<string, number>();
let found = 0;
for (const [id, fact] of Object.entries(facts) as [FactId, (typeof facts)[FactId]][]) {
  if (fact.kind !== 'code') continue;
  const tree = trees.get(fact.at);
  if (tree === undefined) {
    notHere.set(fact.at, (notHere.get(fact.at) ?? 0) + 1);
    continue;
  }
  const problem = lookUp(tree, fact);
  if (problem === null) found++;
  else wrong.push(`${id}: ${fact.file}${fact.line ? `:${fact.line}` : ''} at ${fact.at}: ${problem}`);
}

for (const [id, lines] of Object.entries(also) as [FactId, Readonly<Record<string, number>>][]) {
  const fact = facts[id];
  if (fact.kind !== 'code') continue;
  for (const [at, line] of Object.entries(lines)) {
    const tree = trees.get(at);
    if (tree === undefined) continue;
    const problem = lookUp(tree, { ...fact, at, line }) ?? otherText(fact, { at, line });
    if (problem === null) found++;
    else wrong.push(`${id}, also: ${fact.file}:${line} at ${at}: ${problem}`);
  }
}

for (const { who, drops } of takers)
  for (const at of takerReleases) {
    const drop = drops[at];
    const tree = trees.get(at);
    if (drop === null || tree === undefined) continue;
    const text = readFileSync(path.join(tree, drop.file), 'utf8').split('\n');
    if (new RegExp(`\\b${drop.by}\\(`).test(text[drop.line - 1] ?? '')) found++;
    else wrong.push(`${who}: ${drop.file}:${drop.line} at ${at}: there is no ${drop.by}() in that line`);
  }

/** What "now" is said of: the release that was read for it, and the newest that there is a source of. */
const NOW = 'v7.2.12';
const newest = [...trees.keys()].toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
if (newest !== undefined && newest !== NOW && trees.has(NOW)) compareWithNewest(newest);

for (const line of wrong) out(line);
for (const [at, count] of notHere) out(`not looked up: ${count} at ${at}, of which there is no source here`);
out(`${found} facts about code found where they say, ${wrong.length} not`);
process.exitCode = wrong.length > 0 ? 1 : 0;

/** What is wrong with a fact; null if it is there. */
function lookUp(tree: string, { file, function: symbol, line }: CodeFact): string | null {
  const at = path.join(tree, file);
  if (!existsSync(at)) return 'there is no such file';
  return placeIn(readFileSync(at, 'utf8').split('\n'), symbol, line);
}

/** What stands in a line of another release, where it is not what stands in the fact's own; null where it is, or that is not here. */
function otherText(
  { at, file, line }: CodeFact,
  other: { readonly at: string; readonly line: number },
): string | null {
  const tree = trees.get(at);
  if (tree === undefined || line === undefined) return null;
  const [own, theirs] = [
    { tree, line },
    { tree: trees.get(other.at) as string, line: other.line },
  ].map(({ tree, line }) => readFileSync(path.join(tree, file), 'utf8').split('\n')[line - 1]?.trim());
  return own === theirs ? null : `the line says something else: ${theirs}`;
}

/** Lists the facts about now whose function is another one in the newest release: these have to be read again. */
function compareWithNewest(release: string): void {
  const changed: string[] = [];
  let same = 0;
  for (const [id, fact] of Object.entries(facts)) {
    if (fact.kind !== 'code' || fact.at !== NOW) continue;
    const [then, now] = [NOW, release].map((at) => {
      const file = path.join(trees.get(at) as string, fact.file);
      return existsSync(file) ? definitionOf(readFileSync(file, 'utf8').split('\n'), fact.function) : null;
    });
    if (then !== null && now !== null && then.join('\n') === now.join('\n')) same++;
    else changed.push(`${id} (${fact.file}:${fact.function})`);
  }
  out(`${same} facts at ${NOW} are about functions that are the same in ${release}; read again there:`);
  for (const one of changed) out(`  ${one}`);
}
