import { describe, expect, test } from 'vitest';
import { reportOf } from './index.ts';
import { listsOf, recipientsOf } from './recipients.ts';
import { say } from './report.ts';

describe('the lists of a file', () => {
  test.each([
    ['fs/dax.c', ['linux-fsdevel@vger.kernel.org', 'nvdimm@lists.linux.dev']],
    ['fs/super.c', ['linux-fsdevel@vger.kernel.org']],
    ['fs/ext4/inode.c', ['linux-ext4@vger.kernel.org']],
    ['fs/xfs/xfs_super.c', ['linux-xfs@vger.kernel.org']],
    ['mm/memremap.c', ['linux-mm@kvack.org']],
    ['block/bio.c', ['linux-block@vger.kernel.org']],
    ['kernel/futex/core.c', []],
  ])('%s', (file, lists) => {
    expect(listsOf(file)).toEqual(lists);
  });
});

describe('a report goes', () => {
  test('to the list of its first file, with those of the others in copy, each once', () => {
    const { to, cc } = recipientsOf(reportOf('refault-sleeper'));
    expect(to).toEqual(['linux-fsdevel@vger.kernel.org', 'nvdimm@lists.linux.dev']);
    expect(cc.slice(0, 2)).toEqual(['linux-ext4@vger.kernel.org', 'linux-mm@kvack.org']);
    expect(cc.at(-1)).toBe('linux-kernel@vger.kernel.org');
    expect(new Set([...to, ...cc]).size).toBe(to.length + cc.length);
  });

  test('to that of xfs alone, where xfs is what it is about', () => {
    const { to, cc } = recipientsOf(reportOf('unbind-loop'));
    expect(to).toEqual(['linux-xfs@vger.kernel.org']);
    expect(cc).toContain('nvdimm@lists.linux.dev');
  });

  test('to the stable series where the newest kernel is not affected, and to those of regressions where it is one', () => {
    const besides = (finding: string) =>
      recipientsOf(reportOf(finding)).cc.filter((list) => /^(stable|regressions)@/.test(list));
    expect(besides('refault-sleeper')).toEqual(['regressions@lists.linux.dev']);
    expect(besides('direct-write-wakeup')).toEqual(['regressions@lists.linux.dev', 'stable@vger.kernel.org']);
    expect(besides('unmapped-pin')).toEqual(['stable@vger.kernel.org']);
  });

  test('not to nobody', () => {
    const nowhere = {
      ...reportOf('unmapped-pin'),
      mechanism: say`nothing`,
      since: say`${'bio-get-6.1'}`,
      impact: [say`x`] as const,
    };
    expect(() => recipientsOf(nowhere)).toThrow('no list is known for its files: lib/iov_iter.c');
  });
});
