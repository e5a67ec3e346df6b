import { putPage } from '../kernel/index.ts';
import type { Example } from './example.ts';
import { mapper, met, missedWakeup, pinner, truncater } from './missed-wakeup.ts';

export const putPageExample: Example = {
  ...missedWakeup,
  id: 'put-page',
  title: 'The put that still wakes',
  question: 'Does truncate wake when a FOLL_GET reference goes by put_page()?',
  actors: [
    mapper,
    pinner('takes the page with FOLL_GET, does DMA, drops it with put_page()', 'FOLL_GET', putPage),
    truncater,
  ],
  demands: ['no-lost-wakeup', 'truncate-finishes'],
  sometimes: met,
  pair: ['current', 'fs-held'],
  told: 'app*9 rdma*6 trunc*8 rdma*3 trunc*11',
  fails: {
    'fs-held': ['truncate-finishes'],
    'fs-held-notify': ['truncate-finishes'],
    'v6.15': ['truncate-finishes'],
  },
  notice: '',
};
