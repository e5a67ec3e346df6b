import { designIds } from '../designs/index.ts';
import { closeFile, munmap, openFile, touch, unbind, unmount, unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { pinner } from './parts/actors.ts';
import { goneAfterMapping, goneAfterPin, pagePinned } from './parts/situations.ts';

const file = { pages: 1, processes: 1 };

export const actors: readonly Actor[] = [
  pinner('pins the page with FOLL_PIN, does DMA, unpins', 'FOLL_PIN', unpinUserPage),
  {
    name: 'unbind',
    role: 'touches the page, unmaps the file and keeps it open, removes the device, closes the file and unmounts',
    process: 0,
    *run(t) {
      yield* touch(t, 0);
      yield* openFile(t);
      yield* munmap(t, file.pages);
      yield* unbind(t, file);
      yield* closeFile(t);
      yield* unmount(t, file);
    },
  },
];

export const unbindOpen: Example = {
  id: 'unbind-open',
  title: 'Removal below a file that is open',
  question: 'Does removal wait for a pin when the file is open, and nobody maps it?',
  pages: 1,
  processes: 1,
  history: true,
  actors,
  demands: ['no-late-pin', 'no-late-mapping', 'unbind-finishes'],
  sometimes: [pagePinned, goneAfterPin, goneAfterMapping],
  designs: designIds.concat('v6.15+told-as-xfs'),
  pair: ['v6.15', 'v5.17'],
  told: 'unbind*11 io*6 unbind*13 io*2 unbind*20',
  fails: {
    'v5.17': ['no-late-mapping'],
    current: ['no-late-pin', 'no-late-mapping'],
    'folio-put': ['no-late-pin', 'no-late-mapping'],
    'gup-put': ['no-late-pin', 'no-late-mapping'],
    'no-pgmap': ['no-late-pin', 'no-late-mapping'],
    'fs-held': ['no-late-mapping'],
    'fs-held-notify': ['no-late-mapping'],
    'entry-held': ['unbind-finishes'],
    'v6.15': ['no-late-pin', 'no-late-mapping'],
    'v6.15+told-as-xfs': ['no-late-pin'],
  },
  never: {
    'entry-held': ['gone-after-pin', 'gone-after-mapping'],
  },
  notice:
    'An open file keeps its inode, so removal does not evict it, and on the left nothing else would wait. On the right ' +
    'removal waits for every page. On both the entry of the file is left, and the unmount that takes it away looks at its page.',
};
