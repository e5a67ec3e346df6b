import { trees } from '../kernel/index.ts';
import type { Design } from './design.ts';
import { fsHeld } from './fs-held.ts';

/** What was merged in 2025 and runs today: a reference and a mapcount for each page-table entry. */
export const v615: Design = {
  id: 'v6.15',
  title: 'v6.15 and later',
  what: 'a mapping holds a reference; read in v7.2',
  tree: trees['v7.2'],
  choices: {
    ...fsHeld.choices,
    countedBy: 'the folio',
    faultKeepsReference: true,
    mappingNeedsPgmap: false,
    scanWithoutVma: 'done',
    lockedEntries: 'waited for',
    entriesGo: 'with the layouts',
    evictionWaits: true,
    unbindWaitsFor: 'GUP calls',
  },
};
