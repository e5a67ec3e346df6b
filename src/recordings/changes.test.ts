import { describe, expect, test } from 'vitest';
import { compare, comparisonLines } from './changes.ts';
import { type Trace, traces } from './traces.ts';

const trace = (kernel: string, fs: Trace['fs']): Trace => {
  const found = traces.find((one) => one.kernel === kernel && one.fs === fs);
  if (!found) throw new Error(`no recording of ${kernel} on ${fs}`);
  return found;
};

describe('two kernels compared', () => {
  test('a kernel does what it does itself, whatever its functions are called', () => {
    const same = compare(trace('7.2', 'ext4'), trace('7.2', 'ext4'));
    expect(same.changes).toEqual([]);
    expect(same.steps).toBeGreaterThan(300);
  });

  test('across the change of v6.15 eviction waits, and the counts are others', () => {
    const { changes } = compare(trace('6.12', 'xfs'), trace('6.18', 'xfs'));
    const at = changes.find(({ scenario, step }) => scenario === 'evict-unlink-4k' && step === 'unlink');
    expect(at?.was).not.toContain('asleep');
    expect(at?.now).toContain('asleep (D)');
    expect(changes.some(({ scenario, now }) => scenario === 'life-4k' && now?.includes('mapcount 1'))).toBe(
      true,
    );
  });

  test('a step that one of them did not come to is a change', () => {
    const { changes } = compare(trace('6.12', 'ext4'), trace('5.10', 'ext4'));
    expect(changes.find(({ step, was }) => step === 'four_seconds_later' && was === null)).toBeDefined();
  });

  test('is told in lines, of which the last stands for itself', () => {
    const one = compare(trace('6.12', 'ext4'), trace('6.18', 'ext4'));
    const lines = comparisonLines('6.12', '6.18', [one]);
    expect(lines.length).toBe(one.changes.length * 3 + 1);
    expect(lines.at(-1)).toBe(
      `Linux 6.18 was recorded on ext4: of ${one.steps} steps it does ${one.changes.length} otherwise than 6.12`,
    );
    expect(comparisonLines('7.2', '7.2', [compare(trace('7.2', 'ext4'), trace('7.2', 'ext4'))])).toEqual([
      expect.stringMatching(/^Linux 7\.2 was recorded on ext4: in all \d+ steps it does what 7\.2 does$/),
    ]);
  });
});
