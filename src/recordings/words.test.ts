import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describe as described } from './describe.ts';
import { blockedCalls, logged } from './details.ts';
import { scenarios } from './families.ts';
import { sightingsOfExample } from './of-examples.ts';
import { recordingOf } from './recording.ts';
import { bearingsOf, tell, toldLines, toldText, unseenSentence } from './tell.ts';
import { recordingText } from './text.ts';
import { nameOf, type Trace, traces } from './traces.ts';
import { aboutOf, captionOf, notesOf, recordingQuote, sizeWords } from './words.ts';

/** A step of each kind that was recorded, and of each that differs in what is said of it besides names and numbers. */
function oneOfEach(): string[] {
  const all = traces.flatMap(({ scenarios }) => scenarios.flatMap(({ steps }) => steps));
  const said = new Map<string, string>();
  for (const step of all) {
    const words = described(step);
    const kind = `${step.op}: ${words.replace(/\d+/g, 'N').replace(/\b[a-z]\b/g, 'x')}`;
    if (!said.has(kind)) said.set(kind, `${step.op}: ${words}`);
  }
  return [...said.values()].sort();
}

test('every kind of step has words', () => {
  expect(oneOfEach()).toMatchInlineSnapshot(`
    [
      "clone: t clones file a to b (FICLONE)",
      "direct_write: p starts an O_DIRECT write from page 5",
      "discard: a page is dropped from pipe 0 unread",
      "drain: a page is read out of pipe 0, which drops its reference",
      "drop_caches: the caches are dropped (drop_caches)",
      "fork: p1 forks child",
      "fsync: t calls fsync on file a",
      "ignore_sigbus: p ignores each SIGBUS that no access of its own raises",
      "interrupt: t gets a signal that it handles",
      "kill: child gets SIGKILL",
      "kill: p gets SIGKILL",
      "kill: p2 gets SIGKILL",
      "look: nothing is done, the counts are read",
      "map: p maps 4 pages of file first/a from page 0 on as VMA 0",
      "map: p maps 4 pages of file last/a from page 0 on as VMA 0",
      "map: p maps 512 pages of file a from page 0 on as VMA 0",
      "map: p1 maps 4 pages of file a from page 0 on as VMA 0",
      "map: p1 maps 512 pages of file a from page 0 on as VMA 0, private",
      "map: q maps 4 pages of file a from page 0 on as VMA 0, private",
      "munmap: child unmaps VMA 0",
      "munmap: p unmaps VMA 0",
      "munmap: p2 unmaps VMA 0",
      "munmap: p2 unmaps the second half of VMA 0",
      "open: p opens a, and keeps it open",
      "open: p opens last/a, and keeps it open",
      "process_vm_readv: q reads page 5 of p into a buffer whose fault nobody answers (process_vm_readv, FOLL_PIN)",
      "program: lab/reproduce/clone-unlink runs",
      "program: lab/reproduce/direct-write-wakeup runs",
      "program: lab/reproduce/evict-under-pin runs",
      "program: lab/reproduce/memory-read-wakeup runs",
      "program: lab/reproduce/memory-read-wakeup runs with futex",
      "program: lab/reproduce/refault-sleeper runs",
      "program: lab/reproduce/reflink-sleeper runs",
      "program: lab/reproduce/unbind runs",
      "program: lab/reproduce/unbind runs with --yes-crash-this-machine",
      "program: lab/reproduce/unbind-loop runs",
      "program: lab/reproduce/unbind-loop runs with --yes-lose-this-file-system",
      "program: lab/reproduce/unmapped-pin runs with --fill",
      "punch: t punches 1 page at page 2 out of file a",
      "punch: u punches 4 pages at page 0 out of file a",
      "pwrite: t calls pwrite on page 0 of file a",
      "read: child reads page 0 through VMA 0",
      "read: p reads page 0 through VMA 0",
      "read: p1 reads page 0 through VMA 0",
      "register_buffer: p registers page 5 as an io_uring buffer (FOLL_LONGTERM)",
      "resume_device: the device that direct writes go to is resumed",
      "reuse: file b allocates free space, looking for the block of a, and writes to it",
      "suspend_device: the device that direct writes go to is suspended",
      "truncate: t truncates file a to 0 pages",
      "truncate: u truncates file a to 1 page",
      "umount: t unmounts the file system",
      "unbind: d unbinds the device from its driver",
      "unlink: t unlinks file a",
      "vmsplice: p puts page 5 into pipe 0 (vmsplice, FOLL_GET)",
      "vmsplice: p1 puts page 0 into pipe 0 (vmsplice, FOLL_GET)",
      "wait: 10 seconds pass",
      "write: child writes page 0 through VMA 0",
      "write: p writes page 5 through VMA 0",
      "write: p1 writes page 0 through VMA 0",
    ]
  `);
});

