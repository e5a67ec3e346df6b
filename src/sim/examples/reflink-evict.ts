import { designIds, remedied } from '../designs/index.ts';
import { evict, munmap, touch, unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { mapper, pinner } from './parts/actors.ts';
import { pagePinned } from './parts/situations.ts';

/** The clone's only page, and the process that had mapped it. */
const CLONE = 1;
const clone = { pages: [CLONE], processes: [CLONE] };

export const actors: readonly Actor[] = [
  { ...mapper, role: 'touches the page through the first file, and keeps the mapping' },
  pinner('pins it there with FOLL_PIN, does DMA, unpins', 'FOLL_PIN', unpinUserPage),
  {
    name: 'evict',
    role: 'touches the page through a clone of the file, unmaps and unlinks the clone',
    process: CLONE,
    *run(t) {
      yield* touch(t, CLONE);
      yield* munmap(t, clone.pages);
      yield* evict(t, clone);
    },
  },
];

export const reflinkEvict: Example = {
  id: 'reflink-evict',
  title: 'The end of a clone',
  question: 'Does unlinking a clone finish while the file that it was cloned from is mapped?',
  pages: 2,
  processes: 2,
  blocks: [0, 0],
  files: [0, 1],
  actors,
  demands: ['no-lost-wakeup', 'evict-finishes'],
  sometimes: [
    pagePinned,
    {
      id: 'clone-unused',
      title: 'the page is mapped through the first file while nobody uses the clone',
      good: (s) => s.process[0].pte[0] === 1 && s.process[CLONE].vma === 0,
    },
    { id: 'block-freed', title: 'the clone gives the block up', good: (s) => s.page[CLONE].owner !== 0 },
  ],
  // How entries of two files hold one page in the series of 2022, we have not read.
  designs: designIds.filter((id) => id !== 'entry-held').concat('gup-put+evict-waits', remedied),
  pair: ['gup-put', 'v6.15'],
  told: 'app*9 io*7 evict*14 io*4 evict*12',
  fails: {
    'v6.15': ['evict-finishes'],
    'v6.15+looks-early': ['no-lost-wakeup', 'evict-finishes'],
    'v6.15+unpin-wakes': ['no-lost-wakeup', 'evict-finishes'],
    'v6.15+fault-wakes': ['evict-finishes'],
    'v6.15+keep-lock': ['evict-finishes'],
    'v6.15+faults-wait': ['evict-finishes'],
    'v6.15+entry-locked': ['evict-finishes'],
    'v6.15+faults-refused': ['evict-finishes'],
  },
  notice:
    'On the right the inode of the clone waits for the pin, and after it for the mapping of the first file, which nothing unmaps: ' +
    'asleep where no signal reaches it.',
};
