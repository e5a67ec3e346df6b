import { describe, expect, test } from 'vitest';
import { designNamed, remedied } from '../sim/designs/index.ts';
import {
  patchedName,
  patchedRuns,
  patchedSaid,
  patchedTraces,
  patchedWords,
  ranWords,
  runAs,
} from './patched.ts';
import { kernels, nameOf, traces } from './traces.ts';

const all = [...new Set(patchedTraces.map(patchedName))];

test('no list of recorded kernels has a kernel with an option, nor has one its address', () => {
  for (const trace of patchedTraces) {
    expect(traces).not.toContain(trace);
    expect(kernels).toContain(trace.kernel);
    expect(traces.map(nameOf)).not.toContain(`${patchedName(trace)}-${trace.fs}`);
  }
});

describe.each(all)('%s', (name) => {
  const runs = patchedRuns(name);

  test('was run on both file systems, and is a design that there is', () => {
    expect(runs.map(({ trace }) => trace.fs)).toEqual(['ext4', 'xfs']);
    for (const { trace } of runs) expect(designNamed(trace.patched.design).id).toBe(trace.patched.design);
  });

  test('is compared with Debian’s kernel of the same source, and agrees with the model', () => {
    for (const { trace, debians, agrees } of runs) {
      expect([debians.kernel, debians.fs]).toEqual([trace.kernel, trace.fs]);
      expect(agrees).toBeGreaterThan(400);
    }
  });

  test('is told in whole sentences', () => {
    expect(patchedWords(name)).toMatch(/^Run on \d+\.\d+\.\d+, built with it, on ext4 and xfs: .*\.$/);
  });
});

test('an option that keeps truncate awake changes what its programs say, and the scenarios of the second fault', () => {
  const said = patchedWords('7.2+every-put-wakes');
  expect(said).toContain('refault-sleeper.c, clone-unlink.c and reflink-sleeper.c end as not affected');
  expect(said).toContain('It oopses in reflink-unbind, where Debian’s does not.');
  expect(said).toMatch(/came out otherwise than on Debian’s kernel: .*refault-sleeper/);
  expect(said).not.toContain('refault-sleeper-4k');
  expect(patchedSaid('7.2+every-put-wakes', 'refault-sleeper')).toBe(
    `run on ${/Run on ([\d.]+)/.exec(said)?.[1]} built with it, on ext4 and xfs: not affected`,
  );
});

test('what ends otherwise on another file system is told of each', () => {
  expect(patchedSaid('7.2+every-put-wakes', 'reflink-sleeper')).toMatch(/ on ext4: could not tell; on xfs: /);
});

test('a design is run by the kernels that say so', () => {
  for (const { patched, ...trace } of patchedTraces)
    expect(runAs(patched.design)).toContain(`${trace.kernel}+${patched.option}`);
  const unrun = remedied.filter((design) => runAs(design).length === 0);
  expect(unrun).toContain('v6.15+keep-lock');
  expect(unrun.map(ranWords)).toEqual(unrun.map(() => 'Not run on a kernel.'));
  expect(ranWords('v6.15+every-put-wakes')).toMatch(/^Run on .* Instructions: /);
});

test('a kernel that was not run is refused, with those that were', () => {
  expect(() => patchedRuns('7.2+keep-lock')).toThrow(
    /no kernel '7\.2\+keep-lock' was run; there are .*every-put-wakes/,
  );
  expect(() => patchedSaid('7.2+every-put-wakes', 'sleeper')).toThrow(
    'sleeper was not run on 7.2+every-put-wakes',
  );
});