test('the calls that were seen blocked, with their stacks, and what kernels logged', () => {
  const told = ['clone-unlink', 'reflink-unlink', 'refault-sleeper-4k', 'unbind-open-pinned-4k']
    .filter((name) => scenarios.some((scenario) => scenario.name === name))
    .flatMap((scenario) => [
      ...blockedCalls(scenario).map(
        ({ who, op, state, since, stacks }) =>
          `${scenario}: ${who} ${op} (${state}) since step ${since.number}: ` +
          stacks
            .map(({ functions, seenOn }) => `${functions.slice(0, 2).join(' < ')} on ${seenOn}`)
            .join('; '),
      ),
      ...logged(scenario).map(
        ({ after, lines }) =>
          `${scenario}: logged after step ${after.number}: ` +
          lines.map(({ text, seenOn }) => `${text.slice(0, 50)} (${seenOn})`).join('; '),
      ),
    ]);
  expect(told).toMatchInlineSnapshot(`
    [
      "reflink-unlink: t unlink (D) since step 9: dax_break_layout_final < xfs_fs_evict_inode on 6.18 on xfs; dax_break_layout_final < xfs_fs_evict_inode on 7.2, 7.3 on xfs",
      "reflink-unlink: logged after step 6: WARNING: at fs/dax.c:380 dax_insert_entry (6.1 on xfs)",
      "reflink-unlink: logged after step 9: WARNING: at fs/dax.c:398 dax_disassociate_entry (6.1 on xfs); WARNING: at fs/dax.c:390 dax_disassociate_entry (6.12 on xfs)",
      "refault-sleeper-4k: t truncate (S) since step 4: ext4_break_layouts < ext4_setattr on 5.10, 6.1 on ext4; xfs_break_layouts < xfs_vn_setattr on 5.10 on xfs; xfs_break_dax_layouts < xfs_break_layouts on 6.1 on xfs; ext4_break_layouts < ext4_setattr on 6.12 on ext4; xfs_break_dax_layouts < xfs_break_layouts on 6.12 on xfs; ext4_wait_dax_page < dax_break_layout on 6.18 on ext4; xfs_wait_dax_page < dax_break_layout on 6.18 on xfs; ext4_wait_dax_page < dax_break_layout on 7.2, 7.3 on ext4; xfs_wait_dax_page < dax_break_layout on 7.2, 7.3 on xfs",
      "unbind-open-pinned-4k: d unbind (D) since step 7: blk_mq_freeze_queue_wait < blk_cleanup_queue on 5.10",
      "unbind-open-pinned-4k: logged after step 7: EXT4-fs (pmem0): shut down requested (2) (6.12, 6.18, 7.2, 7.3 on ext4); XFS (pmem0): Block device removal (0x20) detected  (6.12 on xfs); XFS (pmem0): Block device removal (0x20) detected  (6.18 on xfs); XFS (pmem0): Block device removal (0x20) detected  (7.2, 7.3 on xfs)",
      "unbind-open-pinned-4k: logged after step 9: BUG: unable to handle page fault (6.1, 6.12, 6.18, 7.2, 7.3); Oops (6.1, 6.12, 6.18, 7.2, 7.3); RIP: 0010:page_cache_pipe_buf_release (6.1, 6.12, 6.18, 7.2, 7.3)",
      "unbind-open-pinned-4k: logged after step 11: BUG: unable to handle page fault (5.10, 6.1, 6.12, 6.18, 7.2, 7.3); Oops (5.10, 6.1, 6.12, 6.18, 7.2, 7.3); RIP: 0010:dax_disassociate_entry (5.10, 6.1, 6.12); RIP: 0010:dax_to_folio (6.18); RIP: 0010:dax_layout_busy_page_range (7.2, 7.3)",
    ]
  `);
});

test.each(['refault-sleeper-4k', 'pin-direct-write-2m', 'reflink-cow'])(
  'the text of %s is as it was',
  (scenario) => {
    const golden = new URL(`../../test/golden/recording-${scenario}.txt`, import.meta.url);
    const urlOf = (trace: Trace) => `https://example.org/r/${nameOf(trace)}.json`;
    expect(recordingText(scenario, `https://example.org/r/${scenario}/`, urlOf)).toBe(
      readFileSync(golden, 'utf8'),
    );
  },
);

test('the text of every recording is a mail, and says what it is about and how to record it again', () => {
  for (const { name, about } of scenarios) {
    const text = recordingText(
      name,
      `https://host.example/r/${name}/`,
      (trace) => `https://host.example/lab/${nameOf(trace)}`,
    );
    for (const line of text.split('\n'))
      if (!/https?:/.test(line)) expect(line.length, line).toBeLessThanOrEqual(72);
    const flat = text.replace(/\s+/g, ' ');
    expect(flat).toContain(aboutOf({ about }));
    expect(flat).toContain(`lab/run --scenario ${name} --check`);
    expect(flat).toContain('Recorded on the Debian kernels ');
  }
});

