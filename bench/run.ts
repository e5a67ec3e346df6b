import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { spaceOf } from '../src/sim/checker/index.ts';
import { enumerate } from '../src/sim/checker/oracle.ts';
import { outputOf } from '../src/text/output.ts';
import { type ModelName, models } from './models.ts';
import { buildVerifier } from './spin.ts';

/*
 * How fast the checker explores: `npm run bench`. Each run is a process of its own, so that none profits from
 * code that another has warmed up, and memory is the run's own. Only exploring is timed, warming up included.
 * Figures are medians of so many runs; ratios are of medians, from runs that took turns.
 */
const RUNS = 3;

interface Run {
  readonly states: number;
  readonly transitions: number;
  readonly seconds: number;
  readonly depth: number;
  /** Of the states and their table, slack included. */
  readonly storeBytes: number;
  readonly peakBytes: number;
}

const [, script, ...request] = process.argv;
const { out } = outputOf('bench');

/** One run, in this process. */
function measure(by: 'checker' | 'oracle', name: ModelName): Run {
  const model = models[name].make();
  const start = performance.now();
  const found = by === 'checker' ? explored() : enumerated();
  return { ...found, peakBytes: process.resourceUsage().maxRSS * 1024 };

  function explored() {
    const { states, transitions, depth, bytes } = spaceOf(model);
    const seconds = (performance.now() - start) / 1000;
    return { states, transitions, seconds, depth, storeBytes: bytes };
  }

  function enumerated() {
    const nodes = enumerate(model)?.nodes ?? [];
    const seconds = (performance.now() - start) / 1000;
    const transitions = nodes.reduce((sum, { moves }) => sum + moves.filter(Boolean).length, 0);
    return { states: nodes.length, transitions, seconds, depth: Number.NaN, storeBytes: Number.NaN };
  }
}

/** One run, in a process of its own. */
function run(by: 'checker' | 'oracle', name: ModelName): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, by, name], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function report(): void {
  out(
    `${cpus()[0].model}, ${availableParallelism()} CPUs; node ${process.versions.node}; medians of ${RUNS} runs`,
  );

  const kernel = times(RUNS, () => run('checker', 'kernel'));
  title('kernel');
  print(kernel);

  title('pins');
  const verifier = buildVerifier(fileURLToPath(new URL('pins.pml', import.meta.url)), ['-DPINNERS=5']);
  const rounds = times(RUNS, () => ({ ours: run('checker', 'pins'), spin: verifier?.run() }));
  const ours = rounds.map((round) => round.ours);
  print(ours);
  if (verifier === null) out('  no spin or no gcc on PATH: not compared with Spin');
  else {
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
  }

  title('small');
  const small = times(RUNS, () => ({ ours: run('checker', 'small'), oracle: run('oracle', 'small') }));
  const fast = small.map((round) => round.ours);
  const dumb = small.map((round) => round.oracle);
  print(fast);
  out('\n  oracle.ts, the checker that tests compare with');
  line('states', count(dumb[0].states));
  speed(dumb);
  line('checker : oracle', ratio(speedOf(fast), speedOf(dumb)), 'transitions per second');
}

function title(name: ModelName): void {
  out(`\n${models[name].title}`);
}

function print(runs: readonly Run[]): void {
  const { states, transitions, depth, storeBytes } = runs[0];
  line('states', count(states));
  line('transitions', count(transitions), `${(transitions / states).toFixed(1)} per state`);
  line('depth', count(depth), 'steps');
  speed(runs);
  line('states and table', (storeBytes / states).toFixed(1), 'bytes per state');
  line('peak memory', (median(runs.map(({ peakBytes }) => peakBytes)) / 2 ** 20).toFixed(0), 'MiB');
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

function speedOf(runs: readonly { transitions: number; seconds: number }[]): number {
  return runs[0].transitions / median(runs.map(({ seconds }) => seconds));
}

if (request.length === 0) report();
else out(JSON.stringify(measure(request[0] as 'checker' | 'oracle', request[1] as ModelName)));
