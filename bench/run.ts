import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { check, spaceOf, tablesOf } from '../src/sim/checker/index.ts';
import { enumerate } from '../src/sim/checker/oracle.ts';
import { examples } from '../src/sim/examples/index.ts';
import { promela } from '../src/sim/export/promela.ts';
import { resultOf } from '../src/sim/verdicts/verdicts.ts';
import type { Aim, Figures, Measured } from '../src/speed/figures.ts';
import { aimWords } from '../src/speed/tables.ts';
import { outputOf } from '../src/text/output.ts';
import { inBrowser, memoryInBrowser, type Times } from './browser.ts';
import { figureRuns } from './figure.ts';
import { crowds, type ModelName, models } from './models.ts';
import { buildVerifier, type Verifier } from './spin.ts';
import { swarm } from './swarm.ts';
import { weights } from './weights.ts';

/*
 * How fast the checker searches, and in how much room: `npm run bench`, some fifteen minutes with Spin; `npm run bench -- --record`
 * writes them down for the page that shows them. `npm run bench -- swarm` has a scenario that is too large for Spin, `npm run bench -- weights` what
 * pages weigh, `npm run bench -- memory` what a search in Chromium holds that has a budget, `npm run bench -- figure` how a figure of dist/ searches. Each run is a process of its own, so that none
 * profits from code that another has warmed up, and memory is the run's own. Only searching is timed, warming up included. Figures are
 * medians of so many runs; ratios are of medians, from runs that took turns. The last table has what is aimed at.
 */
const RUNS = 3;
/** More states than any of the models has. */
const LIMIT = 100_000_000;

interface Run {
  readonly states: number;
  readonly transitions: number;
  readonly seconds: number;
  readonly depth: number;
  /** Of all that the search holds, slack included. */
  readonly bytes: number;
  readonly peakBytes: number;
}

const [, script, ...request] = process.argv;
const { out } = outputOf('bench');

/** One run, in this process. */
const measures = {
  /** Explores a model, properties left out. */
  checker(name: string): Run {
    const model = models[name as ModelName].make();
    const start = performance.now();
    const { states, transitions, depth, bytes } = spaceOf(model, { limit: LIMIT });
    return { states, transitions, depth, bytes, seconds: since(start), peakBytes: peak() };
  },
  oracle(name: string): Run {
    const model = models[name as ModelName].make();
    const start = performance.now();
    const nodes = enumerate(model)?.nodes ?? [];
    const transitions = nodes.reduce((sum, { moves }) => sum + moves.filter(Boolean).length, 0);
    const none = Number.NaN;
    return {
      states: nodes.length,
      transitions,
      depth: none,
      bytes: none,
      seconds: since(start),
      peakBytes: peak(),
    };
  },
  /** Explores a model with a state for all that differ only in which task is which, and decides what is asked of it. */
  verdict(crowd: string): { readonly states: number; readonly seconds: number } {
    const model = crowds[Number(crowd)].make();
    const start = performance.now();
    const { states, verdicts } = check(model, { limit: LIMIT });
    if (verdicts.some(({ verdict }) => verdict === 'undecided')) throw new Error('it was not decided');
    return { states, seconds: since(start) };
  },
  /** Checks every example under every design: CPU seconds, from the start of the process. */
  matrix(): { readonly cells: number; readonly seconds: number } {
    const cells = examples.flatMap((example) => example.designs.map((design) => resultOf(example, design)));
    for (const result of cells) void result.schedules;
    const { user, system } = process.cpuUsage();
    return { cells: cells.length, seconds: (user + system) / 1e6 };
  },
};

const since = (start: number): number => (performance.now() - start) / 1000;
const peak = (): number => process.resourceUsage().maxRSS * 1024;

/** One run, in a process of its own. */
function run<M extends keyof typeof measures>(by: M, ...name: Parameters<(typeof measures)[M]>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, by, ...name], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as ReturnType<(typeof measures)[M]>;
}

