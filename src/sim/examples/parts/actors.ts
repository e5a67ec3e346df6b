import {
  dma,
  type Foll,
  getUserPage,
  munmap,
  type Path,
  type Thread,
  touch,
  truncate,
} from '../../kernel/index.ts';
import type { Actor } from '../../scenario/index.ts';

/** Tasks that several examples have. All of them work on the first page of one file, in one process. */

const PAGE = 0;
const file = { pages: 1, processes: 1 };

/** A process touches its mapping of the file, and keeps it. */
export const mapper: Actor = {
  name: 'app',
  role: 'touches the page through its mapping, and keeps the mapping',
  process: 0,
  run: (t) => touch(t, PAGE),
};

/** A process touches its mapping of the file, and unmaps it. */
export const unmapper: Actor = {
  name: 'app',
  role: 'touches the page through its mapping, and unmaps the file',
  process: 0,
  *run(t) {
    yield* touch(t, PAGE);
    yield* munmap(t, file.pages);
  },
};

/** A thread of that process takes the page through GUP for a device, and lets it go in its own way. */
export function pinner(role: string, foll: Foll, letGo: (t: Thread, page: number) => Path): Actor {
  return {
    name: 'io',
    role,
    process: 0,
    *run(t) {
      if (!(yield* getUserPage(t, PAGE, foll))) return;
      yield* dma(t, PAGE);
      yield* letGo(t, PAGE);
    },
  };
}

/** Somebody truncates a file of so many pages to nothing. */
export const wholeFileTruncater = (pages: number): Actor => ({
  name: 'trunc',
  role: 'truncates the file to nothing',
  process: 0,
  run: (t) => truncate(t, { pages, processes: 1 }),
});

/** The same for the file that most examples have. */
export const truncater: Actor = wholeFileTruncater(file.pages);
