import type { State } from '../sim/kernel/index.ts';
import { Impossible } from './stage.ts';

/** A VMA: a process of the model, which has one page table and one mapping. */
export interface Vma {
  readonly process: number;
  readonly file: string;
  /** First page of the file, and how many pages. */
  readonly page: number;
  readonly length: number;
  readonly isPrivate: boolean;
  /** Pages that a private mapping has copies of. */
  readonly own: Set<number>;
  /** It has been taken apart, so that no PMD fits any more. */
  split: boolean;
}

/** A file that a process has open: a process of the model that maps nothing. */
export interface Opened {
  readonly process: number;
  readonly file: string;
}

/** The VMAs and open files of all processes that a recording has. */
export class Vmas {
  readonly #state: State;
  readonly #of = new Map<string, Map<number, Vma>>();
  readonly #opened = new Map<string, Opened[]>();
  #processes = 0;

  constructor(state: State) {
    this.#state = state;
  }

  /** VMA `number` of `who`. Throws {@link Impossible} if there is none. */
  get(who: string, number: number): Vma {
    const vma = this.#of.get(who)?.get(number);
    if (!vma) throw new Impossible(`${who} has no VMA ${number}`);
    return vma;
  }

  /** All of a process. */
  of(who: string): Vma[] {
    return [...(this.#of.get(who)?.values() ?? [])];
  }

  /** Files that a process has open. */
  openedBy(who: string): readonly Opened[] {
    return this.#opened.get(who) ?? [];
  }

  /** Processes of the model that may map a file, or have it open. */
  using(file: string): number[] {
    const all = [
      ...[...this.#of.values()].flatMap((vmas) => [...vmas.values()]),
      ...this.#opened.values(),
    ].flat();
    return all.filter((one) => one.file === file).map(({ process }) => process);
  }

  /** `who` is to open a file: the process of the model that will have it open. */
  open(who: string, file: string): number {
    const opened = { process: this.#processes++, file };
    this.#opened.set(who, [...this.openedBy(who), opened]);
    return opened.process;
  }

  /** mmap(): nothing is faulted in. */
  add(who: string, number: number, vma: Omit<Vma, 'process'>): Vma {
    const added = { ...vma, process: this.#processes++ };
    const vmas = this.#of.get(who) ?? new Map<number, Vma>();
    this.#of.set(who, vmas.set(number, added));
    this.#state.process[added.process].vma = 1;
    return added;
  }

  /** What a child has: the VMAs of its parent. Returns them in pairs. */
  copy(who: string, child: string): [parent: Vma, child: Vma][] {
    return [...(this.#of.get(who) ?? [])].map(([number, vma]) => [
      vma,
      this.add(child, number, { ...vma, own: new Set(vma.own) }),
    ]);
  }

  remove(who: string, number: number): void {
    this.#of.get(who)?.delete(number);
  }

  removeAll(who: string): void {
    this.#of.delete(who);
    this.#opened.delete(who);
  }
}
