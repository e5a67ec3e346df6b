import { type MessageId, messages, messageUrl } from './messages.ts';

/** Something that can be looked up in the kernel's source, its history, or a mail. */
export type Fact = CodeFact | CommitFact | MailFact;

interface Common {
  /** What it shows, in one sentence of ours. */
  readonly shows: string;
  /** `read`: the code or mail was read. `derived`: our reasoning from what was read. */
  readonly status: 'read' | 'derived';
}

/** A place in the kernel's source at a fixed version. */
export interface CodeFact extends Common {
  readonly kind: 'code';
  /** A release tag, or a commit's hash. Never a branch. */
  readonly at: string;
  readonly file: string;
  readonly function: string;
  /** Line in that file at that version, where it was noted. */
  readonly line?: number;
}

/** A commit in mainline. */
export interface CommitFact extends Common {
  readonly kind: 'commit';
  readonly hash: string;
  readonly title: string;
  /** The first release or release candidate that has it. */
  readonly since: string;
}

/** A statement in a mail. */
export interface MailFact extends Common {
  readonly kind: 'mail';
  readonly message: MessageId;
}

const code = (at: string, place: string, line: number | undefined, shows: string): CodeFact => {
  const [file, fn] = place.split(':') as [string, string];
  return { kind: 'code', at, file, function: fn, shows, status: 'read', ...(line ? { line } : {}) };
};
const commit = (hash: string, since: string, title: string, shows: string): CommitFact => ({
  kind: 'commit',
  hash,
  since,
  title,
  shows,
  status: 'read',
});
const mail = (message: MessageId, shows: string): MailFact => ({
  kind: 'mail',
  message,
  shows,
  status: 'read',
});

/** mm/gup.c and fs/dax.c as of these commits carry the bug: they stand for v5.18 to v5.19-rc. */
const GUP_519 = 'b6a2619c';
const DAX_519 = 'e511c4a3';
const MEMREMAP_518 = '27674ef6c73f0c9096a9827dc5d6ba9fc7808422';
const V510 = 'v5.10.223';
const V61 = 'v6.1.176';
/** A later stable release of the same series, read for what was not noted from the first. */
const V61_LATER = 'v6.1.192';
const V612 = 'v6.12.107';
const V72 = 'v7.2.12';

