import { describe, expect, test } from 'vitest';
import { type FactId, factPlace, facts, factUrl } from '../facts/facts.ts';
import { messages, messageUrl } from '../facts/messages.ts';
import { toAscii } from '../text/layout.ts';
import { claimNumbered, claims } from './claims.ts';
import { judge } from './judge.ts';
import { claimQuote, claimText } from './text.ts';

const url = (number: number) => `https://example.org/c/${number}/`;

describe.each(claims.map((claim) => [claim.number, claim] as const))('C%d', (number, claim) => {
  const judged = judge(claim);

  test.each([
    ['text', claimText(judged, url(number))],
    ['quote', claimQuote(judged, url(number))],
  ])('its %s is a mail: 72 columns of ASCII, links excepted', (_, text) => {
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    const long = text.split('\n').filter((line) => line.length > 72 && !/^\[\d+\] https?:\S+$/.test(line));
    expect(long).toEqual([]);
  });

  test('its text has a footnote for each mark, and a mark for each footnote', () => {
    const text = claimText(judged, url(number));
    const notes = [...text.matchAll(/^\[(\d+)\] http/gm)].map(([, n]) => n);
    const marks = [...text.replace(/^\[\d+\] http.*$/gm, '').matchAll(/(?<!\w)\[(\d+)\]/g)].map(([, n]) => n);
    expect(notes).toEqual(notes.map((_, i) => String(i + 1)));
    expect(new Set(marks)).toEqual(new Set(notes));
  });
});

