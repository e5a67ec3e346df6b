import { DAX_519, GUP_519, MEMREMAP_518, V61, V72, V510, V612 } from '../../facts/fact.ts';
import type { FactId } from '../../facts/facts.ts';

/**
 * Which kernel function each step stands for, by the tree that a design's steps are named after, and the fact that says
 * where it can be read. A proposal that was never code runs on the tree of its day, except where it says so.
 */

/** Every {@link TreeId}. */
export const treeIds = ['v5.10', 'v5.19-rc', 'patch-v1', 'series-2022', 'v6.1', 'v7.2', 'proposal'] as const;

/** The kernel's source that a design's steps are named after. */
export type TreeId = (typeof treeIds)[number];

/** The commits that were read between v5.18 and v5.19-rc: no release of those was at hand. */
const between = [GUP_519, DAX_519, MEMREMAP_518];

/**
 * For each tree: the releases and commits that were read and in which the designs that run on it stand; after them, for what was read in none of these,
 * their neighbours.
 */
export const releasesOf: Readonly<Record<TreeId, readonly string[]>> = {
  'v5.10': [V510],
  'v5.19-rc': [...between, V61, V510],
  'patch-v1': [...between, V61, V510],
  'series-2022': [...between, V61],
  'v6.1': [V61, V612],
  'v7.2': [V72],
  proposal: [...between, V61, V510],
};

type Place = readonly [fn: string, fact: FactId];
type Places = { readonly 'v5.19-rc': Place } & { readonly [tree in TreeId]?: Place };

const everywhere = (fn: string, fact: FactId): Places => ({ 'v5.19-rc': [fn, fact] });