/** Measures everything, prints it as it comes, and hands it over. */
async function report(): Promise<Omit<Figures, 'swarm' | 'weights'>> {
  const machine = `${cpus()[0].model}, ${availableParallelism()} CPUs`;
  out(`${machine}; node ${process.versions.node}; medians of ${RUNS} runs`);

  title('pins');
  const verifier = buildVerifier(text('pins.pml'), ['-DPINNERS=5']);
  const pins = besideSpin('pins', verifier);
  title('kernel');
  const kernel = besideSpin('kernel', buildVerifier(promela(tablesOf(models.kernel.make()), ['kernel'])));
  title('fewer');
  const fewer = alone('fewer', RUNS);
  title('more');
  const more = alone('more', 1);

  const decided = crowds.map((_, crowd) => besideReduction(crowd));

  out('\nevery example under every design, verdicts and all');
  const matrix = times(RUNS, () => run('matrix'));
  const whole = { results: matrix[0].cells, seconds: secondsOf(matrix) };
  line('results', count(whole.results));
  line('CPU time', whole.seconds.toFixed(2), 's');

  out('\nmissed-wakeup, current code, in Chromium');
  const { version, examined, known } = await inBrowser(RUNS);
  const browser = { version, examined: inPages(examined), known: inPages(known, ', not examined again') };

  title('small');
  const small = times(RUNS, () => ({ ours: run('checker', 'small'), oracle: run('oracle', 'small') }));
  const fast = small.map((round) => round.ours);
  const dumb = small.map((round) => round.oracle);
  print(fast);
  out('\n  oracle.ts, the checker that tests compare with');
  line('states', count(dumb[0].states));
  speed(dumb);
  line('checker : oracle', ratio(speedOf(fast), speedOf(dumb)), 'transitions per second');

  const verdicts = decided.map(({ options: _, ...verdict }) => verdict);
  const measured = { models: [fewer, kernel, pins, more], verdicts, matrix: whole, browser };
  return {
    date: new Date().toISOString().slice(0, 10),
    machine,
    node: process.versions.node,
    spin: verifier && { version: verifier.version, whole: verifier.options, reduced: decided[0].options },
    runs: RUNS,
    ...measured,
    aims: aimsOf({ fewer, kernel, pins, more }, measured),
  };
}

/** What is aimed at. */
function aimsOf(
  { fewer, kernel, pins, more }: Record<'fewer' | 'kernel' | 'pins' | 'more', Measured>,
  { verdicts, matrix, browser }: Pick<Figures, 'verdicts' | 'matrix' | 'browser'>,
): Aim[] {
  const costs = [fewer, pins, more].map(({ seconds, states }) => seconds / states);
  const most = (what: string, measured: number, aim: number): Aim => ({ what, measured, aim, least: false });
  const least = (what: string, measured: number, aim: number): Aim => ({ what, measured, aim, least: true });
  const besides = (what: string, { seconds, spin }: Measured, aim: number) =>
    spin ? [least(`${what}, transitions a second, checker : Spin`, spin.seconds / seconds, aim)] : [];
  const room = ({ bytes, states }: Measured, aim: number) =>
    most(`bytes for a state, ${count(states)} states`, bytes / states, aim);
  return [
    ...besides('pins', pins, 4),
    ...besides('kernel', kernel, 2.5),
    room(kernel, 20),
    room(pins, 20),
    room(more, 16),
    most(
      'time for a state, most : least, from 4 * 10^5 to 5 * 10^7',
      Math.max(...costs) / Math.min(...costs),
      1.4,
    ),
    ...verdicts.flatMap(({ title, seconds, spin }) =>
      spin ? [least(`time to all verdicts, Spin : checker, ${title}`, spin.seconds / seconds, 10)] : [],
    ),
    most('CPU s for 253 results, examination included', (matrix.seconds / matrix.results) * 253, 3),
    most('missed-wakeup in Chromium, first search, examination included, ms', browser.examined.cold, 40),
    most('missed-wakeup in Chromium, later ones, examination included, ms', browser.examined.warm, 4),
    most('missed-wakeup in Chromium, first search, ms', browser.known.cold, 40),
    most('missed-wakeup in Chromium, later ones, ms', browser.known.warm, 4),
  ];
}