const table = {
  // Faults
  'fault-locks': code(
    V72,
    'fs/ext4/file.c:ext4_dax_huge_fault',
    774,
    'A DAX fault runs under mmap_lock or the VMA lock and takes invalidate_lock shared.',
  ),
  'fault-unlocks': code(
    V72,
    'fs/ext4/file.c:ext4_dax_huge_fault',
    796,
    'It drops invalidate_lock when the page-table entry is in place.',
  ),
  'fault-entry-5.19': code(
    DAX_519,
    'fs/dax.c:dax_iomap_pte_fault',
    undefined,
    'The fault locks the DAX entry, looks the block up, inserts, and unlocks.',
  ),
  'fault-insert-5.19': code(
    DAX_519,
    'fs/dax.c:dax_insert_entry',
    undefined,
    'A new entry sets page->mapping and page->index; the count stays as it is.',
  ),
  'fault-insert-6.1': code(
    V61,
    'fs/dax.c:dax_insert_entry',
    856,
    'A new entry sets page->mapping and page->index; the count stays as it is.',
  ),
  'fault-insert-7.2': code(
    V72,
    'fs/dax.c:dax_fault_iter',
    1880,
    'The entry is inserted first; it holds no reference.',
  ),
  'fault-map-5.19': code(
    DAX_519,
    'fs/dax.c:dax_fault_iter',
    undefined,
    'vmf_insert_mixed() makes a devmap entry: no reference, no mapcount.',
  ),
  'fault-map-6.1': code(
    V61,
    'fs/dax.c:dax_fault_iter',
    1650,
    'vmf_insert_mixed() makes a devmap entry: no reference, no mapcount.',
  ),
  'fault-get-7.2': code(
    V72,
    'fs/dax.c:dax_fault_iter',
    1892,
    'folio_ref_inc() takes a reference for the time of the fault, from 0 if need be.',
  ),
  'fault-map-7.2': code(
    V72,
    'mm/memory.c:insert_page_into_pte_locked',
    2352,
    'Under the page-table lock: reference, mapcount, then the page-table entry.',
  ),
  'fault-put-7.2': code(
    V72,
    'fs/dax.c:dax_fault_iter',
    1897,
    'folio_put() drops the reference of the fault.',
  ),
  'fs-holds-mapping': mail(
    'jason-fs-holds',
    'The file system should hold a reference when it puts pages into page-table entries.',
  ),
  // Zap
  'zap-6.1': code(
    V61,
    'mm/memory.c:vm_normal_page',
    626,
    'A devmap entry has no normal page, so clearing it drops nothing.',
  ),
  'zap-7.2': code(
    V72,
    'mm/memory.c:zap_present_folio_ptes',
    1638,
    'Clears the entry and takes the mapcount down; the reference waits for the TLB flush.',
  ),
  'zap-flush-7.2': code(
    V72,
    'mm/memory.c:zap_pte_range',
    1960,
    'The TLB is flushed before the gathered pages are let go.',
  ),
  'zap-put-7.2': code(
    V72,
    'mm/swap.c:folios_put_refs',
    1019,
    'After the flush the reference of each mapping is dropped; at 0 the page is idle.',
  ),
  // GUP
  'gup-fast-5.19': code(
    GUP_519,
    'mm/gup.c:gup_pte_range',
    undefined,
    'Reads the entry without a lock, grabs the page, and reads the entry again.',
  ),
  'gup-fast-6.1': code(
    V61,
    'mm/gup.c:gup_pte_range',
    2449,
    'Reads the entry without a lock, with interrupts off.',
  ),
  'gup-fast-7.2': code(
    V72,
    'mm/gup.c:gup_fast_pte_range',
    2835,
    'Reads the entry without a lock; it is an ordinary one.',
  ),
  'gup-pgmap-get-6.1': code(V61, 'mm/gup.c:gup_pte_range', 2473, 'get_dev_pagemap() for a devmap entry.'),
  'gup-pgmap-put-6.1': code(
    V61,
    'mm/gup.c:gup_pte_range',
    2526,
    'The pgmap reference goes at the end of the range: it does not live as long as the pin.',
  ),
  'gup-slow-pgmap-put-6.1': code(
    V61,
    'mm/gup.c:__get_user_pages',
    1302,
    'The slow path drops its pgmap reference at the end of the call.',
  ),
  'gup-grab-6.1': code(
    V61,
    'mm/gup.c:try_grab_folio',
    125,
    'FOLL_PIN of an order-0 page adds 1 unless the count is 0, then the rest of the bias.',
  ),
  'gup-grab-7.2': code(V72, 'mm/gup.c:gup_fast_pte_range', 2870, 'The same grab; at count 0 it fails.'),
  'gup-recheck-6.1': code(
    V61,
    'mm/gup.c:gup_pte_range',
    2493,
    'If the entry has changed, the grab is undone.',
  ),
  'gup-recheck-7.2': code(
    V72,
    'mm/gup.c:gup_fast_pte_range',
    2874,
    'If the entry has changed, the grab is undone.',
  ),
  'gup-slow-5.19': code(
    GUP_519,
    'mm/gup.c:follow_page_pte',
    undefined,
    'Under the page-table lock, in one atomic, with a pgmap reference for a devmap entry.',
  ),
  'gup-slow-6.1': code(
    V61,
    'mm/gup.c:follow_page_pte',
    608,
    'Under the page-table lock, in one atomic, with a pgmap reference for a devmap entry.',
  ),
  'gup-slow-7.2': code(
    V72,
    'mm/gup.c:follow_page_pte',
    802,
    'Under the page-table lock, in one atomic; a present entry means a count of 1 or more.',
  ),
  'gup-users-deaf': mail(
    'jason-gup-users',
    'Users of GUP do not react to notifiers: a device goes on as long as it holds the pin.',
  ),
  // Put
  'gup-put-5.19': code(
    GUP_519,
    'mm/gup.c:gup_put_folio',
    undefined,
    'Ends in folio_put_refs(), which only tests for 0: 1025 to 1 wakes nobody.',
  ),
  'gup-put-commit': commit(
    'd8ddc099c6b3dde887f9484da9a6677709d68b61',
    'v5.18-rc1',
    'mm/gup: Add gup_put_folio()',
    'Unpinning goes through folio_put_refs() since then.',
  ),
  'gup-put-6.1': code(
    V61,
    'mm/gup.c:gup_put_folio',
    197,
    'put_devmap_managed_page_refs() first: the result 1 wakes.',
  ),
  'gup-put-fix': commit(
    'f4f451a16dd1f478fdb966bcbb612c1e4ce6b962',
    'v5.19',
    'mm: fix missing wake-up event for FSDAX pages',
    'Teaches GUP, and only GUP, that 1 is idle.',
  ),
  'gup-put-7.2': code(V72, 'mm/gup.c:gup_put_folio', 102, 'Any put that reaches 0 wakes.'),
  'put-page-5.18': code(
    MEMREMAP_518,
    'mm/memremap.c:__put_devmap_managed_page',
    undefined,
    'put_page() and release_pages() wake when the count reaches 1.',
  ),
  'put-page-6.1': code(
    V61,
    'include/linux/mm.h:put_page',
    1232,
    'put_page() asks put_devmap_managed_page_refs() first.',
  ),
  'folio-put-v1': mail('muchun-v1', 'The first patch put the test into folio_put() itself.'),
  'folio-put-v2': mail(
    'muchun-v2',
    'The second patch leaves folio_put() alone; a bare one still tests for 0 only.',
  ),
  'wake-6.1': code(
    V61,
    'mm/memremap.c:__put_devmap_managed_page_refs',
    535,
    'wake_up_var(&page->_refcount) when the count has become 1.',
  ),
  'wake-7.2': code(
    V72,
    'mm/memremap.c:free_zone_device_folio',
    470,
    'wake_up_var(&folio->page) when the count has become 0.',
  ),
  // Truncate
  'trunc-6.12': code(
    V612,
    'fs/ext4/inode.c:ext4_setattr',
    5529,
    'Breaks layouts under invalidate_lock before it changes the size.',
  ),
  'trunc-7.2': code(
    V72,
    'fs/ext4/inode.c:ext4_setattr',
    6106,
    'Breaks layouts under invalidate_lock before it changes the size.',
  ),
  'scan-5.19': code(DAX_519, 'fs/dax.c:dax_busy_page', undefined, 'A page with a count above 1 is busy.'),
  'scan-6.1': code(V61, 'fs/dax.c:dax_busy_page', 410, 'A page with a count above 1 is busy.'),
  'scan-7.2': code(V72, 'fs/dax.c:dax_busy_page', 518, 'A page with more references than mappings is busy.'),
  'scan-unmapped-6.1': code(
    V61,
    'fs/dax.c:dax_layout_busy_page_range',
    701,
    'Returns at once when no VMA maps the file.',
  ),
  'scan-unmap-6.1': code(
    V61,
    'fs/dax.c:dax_layout_busy_page_range',
    721,
    'Unmaps the range before it looks at any count.',
  ),
  'wait-var-event': code(
    V72,
    'include/linux/wait_bit.h:___wait_var_event',
    254,
    'Queue, test, sleep; the condition is tested again only after a wake-up or a signal.',
  ),
  'wait-6.1': code(V61, 'fs/ext4/inode.c:ext4_break_layouts', 3990, 'Sleeps until the count is 1.'),
  'wait-7.2': code(V72, 'include/linux/dax.h:dax_page_is_idle', 222, 'Sleeps until the count is 0.'),
  'wait-unlock-6.1': code(
    V61,
    'fs/ext4/inode.c:ext4_wait_dax_page',
    3983,
    'Gives invalidate_lock up while it sleeps.',
  ),
  'wait-unlock-7.2': code(V72, 'fs/dax.c:wait_page_idle', 958, 'Gives invalidate_lock up while it sleeps.'),
  'delete-6.12': code(
    V612,
    'fs/dax.c:dax_delete_mapping_entry',
    801,
    'The entry is removed with the page cache, after the wait.',
  ),
  'delete-7.2': code(
    V72,
    'fs/dax.c:dax_break_layout',
    1002,
    'All entries are removed before the wait returns.',
  ),
  // The end of an inode
  'evict-none-6.12': {
    kind: 'code',
    at: V612,
    file: 'fs/ext4/inode.c',
    function: 'ext4_evict_inode',
    shows: 'Neither ext4 nor xfs breaks layouts when an inode ends: eviction does not wait for pins.',
    status: 'read',
  },
  'evict-7.2': code(
    V72,
    'fs/ext4/inode.c:ext4_evict_inode',
    184,
    'dax_break_layout_final() waits, uninterruptibly, before the entries and the blocks go.',
  ),
  // Device removal
  'kill-dax-6.1': code(
    V61,
    'drivers/dax/super.c:kill_dax',
    320,
    'Marks the device dead, so that new faults find no memory. It unmaps nothing by itself.',
  ),
  'kill-dax-7.2': code(
    V72,
    'drivers/dax/super.c:kill_dax',
    472,
    'Marks the device dead, so that new faults find no memory. It unmaps nothing by itself.',
  ),
  'unbind-5.10': code(
    V510,
    'mm/memremap.c:memunmap_pages',
    168,
    'Drops the count that each page starts with, and waits until the last put of each page.',
  ),
  'unbind-6.1': code(
    V61,
    'mm/memremap.c:memunmap_pages',
    136,
    'Waits for pgmap references only: pins and mappings of pages are not among them.',
  ),
  'unbind-7.2': code(
    V72,
    'mm/memremap.c:memunmap_pages',
    112,
    'Waits for pgmap references only: pins and mappings of pages are not among them.',
  ),
  'removal-may-hang': mail(
    'dan-may-hang',
    'Removal may hang on open references once the file system holds them; that is good enough.',
  ),
  'notify-is-improvement': mail(
    'dan-may-hang',
    'Telling the file system to drop its references then only improves behaviour.',
  ),
  'put-5.10': code(
    V510,
    'include/linux/mm.h:put_page',
    1180,
    'Every put of such a page comes here, and the result 1 wakes.',
  ),
  'block-reuse': commit(
    '0e2f80afcfa699ce722c01afc9286a942bd57211',
    'v6.15-rc1',
    'fs/dax: ensure all pages are idle prior to filesystem unmount',
    'Its changelog describes a freed block that is given away while DMA to it runs.',
  ),
  // Fork
  'fork-6.1': code(
    V61_LATER,
    'kernel/fork.c:dup_mmap',
    705,
    "Under both mmap_locks the child gets a VMA, which joins the file's i_mmap, and then a copy of the page table.",
  ),
  'fork-copy-6.1': code(
    V61_LATER,
    'mm/memory.c:copy_present_pte',
    957,
    'A devmap entry has no normal page: it is copied, and nothing is counted.',
  ),
  'fork-copy-7.2': code(
    V72,
    'mm/memory.c:copy_present_ptes',
    1174,
    'The copy takes a reference and a mapcount, under both page-table locks.',
  ),
  // Interrupts
  'gup-irq-6.1': code(
    V61_LATER,
    'mm/gup.c:lockless_pages_from_mm',
    3019,
    'GUP-fast runs with interrupts off, which holds up a TLB flush that interrupts CPUs.',
  ),
  // Writeback
  'writeback-6.1': code(
    V61_LATER,
    'fs/dax.c:dax_writeback_one',
    953,
    'Locks the DAX entry while it flushes; no lock of the inode is held for that.',
  ),
  'writeback-flush-6.1': code(
    V61_LATER,
    'fs/dax.c:dax_writeback_one',
    985,
    'Flushes CPU caches to the device with the entry locked.',
  ),
  'scan-locked-6.1': code(
    V61_LATER,
    'fs/dax.c:dax_layout_busy_page_range',
    728,
    'For a locked entry the scan asks for the next unlocked one, so the locked one is not looked at.',
  ),
  'scan-locked-fix': commit(
    '6be3e21d25ca2dbb7ca4f3f7db808a3e1a944bd1',
    'v6.15-rc1',
    "fs/dax: don't skip locked entries when scanning entries",
    'The scan waits for a locked entry and looks at it then.',
  ),
  // Mount
  'mount-6.1': code(
    V61_LATER,
    'fs/ext4/super.c:ext4_alloc_sbi',
    4335,
    'ext4 opens the DAX device without a holder: nothing of an earlier mount is known to it.',
  ),
  // The inode's lock
  'inode-lock-6.1': code(
    V61_LATER,
    'fs/open.c:do_truncate',
    63,
    'A change of the size runs under the inode lock from start to end.',
  ),
  // The series of 2022
  'entry-held-series': mail(
    'dan-series-v3',
    'Pages idle at 0, unmapped inodes are scanned, the end of an inode waits, and any last put wakes.',
  ),
  'entry-held-request': mail(
    'dan-series-v3-request',
    'A new DAX entry takes a reference of its page, and is refused where the pgmap is dying.',
  ),
  'entry-held-zap': mail(
    'dan-series-v2-zap',
    'When truncate has unmapped a page, the entry drops its reference and is marked so that it does so once.',
  ),
  'entry-held-removal': mail(
    'dan-series-v3',
    'Each page in use holds a pgmap reference, so removal waits for it.',
  ),
} as const satisfies Record<string, Fact>;

