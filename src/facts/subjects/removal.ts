import { code, commit, type Fact, MEMREMAP_518, mail, V61, V61_LATER, V72, V510, V612 } from '../fact.ts';

/** What happens when the device goes: kill_dax(), the notice to its holder, and the memory map. */
export const removal = {
  // In this order
  'release-order-7.2': code(
    V72,
    'drivers/nvdimm/pmem.c:pmem_release_disk',
    430,
    'pmem_release_disk() kills dax, then removes the disk.',
  ),
  'release-first-7.2': code(
    V72,
    'drivers/nvdimm/pmem.c:pmem_attach_disk',
    584,
    'pmem_release_disk() is registered after the memory map, so it runs before that goes.',
  ),
  'kill-dax-6.1': code(
    V61,
    'drivers/dax/super.c:kill_dax',
    320,
    'Marks the device dead, so that new faults find no memory; it unmaps nothing by itself.',
  ),
  'kill-dax-6.12': code(
    V612,
    'drivers/dax/super.c:kill_dax',
    336,
    'Tells the holder beforehand, with MF_MEM_PRE_REMOVE.',
  ),
  'kill-dax-7.2': code(
    V72,
    'drivers/dax/super.c:kill_dax',
    472,
    'Marks the device dead, so that new faults find no memory; it unmaps nothing by itself.',
    { corrects: 'kill_dax() unmaps the pages of the device.' },
  ),
  'mark-dead-7.2': code(
    V72,
    'fs/super.c:fs_bdev_mark_dead',
    undefined,
    'Shuts the file system of a dying block device down under s_umount, so it waits for an unmount under way.',
  ),
  'kill-dax-holder-7.2': code(
    V72,
    'drivers/dax/super.c:kill_dax',
    477,
    'kill_dax() tells nobody if the device has no holder.',
  ),
  'dax-dead-7.2': code(
    V72,
    'drivers/dax/super.c:dax_direct_access',
    257,
    'Fails when the device is dead, and the fault ends in SIGBUS.',
  ),
  'unbind-5.10': code(
    V510,
    'mm/memremap.c:memunmap_pages',
    168,
    'Drops the count that each page starts with, and waits until the last put of each page.',
  ),
  'unbind-5.18': code(
    MEMREMAP_518,
    'mm/memremap.c:memunmap_pages',
    undefined,
    'Drops the pgmap references of all pages at once, and waits for those that GUP calls hold.',
  ),
  'unbind-6.1': code(
    V61,
    'mm/memremap.c:memunmap_pages',
    136,
    'Waits for pgmap references only: pins and mappings of pages are not among them.',
  ),
  'unbind-6.12': code(
    V612,
    'mm/memremap.c:memunmap_pages',
    137,
    'Waits for pgmap references only: pins and mappings of pages are not among them.',
  ),
  'unbind-7.2': code(
    V72,
    'mm/memremap.c:memunmap_pages',
    112,
    'Waits for pgmap references only: pins and mappings of pages are not among them.',
  ),
  'unbind-done-7.2': code(
    V72,
    'mm/memremap.c:dev_pagemap_percpu_release',
    137,
    'The last pgmap reference ends the wait.',
  ),
  'unbind-commit': commit(
    '27674ef6c73f0c9096a9827dc5d6ba9fc7808422',
    'v5.18-rc1',
    'mm: remove the extra ZONE_DEVICE struct page refcount',
    'Removal no longer puts each page, so it no longer waits for what else holds the page.',
    { corrects: 'References to pages make the removal of the device hang.' },
  ),
  'managed-pages-commit': commit(
    '895749455f60',
    'v5.18-rc1',
    'mm: simplify freeing of devmap managed pages',
    'Makes the put of such pages simpler; part of the series that ended the extra count of all others.',
  ),
  'unbind-live-6.12': code(
    V612,
    'mm/memory.c:vm_normal_page',
    608,
    'A devmap entry that outlives the device can be cleared later without touching a struct page.',
    { status: 'derived' },
  ),
  'unbind-live-7.2': code(
    V72,
    'mm/memremap.c:memunmap_pages',
    112,
    'The memory map goes while entries and pins may be left, and whoever drops one later touches it.',
    { status: 'derived' },
  ),
  'removal-may-hang': mail(
    'dan-may-hang',
    'Removal may hang on open references once the file system holds them; that is good enough.',
  ),
  'notify-is-improvement': mail(
    'dan-may-hang',
    'Telling the file system to drop its references then only improves behaviour.',
  ),
  'removal-waited-2021': mail(
    'dan-force-unmap',
    'In 2021 removal waited for pins, and pins of an FSDAX page were short.',
  ),
  // The notice
  'pre-remove-commit': commit(
    'fa422b353d212373fb2b2857a5ea5a6fa4876f9c',
    'v6.8-rc1',
    'mm, pmem, xfs: Introduce MF_MEM_PRE_REMOVE for unbind',
    'Tells xfs that its device is about to go, before it goes.',
  ),
  'xfs-notice-6.1': code(
    V61,
    'fs/xfs/xfs_notify_failure.c:XFS_RMAP_NON_INODE_OWNER',
    78,
    'A failure that meets blocks of xfs itself makes it shut down at once.',
  ),
  'poison-6.1': code(
    V61,
    'mm/memory-failure.c:mf_dax_kill_procs',
    1685,
    'Marks the pages as poisoned, also when the device is only removed.',
  ),
  'xfs-notice-7.2': code(
    V72,
    'fs/xfs/xfs_notify_failure.c:xfs_dax_notify_dev_failure',
    240,
    'Freezes the file system, walks its reverse map, and shuts it down; it waits for no pin.',
  ),
  'xfs-needs-rmap-7.2': code(
    V72,
    'fs/xfs/xfs_notify_failure.c:xfs_dax_notify_dev_failure',
    267,
    'xfs refuses the notice if it has no reverse-mapping btree.',
  ),
  'xfs-kills-7.2': code(
    V72,
    'fs/xfs/xfs_notify_failure.c:xfs_dax_failure_fn',
    74,
    'Kills the processes that map a file, unmaps it, and invalidates its clean entries.',
  ),
  'kill-procs-7.2': code(
    V72,
    'mm/memory-failure.c:mf_dax_kill_procs',
    1772,
    'Locks the DAX entry, finds the processes that map the page, unmaps it and sends SIGKILL or SIGBUS.',
  ),
  'ext4-no-holder-6.1': code(
    V61,
    'fs/ext4/super.c:fs_dax_get_by_bdev',
    4327,
    'ext4 registers no holder, so nothing is killed or unmapped when its device goes.',
  ),
  'ext4-no-holder-7.2': code(
    V72,
    'fs/ext4/super.c:fs_dax_get_by_bdev',
    4370,
    'ext4 registers no holder, so nothing is killed or unmapped when its device goes.',
  ),
  'erofs-no-holder-7.2': code(
    V72,
    'fs/erofs/super.c:fs_dax_get_by_bdev',
    657,
    'erofs registers no holder either.',
  ),
  // The holder: mount and unmount
  'holder-6.1': code(
    V61,
    'drivers/dax/super.c:fs_dax_get_by_bdev',
    103,
    'A dax device has one holder, which the mount sets.',
  ),
  'holder-7.2': code(
    V72,
    'drivers/dax/super.c:fs_dax_get_by_bdev',
    104,
    'A dax device has one holder, which the mount sets.',
  ),
  'mount-6.1': code(
    V61_LATER,
    'fs/ext4/super.c:ext4_alloc_sbi',
    4335,
    'ext4 opens the DAX device without a holder: nothing of an earlier mount is known to it.',
  ),
  'holder-gone-6.1': code(
    V61,
    'drivers/dax/super.c:fs_put_dax',
    117,
    'The unmount clears the holder, then its operations.',
  ),
  'holder-gone-7.2': code(
    V72,
    'drivers/dax/super.c:fs_put_dax',
    143,
    'The unmount clears the operations first, which ends a race with the notice.',
  ),
  'holder-notice-7.2': code(
    V72,
    'drivers/dax/super.c:dax_holder_notify_failure',
    339,
    'The notice fails when the device is dead, and when its holder has no operations.',
  ),
  'holder-unborn-7.2': code(
    V72,
    'fs/xfs/xfs_notify_failure.c:SB_BORN',
    380,
    'Until it is mounted completely, xfs answers a notice with an error.',
  ),
} as const satisfies Record<string, Fact>;