test('how pages are mapped is said where the name says it', () => {
  expect(sizeWords('refault-sleeper-4k')).toBe('Pages are mapped by PTEs, in VMAs of four pages.');
  expect(sizeWords('pin-direct-write-2m')).toBe('Pages are mapped by a PMD where that is possible.');
  expect(sizeWords('reflink-unlink')).toBe('');
  expect(aboutOf({ about: 'A page is pinned' })).toBe('A page is pinned.');
  expect(aboutOf({ about: 'Who waits?' })).toBe('Who waits?');
});

test('the block to paste names the kernels, how to see it again, and the address', () => {
  expect(
    recordingQuote(recordingOf('reflink-cow', {}), 'https://host.example/r/reflink-cow/'),
  ).toMatchInlineSnapshot(`
    "reflink-cow: Two files share a block and are both mapped: a write
    copies. Recorded on the Debian kernels 6.1.176-1, 6.12.107-1,
    6.18.15-1~bpo13+1, 7.2.12-1, 7.3.4-1~bpo13+1 [1].
    Equal: 6.1, 6.12 | 6.18, 7.2, 7.3
    To see it: lab/run --scenario reflink-cow --check

    [1] https://host.example/r/reflink-cow/"
  `);
  expect(notesOf(recordingOf('unbind-pinned', {}))).toMatchInlineSnapshot(`
    [
      "Recorded on the Debian kernels 5.10.223-1, 6.1.176-1, 6.12.107-1, 6.18.15-1~bpo13+1, 7.2.12-1, 7.3.4-1~bpo13+1, and the same when it was run again.",
      "mapcount is the number of mappings: the raw _mapcount plus one.",
      "(D): asleep in state D, which takes none.",
      "(X): dead, and not gone.",
      "-: this step was not done there.",
    ]
  `);
  expect(notesOf(recordingOf('unbind-told-left', {}))).toContainEqual(
    expect.stringMatching(/^The file system was made by mkfs\.xfs .*rmapbt=1/),
  );
  expect(captionOf(recordingOf('reflink-cow', {}))).toMatch(
    /^After each step: refcount\/mapcount, blocked calls/,
  );
});

test('sightings are told by how they bear, each with its step and its scenario', () => {
  const told = tell(sightingsOfExample('refault'));
  expect(bearingsOf(told).map(({ bearing, seen }) => [bearing, seen.length])).toMatchInlineSnapshot(`
    [
      [
        "for",
        3,
      ],
    ]
  `);
  expect(toldLines(told, (scenario) => `<${scenario}>`).slice(0, 4)).toMatchInlineSnapshot(`
    [
      "- The pin is gone, a mapping is left, and truncate sleeps on. Seen on",
      "  Linux 6.18.15-1~bpo13+1, 7.2.12-1, 7.3.4-1~bpo13+1 on ext4 and xfs:",
      "  refcount 1, mapcount 1; t: truncate asleep in ext4_wait_dax_page <",
      "  dax_break_layout, xfs_wait_dax_page < dax_break_layout.",
    ]
  `);
  expect(toldText(told, 'https://host.example/x/refault/')).toMatchInlineSnapshot(`
    "
    What real kernels did
    ---------------------
    - The pin is gone, a mapping is left, and truncate sleeps on. Seen on
      Linux 6.18.15-1~bpo13+1, 7.2.12-1, 7.3.4-1~bpo13+1 on ext4 and xfs:
      refcount 1, mapcount 1; t: truncate asleep in ext4_wait_dax_page <
      dax_break_layout, xfs_wait_dax_page < dax_break_layout.
      (refault-sleeper-4k, step 7: 10 seconds pass) [1]
    - The end of the mapping wakes it. Seen on Linux 6.18.15-1~bpo13+1,
      7.2.12-1, 7.3.4-1~bpo13+1 on ext4 and xfs: refcount 0, mapcount 0; t:
      truncate returns ok. (refault-sleeper-4k, step 9: p unmaps VMA 0) [1]
    - Here the mapping holds nothing, and the last unpin wakes it. Seen on
      Linux 5.10.223-1, 6.1.176-1, 6.12.107-1 on ext4 and xfs: refcount 1,
      mapcount 0; t: truncate returns ok. (refault-sleeper-4k, step 6: a
      page is read out of pipe 0, which drops its reference) [1]

    [1] https://host.example/r/refault-sleeper-4k.txt
    "
  `);
  expect(tell({ unseen: 'nobody looked' } as never)).toEqual({ seen: [], unseen: 'nobody looked' });
  expect(toldText({ seen: [], unseen: 'nobody looked' }, 'https://host.example/x/')).toContain(
    unseenSentence('nobody looked'),
  );
});
