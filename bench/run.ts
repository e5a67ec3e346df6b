import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { check, spaceOf, tablesOf } from '../src/sim/checker/index.ts';
import { enumerate } from '../src/sim/checker/oracle.ts';
import { examples } from '../src/sim/examples/index.ts';
import { promela } from '../src/sim/export/promela.ts';
import { resultOf } from '../src/sim/verdicts/verdicts.ts';
import { outputOf } from '../src/text/output.ts';
import { crowd, type ModelName, models } from './models.ts';
import { buildVerifier, type Verifier } from './spin.ts';

/*
 * How fast the checker searches, and in how much room: `npm run bench`, some ten minutes with Spin. Each run is a process of its own, so that none
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
  verdict(): { readonly states: number; readonly seconds: number } {
    const model = crowd.make();
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

/** One thing that is aimed at: what was measured, and at least or at most what. */
interface Aim {
  readonly what: string;
  readonly measured: number;
  readonly aim: number;
  readonly least: boolean;
}

function report(): void {
  const aims: Aim[] = [];
  out(
    `${cpus()[0].model}, ${availableParallelism()} CPUs; node ${process.versions.node}; medians of ${RUNS} runs`,
  );

  title('pins');
  const pins = besideSpin('pins', buildVerifier(text('pins.pml'), ['-DPINNERS=5']));
  if (pins.ratio)
    aims.push({ what: 'pins, transitions/s, checker : Spin', measured: pins.ratio, aim: 4, least: true });

  title('kernel');
  const kernel = besideSpin('kernel', buildVerifier(promela(tablesOf(models.kernel.make()), ['kernel'])));
  if (kernel.ratio)
    aims.push({
      what: 'kernel, transitions/s, checker : Spin',
      measured: kernel.ratio,
      aim: 2.5,
      least: true,
    });

  title('fewer');
  const fewer = times(RUNS, () => run('checker', 'fewer'));
  print(fewer);
  title('more');
  const more = [run('checker', 'more')];
  print(more);
  const sizes = [fewer, pins.ours, more];
  for (const runs of [pins.ours, kernel.ours])
    aims.push({
      what: `bytes a state, ${count(runs[0].states)} states`,
      measured: bytesOf(runs),
      aim: 20,
      least: false,
    });
  aims.push({
    what: `bytes a state, ${count(more[0].states)} states`,
    measured: bytesOf(more),
    aim: 16,
    least: false,
  });
  const costs = sizes.map(costOf);
  aims.push({
    what: 'cost of a state, most : least',
    measured: Math.max(...costs) / Math.min(...costs),
    aim: 1.4,
    least: false,
  });

  out(`\n${crowd.title}`);
  verdicts(aims);

  out('\nevery example under every design, verdicts and all');
  const matrix = times(RUNS, () => run('matrix'));
  const [{ cells }] = matrix;
  const seconds = median(matrix.map(({ seconds }) => seconds));
  line('searches', count(cells));
  line('CPU time', seconds.toFixed(2), 's');
  aims.push({ what: 'CPU s for 253 of them', measured: (seconds / cells) * 253, aim: 3, least: false });

  title('small');
  const small = times(RUNS, () => ({ ours: run('checker', 'small'), oracle: run('oracle', 'small') }));
  const fast = small.map((round) => round.ours);
  const dumb = small.map((round) => round.oracle);
  print(fast);
  out('\n  oracle.ts, the checker that tests compare with');
  line('states', count(dumb[0].states));
  speed(dumb);
  line('checker : oracle', ratio(speedOf(fast), speedOf(dumb)), 'transitions per second');

  out('\nwhat is aimed at');
  for (const { what, measured, aim, least } of aims) {
    const missed = least ? aim / measured : measured / aim;
    const verdict = missed <= 1 ? 'reached' : `missed by a factor of ${missed.toFixed(2)}`;
    out(
      `  ${what.padEnd(40)} ${measured.toFixed(2).padStart(6)}, at ${least ? 'least' : 'most'} ${aim}: ${verdict}`,
    );
  }
}

/** Runs of a model and of its verifier that take turns. */
function besideSpin(
  name: ModelName,
  verifier: Verifier | null,
): { readonly ours: Run[]; readonly ratio: number | null } {
  const rounds = times(RUNS, () => ({ ours: run('checker', name), spin: verifier?.run() }));
  const ours = rounds.map((round) => round.ours);
  print(ours);
  if (verifier === null) {
    out('  no spin or no gcc on PATH: not compared with Spin');
    return { ours, ratio: null };
  }
  const spin = rounds.flatMap((round) => round.spin ?? []);
  out(`\n  ${verifier.version}\n  ${verifier.options}`);
  line('states', count(spin[0].states));
  line('transitions', count(spin[0].transitions), 'the first state counts as one');
  speed(spin);
  const same = spin[0].states === ours[0].states;
  line(
    'same states',
    same ? 'yes' : `no: Spin has ${count(spin[0].states - ours[0].states)} more, and should not`,
  );
  line('checker : Spin', ratio(speedOf(ours), speedOf(spin)), 'transitions per second');
  verifier.remove();
  return { ours, ratio: speedOf(ours) / speedOf(spin) };
}

/** How long it takes until all is decided, and how long Spin takes, with its own reduction, to look at the states alone. */
function verdicts(aims: Aim[]): void {
  const verifier = buildVerifier(promela(tablesOf(crowd.make()), ['crowd']), [], false);
  const rounds = times(RUNS, () => ({ ours: run('verdict'), spin: verifier?.run() }));
  const ours = median(rounds.map(({ ours }) => ours.seconds));
  line('states', count(rounds[0].ours.states), 'each for all that differ only in which task is which');
  line('all verdicts', ours.toFixed(1), 's');
  verifier?.remove();
  if (!verifier) return;
  const spin = rounds.flatMap(({ spin }) => spin ?? []);
  const seconds = median(spin.map(({ seconds }) => seconds));
  line(
    'Spin',
    seconds.toFixed(1),
    `s for its ${count(spin[0].states)} states, no property asked (${verifier.options})`,
  );
  aims.push({ what: 'time to verdict, Spin : checker', measured: seconds / ours, aim: 10, least: true });
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

if (request.length === 0) report();
else out(JSON.stringify((measures as Record<string, (name: string) => unknown>)[request[0]](request[1])));
