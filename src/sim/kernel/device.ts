import { type Path, step, type Thread } from './step.ts';

/** The device writes into the pinned page's memory for a while; no page table is involved. */
export function* dma(t: Thread, page: number): Path {
  yield step(t, 'dma.start', {
    page,
    effect: (s) => {
      s.page[page].dma += 1;
    },
  });
  yield step(t, 'dma.end', {
    page,
    effect: (s) => {
      s.page[page].dma -= 1;
    },
  });
}
