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
    io: 'process 1: pin, unpin',
    trunc: 'process 1: truncate',
  },
  fork: {
    app: 'touch; fork process 1',
    child: 'process 1: munmap',
    io: 'pin, unpin',
    trunc: 'truncate',
  },
  'missed-wakeup': { app, io: pinned, trunc: 'truncate' },
  'put-page': { app, io: got, trunc: 'truncate' },
  'put-page-fast': { app, io: 'get-fast, dma, put-page', trunc: 'truncate' },
  'bare-put': { app, io: 'get, dma, folio-put', trunc: 'truncate' },
  'memory-read': { reader: 'get, folio-put; get, folio-put', trunc: 'truncate' },
  'two-pinners': { io: 'touch; pin, unpin', nic: 'process 1: touch; pin, unpin', trunc: 'truncate' },
  'two-truncaters': { app, io: 'pin, unpin', trunc: 'truncate', again: 'truncate' },
  'two-pages': { app: 'touch; touch page 1; touch', io: 'pin, unpin', punch: 'punch page 1' },
  'idle-page': { app, io: 'pin-fast, unpin', trunc: 'truncate' },
  recheck: { app, io: 'pin-fast, unpin', trunc: 'truncate', other: 'allocate; map-other' },
  refault: { app: 'touch; touch', io: pinned, trunc: 'truncate' },
  reflink: { app, io: pinned, peer: 'process 1: touch', trunc: 'process 1: truncate' },
  'pin-and-fault': {
    app: 'touch; touch',
    io: 'get, get page 1, dma, put-page page 1, put-page',
    trunc: 'truncate',
  },
  'pin-again': { app: 'get, get, put-page, put-page', trunc: 'truncate' },
  'fork-asleep': { app: 'touch; fork process 1', io: 'pin, unpin', trunc: 'truncate' },
  'unmapped-file': { app: 'touch; munmap', io: pinned, trunc: 'truncate', other: 'allocate' },
  'busy-block': { app, io: pinned, trunc: 'truncate', reaper: 'reap' },
  'fuse-range': { app: 'touch page 1', io: 'pin page 1, dma page 1, unpin page 1', trunc: 'truncate' },
  'evict-pinned': { app: 'touch; munmap', io: pinned, evict: 'evict' },
  'unmount-pinned': { app: 'touch; munmap', io: pinned, admin: 'unmount; mount; evict' },
  'reflink-evict': { app, io: pinned, evict: 'process 1: touch; munmap; evict' },
  'locked-entry': { app, io: pinned, trunc: 'truncate', sync: 'writeback' },
  'unbind-mapped': { app, unbind: 'unbind' },
  'unbind-pinned': { app, io: pinned, unbind: 'unbind' },
  'unbind-unmapped': { app: 'touch; munmap', io: pinned, unbind: 'unbind' },
  'unbind-notify': { app, io: pinned, unbind: 'unbind' },
  'unbind-unmounting': {
    app: 'touch; munmap',
    io: got,
    umount: 'unmount',
    unbind: 'await-unmount; unbind',
  },
  'unbind-left': { io: pinned, unbind: 'touch; munmap; unbind' },
  'unbind-open': { io: pinned, unbind: 'touch; open; munmap; unbind; close; unmount' },
};

/** The tasks of an example in words, in its order. Throws a {@link ModelError} for an example that has none. */
export function taskWords({ id }: Pick<Scenario, 'id'>): [name: string, words: string][] {
  if (Object.hasOwn(tasksOf, id)) return Object.entries(tasksOf[id]);
  throw new ModelError(`nobody has said in words what the tasks of ${id} do, so they cannot be changed`);
}
