import { code, commit, type Fact, mail, V61, V72 } from '../fact.ts';

/** Where it came from, the series that ended it, what went after it, and the aside that has nothing to do with it. */
export const history = {
  'dev-pagemap-commit': commit(
    '5c2c2587b13235bf8b5c9027589f22eff68bdf49',
    'v4.5',
    'mm, dax, pmem: introduce {get|put}_dev_pagemap() for dax-gup',
    'GUP holds the device while it takes a page of it; the release is from memory.',
    { status: 'unverified' },
  ),
  'fs-dax-type-commit': commit(
    'e7638488434415aa478e78435cac8f0365737638',
    'v4.18',
    'mm: introduce MEMORY_DEVICE_FS_DAX and CONFIG_DEV_PAGEMAP_OPS',
    'Whoever waits for an FSDAX page is woken when its count becomes 1; the release is from memory.',
    { status: 'unverified' },
  ),
  'close-to-fixed': mail('willy-blight', 'The end of counts that start at 1 was thought to be close.'),
  // The series of 2022
  'entry-held-series': mail(
    'dan-series-v3',
    'Pages idle at 0, unmapped inodes are scanned, eviction waits, and any last put wakes.',
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
  // The series that was merged
  'refcount-commit': commit(
    '38607c62b34b46317c46d5baf1df03ac6e48a1c6',
    'v6.15-rc1',
    'fs/dax: properly refcount fs dax pages',
    'FSDAX pages are idle at 0, and every mapping holds a reference.',
    { corrects: 'In July 2022 the 1-based counts were close to being gone.' },
  ),
  'compound-commit': commit(
    '82ba975e4c43d98afebced82d940ddb7aec42a9d',
    'v6.15-rc1',
    'mm: allow compound zone device pages',
    'A huge mapping can hold one reference on one folio.',
    { corrects: 'In July 2022 the infrastructure was there, and only references had to be taken.' },
  ),
  'insert-page-commit': commit(
    '15a64311e0ae069196b7d3b88d0c11e0b2ad733e',
    'v6.15-rc1',
    'mm/memory: enhance insert_page_into_pte_locked()',
    'A page can be inserted writable.',
  ),
  'mkwrite-commit': commit(
    'ec2e0cc67f9c3ed5926da390ad86b25c142a2e4a',
    'v6.15-rc1',
    'mm/memory: add vmf_insert_page_mkwrite()',
    'The function that maps an FSDAX page with a reference.',
  ),
  'pmd-commit': commit(
    '6c88f72691f88fd1fc493a3c2eed97f91b82b3f0',
    'v6.15-rc1',
    'huge_memory: add vmf_insert_folio_pmd()',
    'Maps a huge FSDAX folio with one reference.',
  ),
  'pud-commit': commit(
    'dbe54153296d0931144a63295fc9367794bbe797',
    'v6.15-rc1',
    'huge_memory: add vmf_insert_folio_pud()',
    'Maps a folio of PUD size with one reference.',
  ),
  'pud-rmap-commit': commit(
    '349994cf61e6eaa5996d53e45ffd2272d32d5e4e',
    'v6.15-rc1',
    'mm/rmap: add support for PUD sized mappings to rmap',
    'Mappings of PUD size are counted.',
  ),
  'p2pdma-gup-commit': commit(
    'a58c6fb6623d8aef36c0c4e0b8a48770deef3213',
    'v6.15-rc1',
    'mm/gup: remove redundant check for PCI P2PDMA page',
    'Takes a test out of GUP that no page needs.',
  ),
  'p2pdma-start-commit': commit(
    'b7e2823787735ca009e63f35f164b46df0ef096c',
    'v6.15-rc1',
    'mm/mm_init: move p2pdma page refcount initialisation to p2pdma',
    'P2PDMA sets the counts of its pages itself.',
  ),
  'dcssblk-commit': commit(
    '653d7825c149932f254e0cd22153ccc945e7e545',
    'v6.15-rc1',
    'dcssblk: mark DAX broken, remove FS_DAX_LIMITED support',
    'The driver that used DAX without struct pages is marked broken.',
  ),
  'device-dax-commit': commit(
    'aed877c2b4257a25b2429f165542f86125871071',
    'v6.15-rc1',
    'device/dax: properly refcount device dax pages when mapping',
    'Mappings of device-dax hold references as well.',
  ),
  // Devmap goes
  'devmap-vma-commit': commit(
    '0544f3f78da3d7d2baf546e70773a8d66cdb127e',
    'v6.17-rc1',
    'mm: convert pXd_devmap checks to vma_is_dax',
    'Code that asked the page-table entry asks the VMA.',
  ),
  'devmap-walk-commit': commit(
    '6b4a80e424cd2f99ca7262a8c0c725ec82e57b8a',
    'v6.17-rc1',
    'mm: filter zone device pages returned from folio_walk_start()',
    'folio_walk_start() no longer returns pages of devices.',
  ),
  'devmap-dev-commit': commit(
    '79065255abc4b0fae843f539f7f5f0fe9fcac1e6',
    'v6.17-rc1',
    'mm: remove remaining uses of PFN_DEV',
    'Drivers no longer mark their page frames.',
  ),
  'devmap-special-commit': commit(
    '4b1d3145c1045d4b0db4622cd2c224a247f25a20',
    'v6.17-rc1',
    'mm: convert vmf_insert_mixed() from using pte_devmap to pte_special',
    'What has no struct page is mapped by special entries.',
  ),
  'devmap-insert-commit': commit(
    '7b2ae3c47f65bc75985caaaba9f2fb601eebca20',
    'v6.17-rc1',
    'mm/huge_memory: remove pXd_devmap usage from insert_pXd_pfn()',
    'Huge entries without struct page are special ones, too.',
  ),
  'devmap-redundant-commit': commit(
    '8a6a984c2e0ea406459b445a3910a454bece3aa1',
    'v6.17-rc1',
    'mm: remove redundant pXd_devmap calls',
    'Tests for devmap that are never true go.',
  ),
  'devmap-khugepaged-commit': commit(
    '2f4e882d955b19ff7b216d6a29a77fcba045b7cc',
    'v6.17-rc1',
    'mm/khugepaged: remove redundant pmd_devmap() check',
    'khugepaged no longer tests for devmap.',
  ),
  'devmap-powerpc-commit': commit(
    'bea0cc7cf4a51e8d3a0042212df3b83b49df58a7',
    'v6.17-rc1',
    'powerpc: remove checks for devmap pages and PMDs/PUDs',
    'powerpc no longer tests for devmap.',
  ),
  'devmap-limited-commit': commit(
    '28dc88c39ecfe7de5033fa05cdd24fd1a9f8267d',
    'v6.17-rc1',
    'fs/dax: remove FS_DAX_LIMITED config option',
    'The option for DAX without struct pages goes.',
  ),
  'devmap-commit': commit(
    'd438d273417055241ebaaf1ba3be23459fc27cba',
    'v6.17-rc1',
    'mm: remove devmap related functions and page table bits',
    'The devmap bit of page-table entries is free for other uses.',
  ),
  'devmap-flags-commit': commit(
    '984921edea68bf24bcc87e1317bfc90451ff46c6',
    'v6.17-rc1',
    'mm: remove PFN_DEV, PFN_MAP, PFN_SPECIAL, PFN_SG_CHAIN and PFN_SG_LAST',
    'The marks of page frames that made devmap entries go.',
  ),
  'pfn-t-commit': commit(
    '21aa65bf82a78c1e70447a45a85e533689b7f1a7',
    'v6.17-rc1',
    'mm: remove callers of pfn_t functionality',
    'The type that carried those marks loses its users.',
  ),
  'managed-key-commit': commit(
    '5d26b5bdc64625049d98efc0f5bfddd83709c154',
    'v6.17-rc1',
    'mm/memremap: remove unused devmap_managed_key',
    'No put looks for FSDAX pages any more.',
  ),
  // The aside
  'free-region-aside': mail(
    'cxl-heads-up',
    'devm_request_free_mem_region() finds free physical address space, and has no relation to page counts.',
  ),
  'free-region-commit': commit(
    '14b80582c43e4f550acfd93c2b2cadbe36ea0874',
    'v6.0-rc1',
    'resource: Introduce alloc_free_mem_region()',
    'The rewrite that the aside of July 2022 is about.',
  ),
  'free-region-6.1': code(
    V61,
    'kernel/resource.c:devm_request_free_mem_region',
    1964,
    'devm_request_free_mem_region() is a wrapper since then.',
  ),
  'free-region-7.2': code(
    V72,
    'kernel/resource.c:devm_request_free_mem_region',
    2107,
    'devm_request_free_mem_region() still is a wrapper.',
  ),
  'free-region-cxl-7.2': code(
    V72,
    'drivers/cxl/core/region.c:alloc_free_mem_region',
    682,
    'CXL takes its address space from alloc_free_mem_region().',
  ),
} as const satisfies Record<string, Fact>;