function printAims(aims: readonly Aim[]): void {
  out('\nwhat is aimed at');
  for (const { what, measured, aim, outcome } of aimWords({ aims }))
    out(`  ${what.padEnd(70)} ${measured.padStart(6)}, ${aim}: ${outcome}`);
}

/** Runs of a model, one after the other. */
function alone(name: ModelName, runs: number): Measured {
  const ours = times(runs, () => run('checker', name));
  print(ours);
  return measuredOf(name, ours, null);
}

/** Runs of a model and of its verifier that take turns. */
function besideSpin(name: ModelName, verifier: Verifier | null): Measured {
  const rounds = times(RUNS, () => ({ ours: run('checker', name), spin: verifier?.run() }));
  const ours = rounds.map((round) => round.ours);
  print(ours);
  if (verifier === null) {
    out('  no spin or no gcc on PATH: not compared with Spin');
    return measuredOf(name, ours, null);
  }
  const spin = rounds.flatMap((round) => round.spin ?? []);
  out(`\n  ${verifier.version}\n  ${verifier.options}`);
  line('states', count(spin[0].states));
  line('transitions', count(spin[0].transitions), 'the first state counts as one');
  speed(spin);
  const more = spin[0].states - ours[0].states;
  if (more !== 0) throw new Error(`Spin has ${more} states more, and should not`);
  const moves = spin[0].transitions - ours[0].transitions;
  if (moves !== 1)
    throw new Error(`Spin has ${moves} transitions more, and should have one: its first state`);
  line('checker : Spin', ratio(speedOf(ours), speedOf(spin)), 'transitions per second');
  verifier.remove();
  return measuredOf(name, ours, { seconds: secondsOf(spin) });
}

const measuredOf = (name: ModelName, runs: readonly Run[], spin: Measured['spin']): Measured => ({
  name,
  title: models[name].short,
  states: runs[0].states,
  transitions: runs[0].transitions,
  seconds: secondsOf(runs),
  bytes: runs[0].bytes,
  runs: runs.length,
  spin,
});

/** How long it takes until all is decided, and how long Spin takes, with its own reduction, to look at the states alone. */
function besideReduction(number: number): Figures['verdicts'][number] & { readonly options: string } {
  const crowd = crowds[number];
  out(`\n${crowd.title}`);
  const verifier = buildVerifier(promela(tablesOf(crowd.make()), ['crowd']), [], false);
  const rounds = times(RUNS, () => ({ ours: run('verdict', String(number)), spin: verifier?.run() }));
  const ours = rounds.map(({ ours }) => ours);
  const spin = rounds.flatMap(({ spin }) => spin ?? []);
  const { states } = ours[0];
  line('states', count(states), 'each for all that differ only in which task is which');
  line('all verdicts', secondsOf(ours).toFixed(1), 's');
  verifier?.remove();
  const told = spin.length > 0 ? { states: spin[0].states, seconds: secondsOf(spin) } : null;
  if (told)
    line('Spin', told.seconds.toFixed(1), `s for its ${count(told.states)} states, no property asked`);
  return {
    title: crowd.title,
    states,
    seconds: secondsOf(ours),
    spin: told,
    options: verifier?.options ?? '',
  };
}

function inPages({ cold, warm }: Times, how = ''): { cold: number; warm: number } {
  const times = { cold: median(cold), warm: median(warm) };
  const all = cold.map((ms) => ms.toFixed(1)).join(', ');
  line('first search', times.cold.toFixed(1), `ms (${all})${how}`);
  line('later ones', times.warm.toFixed(1), `ms${how}`);
  return times;
}

const text = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

function title(name: ModelName): void {
  out(`\n${models[name].title}`);
}

