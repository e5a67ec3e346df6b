import { describe, expect, test } from 'vitest';
import { designNamed } from '../designs/index.ts';
import { Walk } from './fixtures.ts';
import { getUserPage, Owner, reap, type Thread, touch, truncate, unpinUserPage } from './index.ts';

const app = (t: Thread) => touch(t, 0);
const trunc = (t: Thread) => truncate(t, { pages: 1, processes: 1 });
const reaper = (t: Thread) => reap(t, 0);
function* io(t: Thread) {
  if (yield* getUserPage(t, 0, 'FOLL_PIN')) yield* unpinUserPage(t, 0);
}

describe('a truncate that leaves busy blocks to the last put', () => {
  const designs = ['v5.17', 'gup-put', 'v6.15', 'entry-held'].map((id) =>
    designNamed(`${id}+last-put-frees`),
  );

  test.each(designs)('frees the block of an idle page at once: $id', (design) => {
    const walk = new Walk(design, { app, trunc }).end('app').end('trunc');
    const { idle } = design.choices;
    expect(walk.state.page[0]).toMatchObject({ refcount: idle, entry: 0, entryHeld: 0, owner: Owner.FREE });
    expect(walk.held).toEqual([]);
  });

  test.each(designs)('ends under a pin, and the block is free after it: $id', (design) => {
    const walk = new Walk(design, { app, io, trunc, reaper }).end('app').to('io', 'unpin.sub');
    walk.end('trunc');
    expect(walk.state.page[0]).toMatchObject({ entry: 0, owner: Owner.BUSY });
    expect(() => walk.end('reaper')).toThrow(/on the list, and its page is busy: refcount is 102[45]/);
    walk.end('io').end('reaper');
    expect(walk.state.page[0]).toMatchObject({ refcount: design.choices.idle, owner: Owner.FREE });
  });

  test('leaves nothing to free where truncate waits', () => {
    expect(new Walk(designNamed('v6.15'), { reaper }).end('reaper').came('reaper')).toEqual([]);
  });
});
