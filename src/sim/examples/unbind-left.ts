import { designIds } from '../designs/index.ts';
import { munmap, touch, unbind, unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { pinner } from './parts/actors.ts';
import { deviceGone, goneAfterPin, pagePinned } from './parts/situations.ts';

const file = { pages: 1, processes: 1 };

export const actors: readonly Actor[] = [
  pinner('pins the page with FOLL_PIN, does DMA, unpins', 'FOLL_PIN', unpinUserPage),
  {
    name: 'unbind',
    role: 'touches the page, unmaps the file, which nobody has open then, and removes the device',
    process: 0,
    *run(t) {
      yield* touch(t, 0);
      yield* munmap(t, file.pages);
      yield* unbind(t, file);
    },
  },
];

export const unbindLeft: Example = {
  id: 'unbind-left',
  title: 'Removal below a file that nobody uses',
  question: 'Does removal wait for a pin when nobody has the file open or mapped?',
  pages: 1,
  processes: 1,
  history: true,
  actors,
  demands: ['no-late-pin', 'unbind-finishes'],
  sometimes: [deviceGone, pagePinned, goneAfterPin],
  designs: designIds.concat('gup-put+evict-waits', 'v6.15+evict-does-not-wait', 'v6.15+told-as-xfs'),
  pair: ['gup-put', 'v6.15'],
  told: 'unbind*9 io*8 unbind*16 io*2 unbind*20',
  fails: {
    current: ['no-late-pin'],
    'folio-put': ['no-late-pin'],
    'gup-put': ['no-late-pin'],
    'no-pgmap': ['no-late-pin'],
    'v6.15+evict-does-not-wait': ['no-late-pin'],
    'v6.15+told-as-xfs': ['no-late-pin'],
  },
  notice:
    'On both sides removal evicts the inode, for nobody uses the file. On the right that waits for the pin, and so does ' +
    'removal, asleep where no signal reaches it. On the left nothing waits.',
};
