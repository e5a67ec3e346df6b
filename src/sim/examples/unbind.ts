import { designIds } from '../designs/index.ts';
import { unbind, unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example, Sometimes } from './example.ts';
import { mapper, pinner } from './missed-wakeup.ts';
import { unmapper } from './unmapped-file.ts';

const remover: Actor = {
  name: 'unbind',
  role: 'removes the device',
  process: 0,
  run: (t) => unbind(t, { pages: 1, processes: 1 }),
};

const gone: Sometimes = {
  id: 'device-gone',
  title: 'the device is gone',
  good: (s) => s.device.memmapGone === 1,
};
const mapped: Sometimes = {
  id: 'page-mapped',
  title: 'the page is mapped',
  good: (s) => s.process[0].pte[0] === 1,
};
const pinned: Sometimes = {
  id: 'page-pinned',
  title: 'the page is pinned',
  good: (s) => s.page[0].pins === 1,
};

export const unbindMapped: Example = {
  id: 'unbind-mapped',
  title: 'Removal under a mapping',
  question: 'What is left of a mapping when the device below it goes?',
  pages: 1,
  processes: 1,
  actors: [mapper, remover],
  demands: ['no-pte-to-gone-device', 'no-late-mapping', 'unbind-finishes'],
  sometimes: [gone, mapped],
  designs: designIds,
  pair: ['current', 'fs-held'],
  told: 'app*9 unbind*4',
  fails: {
    'v5.17': ['no-pte-to-gone-device'],
    current: ['no-pte-to-gone-device'],
    'folio-put': ['no-pte-to-gone-device'],
    'gup-put': ['no-pte-to-gone-device'],
    'no-pgmap': ['no-pte-to-gone-device'],
    'fs-held': ['unbind-finishes'],
    'entry-held': ['unbind-finishes'],
    'v6.15': ['no-pte-to-gone-device', 'no-late-mapping'],
  },
  notice:
    'Where a mapping holds a reference and removal waits for every page, removal hangs for as long as the mapping ' +
    'stays. Where it does not wait, the mapping stays behind.',
};

export const unbindPinned: Example = {
  ...unbindMapped,
  id: 'unbind-pinned',
  title: 'Removal under a pin',
  question: 'Does anybody touch a page of a device that is gone?',
  actors: [
    mapper,
    pinner('pins the page with FOLL_PIN, does DMA, unpins', 'FOLL_PIN', unpinUserPage),
    remover,
  ],
  demands: ['no-pte-to-gone-device', 'no-late-gup', 'no-late-pin', 'no-late-mapping', 'unbind-finishes'],
  sometimes: [gone, mapped, pinned],
  pair: ['no-pgmap', 'fs-held'],
  told: 'app*9 unbind*4 rdma*8',
  fails: {
    'v5.17': ['no-pte-to-gone-device'],
    current: ['no-pte-to-gone-device', 'no-late-pin'],
    'folio-put': ['no-pte-to-gone-device', 'no-late-pin'],
    'gup-put': ['no-pte-to-gone-device', 'no-late-pin'],
    'no-pgmap': ['no-pte-to-gone-device', 'no-late-gup', 'no-late-pin'],
    'fs-held': ['unbind-finishes'],
    'entry-held': ['unbind-finishes'],
    'v6.15': ['no-pte-to-gone-device', 'no-late-gup', 'no-late-pin', 'no-late-mapping'],
  },
  notice:
    'The page-table entry outlives the memmap on the left, and GUP without a pgmap reference believes it. On the ' +
    'right the entry holds a reference, and removal waits for that.',
};

export const unbindUnmapped: Example = {
  ...unbindPinned,
  id: 'unbind-unmapped',
  title: 'Removal and the last munmap',
  question: 'Is a page safe from GUP-fast when its mapping goes while removal waits?',
  actors: [unmapper, ...unbindPinned.actors.slice(1)],
  pair: ['gup-put', 'fs-held'],
  told: 'app*9 unbind*2 rdma app*5 unbind*2 rdma*3',
  fails: {
    'v5.17': ['no-pte-to-gone-device'],
    current: ['no-pte-to-gone-device', 'no-late-pin'],
    'folio-put': ['no-pte-to-gone-device', 'no-late-pin'],
    'gup-put': ['no-pte-to-gone-device', 'no-late-pin'],
    'no-pgmap': ['no-pte-to-gone-device', 'no-late-gup', 'no-late-pin'],
    'fs-held': ['no-late-gup'],
    'entry-held': ['unbind-finishes'],
    'v6.15': ['no-pte-to-gone-device', 'no-late-gup', 'no-late-pin', 'no-late-mapping'],
  },
  notice:
    'A GUP-fast that starts after the pgmap was killed is not waited for. On the right it has read an entry that ' +
    'goes before it grabs the page. Where the TLB flush interrupts every CPU, as on x86, GUP-fast holds it up; the ' +
    'model has no such interrupt.',
};
