import { designIds } from '../designs/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { mapper } from './parts/actors.ts';
import { remover } from './parts/remover.ts';
import { deviceGone, pageMapped } from './parts/situations.ts';

export const actors: readonly Actor[] = [mapper, remover];

export const unbindMapped: Example = {
  id: 'unbind-mapped',
  title: 'Removal under a mapping',
  question: 'What is left of a mapping when the device below it goes?',
  pages: 1,
  processes: 1,
  actors,
  demands: ['no-pte-to-gone-device', 'no-late-mapping', 'unbind-finishes'],
  sometimes: [deviceGone, pageMapped],
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
