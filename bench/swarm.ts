import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { check } from '../src/sim/checker/index.ts';
import { exampleNamed, examples } from '../src/sim/examples/index.ts';
import { swarmOf } from '../src/sim/export/index.ts';
import { crowded, modelOf } from '../src/sim/scenario/index.ts';
import type { Swarm } from '../src/speed/figures.ts';

/*
 * A scenario that Spin cannot search whole on one machine: how long the checker takes for all of it, and how far two of a swarm's
 * searches come in so many minutes. Some fifteen minutes: `npm run bench -- swarm`.
 */
const EXAMPLE = 'put-page-fast';
const DESIGN = 'gup-put';
const RDMA = 7;
const SEARCHES = 2;
/** For each claim. */
const MINUTES = 2;
/** Of a search's table: 2 to the power of it. */
const BITS = 33;

/** Measures, prints how far it is, and hands over what came of it. */
export function swarm(out: (line: string) => void): Swarm {
  const example = crowded(exampleNamed(EXAMPLE, examples), { io: RDMA });
  const words = `${EXAMPLE} --design ${DESIGN} --more io=${RDMA}`;
  out(`sim check ${words}`);
  let start = performance.now();
  const { states, inAll, verdicts } = check(modelOf(example, DESIGN), { limit: 100_000_000 });
  const ours = { states, seconds: since(start) };
  if (inAll === null || verdicts.some(({ verdict }) => verdict === 'undecided'))
    throw new Error('it was not decided');
  out(`  ${states} states for ${inAll} in ${ours.seconds.toFixed(1)} s`);
  start = performance.now();
  const script = swarmOf(example, DESIGN, SEARCHES, words);
  const made = since(start);
  out(`  the script took ${made.toFixed(1)} s to make`);
  const cwd = mkdtempSync(path.join(tmpdir(), 'swarm-'));
  try {
    writeFileSync(path.join(cwd, 'swarm.sh'), script);
    const env = { ...process.env, MINUTES: String(MINUTES), BITS: String(BITS) };
    const { status, stdout, stderr } = spawnSync('sh', ['swarm.sh'], { cwd, env, encoding: 'utf8' });
    if (status === 2) throw new Error(stdout + stderr);
    out(stdout);
    const reportOf = (search: number, claim: string) =>
      readFileSync(path.join(cwd, 'swarm', String(search), `${claim}.out`), 'utf8');
    const claims = /^: .*CLAIMS:=([^}]*)\}/m.exec(script)?.[1].split(' ') ?? [];
    return {
      date: new Date().toISOString().slice(0, 10),
      machine: `${cpus()[0].model}, ${availableParallelism()} CPUs`,
      command: `sim export ${words} --swarm ${SEARCHES}`,
      states: inAll,
      ours,
      made,
      minutes: MINUTES,
      tableBytes: 2 ** BITS / 8,
      stateBytes: number(reportOf(1, claims[0]), /State-vector (\d+) byte/),
      found: status === 1,
      searches: Array.from({ length: SEARCHES }, (_, i) =>
        claims.map((claim) => {
          const report = reportOf(i + 1, claim);
          return {
            claim,
            states: number(report, /([0-9.e+]+) states, stored/),
            seconds: number(report, /elapsed time ([0-9.e+]+) seconds/),
          };
        }),
      ),
    };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

const since = (start: number): number => (performance.now() - start) / 1000;

function number(report: string, pattern: RegExp): number {
  const found = pattern.exec(report)?.[1];
  if (found === undefined) throw new Error(`no ${pattern} in what the verifier says:\n${report}`);
  return Number(found);
}