function print(runs: readonly Run[]): void {
  const { states, transitions, depth } = runs[0];
  line('states', count(states));
  line('transitions', count(transitions), `${(transitions / states).toFixed(1)} per state`);
  line('depth', count(depth), 'steps');
  speed(runs);
  line('', costOf(runs).toFixed(0), 'ns a state');
  line('held by the search', bytesOf(runs).toFixed(1), 'bytes a state');
  line(
    'peak memory',
    (median(runs.map(({ peakBytes }) => peakBytes)) / 2 ** 20).toFixed(0),
    'MiB, Node and all',
  );
}

function speed(runs: readonly { states: number; transitions: number; seconds: number }[]): void {
  const { states, transitions } = runs[0];
  const seconds = runs.map((run) => run.seconds);
  const all = seconds.map((s) => s.toFixed(2)).join(', ');
  line('time', median(seconds).toFixed(2), `s (${all})`);
  line('speed', (states / median(seconds) / 1e6).toFixed(3), 'million states/s');
  line('', (transitions / median(seconds) / 1e6).toFixed(2), 'million transitions/s');
}

function line(name: string, value: string, unit = ''): void {
  out(`  ${name.padEnd(18)}${value.padStart(12)} ${unit}`.trimEnd());
}

const times = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make);
const count = (n: number): string => n.toLocaleString('en-US');
const ratio = (a: number, b: number): string => (a / b).toFixed(2);

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
}

const secondsOf = (runs: readonly { seconds: number }[]): number =>
  median(runs.map(({ seconds }) => seconds));
const speedOf = (runs: readonly { transitions: number; seconds: number }[]): number =>
  runs[0].transitions / secondsOf(runs);
/** Nanoseconds for a state. */
const costOf = (runs: readonly Run[]): number => (secondsOf(runs) / runs[0].states) * 1e9;
const bytesOf = (runs: readonly Run[]): number => runs[0].bytes / runs[0].states;

/** Writes figures down, for the page that shows them. */
function record(file: string, figures: object): void {
  writeFileSync(
    new URL(`../src/speed/${file}.json`, import.meta.url),
    `${JSON.stringify(figures, null, 2)}\n`,
  );
}

const recorded = request.includes('--record');
if (request.length === 0 || request[0] === '--record') {
  const { aims, ...figures } = await report();
  printAims(aims);
  if (recorded) record('figures', { ...figures, aims });
} else if (request[0] === 'swarm') {
  const figures = swarm(out);
  if (recorded) record('swarm', figures);
} else if (request[0] === 'memory') {
  for (const mebibytes of [64, 256, 1024]) {
    const { states, bytes, stopped, resident } = await memoryInBrowser(mebibytes * 2 ** 20);
    out(`\nmissed-wakeup with five io, each state, in Chromium: ${mebibytes} MiB allowed`);
    line('states', count(states), `stopped for: ${stopped}`);
    line('held by the search', (bytes / 2 ** 20).toFixed(0), 'MiB');
    line('resident', (resident / 2 ** 20).toFixed(0), 'MiB more than an empty page, at most');
  }
} else if (request[0] === 'figure') {
  for (const { title, states, first, warm, busy, held } of await figureRuns()) {
    out(`\n${title}, ${count(states)} states, searched in the built site by Chromium`);
    line('first', first.toFixed(0), 'ms, as the figure says');
    line('later', median(warm).toFixed(0), `ms, the median of ${warm.length}`);
    line('page busy', busy.toFixed(0), 'ms at most, where that is more than 50');
    const [before, after] = held.map((bytes) => (bytes / 2 ** 20).toFixed(1));
    line(
      'held by the page',
      after,
      `MiB after ${warm.length + 1} searches and 10,000 steps, ${before} before`,
    );
  }
} else if (request[0] === 'weights') {
  const figures = await weights(request.slice(1).filter((word) => !word.startsWith('--')));
  for (const { title, whose: _, ...kinds } of figures.pages) {
    out(`\n${title}`);
    for (const [kind, bytes] of Object.entries(kinds)) line(kind, count(bytes), 'bytes');
  }
  if (recorded) record('weights', figures);
} else out(JSON.stringify((measures as Record<string, (name: string) => unknown>)[request[0]](request[1])));
