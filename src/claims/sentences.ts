import type { MessageId } from '../facts/messages.ts';

/** A sentence of the thread that this document starts from, and where it is answered. */
export interface Sentence {
  readonly message: MessageId;
  /** What it says, in a few words of ours. */
  readonly gist: string;
  /** Numbers of claims. */
  readonly claims: readonly number[];
  /** Ids of examples that run it. */
  readonly examples: readonly string[];
}

const says = (
  message: MessageId,
  gist: string,
  claims: readonly number[],
  ...examples: readonly string[]
): Sentence => ({ message, gist, claims, examples });

/**
 * Every sentence of the thread, once each, in the order in which the last mail quotes them. The mails themselves are
 * behind the links.
 */
export const sentences: readonly Sentence[] = [
  says('muchun-v1', 'the counts are 1-based: at 1 the page is free', [1], 'life'),
  says('muchun-v1', 'the unpin goes through a folio and misses a wake-up', [2], 'missed-wakeup'),
  says('willy-blight', 'no', [5]),
  says('willy-blight', '1-based counts burden the whole kernel', [6], 'bare-put', 'put-page'),
  says('willy-blight', 'they should go, and folios should not learn of them', [5, 6], 'bare-put'),
  says('willy-blight', 'a sentence that the thread cuts off: they are close to being gone', [7]),
  says('muchun-agrees', 'would be glad to see them go', [6]),
  says('dan-stalled', 'agrees that they should end', [6]),
  says('dan-stalled', 'first get_dev_pagemap() must leave the GUP path', [8, 27], 'unbind-pinned'),
  says('dan-stalled', 'that stalled on telling mappers of a surprise removal', [9], 'unbind-pinned'),
  says(
    'jason-fs-holds',
    'as said before, proper counts protect GUP by themselves',
    [10, 11],
    'unbind-pinned',
  ),
  says(
    'jason-fs-holds',
    'the pgmap reference is there because the count goes to 1 and the page is used again',
    [12],
    'idle-page',
    'unbind-pinned',
  ),
  says(
    'jason-fs-holds',
    'no removal events, but a reference of the file system for each page in a page table',
    [13],
    'unbind-mapped',
    'unbind-unmapped',
  ),
  says('dan-may-hang', 'agrees that no removal events are needed', [13]),
  says(
    'dan-may-hang',
    'removal that hangs on open references is good enough to mend the counts',
    [14, 15],
    'unbind-mapped',
  ),
  says(
    'dan-may-hang',
    'the notice is then an improvement of behaviour',
    [16],
    'unbind-notify',
    'unbind-unmapped',
  ),
  says(
    'dan-stalled',
    'the next step: ordinary references when the page is inserted',
    [17, 19],
    'life',
    'refault',
  ),
  says('dan-stalled', 'is there a shorter path?', [18]),
  says('jason-fs-holds', 'no, do this', [17, 18]),
  says(
    'jason-fs-holds',
    'the infrastructure is there: take the references, remove the special cases',
    [20, 21],
    'unmapped-file',
  ),
  says(
    'jason-fs-holds',
    'it takes understanding of fsdax and of the life cycle',
    [22],
    'life',
    'evict-pinned',
  ),
  says('dan-may-hang', 'has time for it now', [19]),
  says('dan-may-hang', 'asks for objections to a rework of devm_request_free_mem_region()', [23]),
];
