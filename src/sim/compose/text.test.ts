import { expect, test } from 'vitest';
import { ModelError } from '../checker/index.ts';
import { exampleNamed } from '../examples/index.ts';
import { composedNamed } from './index.ts';
import { catalogueLines, clauseOf, composedLines, tasksLines, wordsOf } from './text.ts';

test('what tasks can do and what can be asked', () => {
  const text = `${catalogueLines().join('\n')}\n`;
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(72);
  expect(text).toMatchInlineSnapshot(`
    "What a task can do
    ------------------
      touch [page N]          touches page 0
      munmap                  unmaps the file
      fork [process N]        forks process 1
      open                    opens the file
      close                   closes the file
      pin [page N]            takes page 0 with FOLL_PIN
      get [page N]            takes page 0 with FOLL_GET
      pin-fast [page N]       takes page 0 with FOLL_PIN, through GUP-fast
                              or not at all
      get-fast [page N]       takes page 0 with FOLL_GET, through GUP-fast
                              or not at all
      dma [page N]            has a device write into page 0
      unpin [page N]          lets page 0 go with unpin_user_page()
      put-page [page N]       lets page 0 go with put_page()
      folio-put [page N]      lets page 0 go with folio_put()
      truncate [to N]         truncates the file to nothing
      punch [page N]          punches page 0 out of the file
      writeback [page N]      writes page 0 back
      evict                   evicts the inode of the unlinked file, once
                              nobody uses it
      unmount                 unmounts the file system
      mount                   mounts it again
      await-unmount           waits until an unmount has begun
      unbind                  removes the device
      reap [page N]           frees the block of page 0 from the list of
                              busy ones, once the page is idle
      allocate [page N]       gives the block of page 0 to another file,
                              once it is free
      map-other [page N]      maps page 0 through that other file

    Commas part what is done in one call: who is refused a page there lets
    go of those that it has, and the call is over. Semicolons part calls.
      --with "nic = pin, dma, unpin"          one more task, or another
      --with "peer = process 1: touch; munmap"
      --with "trunc = nobody"                 without that task
      --with "pages = 2"                      so of processes and files
      --with "ask = no-refused-fault"         see: sim list

    What can be asked
    -----------------
      TASK asleep
      TASK ended
      TASK maps page PAGE
      TASK in GUP-fast
      TASK holds invalidate_lock
      refcount of page PAGE is N
      refcount of page PAGE is above N
      refcount of page PAGE is below N
      page PAGE is idle
      page PAGE is pinned
      page PAGE is mapped
      page PAGE has an entry
      page PAGE is under DMA
      block PAGE is free
      block PAGE is in the file
      block PAGE is in another file
      the device is gone
      the pgmap is dying
      the file system is unmounted

    Joined by and, or, not and parentheses.
      --with "never (trunc asleep and page 0 is idle)"
      --with "not for ever trunc asleep"
      --with "sometimes block 0 is free and not io ended"
    "
  `);
});

test.each([
  ['nic = pin, dma, unpin', '+nic=pin,_dma,_unpin'],
  ['peer=process 1: touch;  munmap ', '+peer=process_1:_touch;_munmap'],
  ['never trunc asleep', '+never=trunc_asleep'],
  ['  not for ever  (trunc asleep)', '+not-for-ever=(trunc_asleep)'],
  ['not-for-ever = trunc asleep', '+not-for-ever=trunc_asleep'],
  ['sometimes block 0 is free', '+sometimes=block_0_is_free'],
  ['pages = 2', '+pages=2'],
  ['nevermore = touch', '+nevermore=touch'],
])('%s stands after a name as %s', (said, clause) => {
  expect(clauseOf(said)).toBe(clause);
});

test.each(['', 'nic', '= touch', 'never', 'Nic = touch', 'x'.repeat(200)])(
  '%j changes nothing, and says so',
  (said) => {
    expect(() => clauseOf(said)).toThrow(ModelError);
    expect(() => clauseOf(said)).toThrow(
      /' changes nothing: write "nic = pin, dma, unpin", "pages = 2", or "never trunc asleep"$/,
    );
    try {
      clauseOf(said);
    } catch (error) {
      expect((error as Error).message.length).toBeLessThan(160);
    }
  },
);

test('the words of the tasks now: of the example, of those that are changed, without those that are gone', () => {
  expect(wordsOf(exampleNamed('missed-wakeup'))).toEqual([
    ['app', 'touch'],
    ['io', 'pin, dma, unpin'],
    ['trunc', 'truncate'],
  ]);
  expect(wordsOf({ id: 'missed-wakeup+app=nobody+io=get,put-page;touch+nic=process_1:touch' })).toEqual([
    ['io', 'get, put-page; touch'],
    ['trunc', 'truncate'],
    ['nic', 'process 1: touch'],
  ]);
});

test('an example as it can be changed', () => {
  expect(tasksLines(exampleNamed('reflink'))).toEqual([
    'pages = 1, processes = 2, files = 2',
    expect.stringMatching(/^app = +touch$/),
    expect.stringMatching(/^io = +pin, dma, unpin$/),
    expect.stringMatching(/^peer = +process 1: touch$/),
    expect.stringMatching(/^trunc = +process 1: truncate$/),
  ]);
  const changed = composedNamed('missed-wakeup+pages=2+nic=touch+never=trunc_asleep');
  expect(composedLines(changed)).toEqual([
    '',
    'pages = 2, processes = 1, files = 1',
    'app =     touch',
    'io =      pin, dma, unpin',
    'trunc =   truncate',
    'nic =     touch',
    'q1        never: trunc asleep',
    '',
  ]);
  expect(composedLines(exampleNamed('missed-wakeup'))).toEqual([]);
});
