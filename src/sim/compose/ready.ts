/** A task that is often wanted: what it is in kernel words, and the words that make it. */
export interface Ready {
  readonly says: string;
  readonly words: string;
  /** What it is called, unless somebody calls it otherwise. */
  readonly name: string;
}

/** Tasks to add. Each is made of the actions that a task can have, and can be changed. */
export const ready: readonly Ready[] = [
  { name: 'app', says: 'touches the page through a mapping', words: 'touch' },
  { name: 'app', says: 'touches it, and unmaps the file', words: 'touch; munmap' },
  { name: 'app', says: 'touches it, and forks', words: 'touch; fork process 1' },
  { name: 'nic', says: 'FOLL_PIN, DMA, unpin_user_page()', words: 'pin, dma, unpin' },
  { name: 'nic', says: 'FOLL_GET, DMA, put_page()', words: 'get, dma, put-page' },
  { name: 'nic', says: 'FOLL_GET, DMA, folio_put()', words: 'get, dma, folio-put' },
  { name: 'reader', says: 'reads another process’s memory', words: 'get, folio-put' },
  { name: 'pipe', says: 'puts the page into a pipe twice', words: 'get, get, put-page, put-page' },
  { name: 'trunc', says: 'truncates the file', words: 'truncate' },
  { name: 'punch', says: 'punches the page out of the file', words: 'punch' },
  { name: 'evict', says: 'has unlinked the file, which is evicted', words: 'evict' },
  { name: 'umount', says: 'unmounts the file system', words: 'unmount' },
  { name: 'unbind', says: 'removes the device', words: 'unbind' },
  { name: 'sync', says: 'writes the page back', words: 'writeback' },
  { name: 'other', says: 'writes another file, which is given the block', words: 'allocate' },
  { name: 'reaper', says: 'frees blocks that were left busy', words: 'reap' },
];
