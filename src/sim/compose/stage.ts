import { ModelError } from '../checker/index.ts';
import type { File } from '../kernel/index.ts';

/** How many there are of what tasks work on. */
export interface Numbers {
  /** Of one file. */
  readonly pages: number;
  readonly processes: number;
  /** One file, and clones of it that share its blocks (reflink). */
  readonly files: number;
}

/** The most there can be of each: a search has to come to an end. */
export const MOST = { pages: 3, processes: 3, files: 2, tasks: 6 } as const;

/** What tasks work on: files, each with so many pages, and the processes that map them. Pages are numbered through all files. */
export class Stage {
  readonly numbers: Numbers;

  /** Throws a {@link ModelError} for a number that there cannot be, or files that nobody maps. */
  constructor(numbers: Numbers) {
    for (const [what, number] of Object.entries(numbers) as [keyof Numbers, number][])
      if (!Number.isInteger(number) || number < 1 || number > MOST[what])
        throw new ModelError(`there can be 1 to ${MOST[what]} ${what}, not ${number}`);
    if (numbers.processes < numbers.files)
      throw new ModelError(
        `each file needs a process that maps it: with ${numbers.files} files write processes=${numbers.files} at least`,
      );
    this.numbers = numbers;
  }

  /** For each page: the number of its file. */
  get files(): readonly number[] {
    return this.#all().map((page) => Math.floor(page / this.numbers.pages));
  }

  /** For each page: the page whose block it has. */
  get blocks(): readonly number[] {
    return this.#all().map((page) => page % this.numbers.pages);
  }

  get isCloned(): boolean {
    return this.numbers.files > 1;
  }

  /** The file that a process maps: each maps one. */
  mappedBy(process: number): number {
    return process % this.numbers.files;
  }

  /** A file, as the kernel's paths take one. */
  file(number: number): File {
    const { processes } = this.numbers;
    return {
      pages: this.#all().filter((page) => this.files[page] === number),
      processes: Array.from({ length: processes }, (_, i) => i).filter((i) => this.mappedBy(i) === number),
    };
  }

  /** Throws a {@link ModelError} that says which numbers there are, where `number` is none of them. */
  expect(what: 'page' | 'process' | 'file', number: number): void {
    const length =
      what === 'page' ? this.#all().length : this.numbers[what === 'process' ? 'processes' : 'files'];
    if (number < length) return;
    const [last, plural] = [length - 1, what === 'process' ? 'processes' : `${what}s`];
    const there = last === 0 ? `there is ${what} 0 only` : `there are 0 to ${last}`;
    const most = MOST[plural as keyof typeof MOST];
    throw new ModelError(
      `there is no ${what} ${number}: ${there}; ${plural}=N makes N of them, up to ${most}`,
    );
  }

  #all(): number[] {
    return Array.from({ length: this.numbers.pages * this.numbers.files }, (_, page) => page);
  }
}
