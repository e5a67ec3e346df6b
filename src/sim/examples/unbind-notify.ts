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

export const unbindNotify: Example = {
  id: 'unbind-notify',
  title: 'Removal that is told to the file system',
  question: 'What does a notice of removal change where mappings hold references?',
  pages: 1,
  processes: 1,
  history: true,
  actors,
  demands: ['no-pte-to-gone-device', 'no-late-gup', 'no-late-pin', 'no-late-fault', 'unbind-finishes'],
  sometimes: mappedPinnedAndGone,
  designs: ['fs-held', 'fs-held-notify'],
  pair: ['fs-held', 'fs-held-notify'],
  told: 'app*9 io*5 unbind*9 io*3 unbind*4',
  fails: {
    'fs-held': ['unbind-finishes'],
  },
  never: {
    'fs-held': ['gone-after-pin', 'gone-before-gup', 'gone-after-mapping'],
  },
  notice:
    'Both wait for the pin. After it, removal on the left waits on for the mapping, and on the right the mapping is gone.',
};
