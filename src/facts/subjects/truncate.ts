import { code, commit, DAX_615, type Fact, mail, V61, V72, V612 } from '../fact.ts';

/** How entries go when a file is truncated or an inode ends, and what the kernel warns about. */
export const truncate = {
  'truncate-entries-6.12': code(
    V612,
    'mm/truncate.c:truncate_folio_batch_exceptionals',
    104,
    'Truncation deletes the DAX entries that it finds, one by one.',
  ),
  'delete-6.12': code(
    V612,
    'fs/dax.c:dax_delete_mapping_entry',
    801,
    'The entry is removed with the page cache, after the wait.',
  ),
  'truncate-entries-7.2': code(
    V72,
    'mm/truncate.c:truncate_folio_batch_exceptionals',
    79,
    'An entry that truncation still finds is worth a warning: it should have gone with the layouts.',
  ),
  'delete-missing-7.2': code(
    V72,
    'fs/dax.c:dax_delete_mapping_entry',
    924,
    'Warns if there was no entry to delete.',
  ),
  'warn-busy-6.1': code(
    V61,
    'fs/dax.c:dax_disassociate_entry',
    398,
    'Warns if a truncated page has a count above 1, and goes on.',
  ),
  'warn-mapping-6.1': code(
    V61,
    'fs/dax.c:dax_disassociate_entry',
    404,
    'Warns if the page belongs to another file.',
  ),
  'warn-busy-6.12': code(
    V612,
    'fs/dax.c:dax_disassociate_entry',
    390,
    'Warns if a truncated page has a count above 1, and goes on.',
  ),
  'warn-busy-6.15': code(
    DAX_615,
    'fs/dax.c:dax_folio_put',
    undefined,
    'Looks at counts only when a large folio is split: a busy page of order 0 goes without a warning.',
    { corrects: 'The kernel still warns when a page with a count above 1 is truncated.' },
  ),
  'reset-7.2': code(
    V72,
    'fs/dax.c:dax_folio_reset_order',
    389,
    'Clears mapping and share count, and splits a compound folio into its pages.',
  ),
  'warn-busy-7.2': code(
    V72,
    'fs/dax.c:dax_folio_put',
    449,
    'Warns about the count of each page again, when its state is reset already.',
  ),
  'holes-first-7.2': code(
    V72,
    'fs/dax.c:dax_disassociate_entry',
    511,
    'Entries for holes are sorted out before anything asks for their folio.',
  ),
  'invalidate-7.2': code(
    V72,
    'fs/dax.c:dax_invalidate_mapping_entry_sync',
    undefined,
    'Invalidation, as opposed to truncation, removes clean entries only.',
  ),
  'zero-entries-commit': commit(
    '98c183a4fccf3b855fa64005a8b6d892570dfd66',
    'v6.15-rc1',
    "fs/dax: don't disassociate zero page entries",
    'Mends the new counts for entries that map a hole.',
  ),
  'reset-order-commit': commit(
    '98b1917cdef92c29fc9a14060d5606c619050c2c',
    'v6.15-rc3',
    'fs/dax: fix folio splitting issue by resetting old folio order + _nr_pages',
    'Mends the new counts for large folios that are split.',
  ),
  'delete-first-commit': commit(
    'bde708f1a65d025c45575bfe1e7bf7bdf7e71e87',
    'v6.15-rc1',
    'fs/dax: always remove DAX page-cache entries when breaking layouts',
    'Since then entries go with the layouts, before truncation comes to them.',
  ),
  // Eviction
  'evict-none-6.12': {
    kind: 'code',
    at: V612,
    file: 'fs/ext4/inode.c',
    function: 'ext4_evict_inode',
    line: 201,
    shows: 'Neither ext4 nor xfs breaks layouts when an inode ends: eviction does not wait for pins.',
    status: 'read',
  },
  'evict-7.2': code(
    V72,
    'fs/ext4/inode.c:ext4_evict_inode',
    184,
    'dax_break_layout_final() waits, uninterruptibly, before the entries and the blocks go.',
  ),
  'evict-xfs-7.2': code(
    V72,
    'fs/xfs/xfs_super.c:xfs_fs_evict_inode',
    825,
    'xfs waits for pins before it evicts an inode.',
  ),
  'evict-erofs-7.2': code(
    V72,
    'fs/erofs/super.c:erofs_evict_inode',
    1051,
    'erofs waits for pins before it evicts an inode, by a later patch.',
  ),
  'evict-fuse-6.12': code(
    V612,
    'fs/fuse/inode.c:fuse_evict_inode',
    149,
    'fuse evicts an inode without a look at its DAX pages.',
  ),
  'evict-ext2-6.12': code(
    V612,
    'fs/ext2/inode.c:ext2_evict_inode',
    72,
    'ext2, which had DAX then, evicts an inode without a look at its DAX pages.',
  ),
  'evict-fuse-commit': commit(
    'befd9a71d859',
    'v6.16-rc4',
    'fuse: fix runtime warning on truncate_folio_batch_exceptionals()',
    'Puts the final break into the eviction of fuse; its text gives the entries that were left as the reason.',
  ),
  'evict-erofs-commit': commit(
    '181993bb0d62',
    'v6.17-rc6',
    'erofs: fix runtime warning on truncate_folio_batch_exceptionals()',
    'The same for erofs, with the same reason.',
  ),
  'evict-fuse-7.2': code(
    V72,
    'fs/fuse/inode.c:fuse_evict_inode',
    151,
    'fuse waits for pins before it evicts an inode, by a later patch.',
  ),
  'evict-hole': mail(
    'dan-series-v3',
    'Truncate waited for pins as long as the inode was alive, but not when the inode itself ends.',
  ),
  'hch-busy-list': mail(
    'hch-busy-list',
    'Instead of waiting, truncate could put the blocks of busy pages on the list of busy extents, and the last put could take them off.',
  ),
  'block-reuse': commit(
    '0e2f80afcfa699ce722c01afc9286a942bd57211',
    'v6.15-rc1',
    'fs/dax: ensure all pages are idle prior to filesystem unmount',
    'Its changelog describes a freed block that is given away while DMA to it runs.',
  ),
} as const satisfies Record<string, Fact>;