/** A fact's name in this repo. */
export type FactId = keyof typeof table;

export const facts: Readonly<Record<FactId, Fact>> = table;

const GIT = 'https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git';

/** Where a fact can be looked up: at a tag, a commit or a message, never at a moving branch. */
export function factUrl(fact: Fact): string {
  switch (fact.kind) {
    case 'mail':
      return messageUrl(messages[fact.message]);
    case 'commit':
      return `https://git.kernel.org/linus/${fact.hash}`;
    case 'code':
      return fact.at.startsWith('v')
        ? `https://elixir.bootlin.com/linux/${fact.at}/source/${fact.file}${fact.line ? `#L${fact.line}` : ''}`
        : `${GIT}/tree/${fact.file}?id=${fact.at}`;
  }
}

/** "mm/gup.c:197, v6.1.176" and the like, for a reader of text. */
export function factPlace(fact: Fact): string {
  switch (fact.kind) {
    case 'mail':
      return `${messages[fact.message].author}, ${messages[fact.message].date}`;
    case 'commit':
      return `${fact.hash.slice(0, 12)}, ${fact.since}`;
    case 'code':
      return `${fact.file}${fact.line ? `:${fact.line}` : ''}, ${fact.at.startsWith('v') ? fact.at : fact.at.slice(0, 12)}`;
  }
}
