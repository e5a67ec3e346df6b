import { designIds } from '../designs/index.ts';
import { unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { mapper, pinner } from './parts/actors.ts';
import { remover } from './parts/remover.ts';
import { mappedPinnedAndGone } from './parts/situations.ts';

export const actors: readonly Actor[] = [
  mapper,
  pinner('pins the page with FOLL_PIN, does DMA, unpins', 'FOLL_PIN', unpinUserPage),
  remover,
];

export const unbindPinned: Example = {
  id: 'unbind-pinned',
  title: 'Removal under a pin',
  question: 'Does anybody touch a page of a device that is gone?',
  pages: 1,
  processes: 1,
  history: true,
  actors,
  demands: [
    'no-pte-to-gone-device',
    'no-late-gup',
    'no-late-pin',
    'no-late-fault',
    'gup-finishes',
    'unbind-finishes',
  ],
  sometimes: mappedPinnedAndGone,
  designs: designIds,
  pair: ['no-pgmap', 'fs-held'],
  told: 'app*9 unbind*7 io*8',
  fails: {
    'v5.17': ['no-pte-to-gone-device', 'no-late-fault', 'gup-finishes'],
    current: ['no-pte-to-gone-device', 'no-late-pin', 'no-late-fault', 'gup-finishes'],
    'folio-put': ['no-pte-to-gone-device', 'no-late-pin', 'no-late-fault', 'gup-finishes'],
    'gup-put': ['no-pte-to-gone-device', 'no-late-pin', 'no-late-fault', 'gup-finishes'],
    'no-pgmap': ['no-pte-to-gone-device', 'no-late-gup', 'no-late-pin', 'no-late-fault'],
    'fs-held': ['unbind-finishes'],
    'entry-held': ['unbind-finishes'],
    'v6.15': ['no-pte-to-gone-device', 'no-late-gup', 'no-late-pin', 'no-late-fault'],
  },
  never: {
    'fs-held': ['gone-after-pin', 'gone-before-gup', 'gone-after-mapping'],
    'entry-held': ['gone-after-pin', 'gone-before-gup', 'gone-after-mapping'],
  },
  notice:
    'The page-table entry outlives the memmap on the left, and GUP without a pgmap reference believes it. On the ' +
    'right the entry holds a reference, and removal waits for that.',
};
