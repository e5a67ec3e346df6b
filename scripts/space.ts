/**
 * Searches the space of kernels, and writes down what is found: `npm run space`. Takes some minutes, and can be stopped: failures that were met are kept in
 * `.cache`, for as long as the model and what is asked of it stay as they are, and are not looked for again.
 */
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { answers } from '../src/sim/space/answers.ts';
import { Knowledge } from '../src/sim/space/knowledge.ts';
import { subjects } from '../src/sim/space/subject.ts';
import { readFailure, written, writtenFailure } from '../src/sim/space/written.ts';

const root = `${import.meta.dirname}/../`;
const found = `${root}src/sim/space/found.json`;
const cache = `${root}.cache/space.json`;
/** Milliseconds. */
const BETWEEN = 10_000;

const sources = createHash('sha256');
for (const file of globSync('src/sim/**/*.ts', { cwd: root }).sort())
  if (!file.endsWith('.test.ts')) sources.update(readFileSync(root + file));
const fingerprint = sources.digest('hex');

function known(): Knowledge {
  try {
    const kept = JSON.parse(readFileSync(cache, 'utf8'));
    if (kept.fingerprint === fingerprint) return new Knowledge(subjects, kept.failing.map(readFailure));
  } catch {
    // Nothing is kept, or it cannot be read: it is found again.
  }
  return new Knowledge();
}

function keep({ failing }: Knowledge): void {
  mkdirSync(`${root}.cache`, { recursive: true });
  writeFileSync(cache, JSON.stringify({ fingerprint, failing: failing.map(writtenFailure) }));
}

const began = Date.now();
const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
const knowledge = known();
if (knowledge.failing.length > 0) console.error(`${knowledge.failing.length} failures are known already`);
const going = answers(knowledge);
let next = began + BETWEEN;
let step = going.next();
for (; !step.done; step = going.next())
  if (Date.now() > next) {
    console.error(`${seconds()}, ${step.value}`);
    keep(knowledge);
    next = Date.now() + BETWEEN;
  }
keep(knowledge);
writeFileSync(found, written(step.value));
console.error(`${seconds()} in all, ${knowledge.searches} searches, ${knowledge.failing.length} failures`);
