import { expect, test } from 'vitest';
import { parseSchedule } from '../checker/index.ts';
import { exampleNamed } from '../examples/index.ts';
import { stepsOf } from './functions.ts';
import { pair } from './index.ts';
import { lanes } from './lanes.ts';
import { fitLine, sideBySide } from './side-by-side.ts';

const missedWakeup = exampleNamed('missed-wakeup');
const laneText = (words: string) => `\n${lanes(missedWakeup, 'current', parseSchedule(words)).join('\n')}\n`;

test('a lane for each task; quiet steps in brackets; why a task waits, once', () => {
  expect(laneText('app*9 io*7 trunc*10 io*2 trunc')).toMatchInlineSnapshot(`
    "
    app             io              trunc
    ---             --              -----
    (mmap_read_lock(), filemap_invalidate_lock_shared(),
      grab_mapping_entry(), iomap_iter())
    dax_insert_entry()
      entry absent -> present
    vmf_insert_mixed()
      PTE none -> present
    (dax_unlock_entry(), filemap_invalidate_unlock_shared(),
      mmap_read_unlock())
                    gup_pte_range()
                      PTE present
                    get_dev_pagemap()
                      pgmap users 0 -> 1
                    try_grab_folio()
                      refcount 1 -> 2
                      = idle 1 + io's grab 1
                    try_grab_folio()
                      refcount 2 -> 1025
                      = idle 1 + io's grab 1024
                    gup_pte_range()
                      PTE unchanged: pinned
                      = idle 1 + io 1024
                    put_dev_pagemap()
                      pgmap users 1 -> 0
                    DMA begins
                      DMA off -> running
                                    (filemap_invalidate_lock(),
                                      mapping_mapped())
                                    zap_pte_range()
                                      PTE present -> none
                                    tlb_flush_mmu_tlbonly()
                                    dax_busy_page()
                                      busy: refcount 1025 > 1
                                    prepare_to_wait_event()
                                      on the wait queue
                                    ___wait_var_event()
                                      refcount 1025, waits for 1
                                    filemap_invalidate_unlock()
                                    cannot move:
                                      asleep in ___wait_var_event, refcount
                                        is 1025, waits for 1
                    DMA ends
                      DMA running -> off
                    unpin_user_page()
                      refcount 1025 -> 1
                      = idle 1
                      *** no wake-up for trunc ***
                                    cannot move:
                                      asleep in ___wait_var_event, refcount
                                        is 1, waits for 1, and nobody has
                                        woken it
    *** trunc sleeps for ever ***
    "
  `);
});

test('what a task that has ended is asked to do is not there', () => {
  expect(laneText('app*12 trunc')).toBe(laneText('app*9 trunc'));
});

test('two tasks that take quiet steps in turn are not put together', () => {
  expect(laneText('app trunc app*2')).toMatchInlineSnapshot(`
    "
    app             io              trunc
    ---             --              -----
    mmap_read_lock()
                                    filemap_invalidate_lock()
    cannot move:
      invalidate_lock is held by trunc
    *** app and io and trunc can still move ***
    "
  `);
});

