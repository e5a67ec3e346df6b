import { designIds } from '../designs/index.ts';
import { unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { pinner, unmapper } from './parts/actors.ts';
import { remover } from './parts/remover.ts';
import { mappedPinnedAndGone } from './parts/situations.ts';

export const actors: readonly Actor[] = [
  unmapper,
  pinner('pins the page with FOLL_PIN, does DMA, unpins', 'FOLL_PIN', unpinUserPage),
  remover,
];

export const unbindUnmapped: Example = {
  id: 'unbind-unmapped',
  title: 'Removal and the last munmap',
  question: 'Is a page safe from GUP-fast when its mapping goes while removal waits?',
  pages: 1,
  processes: 1,
  history: true,
  actors,
  demands: [
    'no-pte-to-gone-device',
    'no-late-gup',
    'no-late-pin',
    'no-late-fault',
    'no-late-mapping',
    'unbind-finishes',
  ],
  sometimes: mappedPinnedAndGone,
  designs: designIds.concat('fs-held+flush-interrupts'),
  pair: ['gup-put', 'fs-held'],
  told: 'app*9 unbind*5 io app*5 unbind*2 io*3',
  fails: {
    'v5.17': ['no-pte-to-gone-device', 'no-late-fault'],
    current: ['no-pte-to-gone-device', 'no-late-pin', 'no-late-fault'],
    'folio-put': ['no-pte-to-gone-device', 'no-late-pin', 'no-late-fault'],
    'gup-put': ['no-pte-to-gone-device', 'no-late-pin', 'no-late-fault'],
    'no-pgmap': ['no-pte-to-gone-device', 'no-late-gup', 'no-late-pin', 'no-late-fault'],
    'fs-held': ['no-late-gup'],
    'entry-held': ['unbind-finishes'],
    'v6.15': ['no-pte-to-gone-device', 'no-late-gup', 'no-late-pin', 'no-late-mapping', 'no-late-fault'],
  },
  notice:
    'A GUP-fast that starts after the pgmap was killed is not waited for. On the right it has read an entry that ' +
    'goes before it grabs the page. Where the TLB flush interrupts the CPUs that use the page table, GUP-fast holds up the munmap: ' +
    'that is the variant flush-interrupts.',
};
