import type { Claim } from './claim.ts';
import { count, decides, fails, fewest, holds, inclusion, leavesOpen, met, needs } from './evidence.ts';

/** Every design whose counts rest at 1. */
const ONE_BASED = ['v5.17', 'current', 'folio-put', 'gup-put', 'no-pgmap'];
/** The code of v5.19 with the holes in truncate closed, and removal unmapping first. */
const WAITING = 'folio-put+unbind-unmaps+scan-unmapped+evict-waits+wait-for-locked';
/** Counts that rest at 1, and what is mended of them without any reference for a mapping. */
const MENDED = ['v5.17+unbind-unmaps', WAITING];
/** Those of them whose removal does not wait for pages. */
const SINCE_518 = ['current', 'folio-put', 'gup-put', 'no-pgmap'];

const table: readonly Claim[] = [
  {
    number: 1,
    part: 'wakeup',
    title: 'The count of an FSDAX page rests at 1, not at 0: at 1 the page is free.',
    by: ['muchun-v1'],
    statement:
      'Before the first fault nobody uses the page, and its count is 1; a mapping leaves it there; and it ' +
      'is 1 when truncate frees the block.',
    evidence: {
      for: [
        count('missed-wakeup', ONE_BASED, 'fault.map', 'before', 1),
        count('missed-wakeup', ONE_BASED, 'fault.map', 'after', 1),
        count(
          'missed-wakeup',
          ['v5.17', 'folio-put', 'gup-put', 'no-pgmap'],
          'trunc.free-blocks',
          'before',
          1,
        ),
      ],
      beside: [
        count('missed-wakeup', ['v6.15'], 'fault.get', 'before', 0),
        count('missed-wakeup', ['v6.15'], 'trunc.free-blocks', 'before', 0),
      ],
    },
    shows: { example: 'missed-wakeup', pair: ['gup-put', 'v6.15'] },
    verdict: 'holds',
    facts: ['start-6.1', 'fault-map-6.1', 'scan-6.1', 'wait-6.1'],
    after: {
      text: 'It was so until v6.14. Since v6.15 an FSDAX page rests at 0, like any other page.',
      facts: ['refcount-commit', 'start-7.2'],
    },
  },
  {
    number: 2,
    part: 'wakeup',
    title: 'Dropping a pin through a folio misses the wake-up of whoever waits for the page.',
    by: ['muchun-v1'],
    statement:
      'When GUP drops its pins through folios, and folios test for 0 only, *no lost wake-up* fails: ' +
      'truncate sleeps for a count of 1 that it has already got. Before GUP used folios it held. For put_page() it still does, where ' +
      'the slow way of GUP follows a GUP-fast that gives up.',
    evidence: {
      for: [
        met('missed-wakeup', ['current'], 'page-pinned'),
        fails('missed-wakeup', ['current'], 'no-lost-wakeup'),
        fails('refault', ['current'], 'no-lost-wakeup'),
        fails('unmapped-file', ['current'], 'no-lost-wakeup'),
        fails('two-pinners', ['current'], 'no-lost-wakeup'),
        holds('missed-wakeup', ['v5.17'], 'no-lost-wakeup'),
        holds('put-page', ['current'], 'no-lost-wakeup'),
        fails('put-page-fast', ['current'], 'no-lost-wakeup'),
      ],
      beside: [holds('missed-wakeup', ['folio-put', 'gup-put', 'fs-held', 'v6.15'], 'no-lost-wakeup')],
    },
    shows: { example: 'missed-wakeup', pair: ['current', 'gup-put'], property: 'no-lost-wakeup' },
    verdict: 'holds',
    facts: ['gup-put-commit', 'gup-put-5.19', 'wait-var-event', 'put-page-5.18'],
    after: {
      text:
        'A second version of the patch, which changes GUP only, was merged for v5.19. In v6.15 any put that reaches 0 ' +
        'wakes, and no put is special.',
      facts: ['folio-put-v2', 'gup-put-fix', 'wake-7.2'],
    },
  },
  {
    number: 3,
    part: 'wakeup',
    title: 'The hung-task detector does not report the task that sleeps for ever.',
    by: ['muchun-hang'],
    statement:
      'The task sleeps in TASK_INTERRUPTIBLE, and the detector looks for tasks that sleep ' +
      'uninterruptibly.',
    evidence: { for: [fails('missed-wakeup', ['current'], 'truncate-finishes')] },
    shows: { example: 'missed-wakeup', pair: ['current', 'gup-put'], property: 'truncate-finishes' },
    verdict: 'not decidable here',
    because: 'the model has no hung-task detector. It can say that the task sleeps for ever, not who notices',
    facts: ['hang-unseen', 'wait-6.1', 'wait-var-event'],
    after: {
      text:
        'Truncate still waits interruptibly in v7.2. Eviction, which waits for pages since v6.15, does so ' +
        'uninterruptibly.',
      facts: ['wait-unlock-7.2', 'break-final-7.2'],
    },
  },
  {
    number: 4,
    part: 'counts',
    title: 'Teaching folio_put() that 1 is free brings the wake-up back.',
    by: ['muchun-v1'],
    statement:
      'With that patch *no lost wake-up* holds whichever way the reference goes, and *truncate finishes*.',
    evidence: {
      for: [
        holds('missed-wakeup', ['folio-put'], 'no-lost-wakeup'),
        holds('missed-wakeup', ['folio-put'], 'truncate-finishes'),
        holds('bare-put', ['folio-put'], 'no-lost-wakeup'),
        holds('bare-put', ['folio-put'], 'truncate-finishes'),
        holds('refault', ['folio-put'], 'truncate-finishes'),
      ],
      beside: [fails('missed-wakeup', ['current'], 'no-lost-wakeup')],
    },
    shows: { example: 'missed-wakeup', pair: ['current', 'folio-put'], property: 'no-lost-wakeup' },
    verdict: 'holds',
    facts: ['folio-put-v1', 'put-page-5.18'],
    after: {
      text:
        'It was not merged: every folio that is put would have been asked whether it is an FSDAX page. The next claim ' +
        'is the answer to it.',
      facts: ['folio-put-v2'],
    },
  },
  {
    number: 5,
    part: 'counts',
    title: 'Folios need not know of 1-based counts: a change in GUP alone is enough.',
    by: ['willy-blight'],
    statement: 'With GUP taught and folio_put() left as it is, *no lost wake-up* holds.',
    evidence: {
      for: [
        holds('missed-wakeup', ['gup-put'], 'no-lost-wakeup'),
        holds('refault', ['gup-put'], 'no-lost-wakeup'),
        holds('unmapped-file', ['gup-put'], 'no-lost-wakeup'),
        holds('two-pinners', ['gup-put'], 'no-lost-wakeup'),
        holds('put-page', ['gup-put'], 'no-lost-wakeup'),
        decides('folioPutWakesAt', ['gup-put'], 0),
      ],
      beyond: [
        fails('bare-put', ['gup-put'], 'no-lost-wakeup'),
        fails('memory-read', ['gup-put'], 'no-lost-wakeup'),
      ],
      beside: [holds('bare-put', ['folio-put'], 'no-lost-wakeup')],
    },
    shows: { example: 'bare-put', pair: ['gup-put', 'folio-put'], property: 'no-lost-wakeup' },
    verdict: 'holds only if',
    assumption:
      'no page that came from GUP with FOLL_GET is dropped by a bare folio_put(), which still tests for 0 only',
    facts: ['gup-put-6.1', 'wake-6.1', 'put-page-6.1', 'bare-put-6.12'],
    after: {
      text:
        'It is what was merged for v5.19 and went to the stable kernels. Three callers that drop such a page by a bare folio put ' +
        'were seen to lose the wake-up: the end of direct I/O in v6.1, since v6.1.75; and in v6.12 futex calls, and accesses to ' +
        'the memory of another process.',
      facts: [
        'folio-put-v2',
        'gup-put-fix',
        'bio-folio-stable',
        'bio-put-6.1',
        'futex-put-6.12',
        'remote-release-6.12',
      ],
    },
  },
  {
    number: 6,
    part: 'counts',
    title: 'Where counts rest at 1 each kind of put has to know of it; where they rest at 0 none has to.',
    by: ['willy-blight', 'muchun-agrees', 'dan-stalled'],
    opinion: 'that such counts burden code all over the kernel, and should go.',
    statement:
      'With 1-based counts a put has to know of them, and one that does not loses the wake-up; with idle ' +
      'at 0 no put has to know, and none loses it.',
    evidence: {
      for: [
        fails('bare-put', ['v5.17', 'current', 'gup-put', 'no-pgmap'], 'no-lost-wakeup'),
        holds('bare-put', ['fs-held', 'v6.15'], 'no-lost-wakeup'),
        holds('missed-wakeup', ['fs-held', 'v6.15'], 'no-lost-wakeup'),
        decides('putPageWakesAt', ONE_BASED, 1),
        decides('putPageWakesAt', ['fs-held', 'v6.15'], 0),
        decides('folioPutWakesAt', ['fs-held', 'v6.15'], 0),
        decides('gupPutWakesAt', ['fs-held', 'v6.15'], 0),
      ],
    },
    shows: { example: 'bare-put', pair: ['gup-put', 'fs-held'], property: 'no-lost-wakeup' },
    verdict: 'holds',
    facts: ['put-page-6.1', 'gup-put-6.1', 'wake-6.1'],
    after: {
      text:
        'They went with v6.15. The test for them left put_page(), release_pages() and GUP, and in v6.17 the kind of ' +
        'page-table entry that was made for such pages went too.',
      facts: ['refcount-commit', 'gup-put-7.2', 'devmap-commit'],
    },
  },
  {
    number: 7,
    part: 'counts',
    title: 'The 1-based counts are close to being gone.',
    by: ['willy-blight'],
    statement: 'It is a forecast; no property expresses it.',
    evidence: {},
    verdict: 'not decidable here',
    because: 'the model has no calendar',
    facts: ['close-to-fixed'],
    after: {
      text: 'Written in July 2022. The code that does away with them was merged for v6.15, in 2025.',
      facts: ['refcount-commit'],
    },
  },
  {
    number: 8,
    part: 'pgmap',
    title: 'Before the counts can be made ordinary, get_dev_pagemap() has to leave the GUP path.',
    by: ['dan-stalled', 'dan-force-unmap'],
    statement:
      'Ordinary counts do not work as long as GUP takes the pgmap reference; and GUP can do without it ' +
      'before they come, with *no use after free by GUP*.',
    evidence: {
      against: [
        fails('unbind-pinned', ['no-pgmap'], 'no-late-gup'),
        fails('unbind-unmapped', ['no-pgmap'], 'no-late-gup'),
        holds('missed-wakeup', ['fs-held+gup-pgmap'], 'no-lost-wakeup'),
        holds('unbind-unmapped', ['fs-held+gup-pgmap'], 'no-late-gup'),
      ],
      beside: [
        holds('unbind-pinned', ['gup-put'], 'no-late-gup'),
        holds('unbind-unmapped', ['fs-held+flush-interrupts'], 'no-late-gup'),
      ],
    },
    shows: { example: 'unbind-pinned', pair: ['no-pgmap', 'gup-put'], property: 'no-late-gup' },
    verdict: 'not needed',
    facts: ['gup-first', 'gup-pgmap-get-6.1', 'gup-grab-6.1', 'unbind-6.1'],
    after: {
      text:
        'It left last. The counts became ordinary in v6.15, and from then on GUP met no FSDAX entry that made it ask for ' +
        'the pgmap; the code went in v6.17. The series of 2021 did not mean the step to stand alone: it came with a notice to ' +
        'whoever maps the pages, which is the next claim.',
      facts: ['refcount-commit', 'gup-devmap-commit'],
    },
  },
  {
    number: 9,
    part: 'pgmap',
    title: 'To do without the pgmap reference, those who map the pages must be told when the device goes.',
    by: ['dan-stalled', 'dan-force-unmap'],
    statement:
      'Without the pgmap reference *no use after free by GUP* fails; it holds if removal tells those who map ' +
      'the pages, so that they unmap them first.',
    evidence: {
      for: [
        fails('unbind-pinned', ['no-pgmap'], 'no-late-gup'),
        holds('unbind-pinned', ['no-pgmap+unbind-unmaps'], 'no-late-gup'),
        holds('unbind-unmapped', ['no-pgmap+unbind-unmaps'], 'no-late-gup'),
      ],
      beyond: [holds('unbind-unmapped', ['fs-held+flush-interrupts'], 'no-late-gup')],
      beside: [holds('unbind-pinned', ['gup-put'], 'no-late-gup')],
    },
    shows: { example: 'unbind-pinned', pair: ['no-pgmap', 'fs-held'], property: 'no-late-gup' },
    verdict: 'holds only if',
    assumption:
      'a mapping holds no reference. Where it holds one and removal waits for it, GUP needs neither the pgmap ' +
      'reference nor a notice',
    facts: ['gup-pgmap-get-6.1', 'kill-dax-6.1', 'unbind-6.1'],
    after: {
      text:
        'The work stalled on that notice. For memory failure xfs got one later, which also serves removal from v6.8 on ' +
        'where the file system has a reverse map; ext4 has none.',
      facts: ['pre-remove-commit', 'xfs-needs-rmap-7.2', 'ext4-no-holder-7.2'],
    },
  },
  {
    number: 10,
    part: 'pgmap',
    title: 'Who holds a page through GUP does not react when mappers are told: a notice frees no pin.',
    by: ['jason-gup-users'],
    statement: 'With the notice every mapping goes, and removal still waits for the pin.',
    evidence: {
      for: [holds('unbind-pinned', ['fs-held-notify'], 'no-late-pin')],
      beside: [fails('unbind-pinned', ['gup-put'], 'no-late-pin')],
    },
    shows: { example: 'unbind-pinned', pair: ['gup-put', 'fs-held-notify'], property: 'no-late-pin' },
    verdict: 'not decidable here',
    because:
      'the model takes it as given. A task that holds a pin does its transfer and unpins, whatever becomes of the mapping',
    facts: ['gup-users-deaf', 'unbind-6.1'],
    after: {
      text: 'Still so. Truncate, eviction and, where it waits at all, removal wait for pins; none can ask for them.',
      facts: ['wait-7.2', 'evict-7.2'],
    },
  },
  {
    number: 11,
    part: 'held',
    title: 'With proper counts GUP is protected by them, without the pgmap reference.',
    by: ['jason-fs-holds'],
    statement:
      'With idle at 0 and a reference for each mapping GUP takes no pgmap reference; still *the page of a ' +
      'free block is idle*, and *no use after free by GUP* and *no use after free by a pin holder* hold.',
    evidence: {
      for: [
        met('idle-page', ['fs-held'], 'gup-late'),
        holds('idle-page', ['fs-held', 'v6.15'], 'free-is-idle'),
        met('unbind-unmapped', ['fs-held'], 'gone-after-pin'),
        holds('unbind-left', ['fs-held'], 'no-late-pin'),
        holds('unbind-open', ['fs-held'], 'no-late-pin'),
        holds('unbind-unmapped', ['fs-held'], 'no-late-pin'),
        holds('unbind-unmapped', ['fs-held+flush-interrupts'], 'no-late-gup'),
        decides('gupHoldsPgmap', ['fs-held'], false),
      ],
      beyond: [
        fails('unbind-unmapped', ['fs-held'], 'no-late-gup'),
        fails('unbind-pinned', ['v6.15'], 'no-late-gup'),
      ],
      beside: [fails('unbind-pinned', ['no-pgmap'], 'no-late-gup')],
    },
    shows: { example: 'unbind-pinned', pair: ['no-pgmap', 'fs-held'], property: 'no-late-gup' },
    verdict: 'holds only if',
    assumption:
      'removal waits for every page, as it does not in v6.15, and a GUP-fast that has read an entry ends before ' +
      'that entry gives its reference back, as where the TLB flush interrupts the CPUs',
    facts: ['gup-grab-7.2', 'fs-holds-mapping', 'gup-protection-7.2'],
    after: {
      text:
        'In v6.15 GUP refuses a page with a count of 0, so the count does protect the page. It does not protect the ' +
        'struct page: removal takes that away without looking at the count.',
      facts: ['gup-grab-7.2', 'unbind-7.2'],
    },
  },
  {
    number: 12,
    part: 'held',
    title: 'The pgmap reference in GUP is there only because the count goes to 1 and the page is used again.',
    by: ['jason-fs-holds'],
    statement:
      'With counts that rest at 1 GUP takes a page whose block is free, so that *the page of a free block ' +
      'is idle* fails; with counts that rest at 0 it holds. Without the pgmap reference *no use after free by ' +
      'GUP* fails and holds in the same way.',
    evidence: {
      for: [
        fails('idle-page', ONE_BASED, 'free-is-idle'),
        holds('idle-page', ['fs-held', 'v6.15'], 'free-is-idle'),
        fails('unbind-pinned', ['no-pgmap'], 'no-late-gup'),
        holds('unbind-unmapped', ['fs-held+flush-interrupts'], 'no-late-gup'),
      ],
      beyond: [
        fails('unbind-pinned', ['v6.15'], 'no-late-gup'),
        fails('unbind-unmapped', ['fs-held'], 'no-late-gup'),
      ],
    },
    shows: { example: 'idle-page', pair: ['gup-put', 'fs-held'], property: 'free-is-idle' },
    verdict: 'holds only if',
    assumption:
      'removal waits for every page, as it did up to v5.17, and a GUP-fast that has read an entry ends before that entry ' +
      'gives its reference back. Where removal does not wait, the pgmap reference is what keeps GUP from pages that are gone, ' +
      'at any count',
    facts: ['gup-pgmap-get-6.1', 'gup-grab-6.1', 'gup-grab-7.2', 'unbind-5.10'],
    after: {
      text:
        'The reference went with the 1-based counts. Removal still does not wait for pages; since v6.15 it waits for pins of files ' +
        'that nobody uses, as it evicts their inodes, unless an xfs was told and took their entries out.',
      facts: ['gup-devmap-commit', 'unbind-7.2', 'mark-dead-7.2', 'evict-7.2'],
    },
  },
  {
    number: 13,
    part: 'held',
    title:
      'No event on removal is needed: it is enough that the file system holds a reference for what it maps.',
    by: ['jason-fs-holds'],
    statement:
      'Without a notice, nobody touches a page that is gone, be it a mapping, a fault, a pin holder or GUP, and no ' +
      'page-table entry to it is left.',
    evidence: {
      for: [
        met('unbind-unmapped', ['fs-held'], 'gone-after-pin'),
        holds('unbind-unmapped', ['fs-held'], 'no-pte-to-gone-device'),
        holds('unbind-unmapped', ['fs-held'], 'no-late-pin'),
        holds('unbind-unmapped', ['fs-held'], 'no-late-mapping'),
        holds('unbind-mapped', ['fs-held'], 'no-late-fault'),
        holds('unbind-unmapped', ['fs-held+flush-interrupts'], 'no-late-gup'),
        decides('unbindUnmaps', ['fs-held'], false),
      ],
      beyond: [
        fails('unbind-unmapped', ['fs-held'], 'no-late-gup'),
        fails('unbind-mapped', ['fs-held+fault-unasked'], 'no-late-fault'),
        fails('unbind-open', ['fs-held'], 'no-late-mapping'),
        fails('unbind-mapped', ['fs-held+fault-unasked'], 'no-pte-to-gone-device'),
      ],
      beside: [
        holds('unbind-unmapped', ['fs-held-notify'], 'no-late-gup'),
        holds('unbind-unmapped', ['fs-held+gup-pgmap'], 'no-late-gup'),
        fails('unbind-mapped', ['v6.15'], 'no-pte-to-gone-device'),
      ],
    },
    shows: {
      example: 'unbind-unmapped',
      pair: ['fs-held', 'fs-held+flush-interrupts'],
      property: 'no-late-gup',
    },
    verdict: 'holds only if',
    assumption:
      'a GUP-fast that has read an entry ends before that entry gives its reference back, as where the TLB flush ' +
      'interrupts the CPUs; a fault is refused once the pgmap is dying, before it touches the page; and no file is in use whose ' +
      'entries the unmount would take away after the device',
    facts: ['fs-holds-mapping', 'fault-map-7.2', 'zap-put-7.2'],
    after: {
      text:
        'The merged code takes the reference, in the MM helper that fills the page-table entry and not in the file ' +
        'system. Removal does not wait for it, nor does it ask a fault whether the pgmap is dying.',
      facts: ['refcount-commit', 'fault-map-7.2', 'unbind-7.2'],
    },
  },
  {
    number: 14,
    part: 'removal',
    title: 'Once the file system holds references, removing the device hangs until they are dropped.',
    by: ['dan-may-hang'],
    statement:
      'With a mapping that stays, *unbind finishes* fails; once the mapping and the pins go, it holds.',
    evidence: {
      for: [
        fails('unbind-mapped', ['fs-held'], 'unbind-finishes'),
        fails('unbind-pinned', ['fs-held'], 'unbind-finishes'),
        holds('unbind-unmapped', ['fs-held'], 'unbind-finishes'),
      ],
      beside: [
        holds('unbind-mapped', ['v6.15'], 'unbind-finishes'),
        holds('unbind-left', ['v6.15'], 'no-late-pin'),
      ],
    },
    shows: { example: 'unbind-mapped', pair: ['fs-held', 'v6.15'], property: 'unbind-finishes' },
    verdict: 'holds',
    facts: ['removal-may-hang', 'unbind-5.10'],
    after: {
      text:
        'Up to v5.17 removal waited for every page; the series of 2022 would have brought that back. With what was merged it ' +
        'waits for no mapping, but it hangs on pins: since v6.15 it evicts the inodes that nobody uses, and on ext4 and xfs that ' +
        'waits, in state D, until the pins of their pages have gone, unless xfs has a reverse map and was told.',
      facts: ['unbind-commit', 'unbind-7.2', 'mark-dead-7.2', 'break-final-7.2'],
    },
  },
  {
    number: 15,
    part: 'removal',
    title: 'Where removal waits for every page, and may hang, nobody touches a page that is gone.',
    by: ['dan-may-hang'],
    opinion: 'that a removal which may hang is good enough to settle the reference counts.',
    statement:
      'With a wait for every page and no notice, whatever is asked of removal holds, except that it ends.',
    evidence: {
      for: [
        met('unbind-unmapped', ['fs-held'], 'gone-after-pin'),
        holds('unbind-unmapped', ['fs-held'], 'no-pte-to-gone-device'),
        holds('unbind-unmapped', ['fs-held'], 'no-late-pin'),
        holds('unbind-unmapped', ['fs-held'], 'no-late-mapping'),
        holds('unbind-mapped', ['fs-held'], 'no-late-fault'),
        holds('unbind-unmapped', ['fs-held+flush-interrupts'], 'no-late-gup'),
      ],
      beyond: [
        fails('unbind-unmapped', ['fs-held'], 'no-late-gup'),
        fails('unbind-mapped', ['fs-held+fault-unasked'], 'no-late-fault'),
        fails('unbind-open', ['fs-held'], 'no-late-mapping'),
      ],
      beside: [fails('unbind-mapped', ['fs-held'], 'unbind-finishes')],
    },
    shows: {
      example: 'unbind-unmapped',
      pair: ['fs-held', 'fs-held+flush-interrupts'],
      property: 'no-late-gup',
    },
    verdict: 'holds only if',
    assumption:
      'a GUP-fast that has read an entry ends before that entry gives its reference back, as where the TLB flush ' +
      'interrupts the CPUs; a fault is refused once the pgmap is dying, before it touches the page; and no file is in use whose ' +
      'entries the unmount would take away after the device',
    facts: ['removal-may-hang', 'fs-holds-mapping'],
    after: {
      text:
        'It was not tried in a release: in v6.15 the references are there and removal does not wait for them. It waits for pins ' +
        'only where nobody uses the file, and no xfs was told.',
      facts: ['unbind-7.2', 'mark-dead-7.2'],
    },
  },
  {
    number: 16,
    part: 'removal',
    title: 'To tell the file system to drop its references is then only an improvement of behaviour.',
    by: ['dan-may-hang'],
    statement: 'Whatever holds without the notice holds with it, and what it adds is that removal ends.',
    evidence: {
      for: [
        inclusion('fs-held', 'fs-held-notify'),
        fails('unbind-mapped', ['fs-held'], 'unbind-finishes'),
        holds('unbind-mapped', ['fs-held-notify'], 'unbind-finishes'),
        fails('unbind-pinned', ['fs-held'], 'unbind-finishes'),
        holds('unbind-pinned', ['fs-held-notify'], 'unbind-finishes'),
        holds('unbind-unmapped', ['fs-held+flush-interrupts'], 'no-late-gup'),
      ],
      beyond: [
        fails('unbind-unmapped', ['fs-held'], 'no-late-gup'),
        holds('unbind-unmapped', ['fs-held-notify'], 'no-late-gup'),
      ],
    },
    shows: { example: 'unbind-mapped', pair: ['fs-held', 'fs-held-notify'], property: 'unbind-finishes' },
    verdict: 'holds only if',
    assumption:
      'a GUP-fast that has read an entry ends before that entry gives its reference back. Else the notice also keeps ' +
      'GUP from a page that is gone, which is more than behaviour',
    facts: ['notify-is-improvement', 'kill-dax-7.2'],
    after: {
      text:
        'Where xfs has a reverse map, removal makes it unmap the pages and send SIGBUS to the processes that map them, ' +
        'since v6.8. Other file systems are not told.',
      facts: ['pre-remove-commit', 'xfs-kills-7.2', 'ext4-no-holder-7.2'],
    },
  },
  {
    number: 17,
    part: 'way',
    title: 'FSDAX can take ordinary references when the fault fills the page-table entry.',
    by: ['dan-stalled', 'jason-fs-holds'],
    opinion: 'that this is the next step, after a review of that effort.',
    statement:
      'The page rests at 0, filling the entry takes its count to 1, and *no lost wake-up* holds without a ' +
      'put that is special.',
    evidence: {
      for: [
        count('missed-wakeup', ['fs-held'], 'fault.map', 'before', 0),
        count('missed-wakeup', ['fs-held'], 'fault.map', 'after', 1),
        count('missed-wakeup', ['v6.15'], 'fault.get', 'before', 0),
        count('missed-wakeup', ['v6.15'], 'fault.put', 'after', 1),
        holds('missed-wakeup', ['fs-held', 'v6.15'], 'no-lost-wakeup'),
        holds('bare-put', ['fs-held', 'v6.15'], 'no-lost-wakeup'),
        holds('refault', ['fs-held', 'v6.15'], 'no-lost-wakeup'),
      ],
      beside: [fails('refault', ['fs-held', 'v6.15'], 'truncate-finishes')],
    },
    shows: { example: 'missed-wakeup', pair: ['fs-held', 'v6.15'] },
    verdict: 'holds',
    facts: ['fault-get-7.2', 'fault-map-7.2', 'fault-put-7.2', 'zap-put-7.2'],
    after: {
      text: 'Merged for v6.15: the fault maps the page through helpers that take a reference for each entry.',
      facts: ['refcount-commit', 'mkwrite-commit', 'insert-page-7.2'],
    },
  },
  {
    number: 18,
    part: 'way',
    title: 'There may be no shorter path than these references.',
    by: ['dan-stalled'],
    statement:
      'Of all combinations of the choices in the model, those on which nothing fails count from 0, and remove the device when every page is idle, ' +
      'after the file system was told to unmap its files and to take their entries out.',
    evidence: {
      for: [
        needs('all', 'idle', 0),
        needs('all', 'unbindWaitsFor', 'every page'),
        needs('all', 'unbindUnmaps', true),
        needs('all', 'unbindRemovesEntries', true),
        needs('in-use', 'idle', 0),
        holds('unbind-unmapped', ['fs-held'], 'no-pte-to-gone-device'),
        fails('unbind-unmapped', ONE_BASED, 'no-pte-to-gone-device'),
        holds('unbind-unmapped', ['fs-held'], 'no-late-pin'),
        fails('unbind-unmapped', SINCE_518, 'no-late-pin'),
        holds('idle-page', ['fs-held'], 'free-is-idle'),
        fails('idle-page', [...ONE_BASED, ...MENDED], 'free-is-idle'),
      ],
      beyond: [
        leavesOpen('all', 'mapping'),
        leavesOpen('in-use', 'mapping'),
        fewest('in-use', 'gup-put', 3),
        holds('unbind-unmapped', MENDED, 'no-pte-to-gone-device'),
        holds('unbind-unmapped', MENDED, 'no-late-gup'),
        holds('unbind-mapped', MENDED, 'no-late-fault'),
        holds('unbind-unmapped', ['v5.17+unbind-unmaps'], 'no-late-pin'),
        ...['unmapped-file', 'evict-pinned', 'unmount-pinned', 'locked-entry'].map((example) =>
          holds(example, [WAITING], 'no-free-while-pinned'),
        ),
      ],
      beside: [
        holds('bare-put', ['folio-put'], 'no-lost-wakeup'),
        fails('unbind-mapped', ['v6.15'], 'no-pte-to-gone-device'),
      ],
    },
    shows: { example: 'unbind-unmapped', pair: ['gup-put', 'fs-held'], property: 'no-pte-to-gone-device' },
    verdict: 'holds only if',
    assumption:
      'the counts are meant, which have to start at 0. Where the last put gives the block back, truncate need not wait for it; and there a mapping ' +
      'need not hold a reference if the DAX entry holds one (blocks that two files share were not asked there)',
    facts: ['fs-holds-mapping', 'zap-6.1', 'unbind-6.1'],
    after: {
      text:
        'It was left open in the mail, and the answer was to go that way. For the lost wake-up alone a shorter path was taken, for v5.19. ' +
        'The references came with v6.15, which leaves the entry to a device that is gone, as before, since removal does not wait ' +
        'for mappings.',
      facts: ['gup-put-fix', 'refcount-commit', 'unbind-7.2'],
    },
  },
  {
    number: 19,
    part: 'way',
    title: 'The work can be taken up now that CXL has reached a break.',
    by: ['dan-stalled', 'dan-may-hang'],
    statement: 'It says who works on what, and when; no property expresses it.',
    evidence: {},
    verdict: 'not decidable here',
    because: 'a plan of work is not in the model',
    facts: [],
    after: {
      text: 'A series followed in September 2022 and reached a third version in October; it was dropped at the end of the year. Alistair Popple began another in 2024, which was merged for v6.15.',
      facts: ['refcount-commit'],
      mails: ['dan-series-v1', 'andrew-drops', 'dan-allocation', 'alistair-rfc'],
    },
  },
  {
    number: 20,
    part: 'way',
    title: 'If memory serves, the infrastructure is there: what remains is to take the right references.',
    by: ['jason-fs-holds'],
    statement:
      'With references for mappings and nothing else changed *no lost wake-up*, *no block freed under a pin* and ' +
      '*truncate finishes* hold.',
    evidence: {
      for: [
        holds('missed-wakeup', ['fs-held'], 'no-lost-wakeup'),
        holds('bare-put', ['fs-held'], 'no-lost-wakeup'),
      ],
      beyond: [
        fails('unmapped-file', ['fs-held'], 'no-free-while-pinned'),
        fails('evict-pinned', ['fs-held'], 'no-free-while-pinned'),
        fails('locked-entry', ['fs-held'], 'no-free-while-pinned'),
        fails('refault', ['fs-held'], 'truncate-finishes'),
        fewest('in-use', 'fs-held', 1),
      ],
      beside: [
        holds('unmapped-file', ['v6.15'], 'no-free-while-pinned'),
        holds('evict-pinned', ['v6.15'], 'no-free-while-pinned'),
        holds('locked-entry', ['v6.15'], 'no-free-while-pinned'),
      ],
    },
    shows: { example: 'unmapped-file', pair: ['fs-held', 'v6.15'], property: 'no-free-while-pinned' },
    verdict: 'holds only if',
    assumption:
      'what is asked is that no wake-up is lost. Three holes in truncate and eviction, and what the sleeper waits for, are other matters',
    facts: ['scan-unmapped-6.1', 'evict-none-6.12', 'wait-7.2'],
    after: {
      text:
        'It took a series of twenty patches: large folios of device memory, new helpers for inserting pages, one way to ' +
        'break layouts for all file systems, removal of entries before truncate, and repairs of older holes.',
      facts: [
        'compound-commit',
        'mkwrite-commit',
        'break-common-commit',
        'delete-first-commit',
        'unmapped-commit',
        'block-reuse',
      ],
    },
  },
  {
    number: 21,
    part: 'way',
    title: 'With the right references, the special cases that keep FSDAX off the common path can be removed.',
    by: ['jason-fs-holds'],
    statement:
      'No put is special: each looks for 0 only, whoever drops the reference, and *no lost wake-up* ' +
      'holds.',
    evidence: {
      for: [
        holds('missed-wakeup', ['fs-held', 'v6.15'], 'no-lost-wakeup'),
        holds('bare-put', ['fs-held', 'v6.15'], 'no-lost-wakeup'),
        decides('gupPutWakesAt', ['fs-held', 'v6.15'], 0),
        decides('putPageWakesAt', ['fs-held', 'v6.15'], 0),
        decides('folioPutWakesAt', ['fs-held', 'v6.15'], 0),
        leavesOpen('in-use', 'gupPutWakesAt'),
        leavesOpen('in-use', 'putPageWakesAt'),
        leavesOpen('in-use', 'folioPutWakesAt'),
      ],
      beside: [decides('gupPutWakesAt', ['v5.17', 'folio-put', 'gup-put'], 1)],
    },
    shows: { example: 'bare-put', pair: ['gup-put', 'v6.15'] },
    verdict: 'holds',
    facts: ['put-page-6.1', 'gup-put-6.1', 'gup-put-7.2', 'wake-7.2'],
    after: {
      text:
        'Done in two steps: the special puts went with v6.15; the special page-table entries, and get_dev_pagemap() ' +
        'in GUP, with v6.17.',
      facts: ['refcount-commit', 'gup-devmap-commit', 'devmap-commit'],
    },
  },
  {
    number: 22,
    part: 'way',
    title: 'References alone do not settle the life cycle of an FSDAX page.',
    by: ['jason-fs-holds'],
    opinion: 'that it takes some understanding of fsdax, and of what that life cycle is meant to be.',
    statement:
      'Whether eviction waits for a pin, or a truncate of a file that nobody maps, depends on more than counts.',
    evidence: {
      for: [
        fails('evict-pinned', ['fs-held'], 'no-free-while-pinned'),
        holds('evict-pinned', ['v6.15'], 'no-free-while-pinned'),
        fails('unmount-pinned', ['fs-held'], 'no-free-while-pinned'),
        holds('unmount-pinned', ['v6.15'], 'no-free-while-pinned'),
        fails('unmapped-file', ['fs-held'], 'no-free-while-pinned'),
        holds('unmapped-file', ['v6.15'], 'no-free-while-pinned'),
      ],
    },
    shows: { example: 'evict-pinned', pair: ['fs-held', 'v6.15'], property: 'no-free-while-pinned' },
    verdict: 'holds',
    facts: ['evict-hole', 'evict-none-6.12', 'evict-7.2', 'delete-6.12', 'delete-7.2'],
    after: {
      text:
        'Reviewers of the series of 2022 found eviction uncovered. In v6.15 the entries of a file go while its layouts are broken, ' +
        'and an inode does not end before its pages are idle.',
      facts: ['block-reuse', 'delete-first-commit'],
      mails: ['dave-evict', 'jan-inode'],
    },
  },
  {
    number: 23,
    part: 'way',
    title: 'The rework of devm_request_free_mem_region() is open to objections.',
    by: ['dan-may-hang', 'cxl-heads-up', 'cxl-resource'],
    statement: 'It is a question about another series; no property expresses it.',
    evidence: {},
    verdict: 'not decidable here',
    because: 'that function finds a free range of physical addresses. It has nothing to do with page counts',
    facts: ['free-region-aside', 'free-region-7.2'],
    after: {
      text: 'The rework was merged for v6.0, and the function remains as a wrapper.',
      facts: ['free-region-commit'],
    },
  },
  {
    number: 24,
    part: 'merged',
    title: 'Truncate waits for a pin also when nothing maps the file any more.',
    by: ['alistair-v9'],
    statement:
      'In v6.15 *no block freed under a pin*, and *no DMA into a block that left the file*, hold for a ' +
      'file that is pinned and then unmapped.',
    evidence: {
      for: [
        met('unmapped-file', ['v6.15'], 'pinned-without-vma'),
        holds('unmapped-file', ['v6.15'], 'no-free-while-pinned'),
        holds('unmapped-file', ['v6.15'], 'no-stray-dma'),
      ],
      beside: [
        holds('unmapped-file', ['gup-put+scan-unmapped'], 'no-free-while-pinned'),
        fails('unmapped-file', ONE_BASED, 'no-free-while-pinned'),
        fails('unmapped-file', ['fs-held'], 'no-free-while-pinned'),
      ],
    },
    shows: { example: 'unmapped-file', pair: ['gup-put', 'v6.15'], property: 'no-free-while-pinned' },
    verdict: 'holds',
    facts: ['scan-unmapped-6.1', 'unmapped-commit'],
    after: {
      text: 'Merged for v6.15, as a repair of its own ahead of the new counts.',
      facts: ['unmapped-commit'],
    },
  },
  {
    number: 25,
    part: 'merged',
    title: 'Eviction waits for the pins of its pages.',
    by: ['alistair-v9'],
    statement:
      'In v6.15 *no block freed under a pin*, and *no DMA into a block that left the file*, hold when an ' +
      'unlinked file ends.',
    evidence: {
      for: [
        met('evict-pinned', ['v6.15'], 'pinned-unmapped'),
        holds('evict-pinned', ['v6.15'], 'no-free-while-pinned'),
        holds('evict-pinned', ['v6.15'], 'no-stray-dma'),
      ],
      beside: [
        holds('evict-pinned', ['gup-put+evict-waits'], 'no-free-while-pinned'),
        fails('evict-pinned', ONE_BASED, 'no-free-while-pinned'),
        fails('evict-pinned', ['fs-held'], 'no-free-while-pinned'),
      ],
    },
    shows: { example: 'evict-pinned', pair: ['gup-put', 'v6.15'], property: 'no-free-while-pinned' },
    verdict: 'holds',
    facts: ['evict-none-6.12', 'evict-7.2'],
    after: {
      text: 'Merged for v6.15 for ext4 and xfs; fuse and erofs followed.',
      facts: ['block-reuse', 'evict-7.2', 'evict-xfs-7.2', 'evict-fuse-7.2'],
    },
  },
  {
    number: 26,
    part: 'merged',
    title: 'The reference is held by each page-table entry, and the DAX entry holds none.',
    by: ['alistair-v9', 'alistair-no-entry-ref'],
    statement:
      'In v6.15 making the DAX entry leaves the count at 0, filling the page-table entry adds 1, and when ' +
      'the fault has dropped its own reference 1 remains. An entry that fork() copies counts like any ' +
      'other: *a mapped page can be pinned* holds.',
    evidence: {
      for: [
        count('missed-wakeup', ['v6.15'], 'fault.insert-entry', 'after', 0),
        count('missed-wakeup', ['v6.15'], 'fault.get', 'after', 1),
        count('missed-wakeup', ['v6.15'], 'fault.map', 'after', 2),
        count('missed-wakeup', ['v6.15'], 'fault.put', 'after', 1),
        holds('life', ['v6.15'], 'mapped-is-counted'),
        holds('fork', ['v6.15'], 'mapped-is-counted'),
      ],
      beside: [fails('fork', ['entry-held'], 'mapped-is-counted')],
    },
    shows: { example: 'missed-wakeup', pair: ['gup-put', 'v6.15'] },
    verdict: 'holds',
    facts: ['fault-insert-7.2', 'fault-get-7.2', 'fault-map-7.2', 'fault-put-7.2', 'fork-copy-7.2'],
    after: {
      text:
        'The series of 2022 had given the reference to the DAX entry. The one that was merged tried that too, on request, ' +
        'and gave it up.',
      facts: ['entry-held-request', 'no-entry-reference'],
    },
  },
  {
    number: 27,
    part: 'merged',
    title: 'Removing the device waits for the pins of its pages.',
    by: ['dan-force-unmap'],
    statement: '*no use after free by a pin holder* holds, and *unbind finishes* when the pins have gone.',
    evidence: {
      for: [
        holds('unbind-pinned', ['v5.17'], 'no-late-pin'),
        holds('unbind-unmapped', ['v5.17'], 'no-late-pin'),
        holds('unbind-pinned', ['v5.17'], 'unbind-finishes'),
      ],
      beyond: [
        fails('unbind-pinned', ['current', 'gup-put', 'v6.15'], 'no-late-pin'),
        fails('unbind-open', ['current', 'gup-put', 'v6.15'], 'no-late-pin'),
        fails('unbind-left', ['current', 'gup-put'], 'no-late-pin'),
        holds('unbind-left', ['v6.15'], 'no-late-pin'),
        fails('unbind-left', ['v6.15+told-as-xfs'], 'no-late-pin'),
      ],
      beside: [holds('unbind-unmapped', ['fs-held'], 'no-late-pin')],
    },
    shows: { example: 'unbind-pinned', pair: ['current', 'v5.17'], property: 'no-late-pin' },
    verdict: 'holds only if',
    assumption:
      'the kernel is v5.17 or older; or, since v6.15, nobody has the file of the page open or mapped, so that ' +
      'removal evicts its inode, on ext4, or on an xfs that is not told of the removal',
    facts: ['removal-waited-2021', 'unbind-5.10', 'unbind-6.1', 'xfs-removes-entries-7.2'],
    after: {
      text:
        'It was so when it was written, in 2021. In v5.18 a cleanup of device page counts replaced the wait for pages by ' +
        'one for pgmap references, and GUP does not keep those. In v6.15 eviction began to wait for pins, and with it ' +
        'removal, which evicts the inodes that nobody uses.',
      facts: ['unbind-commit', 'unbind-7.2', 'mark-dead-7.2', 'block-reuse'],
    },
  },
  {
    number: 28,
    part: 'merged',
    title: 'In v6.15 removing the device waits neither for mappings nor for pins.',
    by: 'this document',
    statement:
      'In v6.15 *unbind finishes* whatever stays mapped; and then an entry to the device is left, and ' +
      'GUP, a pin holder, a fault and a mapping each touch pages that are gone.',
    evidence: {
      for: [
        holds('unbind-mapped', ['v6.15'], 'unbind-finishes'),
        fails('unbind-mapped', ['v6.15'], 'no-pte-to-gone-device'),
        fails('unbind-mapped', ['v6.15'], 'no-late-fault'),
        fails('unbind-unmapped', ['v6.15'], 'no-late-mapping'),
        fails('unbind-pinned', ['v6.15'], 'no-late-gup'),
        fails('unbind-pinned', ['v6.15'], 'no-late-pin'),
        fails('unbind-open', ['v6.15'], 'no-late-pin'),
        fails('unbind-open', ['v6.15'], 'no-late-mapping'),
      ],
      beyond: [holds('unbind-left', ['v6.15'], 'no-late-pin')],
      beside: [
        fails('unbind-left', ['v6.15+told-as-xfs'], 'no-late-pin'),
        holds('unbind-unmapped', ONE_BASED, 'no-late-mapping'),
        holds('unbind-unmapped', ['fs-held'], 'no-late-mapping'),
        fails('unbind-left', ['v6.15+evict-does-not-wait'], 'no-late-pin'),
      ],
    },
    shows: { example: 'unbind-pinned', pair: ['v6.15', 'fs-held'], property: 'no-late-pin' },
    verdict: 'holds only if',
    assumption:
      'the file of the page is still open or mapped. Where it is neither, removal evicts its inode, and that waits for pins, ' +
      'unless an xfs that was told has taken the entries out before',
    facts: [
      'unbind-live-7.2',
      'unbind-7.2',
      'mark-dead-7.2',
      'evict-7.2',
      'evict-xfs-7.2',
      'zap-7.2',
      'zap-put-7.2',
    ],
    after: {
      text:
        'Read from the code, and reported by nobody that we know of. That an unmap touches the page is new with v6.15; ' +
        'before it, clearing the entry touched no struct page. So is the wait at the eviction, for ext4 and xfs.',
      facts: ['zap-6.1', 'unbind-live-7.2', 'block-reuse'],
    },
  },
  {
    number: 29,
    part: 'merged',
    title:
      'In v6.15 a page that is touched again while truncate sleeps keeps it asleep after the last unpin.',
    by: 'this document',
    statement:
      '*truncate finishes* fails although every pin is dropped, and *no lost wake-up* holds: the count ' +
      'that truncate waits for does not come.',
    evidence: {
      for: [
        fails('refault', ['v6.15'], 'truncate-finishes'),
        holds('refault', ['v6.15'], 'no-lost-wakeup'),
        fails('missed-wakeup', ['v6.15'], 'truncate-finishes'),
        fails('two-truncaters', ['v6.15'], 'truncate-finishes'),
      ],
      beside: [
        holds('refault', ['v5.17', 'folio-put', 'gup-put'], 'truncate-finishes'),
        fails('refault', ['fs-held'], 'truncate-finishes'),
      ],
    },
    shows: { example: 'refault', pair: ['v6.15', 'gup-put'], property: 'truncate-finishes' },
    verdict: 'holds',
    facts: ['refault-sleeps-7.2', 'refault-window-7.2', 'scan-7.2', 'wait-7.2', 'wake-7.2'],
    after: {
      text:
        'Read from the code of v6.15 and v7.2, and reported by nobody that we know of. A signal, or the end of the ' +
        'mapping, wakes the sleeper.',
      facts: ['wait-var-event', 'wait-7.2'],
    },
  },
  {
    number: 30,
    part: 'beliefs',
    title: 'The missed wake-up was the only thing wrong with truncate and 1-based counts.',
    by: 'a question of this document',
    statement: 'With GUP taught, *no block freed under a pin* holds.',
    evidence: {
      for: [holds('missed-wakeup', ['gup-put'], 'no-free-while-pinned')],
      against: [
        fails('unmapped-file', ['gup-put'], 'no-free-while-pinned'),
        fails('evict-pinned', ['gup-put'], 'no-free-while-pinned'),
        fails('unmount-pinned', ['gup-put'], 'no-free-while-pinned'),
        fails('locked-entry', ['gup-put'], 'no-free-while-pinned'),
      ],
    },
    shows: { example: 'unmapped-file', pair: ['gup-put', 'v6.15'], property: 'no-free-while-pinned' },
    verdict: 'fails',
    facts: ['scan-unmapped-6.1', 'evict-none-6.12', 'scan-locked-6.1'],
    after: {
      text:
        'A file that nobody maps, eviction, an unmount, and a page whose entry is locked: none of them waited ' +
        'for pins until v6.15, and for the last of them v6.15 had to be fixed. These holes are older than the folios.',
      facts: ['unmapped-commit', 'block-reuse', 'scan-locked-fix', 'scan-locked-mend'],
    },
  },
  {
    number: 31,
    part: 'beliefs',
    title: 'Only GUP hands out references to such pages, and all of them come back through GUP.',
    by: 'a question of this document',
    statement: 'With GUP taught, *no lost wake-up* holds whichever way a reference goes.',
    evidence: {
      for: [
        holds('missed-wakeup', ['gup-put'], 'no-lost-wakeup'),
        holds('put-page', ['gup-put'], 'no-lost-wakeup'),
      ],
      against: [
        fails('bare-put', ['gup-put'], 'no-lost-wakeup'),
        fails('memory-read', ['gup-put'], 'no-lost-wakeup'),
      ],
      beside: [holds('bare-put', ['folio-put', 'fs-held', 'v6.15'], 'no-lost-wakeup')],
    },
    shows: { example: 'bare-put', pair: ['gup-put', 'fs-held'], property: 'no-lost-wakeup' },
    verdict: 'fails',
    facts: ['bare-put-6.12', 'put-page-6.1', 'release-pages-6.1'],
    after: {
      text:
        'put_page() and release_pages() were covered, a bare folio_put() was not; later kernels have callers that use it. With ' +
        'idle at 0 the question is gone.',
      facts: ['futex-put-6.12', 'remote-release-6.12', 'wake-7.2'],
    },
  },
  {
    number: 32,
    part: 'beliefs',
    title: 'The pgmap reference that GUP takes lives as long as the pin.',
    by: 'a question of this document',
    statement: 'Removal waits for pgmap references; so *no use after free by a pin holder* holds.',
    evidence: {
      for: [holds('unbind-pinned', ['gup-put'], 'no-late-gup')],
      against: [
        fails('unbind-pinned', ['current', 'folio-put', 'gup-put'], 'no-late-pin'),
        fails('unbind-unmapped', ['current', 'folio-put', 'gup-put'], 'no-late-pin'),
      ],
    },
    shows: { example: 'unbind-pinned', pair: ['gup-put', 'v5.17'], property: 'no-late-pin' },
    verdict: 'fails',
    facts: ['gup-pgmap-get-6.1', 'gup-pgmap-put-6.1', 'gup-slow-pgmap-put-6.1', 'unbind-6.1'],
    after: {
      text: 'GUP dropped it before it returned, in every kernel that took it. It protected the call, not the pin.',
      facts: ['gup-pgmap-put-6.1', 'gup-devmap-commit'],
    },
  },
  {
    number: 33,
    part: 'beliefs',
    title: 'The sleeper may wait for the count of an idle page, because breaking layouts unmaps first.',
    by: ['jason-zero-will-do', 'dan-wait-and-look'],
    statement:
      'The scan and the sleeper ask the same question; so, when no pin is left, *truncate finishes*.',
    evidence: {
      for: [
        decides('busy', ['gup-put'], 'refcount > idle'),
        decides('sleeperWaitsFor', ['gup-put'], 'refcount == idle'),
        holds('refault', ['gup-put'], 'truncate-finishes'),
      ],
      beyond: [
        decides('busy', ['v6.15'], 'refcount != mapcount'),
        fails('refault', ['v6.15'], 'truncate-finishes'),
      ],
    },
    shows: { example: 'refault', pair: ['v6.15', 'gup-put'], property: 'truncate-finishes' },
    verdict: 'holds only if',
    assumption: 'a mapping counts nothing, or no page is mapped again while truncate sleeps',
    facts: ['scan-6.1', 'scan-7.2', 'busy-not-idle-7.2'],
    after: {
      text: 'With 1-based counts the two questions were one. Since v6.15 the scan allows for mappings, and the sleeper does not.',
      facts: ['scan-7.2', 'wait-7.2'],
    },
  },
  {
    number: 34,
    part: 'beliefs',
    title: 'Device pages rest at 0 everywhere now.',
    by: 'a question of this document',
    statement: 'An FSDAX page does in v6.15; of other device pages the model says nothing.',
    evidence: {
      for: [decides('idle', ['v6.15'], 0), count('missed-wakeup', ['v6.15'], 'fault.get', 'before', 0)],
    },
    shows: { example: 'missed-wakeup', pair: ['gup-put', 'v6.15'] },
    verdict: 'not decidable here',
    because: 'the model has FSDAX pages only, and the pages of device-dax are not among them',
    facts: ['start-7.2', 'device-dax-7.2'],
    after: {
      text: 'In v7.2 pages of device-dax still start at 1.',
      facts: ['start-7.2', 'device-dax-7.2'],
    },
  },
  {
    number: 35,
    part: 'beliefs',
    title: 'Killing the DAX device takes its mappings away.',
    by: 'a question of this document',
    statement: 'Without a notice to the file system, *no PTE to a device that is gone* holds.',
    evidence: {
      for: [holds('unbind-unmapped', ['fs-held'], 'no-pte-to-gone-device')],
      against: [fails('unbind-mapped', [...ONE_BASED, 'v6.15'], 'no-pte-to-gone-device')],
      beside: [holds('unbind-mapped', ['fs-held-notify'], 'no-pte-to-gone-device')],
    },
    shows: { example: 'unbind-mapped', pair: ['v6.15', 'fs-held-notify'], property: 'no-pte-to-gone-device' },
    verdict: 'fails',
    facts: ['kill-dax-6.1', 'kill-dax-7.2', 'kill-dax-holder-7.2'],
    after: {
      text:
        'kill_dax() makes new faults fail and leaves existing entries alone. Only xfs with a reverse map unmaps, when it ' +
        'is told.',
      facts: ['pre-remove-commit', 'xfs-needs-rmap-7.2', 'ext4-no-holder-7.2'],
    },
  },
  {
    number: 36,
    part: 'merged',
    title: 'All pages of a file system are idle before it is unmounted.',
    by: ['alistair-v9'],
    statement:
      'In v6.15 *no block freed under a pin* holds for a pin that is older than the mount; before, the new ' +
      'mount knew nothing of it.',
    evidence: {
      for: [
        met('unmount-pinned', ['v6.15'], 'page-pinned'),
        holds('unmount-pinned', ['v6.15'], 'no-free-while-pinned'),
        holds('unmount-pinned', ['v6.15'], 'no-stray-dma'),
      ],
      beside: [
        fails('unmount-pinned', ONE_BASED, 'no-free-while-pinned'),
        fails('unmount-pinned', ['fs-held'], 'no-free-while-pinned'),
      ],
    },
    shows: { example: 'unmount-pinned', pair: ['gup-put', 'v6.15'], property: 'no-free-while-pinned' },
    verdict: 'holds',
    facts: ['evict-none-6.12', 'mount-6.1', 'evict-7.2'],
    after: {
      text: 'Merged for v6.15. Unmounting waits as long as somebody holds a pin, and cannot be interrupted.',
      facts: ['block-reuse', 'break-final-7.2'],
    },
  },
  {
    number: 37,
    part: 'merged',
    title: 'Truncate does not pass over a page because its entry is locked.',
    by: ['alistair-v9'],
    statement:
      'In v6.15, as it was fixed for v6.16, *no block freed under a pin* holds while writeback has the DAX entry locked; ' +
      'before, the scan went on to the next entry.',
    evidence: {
      for: [
        met('locked-entry', ['v6.15'], 'locked-in-scan'),
        holds('locked-entry', ['v6.15'], 'no-free-while-pinned'),
        holds('locked-entry', ['v6.15'], 'no-stray-dma'),
      ],
      beside: [
        holds('locked-entry', ['gup-put+wait-for-locked'], 'no-free-while-pinned'),
        fails('locked-entry', ONE_BASED, 'no-free-while-pinned'),
        fails('locked-entry', ['fs-held', 'entry-held'], 'no-free-while-pinned'),
      ],
    },
    shows: { example: 'locked-entry', pair: ['gup-put', 'v6.15'], property: 'no-free-while-pinned' },
    verdict: 'holds',
    facts: ['scan-locked-6.1', 'writeback-6.1'],
    after: {
      text:
        'Merged for v6.15, as a repair of its own ahead of the new counts. As merged it passed over the entry that it had waited for; ' +
        'that was fixed for v6.16.',
      facts: ['scan-locked-fix', 'scan-locked-mend'],
    },
  },
  {
    number: 38,
    part: 'way',
    title: 'One reference for each DAX entry is enough; a mapping need not hold one of its own.',
    by: ['dan-series-v3', 'dan-series-v3-request', 'dan-series-v2-zap'],
    statement:
      'With a reference from the making of the entry until truncate unmaps it, pages are protected like ' +
      'any others, and *a mapped page can be pinned*.',
    evidence: {
      for: [
        holds('missed-wakeup', ['entry-held'], 'no-lost-wakeup'),
        holds('missed-wakeup', ['entry-held'], 'truncate-finishes'),
        holds('refault', ['entry-held'], 'truncate-finishes'),
        holds('unmapped-file', ['entry-held'], 'no-free-while-pinned'),
        holds('evict-pinned', ['entry-held'], 'no-free-while-pinned'),
      ],
      against: [
        fails('life', ['entry-held'], 'mapped-is-counted'),
        fails('fork', ['entry-held'], 'mapped-is-counted'),
        fails('two-pages', ['entry-held'], 'mapped-is-counted'),
      ],
      beside: [
        holds('life', ['fs-held', 'v6.15'], 'mapped-is-counted'),
        fails('refault', ['v6.15'], 'truncate-finishes'),
      ],
    },
    shows: { example: 'life', pair: ['entry-held', 'v6.15'], property: 'mapped-is-counted' },
    verdict: 'fails',
    facts: ['entry-held-series', 'entry-held-request', 'entry-held-zap'],
    after: {
      text: 'As far as we read the patches: once truncate has taken the reference of an entry away, a fault that comes while truncate sleeps maps the page at a count of 0, where GUP refuses it. In exchange no mapping keeps that truncate asleep. The series was dropped at the end of 2022; the one that was merged tried such a reference, and gave it up.',
      facts: ['entry-held-zap', 'no-entry-reference'],
      mails: ['andrew-drops'],
    },
  },
  {
    number: 39,
    part: 'removal',
    title: 'If each page in use holds a pgmap reference, removing the device waits for all of them.',
    by: ['dan-series-v3'],
    statement:
      'On our reading of the series, with a reference for each DAX entry, nobody touches a page that is gone, and no page-table entry to ' +
      'it is left.',
    evidence: {
      for: [
        met('unbind-unmapped', ['entry-held'], 'gone-after-pin'),
        holds('unbind-unmapped', ['entry-held'], 'no-pte-to-gone-device'),
        holds('unbind-unmapped', ['entry-held'], 'no-late-gup'),
        holds('unbind-unmapped', ['entry-held'], 'no-late-pin'),
        holds('unbind-unmapped', ['entry-held'], 'no-late-mapping'),
        holds('unbind-mapped', ['entry-held'], 'no-late-fault'),
      ],
      beside: [
        fails('unbind-mapped', ['entry-held'], 'unbind-finishes'),
        fails('unbind-unmapped', ['entry-held'], 'unbind-finishes'),
        holds('unbind-unmapped', ['fs-held'], 'unbind-finishes'),
      ],
    },
    shows: { example: 'unbind-unmapped', pair: ['entry-held', 'fs-held'], property: 'unbind-finishes' },
    verdict: 'holds',
    facts: ['entry-held-request', 'entry-held-removal', 'unbind-6.1'],
    after: {
      text:
        'Not merged. The wait would also have outlasted every mapping of a file in use when removal began: an entry stays until its ' +
        'file is truncated or its inode ends, and the last munmap() ends neither.',
      facts: ['entry-held-removal', 'unbind-7.2'],
    },
  },
  {
    number: 40,
    part: 'beliefs',
    title: 'Punching a hole waits only for pins on the pages that it removes.',
    by: 'a question of this document',
    statement: 'Punching one page out of a file never sleeps on another page of it.',
    evidence: { against: [met('two-pages', ['gup-put', 'fs-held', 'v6.15'], 'punch-sleeps')] },
    shows: { example: 'two-pages', pair: ['gup-put', 'v6.15'] },
    verdict: 'fails',
    facts: ['wait-6.1', 'scan-unmap-6.1', 'break-ext4-7.2'],
    after: {
      text:
        'ext4 unmaps the whole file and waits for all of its pages, whatever part is punched out. In v7.2 all of its entries ' +
        'are removed as well, to be made again by the next faults.',
      facts: ['break-ext4-7.2', 'delete-7.2'],
    },
  },
  {
    number: 41,
    part: 'counts',
    title: 'Whoever takes and drops references, the count never falls below idle.',
    by: 'this document',
    statement:
      '*the count never falls below idle* holds for two mappings, a fork, a pin and a truncate, under every design.',
    evidence: {
      for: [
        met('life', ['gup-put', 'v6.15'], 'mapped-twice'),
        holds(
          'life',
          [...ONE_BASED, 'fs-held', 'fs-held-notify', 'entry-held', 'v6.15'],
          'no-count-below-idle',
        ),
        holds(
          'fork',
          [...ONE_BASED, 'fs-held', 'fs-held-notify', 'entry-held', 'v6.15'],
          'no-count-below-idle',
        ),
      ],
    },
    shows: { example: 'life', pair: ['gup-put', 'v6.15'] },
    verdict: 'holds',
    facts: ['fault-map-6.1', 'zap-6.1', 'fault-map-7.2', 'zap-put-7.2'],
    after: {
      text:
        'No design drops a reference that it has not taken: it is what one expects, and a check of the model more than a finding. Where ' +
        'they differ is in who takes one, and who is woken.',
      facts: ['fork-copy-6.1', 'fork-copy-7.2'],
    },
  },
  {
    number: 42,
    part: 'held',
    title: 'GUP-fast has to look at the page-table entry again after it has grabbed the page, at any count.',
    by: 'this document',
    statement:
      'Without that look *no block freed under a pin* fails, with counts that rest at 0 too: the page may ' +
      'have gone to another file meanwhile, and have a count again. With it the property holds.',
    evidence: {
      for: [
        fails(
          'recheck',
          ['gup-put+no-recheck', 'fs-held+no-recheck', 'v6.15+no-recheck'],
          'no-free-while-pinned',
        ),
        holds('recheck', ['gup-put', 'fs-held', 'v6.15'], 'no-free-while-pinned'),
        met('recheck', ['v6.15'], 'block-reused'),
      ],
    },
    shows: { example: 'recheck', pair: ['v6.15+no-recheck', 'v6.15'], property: 'no-free-while-pinned' },
    verdict: 'holds',
    facts: ['scan-argument-6.1', 'gup-recheck-6.1', 'gup-recheck-7.2'],
    after: {
      text: 'Every kernel that was read here looks again. A count of 0 protects a page that is free, and no other.',
      facts: ['gup-recheck-7.2'],
    },
  },
];

/** Every claim, in the order of its number. */
export const claims: readonly Claim[] = table;

/** The claim called C`number`. Throws a RangeError that says which there are. */
export function claimNumbered(number: number): Claim {
  const found = claims.find((claim) => claim.number === number);
  if (found) return found;
  throw new RangeError(`there is no claim C${number}; the last one is C${claims.at(-1)?.number}`);
}