const table = {
  'fault.mmap-lock': {
    'v5.10': ['mmap_read_lock()', 'fault-locks-5.10'],
    'v5.19-rc': ['mmap_read_lock()', 'fault-locks'],
  },
  'fault.invalidate-lock': {
    'v5.10': ['filemap_invalidate_lock_shared()', 'fault-locks-5.10'],
    'v5.19-rc': ['filemap_invalidate_lock_shared()', 'fault-locks'],
  },
  'fault.lock-entry': everywhere('grab_mapping_entry()', 'fault-entry-5.19'),
  'fault.lookup': everywhere('iomap_iter()', 'fault-entry-5.19'),
  'fault.insert-entry': {
    'v5.10': ['dax_insert_entry()', 'fault-insert-5.10'],
    'v5.19-rc': ['dax_insert_entry()', 'fault-insert-5.19'],
    'v6.1': ['dax_insert_entry()', 'fault-insert-6.1'],
    'series-2022': ['pgmap_request_folios()', 'entry-held-request'],
    'v7.2': ['dax_insert_entry()', 'fault-insert-7.2'],
  },
  'fault.get': everywhere('folio_ref_inc()', 'fault-get-7.2'),
  'fault.map': {
    'v5.10': ['vmf_insert_mixed()', 'fault-map-5.10'],
    'v5.19-rc': ['vmf_insert_mixed()', 'fault-map-5.19'],
    'v6.1': ['vmf_insert_mixed()', 'fault-map-6.1'],
    'v7.2': ['vmf_insert_page_mkwrite()', 'fault-map-7.2'],
    proposal: ['vmf_insert_mixed()', 'fs-holds-mapping'],
  },
  'fault.put': everywhere('folio_put()', 'fault-put-7.2'),
  'fault.unlock-entry': everywhere('dax_unlock_entry()', 'fault-entry-5.19'),
  'fault.invalidate-unlock': {
    'v5.10': ['filemap_invalidate_unlock_shared()', 'fault-unlocks-5.10'],
    'v5.19-rc': ['filemap_invalidate_unlock_shared()', 'fault-unlocks'],
  },
  'fault.mmap-unlock': {
    'v5.10': ['mmap_read_unlock()', 'fault-locks-5.10'],
    'v5.19-rc': ['mmap_read_unlock()', 'fault-locks'],
  },

  'zap.clear': {
    'v5.19-rc': ['zap_pte_range()', 'zap-6.1'],
    proposal: ['zap_pte_range()', 'fs-holds-mapping'],
    'v7.2': ['zap_present_folio_ptes()', 'zap-7.2'],
  },
  'zap.flush': everywhere('tlb_flush_mmu_tlbonly()', 'zap-flush-7.2'),
  'zap.put': {
    'v5.19-rc': ['folios_put_refs()', 'zap-put-7.2'],
    proposal: ['release_pages()', 'fs-holds-mapping'],
  },
  'munmap.lock': everywhere('mmap_write_lock()', 'zap-flush-7.2'),
  'munmap.unlink-vma': {
    'v5.19-rc': ['unlink_file_vma()', 'scan-unmapped-6.1'],
    'v7.2': ['unlink_file_vma_batch_final()', 'unlink-vma-7.2'],
  },
  'munmap.unlock': everywhere('mmap_write_unlock()', 'zap-flush-7.2'),

  'fork.lock': {
    'v5.19-rc': ['mmap_write_lock()', 'fork-6.1'],
    'v7.2': ['mmap_write_lock()', 'fork-7.2'],
  },
  'fork.link-vma': {
    'v5.19-rc': ['vma_interval_tree_insert_after()', 'fork-6.1'],
    'v7.2': ['vma_interval_tree_insert_after()', 'fork-7.2'],
  },
  'fork.get': {
    'v5.19-rc': ['copy_present_pte()', 'fs-holds-mapping'],
    'v7.2': ['folio_get()', 'fork-copy-7.2'],
  },
  'fork.copy': {
    'v5.19-rc': ['copy_present_pte()', 'fork-copy-6.1'],
    proposal: ['copy_present_pte()', 'fs-holds-mapping'],
    'v7.2': ['copy_present_ptes()', 'fork-copy-7.2'],
  },
  'fork.unlock': {
    'v5.19-rc': ['mmap_write_unlock()', 'fork-6.1'],
    'v7.2': ['mmap_write_unlock()', 'fork-7.2'],
  },
  'fork.child-runs': everywhere('wake_up_new_task()', 'fork-runs-7.2'),

  'gup-fast.read': {
    'v5.10': ['gup_pte_range()', 'gup-fast-6.1'],
    'v5.19-rc': ['gup_pte_range()', 'gup-fast-5.19'],
    'v6.1': ['gup_pte_range()', 'gup-fast-6.1'],
    'v7.2': ['gup_fast_pte_range()', 'gup-fast-7.2'],
  },
  'gup-fast.pgmap-get': everywhere('get_dev_pagemap()', 'gup-pgmap-get-6.1'),
  'gup-fast.grab': {
    'v5.10': ['try_grab_compound_head()', 'gup-grab-5.10'],
    'v5.19-rc': ['try_grab_folio()', 'gup-grab-6.1'],
    'v7.2': ['try_grab_folio_fast()', 'gup-grab-7.2'],
  },
  'gup-fast.bias': {
    'v5.10': ['try_grab_compound_head()', 'gup-grab-5.10'],
    'v5.19-rc': ['try_grab_folio()', 'gup-grab-6.1'],
    'v7.2': ['try_grab_folio_fast()', 'gup-grab-7.2'],
  },
  'gup-fast.recheck': {
    'v5.19-rc': ['gup_pte_range()', 'gup-recheck-6.1'],
    'v7.2': ['gup_fast_pte_range()', 'gup-recheck-7.2'],
  },
  'gup-fast.undo': {
    'v5.10': ['put_page()', 'put-5.10'],
    'v5.19-rc': ['gup_put_folio()', 'gup-put-5.19'],
    'patch-v1': ['gup_put_folio()', 'folio-put-v1'],
    'v6.1': ['gup_put_folio()', 'gup-put-6.1'],
    'v7.2': ['gup_put_folio()', 'gup-put-7.2'],
  },
  'gup-fast.pgmap-put': everywhere('put_dev_pagemap()', 'gup-pgmap-put-6.1'),
  'gup-slow.mmap-lock': {
    'v5.19-rc': ['mmap_read_lock()', 'gup-slow-lock-6.1'],
    'v7.2': ['mmap_read_lock()', 'gup-slow-lock-7.2'],
  },
  'gup-slow.follow': {
    'v5.10': ['follow_page_pte()', 'gup-slow-6.1'],
    'v5.19-rc': ['follow_page_pte()', 'gup-slow-5.19'],
    'v6.1': ['follow_page_pte()', 'gup-slow-6.1'],
    'v7.2': ['follow_page_pte()', 'gup-slow-7.2'],
  },
  'gup-slow.pgmap-put': everywhere('put_dev_pagemap()', 'gup-slow-pgmap-put-6.1'),
  'gup-slow.mmap-unlock': {
    'v5.19-rc': ['mmap_read_unlock()', 'gup-slow-unlock-6.1'],
    'v7.2': ['mmap_read_unlock()', 'gup-slow-unlock-7.2'],
  },
  'dma.start': everywhere('DMA begins', 'gup-users-deaf'),
  'dma.end': everywhere('DMA ends', 'gup-users-deaf'),

  'unpin.sub': {
    'v5.10': ['unpin_user_page()', 'put-5.10'],
    'v5.19-rc': ['unpin_user_page()', 'gup-put-5.19'],
    'patch-v1': ['unpin_user_page()', 'folio-put-v1'],
    'v6.1': ['unpin_user_page()', 'gup-put-6.1'],
    'v7.2': ['unpin_user_page()', 'gup-put-7.2'],
  },
  'put-page.sub': {
    'v5.10': ['put_page()', 'put-5.10'],
    'v5.19-rc': ['put_page()', 'put-page-5.18'],
    'v6.1': ['put_page()', 'put-page-6.1'],
    'v7.2': ['put_page()', 'put-page-7.2'],
  },
  'folio-put.sub': {
    'v5.19-rc': ['folio_put()', 'folio-put-v2'],
    'patch-v1': ['folio_put()', 'folio-put-v1'],
    'v7.2': ['folio_put()', 'wake-7.2'],
  },
  'put.look': everywhere('folio_mapcount()', 'scan-two-reads-7.2'),
  wake: {
    'v5.10': ['wake_up_var()', 'put-5.10'],
    'v5.19-rc': ['wake_up_var()', 'put-page-5.18'],
    'patch-v1': ['wake_up_var()', 'folio-put-v1'],
    proposal: ['wake_up_var()', 'fs-holds-mapping'],
    'series-2022': ['wake_up_var()', 'entry-held-series'],
    'v6.1': ['wake_up_var()', 'wake-6.1'],
    'v7.2': ['wake_up_var()', 'wake-7.2'],
  },

  'trunc.lock': {
    'v5.19-rc': ['filemap_invalidate_lock()', 'trunc-6.12'],
    'v7.2': ['filemap_invalidate_lock()', 'trunc-7.2'],
  },
  'break.mapping-mapped': everywhere('mapping_mapped()', 'scan-unmapped-6.1'),
  'break.scan': {
    'v5.10': ['dax_busy_page()', 'scan-6.1'],
    'v5.19-rc': ['dax_busy_page()', 'scan-5.19'],
    proposal: ['dax_busy_page()', 'fs-holds-mapping'],
    'v6.1': ['dax_busy_page()', 'scan-6.1'],
    'v7.2': ['dax_busy_page()', 'scan-7.2'],
  },
  'break.zap-entry': everywhere('dax_zap_mappings()', 'entry-held-zap'),
  'wait.prepare': everywhere('prepare_to_wait_event()', 'wait-var-event'),
  'wait.test': {
    'v5.19-rc': ['___wait_var_event()', 'wait-6.1'],
    proposal: ['___wait_var_event()', 'fs-holds-mapping'],
    'series-2022': ['dax_page_idle()', 'entry-held-series'],
    'v7.2': ['dax_page_is_idle()', 'wait-7.2'],
  },
  'wait.unlock': {
    'v5.10': ['filemap_invalidate_unlock()', 'wait-unlock-5.10'],
    'v5.19-rc': ['filemap_invalidate_unlock()', 'wait-unlock-6.1'],
    'v7.2': ['filemap_invalidate_unlock()', 'wait-unlock-7.2'],
  },
  'wait.schedule': everywhere('schedule()', 'wait-var-event'),
  'wait.lock': {
    'v5.10': ['filemap_invalidate_lock()', 'wait-unlock-5.10'],
    'v5.19-rc': ['filemap_invalidate_lock()', 'wait-unlock-6.1'],
    'v7.2': ['filemap_invalidate_lock()', 'wait-unlock-7.2'],
  },
  'wait.finish': everywhere('finish_wait()', 'wait-var-event'),
  'break.delete-entries': everywhere('dax_delete_mapping_range()', 'delete-7.2'),
  'trunc.delete-entries': everywhere('dax_delete_mapping_entry()', 'delete-6.12'),
  'trunc.free-blocks': {
    'v5.19-rc': ['ext4_truncate()', 'trunc-6.12'],
    'v7.2': ['ext4_truncate()', 'trunc-7.2'],
  },
  'trunc.unlock': {
    'v5.19-rc': ['filemap_invalidate_unlock()', 'trunc-6.12'],
    'v7.2': ['filemap_invalidate_unlock()', 'trunc-7.2'],
  },
  'remap.lock-first': {
    'v5.19-rc': ['xfs_ilock()', 'two-inodes-6.12'],
    'v7.2': ['xfs_ilock()', 'two-inodes-7.2'],
  },
  'remap.lock-second': {
    'v5.19-rc': ['xfs_ilock()', 'two-inodes-6.12'],
    'v7.2': ['xfs_ilock()', 'two-inodes-7.2'],
  },
  'remap.unlock': {
    'v5.19-rc': ['xfs_iunlock()', 'two-inodes-6.12'],
    'v7.2': ['xfs_iunlock()', 'two-inodes-7.2'],
  },
  'busy.list': everywhere('xfs_extent_busy_insert()', 'hch-busy-list'),
  'busy.free': everywhere('xfs_extent_busy_clear()', 'hch-busy-list'),
  'evict.iput': {
    'v5.19-rc': ['iput()', 'evict-none-6.12'],
    'series-2022': ['iput()', 'entry-held-series'],
    'v7.2': ['iput()', 'evict-7.2'],
  },
  'umount.evict-inodes': {
    'v5.19-rc': ['evict_inodes()', 'block-reuse'],
    'series-2022': ['evict_inodes()', 'entry-held-series'],
    'v7.2': ['evict_inodes()', 'evict-7.2'],
  },
  'umount.begun': everywhere('deactivate_super()', 'umount-begins-7.2'),
  'umount.done': {
    'v5.19-rc': ['kill_block_super()', 'block-reuse'],
    'series-2022': ['kill_block_super()', 'entry-held-series'],
    'v7.2': ['kill_block_super()', 'mark-dead-7.2'],
  },
  'umount.mount-again': {
    'v5.10': ['ext4_fill_super()', 'mount-5.10'],
    'v5.19-rc': ['ext4_fill_super()', 'mount-6.1'],
  },
  'file.open': everywhere('do_dentry_open()', 'open-holds-7.2'),
  'file.close': everywhere('__fput()', 'open-holds-7.2'),
  'inode.lock': {
    'v5.19-rc': ['inode_lock()', 'inode-lock-6.1'],
    'v7.2': ['inode_lock()', 'inode-lock-7.2'],
  },
  'inode.unlock': {
    'v5.19-rc': ['inode_unlock()', 'inode-lock-6.1'],
    'v7.2': ['inode_unlock()', 'inode-lock-7.2'],
  },
  'writeback.lock-entry': everywhere('dax_writeback_one()', 'writeback-6.1'),
  'writeback.flush': everywhere('dax_flush()', 'writeback-flush-6.1'),
  'writeback.unlock-entry': everywhere('dax_wake_entry()', 'writeback-6.1'),
  'unbind.kill-dax': { 'v5.19-rc': ['kill_dax()', 'kill-dax-6.1'], 'v7.2': ['kill_dax()', 'kill-dax-7.2'] },
  'unbind.mark-dead': {
    'v5.10': ['get_super()', 'mark-dead-5.10'],
    'v5.19-rc': ['get_super()', 'mark-dead-6.1'],
    'v7.2': ['super_lock()', 'mark-dead-7.2'],
  },
  'unbind.evict-inodes': {
    'v5.10': ['invalidate_inodes()', 'mark-dead-5.10'],
    'v5.19-rc': ['invalidate_inodes()', 'mark-dead-6.1'],
    'v7.2': ['evict_inodes()', 'mark-dead-7.2'],
  },
  'unbind.super-unlock': {
    'v5.10': ['drop_super()', 'mark-dead-5.10'],
    'v5.19-rc': ['drop_super()', 'mark-dead-6.1'],
    'v7.2': ['super_unlock_shared()', 'mark-dead-7.2'],
  },
  'unbind.freeze': {
    'v5.19-rc': ['freeze_super()', 'xfs-freezes-6.12'],
    'v7.2': ['freeze_super()', 'xfs-freezes-7.2'],
  },
  'unbind.remove-entry': {
    'v5.19-rc': ['dax_invalidate_mapping_entry_sync()', 'xfs-removes-entries-6.12'],
    'v7.2': ['dax_invalidate_mapping_entry_sync()', 'xfs-removes-entries-7.2'],
  },
  'unbind.shutdown': {
    'v5.19-rc': ['xfs_force_shutdown()', 'xfs-shuts-down-6.12'],
    'v7.2': ['xfs_force_shutdown()', 'xfs-shuts-down-7.2'],
  },
  'unbind.thaw': {
    'v5.19-rc': ['thaw_super()', 'xfs-shuts-down-6.12'],
    'v7.2': ['thaw_super()', 'xfs-shuts-down-7.2'],
  },
  'unbind.lock': everywhere('filemap_invalidate_lock()', 'notify-is-improvement'),
  'unbind.unlock': everywhere('filemap_invalidate_unlock()', 'notify-is-improvement'),
  'unbind.kill-pgmap': {
    'v5.10': ['dev_pagemap_kill()', 'unbind-5.10'],
    'v5.19-rc': ['percpu_ref_kill()', 'unbind-6.1'],
    'v7.2': ['percpu_ref_kill()', 'unbind-7.2'],
    proposal: ['percpu_ref_kill()', 'removal-may-hang'],
  },
  'unbind.drop-base': everywhere('put_page()', 'unbind-5.10'),
  'unbind.wait-page': {
    'v5.19-rc': ['wait_for_completion()', 'removal-may-hang'],
    'v5.10': ['wait_for_completion()', 'unbind-5.10'],
    'series-2022': ['wait_for_completion()', 'entry-held-removal'],
  },
  'unbind.wait-users': {
    'v5.10': ['wait_for_completion()', 'unbind-5.10'],
    'v5.19-rc': ['wait_for_completion()', 'unbind-6.1'],
    'v7.2': ['wait_for_completion()', 'unbind-7.2'],
  },
  'unbind.remove-memmap': {
    'v5.10': ['arch_remove_memory()', 'unbind-5.10'],
    'v5.19-rc': ['arch_remove_memory()', 'unbind-6.1'],
    'v7.2': ['arch_remove_memory()', 'unbind-7.2'],
  },
  'other.allocate': everywhere('ext4_map_blocks()', 'block-reuse'),
  'other.map': {
    'v5.10': ['dax_iomap_pte_fault()', 'fault-map-5.10'],
    'v5.19-rc': ['dax_iomap_pte_fault()', 'fault-map-5.19'],
    'v6.1': ['dax_iomap_pte_fault()', 'fault-map-6.1'],
    'v7.2': ['dax_iomap_pte_fault()', 'fault-map-7.2'],
    proposal: ['dax_iomap_pte_fault()', 'fs-holds-mapping'],
    'series-2022': ['dax_iomap_pte_fault()', 'entry-held-request'],
  },
} as const satisfies Record<string, Places>;

/** A step's place in the kernel's paths, the same in every design. The part before the dot names the path. */
export type Landmark = keyof typeof table;

/** Every step of the model. */
export const landmarks = Object.keys(table) as Landmark[];

/** A kernel function, and the fact that says where it can be read. */
export interface Source {
  readonly fn: string;
  readonly fact: FactId;
}

/** The function and the fact behind a step, in the given tree. */
export function source(tree: TreeId, at: Landmark): Source {
  const places: Places = table[at];
  const [fn, fact] = places[tree] ?? places['v5.19-rc'];
  return { fn, fact };
}

/** A tree, for a kernel to run: what is behind each step in it. A page has of it what its figures come to. */
export type Tree = Readonly<Record<Landmark, Source>>;

/** Every tree that a design's steps are named after. */
export const trees = Object.fromEntries(
  treeIds.map((tree) => [tree, Object.fromEntries(landmarks.map((at) => [at, source(tree, at)]))]),
) as Readonly<Record<TreeId, Tree>>;
