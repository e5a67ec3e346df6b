import type { RecordedStep } from '../../lab/schema.ts';
import { Owner, type State } from '../sim/kernel/index.ts';
import { keyOf, type Pages } from './cast.ts';

/** Which page of the model a page of a file is, and which of them the recording calls by which label. */
export class Files {
  readonly #pages: Map<string, number>;
  readonly #labels: Map<string, number>;
  readonly #spare: number[];
  readonly #blocks: readonly number[];

  constructor({ of, labelled, spare }: Pages, blocks: readonly number[]) {
    this.#pages = new Map(of);
    this.#labels = new Map(labelled);
    this.#spare = [...spare];
    this.#blocks = blocks;
  }

  /** The page of the model that is page `number` of `file`. */
  page(file: string, number: number): number {
    return this.#pages.get(keyOf(file, number)) as number;
  }

  /** The page that a label names; a label that no touch has shown yet names a page that is none of a file's. */
  labelled(label: string): number {
    return this.#labels.get(label) ?? this.#spare[this.#spare.length - 1];
  }

  /** The label of a page that a touch has mapped, if the step watches it. A label that is new names it from now on. */
  label(page: number, { maps, pages }: RecordedStep & { maps?: string | null | undefined }): string {
    if (maps && maps !== 'other' && !this.#labels.has(maps)) this.#labels.set(maps, page);
    const found = [...this.#labels].find(([, named]) => this.#blocks[named] === this.#blocks[page]);
    return found && found[0] in pages ? found[0] : 'other';
  }

  /** The files that there are, as far as pages of them are known. */
  get names(): string[] {
    return [...new Set([...this.#pages.keys()].map((key) => key.split(' ')[0]))];
  }

  /** The pages of a file, ascending: the number in the file, and that in the model. */
  of(file: string): [number: number, page: number][] {
    return [...this.#pages].flatMap(([key, page]) => {
      const [name, number] = key.split(' ');
      return name === file ? [[Number(number), page] as [number, number]] : [];
    });
  }

  /** Whether all blocks of `file` are the other's too. */
  isCloneOf(file: string, other: string): boolean {
    const theirs = this.of(other).map(([, page]) => this.#blocks[page]);
    return this.of(file).every(([, page]) => theirs.includes(this.#blocks[page]));
  }

  /** Gives page `number` of `file` another block: that page of the model. */
  reallocate(file: string, number: number): number {
    const fresh = this.#spare.shift() as number;
    this.#pages.set(keyOf(file, number), fresh);
    return fresh;
  }

  /** Whether another file has the page's block too. */
  isShared({ page: all }: Readonly<State>, page: number): boolean {
    return all.some(
      ({ owner }, other) =>
        other !== page && this.#blocks[other] === this.#blocks[page] && owner === Owner.FILE,
    );
  }
}
