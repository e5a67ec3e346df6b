import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a compiled Spin verifier says of one run. */
export interface SpinRun {
  readonly states: number;
  readonly transitions: number;
  readonly seconds: number;
}

/** A verifier that Spin has made and gcc has compiled. */
export interface Verifier {
  readonly version: string;
  readonly options: string;
  run(): SpinRun;
  remove(): void;
}

/** -o2: keep variables that are only written, as the checker does. */
const SPIN = ['-o2', '-a'];
const GCC = ['-O2', '-DSAFETY', '-DNOFAIR'];
/** Without this a verifier leaves out moves whose order makes no difference, by partial-order reduction. */
const WHOLE = '-DNOREDUCE';
/** -E: a dead end is no error. -w26: a hash table of 2^26 slots, so that it need not grow. */
const PAN = ['-E', '-m20000000', '-w26'];

/**
 * Builds a verifier for a model in Promela, one that looks at each state, or that makes its own reduction; null if there is no spin or no gcc. Throws
 * if they do not like the model.
 */
export function buildVerifier(model: string, defines: readonly string[] = [], whole = true): Verifier | null {
  const gcc = whole ? [...GCC, WHOLE] : GCC;
  const version = spawnSync('spin', ['-V'], { encoding: 'utf8' });
  const compiler = spawnSync('gcc', ['--version'], { encoding: 'utf8' });
  if (version.error || compiler.error) return null;
  const cwd = mkdtempSync(join(tmpdir(), 'bench-spin-'));
  const command = (name: string, args: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync(name, args, { cwd, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${name} ${args.join(' ')}\n${stdout}${stderr}`);
    return stdout;
  };
  writeFileSync(join(cwd, 'model.pml'), model);
  command('spin', [...SPIN, ...defines, 'model.pml']);
  command('gcc', [...gcc, '-o', 'pan', 'pan.c']);
  return {
    version: version.stdout.trim(),
    options: `spin ${SPIN.join(' ')}; gcc ${gcc.join(' ')}; pan ${PAN.join(' ')}`,
    run: () => parse(command('./pan', PAN)),
    remove: () => rmSync(cwd, { recursive: true }),
  };
}

function parse(report: string): SpinRun {
  const number = (pattern: RegExp): number => {
    const found = pattern.exec(report)?.[1];
    if (found === undefined) throw new Error(`cannot read what pan says; no ${pattern} in\n${report}`);
    return Number(found);
  };
  if (!/errors: 0\b/.test(report) || /max search depth too small|out of memory/.test(report))
    throw new Error(`pan did not search everything:\n${report}`);
  return {
    states: number(/([0-9.e+]+) states, stored/),
    transitions: number(/([0-9.e+]+) transitions/),
    seconds: number(/elapsed time ([0-9.e+]+) seconds/),
  };
}
