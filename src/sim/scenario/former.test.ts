import { expect, test } from 'vitest';
import { today } from './former.ts';

test.each([
  ['app*9 rdma*7 trunc*8,rdma', 'app*9 io*7 trunc*8,io'],
  ['+rdma=get,folio-put+never=rdma_ended/27', '+io=get,folio-put+never=io_ended/27'],
  ['rdma=3', 'io=3'],
  ['rdma2*4+rdma', 'io2*4+io'],
  ['rdma-x xrdma rdmas', 'rdma-x xrdma rdmas'],
  ['app*9 io*7', 'app*9 io*7'],
])('%s is %s today', (then, now) => {
  expect(today(then)).toBe(now);
});
