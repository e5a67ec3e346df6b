import type { DemandId } from '../../sim/properties.ts';

/** Something that goes wrong for somebody, and the search that says in which releases it can. */
export interface Problem {
  /** A sentence without its full stop: for whom, and why. */
  readonly says: string;
  readonly example: string;
  /** What fails where it goes wrong. */
  readonly property: DemandId;
  /** The chapter or finding that tells of it. */
  readonly chapter: string;
}

/** The designs that have been releases, and the proposal beside them. */
export const columns = ['v5.17', 'current', 'gup-put', 'v6.15', 'fs-held'] as const;

/** What goes wrong, the worst of what is told of first. */
export const problems: readonly Problem[] = [
  {
    says: 'A truncate never returns: it waits for a count of 1, and the unpin that leaves 1 looks for 0',
    example: 'missed-wakeup',
    property: 'no-lost-wakeup',
    chapter: 'missed-wakeup',
  },
  {
    says: 'A truncate never returns when a page that GUP took is dropped by a bare folio_put()',
    example: 'bare-put',
    property: 'no-lost-wakeup',
    chapter: 'direct-write-wakeup',
  },
  {
    says: 'A truncate does not return while a process that touched the page again maps it',
    example: 'refault',
    property: 'truncate-finishes',
    chapter: 'refault-sleeper',
  },
  {
    says: 'A truncate frees a block that a device writes into: nobody maps the file any more',
    example: 'unmapped-file',
    property: 'no-stray-dma',
    chapter: 'unmapped-pin',
  },
  {
    says: 'The last close of an unlinked file frees a block that a device writes into',
    example: 'evict-pinned',
    property: 'no-stray-dma',
    chapter: 'evict-under-pin',
  },
  {
    says: 'An unlink of a clone does not return while the file that it was cloned from is mapped',
    example: 'reflink-evict',
    property: 'evict-finishes',
    chapter: 'clone-unlink',
  },
  {
    says: 'The device is removed and a process still maps its memory',
    example: 'unbind-mapped',
    property: 'no-pte-to-gone-device',
    chapter: 'unbind',
  },
  {
    says: 'The device is removed under a pin, and who drops it touches a struct page that is gone',
    example: 'unbind-pinned',
    property: 'no-late-pin',
    chapter: 'unbind',
  },
  {
    says: 'Removing the device does not return while a process maps its memory',
    example: 'unbind-mapped',
    property: 'unbind-finishes',
    chapter: 'hanging-removal',
  },
];
