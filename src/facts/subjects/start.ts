import { code, type Fact, MEMREMAP_518, V61, V72, V510, V612 } from '../fact.ts';

/** What a page's count is before anybody uses it, and what the device holds for it. */
export const start = {
  'start-5.10': code(
    V510,
    'include/linux/mm.h:init_page_count',
    undefined,
    'Every struct page starts with a count of 1, and a page of a device keeps it.',
  ),
  'pgmap-per-page-5.10': code(
    V510,
    'mm/memremap.c:pagemap_range',
    295,
    'Takes one pgmap reference for each page of the device.',
  ),
  'managed-key-5.10': code(
    V510,
    'mm/memremap.c:devmap_managed_key',
    41,
    'Puts look for device pages only while a device with FSDAX or PRIVATE pages exists.',
  ),
  'start-5.18': code(
    MEMREMAP_518,
    'mm/memremap.c:pagemap_range',
    267,
    'Takes pgmap references for pages of all types; an FSDAX page keeps the count of 1 that it starts with.',
  ),
  'start-6.1': code(
    V61,
    'mm/page_alloc.c:__init_zone_device_page',
    6958,
    'Sets the count to 0 for PRIVATE and COHERENT pages only; FSDAX pages keep 1.',
  ),
  'pgmap-per-page-6.1': code(
    V61,
    'mm/memremap.c:pagemap_range',
    270,
    'Takes a pgmap reference for each page, except for PRIVATE and COHERENT ones.',
  ),
  'managed-key-6.1': code(
    V61,
    'mm/memremap.c:devmap_managed_key',
    42,
    'Puts look for device pages only while a device with FSDAX pages exists.',
  ),
  'start-6.12': code(
    V612,
    'mm/mm_init.c:__init_zone_device_page',
    1020,
    'Sets the count to 0 for PRIVATE and COHERENT pages only; FSDAX pages keep 1.',
  ),
  'pgmap-per-page-6.12': code(
    V612,
    'mm/memremap.c:pagemap_range',
    273,
    'Takes a pgmap reference for each page, except for PRIVATE and COHERENT ones.',
  ),
  'managed-key-6.12': code(
    V612,
    'mm/memremap.c:devmap_managed_key',
    43,
    'Puts look for device pages only while a device with FSDAX pages exists.',
  ),
  'start-7.2': code(
    V72,
    'mm/mm_init.c:__init_zone_device_page',
    1041,
    'FSDAX pages start at 0, as PRIVATE, COHERENT and PCI P2PDMA pages do; only device-dax pages keep 1.',
    { corrects: 'Since v6.15 every page of a device is idle at 0.' },
  ),
  'start-comment-7.2': code(
    V72,
    'mm/mm_init.c:__init_zone_device_page',
    1037,
    'The comment still says that an FSDAX page is set to 1 when it is freed.',
  ),
  'pgmap-in-folio-7.2': code(
    V72,
    'mm/mm_init.c:__init_zone_device_page',
    1029,
    'Notes the pgmap in the folio.',
  ),
  'pgmap-per-page-7.2': code(
    V72,
    'mm/memremap.c:pagemap_range',
    245,
    'Still takes a pgmap reference for each FSDAX page of the device.',
  ),
  'device-dax-7.2': code(
    V72,
    'mm/memremap.c:free_zone_device_folio',
    461,
    'A device-dax page gets its count of 1 back when it is freed.',
  ),
  'pmem-type-7.2': code(
    V72,
    'drivers/nvdimm/pmem.c:pmem_attach_disk',
    525,
    'The pages of a pmem device are FSDAX pages, each of order 0 while nobody uses it.',
  ),
  'fsdev-type-7.2': code(
    V72,
    'drivers/dax/fsdev.c:MEMORY_DEVICE_FS_DAX',
    315,
    'A character device that is meant for a file system has FSDAX pages too; it cannot be mapped itself.',
  ),
} as const satisfies Record<string, Fact>;
