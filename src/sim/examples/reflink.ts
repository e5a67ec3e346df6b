import { designIds, remedied } from '../designs/index.ts';
import { touch, truncate, unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { mapper, pinner } from './parts/actors.ts';
import { pagePinned } from './parts/situations.ts';

/** The second file's only page, and the process that maps it. */
const SECOND = 1;

export const actors: readonly Actor[] = [
  { ...mapper, role: 'touches the page through the first file, and keeps the mapping' },
  pinner('pins it there with FOLL_PIN, does DMA, unpins', 'FOLL_PIN', unpinUserPage),
  {
    name: 'peer',
    role: 'touches the page through the second file, and keeps the mapping',
    process: SECOND,
    run: (t) => touch(t, SECOND),
  },
  {
    name: 'trunc',
    role: 'truncates the second file to nothing',
    process: SECOND,
    run: (t) => truncate(t, { pages: [SECOND], processes: [SECOND] }),
  },
];

export const reflink: Example = {
  id: 'reflink',
  title: 'Two files, one block',
  question: 'Does truncating a file finish while another file that shares its block is mapped?',
  pages: 2,
  processes: 2,
  blocks: [0, 0],
  files: [0, 1],
  actors,
  demands: ['no-lost-wakeup', 'no-free-while-pinned', 'mapped-is-counted', 'truncate-finishes'],
  sometimes: [
    pagePinned,
    {
      id: 'mapped-through-both',
      title: 'the page is mapped through both files',
      good: (s) => s.process[0].pte[0] === 1 && s.process[1].pte[1] === 1,
    },
    { id: 'truncate-sleeps', title: 'truncate sleeps on the page', good: (s) => s.task[3].sleeping === 1 },
    { id: 'block-freed', title: 'the second file gives the block up', good: (s) => s.page[1].owner !== 0 },
  ],
  // How entries of two files hold one page in the series of 2022, we have not read.
  designs: designIds.filter((id) => id !== 'entry-held').concat(remedied),
  pair: ['gup-put', 'v6.15'],
  told: 'app*9 io*7 peer*9 trunc*8 io*3 trunc*13',
  fails: {
    current: ['no-lost-wakeup', 'truncate-finishes'],
    'fs-held': ['truncate-finishes'],
    'fs-held-notify': ['truncate-finishes'],
    'v6.15': ['truncate-finishes'],
    'v6.15+looks-early': ['no-lost-wakeup', 'truncate-finishes'],
    'v6.15+unpin-wakes': ['no-lost-wakeup', 'truncate-finishes'],
    'v6.15+fault-wakes': ['truncate-finishes'],
    'v6.15+keep-lock': ['truncate-finishes'],
    'v6.15+faults-wait': ['truncate-finishes'],
    'v6.15+entry-locked': ['truncate-finishes'],
    'v6.15+faults-refused': ['truncate-finishes'],
  },
  notice:
    'On the right the mapping of the first file holds a reference: the last unpin does not bring the count to 0, and ' +
    'truncate of the second file sleeps until the first is unmapped. Nobody has to touch the page again for that.',
};
