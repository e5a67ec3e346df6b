import { expect, test } from 'vitest';
import { v615 } from '../designs/fixtures.ts';
import { Walk } from './fixtures.ts';
import { allocateBlock, dma, Owner, type Thread, truncate } from './index.ts';

const rdma = (t: Thread) => dma(t, 0);
const trunc = (t: Thread) => truncate(t, { pages: 1, processes: 1 });
const other = (t: Thread) => allocateBlock(t, 0);

test('a transfer runs between its two steps, and asks no page table and no count', () => {
  const walk = new Walk(v615, { rdma });
  walk.step('rdma');
  expect(walk.state.page[0]).toMatchObject({ dma: 1, refcount: 0 });
  walk.step('rdma');
  expect(walk.state.page[0]).toMatchObject({ dma: 0, refcount: 0 });
});

test('several transfers may run at once', () => {
  const walk = new Walk(v615, { rdma, nic: rdma });
  walk.step('rdma');
  walk.step('nic');
  expect(walk.state.page[0].dma).toBe(2);
});

test('another file gets the block when it is free, and not before', () => {
  const walk = new Walk(v615, { trunc, other });
  expect(walk.whyNot('other')).toBe('other cannot move: the block is not free');
  walk.end('trunc').end('other');
  expect(walk.state.page[0].owner).toBe(Owner.OTHER);
});