test('two designs beside each other, each with its wake-up or without', () => {
  const { told, pair: designs } = missedWakeup;
  const text = sideBySide(missedWakeup, pair(missedWakeup, ...designs, parseSchedule(told))).join('\n');
  expect(`\n${text}\n`).toMatchInlineSnapshot(`
    "
                v5.18                         proposal of July 2022
                an unpin looks for 0, until   a mapping holds a reference
                  v5.19-rc
                ----------------------------- -----------------------------
     1-5 app    (mmap_read_lock(), filemap_invalidate_lock_shared(),
                grab_mapping_entry(), iomap_iter(), dax_insert_entry())
       6 app    vmf_insert_mixed()            vmf_insert_mixed()
                  PTE none -> present           refcount 0 -> 1
                                                mapcount 0 -> 1
                                                PTE none -> present
                                                = PTE 1
     7-9 app    (dax_unlock_entry(), filemap_invalidate_unlock_shared(),
                mmap_read_unlock())
      10 io     gup_pte_range()               gup_pte_range()
                  PTE present                   PTE present
      11 io     get_dev_pagemap()
                  pgmap users 0 -> 1
      12 io     try_grab_folio()              try_grab_folio()
                  refcount 1 -> 2               refcount 1 -> 2
                  = idle 1 + io's grab 1        = PTE 1 + io's grab 1
      13 io     try_grab_folio()              try_grab_folio()
                  refcount 2 -> 1025            refcount 2 -> 1025
                  = idle 1 + io's grab 1024     = PTE 1 + io's grab 1024
      14 io     gup_pte_range()               gup_pte_range()
                  PTE unchanged: pinned         PTE unchanged: pinned
                  = idle 1 + io 1024            = PTE 1 + io 1024
      15 io     put_dev_pagemap()
                  pgmap users 1 -> 0
      16 io     DMA begins                    DMA begins
                  DMA off -> running            DMA off -> running
    17-18 trunc (filemap_invalidate_lock(), mapping_mapped())
      19 trunc  zap_pte_range()               zap_pte_range()
                  PTE present -> none           mapcount 1 -> 0
                                                PTE present -> none
                                                = io 1024 + trunc's batch 1
      20 trunc  tlb_flush_mmu_tlbonly()       tlb_flush_mmu_tlbonly()
      21 trunc                                release_pages()
                                                refcount 1025 -> 1024
                                                = io 1024
      22 trunc  dax_busy_page()               dax_busy_page()
                  busy: refcount 1025 > 1       busy: 1024 refs, 0 mapped
      23 trunc  prepare_to_wait_event()       prepare_to_wait_event()
                  on the wait queue             on the wait queue
      24 trunc  ___wait_var_event()           ___wait_var_event()
                  refcount 1025, waits for 1    refcount 1024, waits for 0
      25 trunc  filemap_invalidate_unlock()   filemap_invalidate_unlock()
      26 io     DMA ends                      DMA ends
                  DMA running -> off            DMA running -> off
      27 io     unpin_user_page()             unpin_user_page()
                  refcount 1025 -> 1            refcount 1024 -> 0
                  = idle 1                      = nobody
      28 io     *** no wake-up for trunc ***  wake_up_var()
                                                wakes trunc
      29 trunc  cannot move:                  schedule()
                  asleep in                     woken
                    ___wait_var_event,
                    refcount is 1, waits for
                    1, and nobody has woken
                    it
      30 trunc                                filemap_invalidate_lock()
      31 trunc                                prepare_to_wait_event()
                                                on the wait queue
      32 trunc                                ___wait_var_event()
                                                refcount 0: idle
      33 trunc                                finish_wait()
      34 trunc                                mapping_mapped()
      35 trunc                                zap_pte_range()
                                                nothing mapped
      36 trunc                                dax_busy_page()
                                                not busy
      37 trunc                                dax_delete_mapping_entry()
                                                entry present -> absent
      38 trunc                                ext4_truncate()
                                                block of the file -> free
      39 trunc                                filemap_invalidate_unlock()

                *** trunc sleeps for ever *** *** all tasks have ended ***
    "
  `);
});

test('numbers of three digits have the room that they need', () => {
  const { told, pair: designs } = missedWakeup;
  const { rows, ...rest } = pair(missedWakeup, ...designs, parseSchedule(told));
  const many = [0, 1, 2].flatMap((round) =>
    rows.map((row) => ({ ...row, number: round * rows.length + row.number })),
  );
  const label = (line: string) => line.slice(0, 14).trimEnd();
  const labels = sideBySide(missedWakeup, { ...rest, rows: many }).map(label);
  expect(labels.filter((one) => /^ *(78|79-83|84) /.test(one))).toEqual([
    '     78 trunc',
    '  79-83 app',
    '     84 app',
  ]);
});

test.each([
  ['fits', 10, ['fits']],
  ['  has an indent', 20, ['  has an indent']],
  ['  breaks between words', 12, ['  breaks', '    between', '    words']],
  ['filemap_invalidate_lock()', 20, ['filemap_invalidate_', '  lock()']],
  ['exactly', 7, ['exactly']],
  ['  wordwithoutany', 10, ['  wordwith', '    outany']],
])('%j in a column of %i', (text, width, lines) => {
  expect(fitLine(text, width)).toEqual(lines);
});

test('the functions of a told schedule, in the order in which they first run, with where to read each on either side', () => {
  const steps = stepsOf(missedWakeup);
  const names = steps.map(({ fn }) => fn);
  expect(names.slice(0, 3)).toEqual([
    'mmap_read_lock()',
    'filemap_invalidate_lock_shared()',
    'grab_mapping_entry()',
  ]);
  expect(new Set(names).size).toBe(names.length);
  // The one is run on the right alone, the other on both, where the two designs have it from elsewhere.
  expect(steps.find(({ fn }) => fn === 'wake_up_var()')?.facts).toEqual(['fs-holds-mapping']);
  expect(steps.find(({ fn }) => fn === 'vmf_insert_mixed()')?.facts).toEqual([
    'fault-map-5.19',
    'fs-holds-mapping',
  ]);
});
