import { designIds } from '../designs/index.ts';
import { putPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { mapper, pinner, truncater } from './parts/actors.ts';
import { met } from './parts/situations.ts';

export const actors: readonly Actor[] = [
  mapper,
  pinner('takes the page with FOLL_GET, does DMA, drops it with put_page()', 'FOLL_GET', putPage),
  truncater,
];

export const putPageExample: Example = {
  id: 'put-page',
  title: 'The put that still wakes',
  question: 'Does truncate wake when a FOLL_GET reference goes by put_page()?',
  pages: 1,
  processes: 1,
  actors,
  demands: ['no-lost-wakeup', 'truncate-finishes'],
  sometimes: met,
  designs: designIds,
  pair: ['current', 'fs-held'],
  told: 'app*9 io*6 trunc*8 io*3 trunc*11',
  fails: {
    'fs-held': ['truncate-finishes'],
    'fs-held-notify': ['truncate-finishes'],
    'v6.15': ['truncate-finishes'],
  },
  notice:
    'put_page() was never converted, so it still tells the sleeper when the count becomes 1. GUP-fast that undoes its own ' +
    'grab does not; here the slow way follows, and with it a put_page().',
};
