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

/** The VMAs of all processes that a recording has. */
export class Vmas {
  readonly #state: State;
  readonly #of = new Map<string, Map<number, Vma>>();
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

  /** Processes of the model that may map a file. */
  mapping(file: string): number[] {
    const all = [...this.#of.values()].flatMap((vmas) => [...vmas.values()]);
    return all.filter((vma) => vma.file === file).map(({ process }) => process);
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
  }
}
