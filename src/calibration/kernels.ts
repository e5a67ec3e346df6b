import type { PatchedTrace, RecordedScenario, Trace } from '../../lab/schema.ts';
import { compareSeries, countsMappings } from '../../lab/traces.ts';
import { type Design, designNamed } from '../sim/designs/index.ts';
import { type Foll, folioPut, type Path, putPage, type Thread, unpinUserPage } from '../sim/kernel/index.ts';

/** What a recorded kernel is in the model. */
export interface Modelled {
  /** The design that it implements. */
  readonly design: Design;
  /** How direct I/O takes the pages that it writes from, and lets them go. */
  readonly directWrite: { readonly foll: Foll; readonly letGo: (t: Thread, page: number) => Path };
}

/**
 * The design of a recorded kernel, and its direct I/O. bio_iov_iter_get_pages() takes FOLL_GET references up to 6.1 and
 * FOLL_PINs later; __bio_release_pages() ends them by put_page() in 5.10, and by folio_put() alone in Debian's 6.1,
 * into which a stable update brought it. A kernel that was patched says what it is. Since v6.8 a file system with a reverse map, which a
 * scenario may have, is told of a removal.
 */
export function modelled(trace: Trace | PatchedTrace, scenario?: RecordedScenario): Modelled {
  const before = (series: string) => compareSeries(trace.kernel, series) < 0;
  const debians = before('5.18') ? 'v5.17' : countsMappings(trace) ? 'v6.15' : 'gup-put';
  const isTold = scenario?.mkfs?.includes('rmapbt=1') && !before('6.8');
  const design = `${'patched' in trace ? trace.patched.design : debians}${isTold ? '+told-as-xfs' : ''}`;
  return {
    design: designNamed(design),
    directWrite: before('6.12')
      ? { foll: 'FOLL_GET', letGo: before('6.1') ? putPage : folioPut }
      : { foll: 'FOLL_PIN', letGo: unpinUserPage },
  };
}
