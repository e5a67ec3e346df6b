import { code, commit, DAX_519, type Fact, V61, V72, V612 } from '../fact.ts';

/** Pages that belong to several files: reflink. */
export const share = {
  'share-none-5.19': code(
    DAX_519,
    'fs/dax.c:dax_associate_entry',
    354,
    'A page belongs to one file; sharing is left for later.',
  ),
  'share-flag-6.1': code(
    V61,
    'include/linux/page-flags.h:PAGE_MAPPING_DAX_COW',
    650,
    'A flag in page->mapping marks a shared page.',
  ),
  'share-count-6.1': code(
    V61,
    'fs/dax.c:dax_mapping_set_cow',
    345,
    'page->index of a shared page is the number of its entries.',
  ),
  'share-flag-6.12': code(
    V612,
    'include/linux/page-flags.h:PAGE_MAPPING_DAX_SHARED',
    682,
    'A flag in page->mapping marks a shared page, under another name.',
  ),
  'share-count-6.12': code(
    V612,
    'fs/dax.c:dax_page_share_get',
    332,
    'page->share of a shared page is the number of its entries.',
  ),
  'share-7.2': code(
    V72,
    'fs/dax.c:dax_folio_is_shared',
    350,
    'A folio without mapping but with a share count is shared.',
  ),
  'share-make-7.2': code(
    V72,
    'fs/dax.c:dax_folio_make_shared',
    365,
    'The second file takes the mapping away and begins the share count.',
  ),
  'share-put-7.2': code(
    V72,
    'fs/dax.c:dax_folio_put',
    441,
    'The share count counts DAX entries: no mappings, no pins, and it moves no reference.',
  ),
  'share-race-7.2': code(
    V72,
    'fs/dax.c:dax_folio_put',
    441,
    'Two files change it under two locks, without an atomic: only the file system keeps them apart.',
    { status: 'derived' },
  ),
  'share-flag-commit': commit(
    'cbe298d82cf70aa6bb16cfc8ae4db522f39a0034',
    'v6.15-rc1',
    'fs/dax: remove PAGE_MAPPING_DAX_SHARED mapping flag',
    'Takes the flag for shared pages away: a share count without a mapping says as much.',
  ),
} as const satisfies Record<string, Fact>;
