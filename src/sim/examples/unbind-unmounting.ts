import { designIds } from '../designs/index.ts';
import { afterUnmount, putPage, unbind, unmount } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { pinner, unmapper } from './parts/actors.ts';
import { deviceGone, goneAfterMapping, goneAfterPin, goneBeforeGup, pagePinned } from './parts/situations.ts';

const file = { pages: 1, processes: 1 };

export const actors: readonly Actor[] = [
  unmapper,
  pinner('takes the page with FOLL_GET, does DMA, put_page()', 'FOLL_GET', putPage),
  {
    name: 'umount',
    role: 'unmounts the file system',
    process: 0,
    run: (t) => unmount(t, file),
  },
  {
    name: 'unbind',
    role: 'removes the device, once the unmount has begun',
    process: 0,
    *run(t) {
      yield* afterUnmount(t);
      yield* unbind(t, file);
    },
  },
];

export const unbindUnmounting: Example = {
  id: 'unbind-unmounting',
  title: 'Unmount first, then remove the device',
  question: 'Does unmounting first keep the device there until the last pin is gone?',
  pages: 1,
  processes: 1,
  history: true,
  actors,
  demands: ['no-late-pin', 'no-late-gup', 'no-stray-dma', 'unbind-finishes'],
  sometimes: [
    pagePinned,
    deviceGone,
    goneAfterPin,
    goneBeforeGup,
    goneAfterMapping,
    {
      id: 'pinned-unmounting',
      title: 'the page is pinned while the file system is unmounted',
      good: (s) => s.page[0].pins === 1 && s.superblock !== 0,
    },
  ],
  designs: designIds.concat('v6.15+wait-for-mappings', 'v6.15+looks-late', 'v6.15+told-as-xfs'),
  pair: ['gup-put', 'v6.15'],
  told: 'app*9 io*6 app*5 umount*7 unbind*5 io*3 umount*9 unbind*6',
  fails: {
    current: ['no-late-pin'],
    'folio-put': ['no-late-pin'],
    'gup-put': ['no-late-pin'],
    'no-pgmap': ['no-late-pin'],
    'v6.15+looks-late': ['no-late-pin'],
  },
  notice:
    'On the right the unmount waits for the pin, and removal for the lock that the unmount holds. On the left nothing ' +
    'waits, and who drops the pin touches a struct page that is gone.',
};
