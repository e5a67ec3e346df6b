import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Model, Replay } from '../checker/index.ts';
import { parseTrail } from './trail.ts';

/** Spin, for tests: a verifier is built from a model and asked. */

const has = (name: string, option: string): boolean => !spawnSync(name, [option]).error;

/** Of the compilers on this machine the one to be used. tcc takes a thirtieth of the time for a verifier, which then runs a second at most. */
export const compiler: string | undefined = ['tcc', 'gcc', 'cc'].find((name) => has(name, '-v'));

/** Whether Spin and a C compiler are on this machine. */
export const hasSpin: boolean = compiler !== undefined && has('spin', '-V');

/** What a verifier says of one claim. */
export interface Verified {
  readonly states: number;
  readonly transitions: number;
  readonly errors: number;
  /** Numbers of properties whose predicate was met. */
  readonly met: readonly number[];
  /** The run that shows an error, as the verifier writes it; null if there is none. */
  readonly trail: string | null;
}

/** Whether Spin's run is one of a model, and stays where a `not-for-ever` must not: from where it goes round, or where it ends. */
export function staysBad<S, N>(model: Model<S, N>, property: string, text: string): boolean {
  const { schedule, before } = parseTrail(
    text,
    model.tasks.map(({ name }) => name),
  );
  const asked = model.properties.find(({ id }) => id === property);
  if (asked?.kind !== 'not-for-ever') throw new Error(`${property} is no question of this kind`);
  const replay = new Replay(model);
  const isBad = () => asked.bad(replay.state, (task) => replay.next(task) === null);
  for (const step of schedule.slice(0, before ?? schedule.length)) replay.step(step);
  return (
    schedule.slice(before ?? schedule.length).every((step) => {
      const bad = isBad();
      replay.step(step);
      return bad;
    }) && isBad()
  );
}

/** Whether Spin's run is one of a model, and ends where a `never` is broken. */
export function endsBad<S, N>(model: Model<S, N>, text: string): boolean {
  const replay = new Replay(model);
  for (const step of parseTrail(
    text,
    model.tasks.map(({ name }) => name),
  ).schedule)
    replay.step(step);
  return model.properties.some(
    (property) =>
      property.kind === 'never' && property.bad(replay.state, (task) => replay.next(task) === null),
  );
}

/** Builds a verifier with all claims, without any reduction, and lets `use` ask it. Throws what Spin or the compiler say if they do not like the model. */
export function withVerifier<T>(model: string, use: (ask: (claim: string) => Verified) => T): T {
  const cwd = mkdtempSync(path.join(tmpdir(), 'spin-'));
  const command = (name: string, ...args: string[]): string => {
    const { status, stdout, stderr } = spawnSync(name, args, { cwd, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${name} ${args.join(' ')}\n${stdout}${stderr}`);
    return stdout;
  };
  try {
    writeFileSync(path.join(cwd, 'model.pml'), model);
    command('spin', '-DCLAIMS', '-a', 'model.pml');
    command(compiler as string, '-w', '-DNOREDUCE', '-o', 'pan', 'pan.c');
    const trail = path.join(cwd, 'model.pml.trail');
    return use((claim) => {
      rmSync(trail, { force: true });
      const how = claim === 'safety' ? ['-E'] : ['-a', '-f'];
      const said = read(command('./pan', '-m20000', '-w18', ...how, '-N', claim));
      return { ...said, trail: existsSync(trail) ? readFileSync(trail, 'utf8') : null };
    });
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

function read(report: string): Omit<Verified, 'trail'> {
  const number = (pattern: RegExp): number => {
    const found = pattern.exec(report)?.[1];
    if (found === undefined) throw new Error(`no ${pattern} in what the verifier says:\n${report}`);
    return Number(found);
  };
  if (/max search depth too small|out of memory/.test(report)) throw new Error(report);
  return {
    states: number(/([0-9.e+]+) states, stored/),
    transitions: number(/([0-9.e+]+) transitions/),
    errors: number(/errors: (\d+)/),
    met: [...new Set([...report.matchAll(/^met (\d+)$/gm)].map(([, n]) => Number(n)))].sort((a, b) => a - b),
  };
}