test('a text says the claim, who, the verdict, the findings, the schedule, the functions, what came of it', () => {
  const text = claimText(judge(claimNumbered(5)), url(5));
  const order = [
    /^C5: /,
    /^Matthew Wilcox, 2022-07-04 \[1\]\.$/m,
    /^Holds only if /m,
    /^What the checker finds$/m,
    /^As claimed:$/m,
    /^- no lost wake-up, in missed-wakeup: v5.19 to v6.14: holds in all [\d,]+\s+states$/m,
    /^Without the assumption:$/m,
    /^- no lost wake-up, in bare-put: v5.19 to v6.14: fails after \d+ steps$/m,
    /^For comparison:$/m,
    /^The shortest way to fail$/m,
    /\*\*\* trunc sleeps for ever \*\*\*/,
    /^The kernel's functions$/m,
    /^- gup_put_folio\(\) mm\/gup\.c:197, v6\.1\.176 \[\d\]:/m,
    /^What real kernels did$/m,
    /^- When a FOLL_GET reference goes by put_page\(\), truncate is woken\. Seen/m,
    /^Without the assumption:\n- A direct write took a FOLL_GET reference/m,
    /^What came of it$/m,
  ].map((part) => text.search(part));
  expect(order).not.toContain(-1);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

test('a text begins with the claim, where it stands, who makes it, what it comes to, and what that rests on', () => {
  const text = claimText(judge(claimNumbered(2)), url(2));
  expect(`\n${text.slice(0, text.indexOf('\nWhat came of it'))}`).toMatchInlineSnapshot(`
    "
    C2: Dropping a pin through a folio misses the wake-up of whoever waits
    for the page.
    ======================================================================

    https://example.org/c/2/

    Muchun Song, 2022-07-04 [1].

    Holds: everything comes out as claimed.

    When GUP drops its pins through folios, and folios test for 0 only, *no
    lost wake-up* fails: truncate sleeps for a count of 1 that it has
    already got. Before GUP used folios it held. For put_page() it still
    does, where the slow way of GUP follows a GUP-fast that gives up.

    What the checker finds
    ----------------------
    As claimed:
    - the page is pinned, in missed-wakeup: v5.18: met after 9 steps
    - no lost wake-up, in missed-wakeup: v5.18: fails after 25 steps; v5.17:
      holds in all 1,567 states
    - no lost wake-up, in refault: v5.18: fails after 34 steps
    - no lost wake-up, in unmapped-file: v5.18: fails after 29 steps
    - no lost wake-up, in two-pinners: v5.18: fails after 41 steps
    - no lost wake-up, in put-page: v5.18: holds in all 1,151 states
    - no lost wake-up, in put-page-fast: v5.18: fails after 23 steps
    For comparison:
    - no lost wake-up, in missed-wakeup: first patch of July 2022: holds in
      all 1,567 states; v5.19 to v6.14: holds in all 1,567 states; proposal
      of July 2022: holds in all 1,359 states; v6.15 and later: holds in all
      1,350 states

    Searched 23,615 states in 11 searches.

    The shortest way to fail
    ------------------------
    How *no lost wake-up* fails (v5.18), and the same schedule beside it
    (v5.19 to v6.14). app touches the page through its mapping, and keeps
    the mapping; io pins the page with FOLL_PIN, does DMA, unpins; trunc
    truncates the file to nothing.
    Schedule, in steps of v5.18: io*2 app*9 io trunc*8 io*6 trunc*11

                v5.18                         v5.19 to v6.14
                an unpin looks for 0, until   GUP wakes at 1
                  v5.19-rc
                ----------------------------- -----------------------------
       1 io     gup_pte_range()               gup_pte_range()
                  no PTE: slow path             no PTE: slow path
       2 io     mmap_read_lock()              mmap_read_lock()
     3-7 app    (mmap_read_lock(), filemap_invalidate_lock_shared(),
                grab_mapping_entry(), iomap_iter(), dax_insert_entry())
       8 app    vmf_insert_mixed()            vmf_insert_mixed()
                  PTE none -> present           PTE none -> present
    9-11 app    (dax_unlock_entry(), filemap_invalidate_unlock_shared(),
                mmap_read_unlock())
      12 io     follow_page_pte()             follow_page_pte()
                  PTE present: pinned           PTE present: pinned
                  refcount 1 -> 1025            refcount 1 -> 1025
                  pgmap users 0 -> 1            pgmap users 0 -> 1
                  = idle 1 + io 1024            = idle 1 + io 1024
    13-14 trunc (filemap_invalidate_lock(), mapping_mapped())
      15 trunc  zap_pte_range()               zap_pte_range()
                  PTE present -> none           PTE present -> none
      16 trunc  tlb_flush_mmu_tlbonly()       tlb_flush_mmu_tlbonly()
      17 trunc  dax_busy_page()               dax_busy_page()
                  busy: refcount 1025 > 1       busy: refcount 1025 > 1
      18 trunc  prepare_to_wait_event()       prepare_to_wait_event()
                  on the wait queue             on the wait queue
      19 trunc  ___wait_var_event()           ___wait_var_event()
                  refcount 1025, waits for 1    refcount 1025, waits for 1
      20 trunc  filemap_invalidate_unlock()   filemap_invalidate_unlock()
    21-22 io    (put_dev_pagemap(), mmap_read_unlock())
      23 io     DMA begins                    DMA begins
                  DMA off -> running            DMA off -> running
      24 io     DMA ends                      DMA ends
                  DMA running -> off            DMA running -> off
      25 io     unpin_user_page()             unpin_user_page()
                  refcount 1025 -> 1            refcount 1025 -> 1
                  = idle 1                      = idle 1
      26 io     *** no wake-up for trunc ***  wake_up_var()
                                                wakes trunc
      27 trunc  cannot move:                  schedule()
                  asleep in                     woken
                    ___wait_var_event,
                    refcount is 1, waits for
                    1, and nobody has woken
                    it
      28 trunc                                filemap_invalidate_lock()
      29 trunc                                prepare_to_wait_event()
                                                on the wait queue
      30 trunc                                ___wait_var_event()
                                                refcount 1: idle
      31 trunc                                finish_wait()
      32 trunc                                mapping_mapped()
      33 trunc                                zap_pte_range()
                                                nothing mapped
      34 trunc                                dax_busy_page()
                                                not busy
      35 trunc                                dax_delete_mapping_entry()
                                                entry present -> absent
      36 trunc                                ext4_truncate()
                                                block of the file -> free
      37 trunc                                filemap_invalidate_unlock()

                *** trunc sleeps for ever *** *** all tasks have ended ***

    The kernel's functions
    ----------------------
    - "mm/gup: Add gup_put_folio()" d8ddc099c6b3, v5.18-rc1 [2]: Unpinning
      goes through folio_put_refs() since then.
    - gup_put_folio() mm/gup.c:179, b6a2619c60b4 [3]: Ends in
      folio_put_refs(), which only tests for 0: 1025 to 1 wakes nobody.
    - ___wait_var_event() include/linux/wait_bit.h:254, v7.2.12 [4]: Queue,
      test, sleep; the condition is tested again only after a wake-up or a
      signal.
    - __put_devmap_managed_page() mm/memremap.c:503, 27674ef6c73f [5]:
      put_page() and release_pages() wake when the count reaches 1.

    What real kernels did
    ---------------------
    For comparison:
    - Not GUP, but the block layer drops this reference through a folio;
      truncate sleeps on. Seen on Linux 6.1.176-1 on ext4 and xfs: refcount
      1, mapcount 0; t: truncate asleep in ext4_break_layouts <
      ext4_setattr, xfs_break_dax_layouts < xfs_break_layouts.
      (pin-direct-write-4k, step 7: 4 seconds pass) [6]
    Not seen: v5.18, where GUP did so, was not recorded.
    "
  `);
});

test('why a real kernel was not seen to do it is said where none was', () => {
  expect(claimText(judge(claimNumbered(4)), url(4))).toContain(
    'What real kernels did\n---------------------\nNot seen: no release has that patch.\n',
  );
});

test('a quote has the claim, the verdict, what it rests on, and the link; comparisons are left out', () => {
  const lines = claimQuote(judge(claimNumbered(12)), url(12)).split('\n');
  expect(lines[0]).toMatch(/^C12: /);
  expect(lines.join(' ')).toContain('(Jason Gunthorpe, 2022-07-21) [1] Holds only if ');
  expect(lines.join(' ').replace(/\s+/g, ' ')).toMatch(
    /Without the assumption: - no use after free .*: v6\.15 and later: fails after\s+\d+ steps/,
  );
  expect(lines.slice(-2)).toEqual(['', '[1] https://example.org/c/12/']);
  expect(claimQuote(judge(claimNumbered(4)), url(4))).not.toContain('v5.18');
});

describe('a part that has nothing in it is not there', () => {
  const judged = judge(claimNumbered(5));
  const bare = {
    ...judged,
    pieces: [],
    showing: null,
    searches: 0,
    told: { ...judged.told, seen: [], unseen: null },
    claim: { ...judged.claim, facts: [], after: { text: 'Nothing.', facts: [] } },
  };
  const headings = (text: string) => [...text.matchAll(/^(.+)\n-+$/gm)].map(([, heading]) => heading);

  test('all of them', () => {
    const text = claimText(bare, url(5));
    expect(headings(text)).toEqual(['What came of it']);
    expect(text.slice(text.indexOf('What came of it'))).toMatch(
      /^What came of it\n-+\nNothing\.\n\n\[1\] https:.*\n$/,
    );
    expect(text).not.toContain('Stryker');
    expect(text).not.toMatch(/\n\n\n/);
  });

  test('how much was searched is said where something was', () => {
    expect(claimText(judged, url(5))).toContain(
      `\n\nSearched ${judged.states.toLocaleString('en-US')} states in ${judged.searches} searches.\n`,
    );
    expect(claimText(bare, url(5))).not.toContain('Searched');
    expect(claimText({ ...bare, searches: 1, states: 1 }, url(5))).toContain('Searched 1 state in 1 search.');
  });

  test('a way for evidence to bear that has none', () => {
    const [piece] = judged.pieces.filter(({ bearing }) => bearing === 'for');
    const text = claimText({ ...bare, pieces: [piece] }, url(5));
    expect(text.match(/^(As claimed|Not as claimed|Without the assumption|For comparison):$/gm)).toEqual([
      'As claimed:',
    ]);
    expect(claimQuote({ ...bare, pieces: [piece] }, url(5)).match(/^[A-Z][a-z ]+:$/gm)).toEqual([
      'As claimed:',
    ]);
  });
});

test('a fact is called by its function, or its commit, or its place alone, and has a footnote', () => {
  const judged = judge(claimNumbered(5));
  for (const kind of ['code', 'commit', 'mail', 'text']) {
    const found = Object.entries(facts).find(([, fact]) => fact.kind === kind);
    if (!found) continue;
    const [id, fact] = found;
    const text = claimText({ ...judged, claim: { ...judged.claim, facts: [id as FactId] } }, url(5));
    const [, part] = text.split("The kernel's functions\n");
    const line = part.replace(/\n {2}/g, ' ').split('\n')[1];
    const name =
      fact.kind === 'code' ? `${fact.function}() ` : fact.kind === 'commit' ? `"${fact.title}" ` : '';
    expect(line.startsWith(toAscii(`- ${name}${factPlace(fact)} [`))).toBe(true);
    const mark = /\[(\d+)\]: /.exec(line)?.[1];
    expect(text).toContain(`\n[${mark}] ${factUrl(fact)}\n`);
  }
});

test('what real kernels did is linked to as text, and so are the mails that came of a claim', () => {
  for (const claim of claims) {
    const judged = judge(claim);
    const text = claimText(judged, url(claim.number));
    for (const { sighting } of judged.told.seen)
      expect(text).toContain(`] https://example.org/r/${sighting.scenario}.txt`);
    for (const id of claim.after.mails ?? []) expect(text).toContain(`] ${messageUrl(messages[id])}`);
  }
});
