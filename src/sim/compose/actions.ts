import {
  afterUnmount,
  allocateBlock,
  closeFile,
  dma,
  evict,
  type Foll,
  folioPut,
  fork,
  getUserPage,
  gupFast,
  mapOther,
  mount,
  munmap,
  openFile,
  type Path,
  punch,
  putPage,
  reap,
  type Thread,
  touch,
  truncate,
  unbind,
  unmount,
  unpinUserPage,
  writeback,
} from '../kernel/index.ts';
import type { Stage } from './stage.ts';

/** What an action is told to work on, by a word before a number: `page 1`, `to 2`. */
export type Kind = 'page' | 'process' | 'to';

/** What an action works on; what it does not take is 0. */
export type On = Readonly<Record<Kind, number>>;

/** Something that a task can do: a path of the kernel, or the call that leads there. */
export interface Action {
  /** For readers: "touches page 0". */
  readonly says: (on: On) => string;
  /** What it is told to work on, besides the file that its process maps. */
  readonly takes: readonly Kind[];
  readonly run: (t: Thread, on: On, stage: Stage) => Path<unknown>;
  /** It takes the page through GUP, and how; whoever does not get it gives the call up. */
  readonly takesBy?: Foll;
  /** It lets go of a page that was taken so. */
  readonly dropsBy?: Foll;
  /** It changes the size of its file or its blocks: whoever does so has the file open, and the inode's lock. */
  readonly changesFile?: true;
  /** Nobody may have the file open for it: so much of what the kernel refuses is refused here, too. */
  readonly endsFile?: true;
  /** It can be done once: by one task, one time. */
  readonly once?: true;
  /** What has to come before it in the same task. */
  readonly after?: string;
}

const fileOf = (t: Thread, stage: Stage) => stage.file(stage.mappedBy(t.process));

/** Every action, by the word for it. Add a new one here. */
export const actions: Readonly<Record<string, Action>> = {
  touch: {
    says: ({ page }) => `touches page ${page}`,
    takes: ['page'],
    run: (t, { page }) => touch(t, page),
  },
  munmap: {
    says: () => 'unmaps the file',
    takes: [],
    run: (t, _, stage) => munmap(t, fileOf(t, stage).pages),
  },
  fork: {
    says: ({ process }) => `forks process ${process}`,
    takes: ['process'],
    run: (t, { process }, stage) => fork(t, process, stage.numbers.pages),
  },
  open: { says: () => 'opens the file', takes: [], run: (t) => openFile(t) },
  close: { says: () => 'closes the file', takes: [], run: (t) => closeFile(t), after: 'open' },

  pin: {
    says: ({ page }) => `takes page ${page} with FOLL_PIN`,
    takes: ['page'],
    run: (t, { page }) => getUserPage(t, page, 'FOLL_PIN'),
    takesBy: 'FOLL_PIN',
  },
  get: {
    says: ({ page }) => `takes page ${page} with FOLL_GET`,
    takes: ['page'],
    run: (t, { page }) => getUserPage(t, page, 'FOLL_GET'),
    takesBy: 'FOLL_GET',
  },
  'pin-fast': {
    says: ({ page }) => `takes page ${page} with FOLL_PIN, through GUP-fast or not at all`,
    takes: ['page'],
    run: (t, { page }) => gupFast(t, page, 'FOLL_PIN'),
    takesBy: 'FOLL_PIN',
  },
  'get-fast': {
    says: ({ page }) => `takes page ${page} with FOLL_GET, through GUP-fast or not at all`,
    takes: ['page'],
    run: (t, { page }) => gupFast(t, page, 'FOLL_GET'),
    takesBy: 'FOLL_GET',
  },
  dma: {
    says: ({ page }) => `has a device write into page ${page}`,
    takes: ['page'],
    run: (t, { page }) => dma(t, page),
  },
  unpin: {
    says: ({ page }) => `lets page ${page} go with unpin_user_page()`,
    takes: ['page'],
    run: (t, { page }) => unpinUserPage(t, page),
    dropsBy: 'FOLL_PIN',
  },
  'put-page': {
    says: ({ page }) => `lets page ${page} go with put_page()`,
    takes: ['page'],
    run: (t, { page }) => putPage(t, page),
    dropsBy: 'FOLL_GET',
  },
  'folio-put': {
    says: ({ page }) => `lets page ${page} go with folio_put()`,
    takes: ['page'],
    run: (t, { page }) => folioPut(t, page),
    dropsBy: 'FOLL_GET',
  },

  truncate: {
    says: ({ to }) => `truncates the file to ${to === 0 ? 'nothing' : `${to} of its pages`}`,
    takes: ['to'],
    run: (t, { to }, stage) => truncate(t, fileOf(t, stage), to),
    changesFile: true,
  },
  punch: {
    says: ({ page }) => `punches page ${page} out of the file`,
    takes: ['page'],
    run: (t, { page }, stage) => punch(t, fileOf(t, stage), page),
    changesFile: true,
  },
  writeback: {
    says: ({ page }) => `writes page ${page} back`,
    takes: ['page'],
    run: (t, { page }) => writeback(t, page),
  },
  evict: {
    says: () => 'evicts the inode of the unlinked file, once nobody uses it',
    takes: [],
    run: (t, _, stage) => evict(t, fileOf(t, stage)),
    endsFile: true,
  },
  unmount: {
    says: () => 'unmounts the file system',
    takes: [],
    run: (t, _, stage) => unmount(t, fileOf(t, stage)),
    endsFile: true,
    once: true,
  },
  mount: { says: () => 'mounts it again', takes: [], run: (t) => mount(t), after: 'unmount' },
  'await-unmount': {
    says: () => 'waits until an unmount has begun',
    takes: [],
    run: (t) => afterUnmount(t),
  },
  unbind: {
    says: () => 'removes the device',
    takes: [],
    run: (t, _, stage) => unbind(t, fileOf(t, stage)),
    once: true,
  },
  reap: {
    says: ({ page }) => `frees the block of page ${page} from the list of busy ones, once the page is idle`,
    takes: ['page'],
    run: (t, { page }) => reap(t, page),
  },
  allocate: {
    says: ({ page }) => `gives the block of page ${page} to another file, once it is free`,
    takes: ['page'],
    run: (t, { page }) => allocateBlock(t, page),
  },
  'map-other': {
    says: ({ page }) => `maps page ${page} through that other file`,
    takes: ['page'],
    run: (t, { page }) => mapOther(t, page),
    after: 'allocate',
  },
};
