import { designIds } from '../designs/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { mapper } from './parts/actors.ts';
import { remover } from './parts/remover.ts';
import { deviceGone, goneAfterMapping, goneUnderFault, pageMapped } from './parts/situations.ts';

export const actors: readonly Actor[] = [mapper, remover];

export const unbindMapped: Example = {
  id: 'unbind-mapped',
  title: 'Removal under a mapping',
  question: 'What is left of a mapping when the device below it goes?',
  pages: 1,
  processes: 1,
  history: true,
  actors,
  demands: ['no-pte-to-gone-device', 'no-late-fault', 'unbind-finishes'],
  sometimes: [deviceGone, pageMapped, goneAfterMapping, goneUnderFault],
  designs: designIds,
  pair: ['current', 'fs-held'],
  told: 'app*9 unbind*7',
  fails: {
    'v5.17': ['no-pte-to-gone-device', 'no-late-fault'],
    current: ['no-pte-to-gone-device', 'no-late-fault'],
    'folio-put': ['no-pte-to-gone-device', 'no-late-fault'],
    'gup-put': ['no-pte-to-gone-device', 'no-late-fault'],
    'no-pgmap': ['no-pte-to-gone-device', 'no-late-fault'],
    'fs-held': ['unbind-finishes'],
    'entry-held': ['unbind-finishes'],
    'v6.15': ['no-pte-to-gone-device', 'no-late-fault'],
  },
  never: {
    'fs-held': ['gone-after-mapping'],
    'entry-held': ['gone-after-mapping'],
  },
  notice:
    'Where a mapping holds a reference and removal waits for every page, removal hangs for as long as the mapping ' +
    'stays. Where it does not wait, the mapping stays behind.',
};
