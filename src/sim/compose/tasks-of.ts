import { ModelError } from '../checker/index.ts';
import type { Scenario } from '../scenario/index.ts';

const app = 'touch';
const pinned = 'pin, dma, unpin';
const got = 'get, dma, put-page';

/**
 * What the tasks of each example do, in the words that a reader changes them by. A test makes sure that these words run as the
 * example does. Add those of a new example here.
 */
const tasksOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  life: {
    app: 'touch; munmap',
    peer: 'process 1: touch',
    rdma: 'process 1: pin, unpin',
    trunc: 'process 1: truncate',
  },
  fork: {
    app: 'touch; fork process 1',
    child: 'process 1: munmap',
    rdma: 'pin, unpin',
    trunc: 'truncate',
  },
  'missed-wakeup': { app, rdma: pinned, trunc: 'truncate' },
  'put-page': { app, rdma: got, trunc: 'truncate' },
  'put-page-fast': { app, rdma: 'get-fast, dma, put-page', trunc: 'truncate' },
  'bare-put': { app, rdma: 'get, dma, folio-put', trunc: 'truncate' },
  'memory-read': { reader: 'get, folio-put; get, folio-put', trunc: 'truncate' },
  'two-pinners': { rdma: 'touch; pin, unpin', nic: 'process 1: touch; pin, unpin', trunc: 'truncate' },
  'two-truncaters': { app, rdma: 'pin, unpin', trunc: 'truncate', again: 'truncate' },
  'two-pages': { app: 'touch; touch page 1; touch', rdma: 'pin, unpin', punch: 'punch page 1' },
  'idle-page': { app, rdma: 'pin-fast, unpin', trunc: 'truncate' },
  recheck: { app, rdma: 'pin-fast, unpin', trunc: 'truncate', other: 'allocate; map-other' },
  refault: { app: 'touch; touch', rdma: pinned, trunc: 'truncate' },
  reflink: { app, rdma: pinned, peer: 'process 1: touch', trunc: 'process 1: truncate' },
  'pin-and-fault': {
    app: 'touch; touch',
    rdma: 'get, get page 1, dma, put-page page 1, put-page',
    trunc: 'truncate',
  },
  'pin-again': { app: 'get, get, put-page, put-page', trunc: 'truncate' },
  'unmapped-file': { app: 'touch; munmap', rdma: pinned, trunc: 'truncate', other: 'allocate' },
  'busy-block': { app, rdma: pinned, trunc: 'truncate', reaper: 'reap' },
  'fuse-range': { app: 'touch page 1', rdma: 'pin page 1, dma page 1, unpin page 1', trunc: 'truncate' },
  'evict-pinned': { app: 'touch; munmap', rdma: pinned, evict: 'evict' },
  'unmount-pinned': { app: 'touch; munmap', rdma: pinned, admin: 'unmount; mount; evict' },
  'reflink-evict': { app, rdma: pinned, evict: 'process 1: touch; munmap; evict' },
  'locked-entry': { app, rdma: pinned, trunc: 'truncate', sync: 'writeback' },
  'unbind-mapped': { app, unbind: 'unbind' },
  'unbind-pinned': { app, rdma: pinned, unbind: 'unbind' },
  'unbind-unmapped': { app: 'touch; munmap', rdma: pinned, unbind: 'unbind' },
  'unbind-notify': { app, rdma: pinned, unbind: 'unbind' },
  'unbind-unmounting': {
    app: 'touch; munmap',
    rdma: got,
    umount: 'unmount',
    unbind: 'await-unmount; unbind',
  },
  'unbind-left': { rdma: pinned, unbind: 'touch; munmap; unbind' },
  'unbind-open': { rdma: pinned, unbind: 'touch; open; munmap; unbind; close; unmount' },
};

/** The tasks of an example in words, in its order. Throws a {@link ModelError} for an example that has none. */
export function taskWords({ id }: Pick<Scenario, 'id'>): [name: string, words: string][] {
  if (Object.hasOwn(tasksOf, id)) return Object.entries(tasksOf[id]);
  throw new ModelError(`nobody has said in words what the tasks of ${id} do, so they cannot be changed`);
}
