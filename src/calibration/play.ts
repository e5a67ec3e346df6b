import type { Scenario, Step, Trace } from '../../lab/schema.ts';
import {
  allocateBlock,
  evict,
  fork,
  getUserPage,
  Mapped,
  munmap,
  Owner,
  type Path,
  punch,
  putPage,
  signal,
  type Thread,
  touch,
  truncate,
  unbind,
  underInodeLock,
  unmount,
  unpinUserPage,
  writeback,
  zapPage,
} from '../sim/kernel/index.ts';
import { castOf, keyOf, LAB, pagesPerPmd } from './cast.ts';
import { modelled } from './kernels.ts';
import { Impossible, type Order, type Outcome, Stage } from './stage.ts';

/** A VMA: a process of the model, which has one page table and one mapping. */
interface Vma {
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

/** A call that has not returned. */
export interface Waiting {
  readonly who: string;
  readonly op: string;
  /** Why it waits, in the model's words. */
  readonly because: string;
}

/** What a step came to in the model. */
export interface Played {
  /** As recordings say it: ok, blocked, died, SIGBUS, or an errno. */
  readonly result: string;
  /** After a touch: the label of the page that the address maps, or `other`. */
  readonly maps?: string;
  /** For `drain`: the block was another file's. For `reuse`: the block was free. */
  readonly found?: boolean;
  /** A DAX entry was removed whose page was in use, of which dax_disassociate_entry() warns. */
  readonly warns: boolean;
  /** Calls of earlier steps that have returned. */
  readonly returned: readonly { readonly who: string; readonly op: string; readonly result: string }[];
}

/** What a step comes to by itself. */
type Done = Omit<Played, 'returned' | 'warns'>;

/** A recorded scenario on the model: performs one step after the other. */
export class Play {
  readonly stage: Stage;
  readonly #trace: Trace;
  readonly #pages: Map<string, number>;
  readonly #spare: number[];
  readonly #labels: Map<string, number>;
  readonly #blocks: readonly number[];
  readonly #vmas = new Map<string, Map<number, Vma>>();
  readonly #pipes = new Map<number, number[]>();
  readonly #calls = new Map<string, { readonly op: string; readonly died: boolean }>();
  readonly #killed = new Set<string>();
  #processes = 0;
  #suspended = false;
  #returned: Played['returned'][number][] = [];

  constructor(trace: Trace, scenario: Scenario, order: Order) {
    const { cast, pages } = castOf(trace, scenario);
    this.#trace = trace;
    this.#pages = new Map(pages.of);
    this.#spare = [...pages.spare];
    this.#labels = new Map(pages.labelled);
    this.#blocks = cast.blocks;
    this.stage = new Stage(modelled(trace).design, cast, order);
  }

  /** The page that a label names; a label that no touch has shown yet names a page of its own. */
  pageOf(label: string): number {
    return this.#labels.get(label) ?? this.#spare[this.#spare.length - 1];
  }

  /** Calls that have not returned; none that died. */
  get waiting(): Waiting[] {
    return [...this.#calls].flatMap(([who, { op, died }]) => {
      const because = this.stage.next(who)?.because?.(this.stage.state) ?? '';
      return died ? [] : [{ who, op, because }];
    });
  }

  /** Performs a step. Throws {@link Impossible} if the model is in a state in which nobody can do it. */
  perform(step: Step): Played {
    this.#returned = [];
    const entries = this.#entries;
    const played = this.#do(step);
    this.stage.settle();
    const { page, device } = this.stage.state;
    const { idle } = this.stage.kernel.choices;
    const now = this.#entries;
    const removed = page.filter((_, i) => now[i] < entries[i]);
    return {
      ...(typeof played === 'string' ? { result: played } : played),
      warns: device.memmapGone === 0 && removed.some(({ refcount }) => refcount > idle),
      returned: this.#returned,
    };
  }

  /** For each page: whether its DAX entry is there. */
  get #entries(): number[] {
    const { state, kernel } = this.stage;
    return kernel.layout.entry.map((entry) => state.page[entry].entry);
  }

  #do(step: Step): string | Done {
    const who = step.who ?? LAB;
    switch (step.op) {
      case 'look':
      case 'wait':
      case 'pwrite':
      case 'drop_caches':
      case 'clone':
      case 'register_buffer':
      case 'program':
        return 'ok';
      case 'suspend_device':
      case 'resume_device':
        this.#suspended = step.op === 'suspend_device';
        return 'ok';
      case 'map':
        return this.#map(who, step);
      case 'munmap':
        return this.#munmap(who, step.vma, step.half ?? false);
      case 'fork':
        return this.#fork(who, step.child);
      case 'read':
      case 'write':
        return this.#touch(who, step);
      case 'kill':
        return this.#kill(who);
      case 'interrupt':
        return this.#interrupt(who);
      case 'vmsplice':
        return this.#vmsplice(who, step);
      case 'direct_write': {
        const { foll, letGo } = modelled(this.#trace).directWrite;
        return this.#pin(who, step, who, foll, function* (page, t) {
          yield this.#gate('the device is suspended', () => !this.#suspended);
          yield* letGo(t, page);
        });
      }
      case 'process_vm_readv':
        return this.#pin(who, step, step.from, 'FOLL_PIN', function* (page, t) {
          yield this.#gate('nobody answers the fault of the buffer', () => this.#killed.has(who));
          yield* unpinUserPage(t, page);
        });
      case 'drain':
      case 'discard': {
        const page = this.#pipe(step.pipe).shift();
        if (page === undefined) throw new Impossible(`pipe ${step.pipe} is empty`);
        const found = this.stage.state.page[page].owner === Owner.OTHER;
        return { result: this.#call(LAB, step.op, putPage(this.#thread(LAB), page)), found };
      }
      case 'reuse': {
        const page = this.pageOf(step.label);
        const found = this.stage.state.page[page].owner === Owner.FREE;
        return { result: this.#call(LAB, step.op, allocateBlock(this.#thread(LAB), page)), found };
      }
      case 'truncate': {
        const kept = this.#numbers(step.file).filter(([number]) => number < step.length).length;
        const t = this.#thread(who);
        return this.#change(who, step.op, truncate(t, this.#file(step.file), kept));
      }
      case 'punch': {
        const last = step.page + step.length;
        const pages = this.#numbers(step.file)
          .filter(([number]) => number >= step.page && number < last)
          .map(([, page]) => page);
        return this.#change(who, step.op, punch(this.#thread(who), this.#file(step.file), ...pages));
      }
      case 'unlink':
        return this.#call(who, step.op, evict(this.#thread(who), this.#file(step.file)));
      case 'umount':
        return this.#unmount(who);
      case 'fsync':
        return this.#call(who, step.op, this.#writeAllBack(who, step.file));
      case 'unbind':
        return this.#call(who, step.op, unbind(this.#thread(who), this.#all));
    }
  }

  #map(who: string, step: Extract<Step, { op: 'map' }>): string {
    const { file, page, length } = step;
    const vma = { process: this.#processes++, file, page, length, isPrivate: step.private ?? false };
    this.#vmasOf(who).set(step.vma, { ...vma, own: new Set(), split: false });
    this.stage.state.process[vma.process].vma = 1;
    return 'ok';
  }

  #munmap(who: string, number: number, half: boolean): string {
    const vma = this.#vma(who, number);
    const t = this.#thread(who, vma);
    if (!half) {
      this.#vmasOf(who).delete(number);
      return this.#call(who, 'munmap', munmap(t, this.#file(vma.file).pages));
    }
    // Unmapping a part of what a PMD maps takes the whole PMD away; what stays is mapped by PTEs.
    const { pte } = this.stage.state.process[vma.process];
    const gone = this.#numbers(vma.file).filter(
      ([at, page]) => pte[page] === Mapped.PMD || at >= vma.page + vma.length / 2,
    );
    vma.split = true;
    return this.#call(
      who,
      'munmap',
      (function* (): Path {
        for (const [, page] of gone) yield* zapPage(t, vma.process, page);
      })(),
    );
  }

  /** Page-table entries are copied of a private VMA with a page of its own; the child of others has to fault. */
  #fork(who: string, child: string): string {
    const copied: [Vma, Vma][] = [];
    for (const [number, vma] of this.#vmasOf(who)) {
      const copy = { ...vma, process: this.#processes++, own: new Set(vma.own) };
      this.#vmasOf(child).set(number, copy);
      this.stage.state.process[copy.process].vma = 1;
      if (vma.own.size > 0) copied.push([vma, copy]);
    }
    const paths = copied.map(([from, to]) =>
      fork(this.#thread(who, from), to.process, this.stage.state.page.length),
    );
    return this.#call(
      who,
      'fork',
      (function* (): Path {
        for (const path of paths) yield* path;
      })(),
    );
  }

  #touch(who: string, step: Extract<Step, { op: 'read' | 'write' }>): Done {
    const vma = this.#vma(who, step.vma);
    const key = keyOf(vma.file, step.page);
    const page = this.#pages.get(key) as number;
    const { state } = this.stage;
    const mapped = state.process[vma.process].pte[page] !== Mapped.NOT;
    const writes = step.op === 'write';
    const t = this.#thread(who, vma);
    if (vma.own.has(step.page)) return { result: 'ok', maps: 'other' };
    if (writes && vma.isPrivate) {
      vma.own.add(step.page);
      vma.split = true;
      return { result: this.#call(who, step.op, zapPage(t, vma.process, page)), maps: 'other' };
    }
    if (writes && this.#sharesBlock(page)) {
      const fresh = this.#spare.shift() as number;
      this.#pages.set(key, fresh);
      const copy = function* (): Path<boolean> {
        yield* zapPage(t, vma.process, page);
        return yield* touch(t, fresh);
      };
      return { result: this.#fault(who, step.op, copy()), maps: this.#labelled(fresh, step) };
    }
    const result = mapped ? 'ok' : this.#fault(who, step.op, touch(t, page));
    return { result, maps: this.#labelled(page, step) };
  }

  /** The label of the page that a touch has mapped, if it is watched. A label that is new names this page from now on. */
  #labelled(page: number, { maps, pages }: Step & { maps?: string | null | undefined }): string {
    if (maps && maps !== 'other' && !this.#labels.has(maps)) this.#labels.set(maps, page);
    const found = [...this.#labels].find(([, named]) => this.#blocks[named] === this.#blocks[page]);
    return found && found[0] in pages ? found[0] : 'other';
  }

  /** Whether another file still has the page's block. */
  #sharesBlock(page: number): boolean {
    return this.stage.state.page.some(
      ({ owner }, other) =>
        other !== page && this.#blocks[other] === this.#blocks[page] && owner === Owner.FILE,
    );
  }

  #kill(who: string): string {
    this.#killed.add(who);
    if (!this.stage.busy(who)) return this.#call(who, 'exit', this.#exit(who));
    signal(this.stage.state, this.#thread(who).me);
    this.stage.settle();
    this.#returned = this.#returned.filter((call) => call.who !== who);
    return this.stage.busy(who) ? 'blocked' : 'ok';
  }

  #interrupt(who: string): string {
    signal(this.stage.state, this.#thread(who).me);
    this.stage.settle();
    if (!this.stage.busy(who)) this.stage.state.task[this.#thread(who).me - 1].signal = 0;
    return 'ok';
  }

  *#exit(who: string): Path {
    for (const [, vma] of this.#vmasOf(who))
      yield* munmap(this.#thread(who, vma), this.#file(vma.file).pages);
    this.#vmas.delete(who);
  }

  /** Takes a page through GUP in the process `whose`, and does `then` with it. */
  #pin(
    who: string,
    { op, vma: number, page: at }: { readonly op: string; readonly vma: number; readonly page: number },
    whose: string,
    foll: 'FOLL_GET' | 'FOLL_PIN',
    then: (this: Play, page: number, t: Thread) => Path,
  ): string {
    const vma = this.#vma(whose, number);
    const page = this.#pages.get(keyOf(vma.file, at)) as number;
    const t = this.#thread(who, vma);
    const use = then.bind(this);
    const path = function* (): Path<boolean> {
      if (!(yield* getUserPage(t, page, foll))) return false;
      yield* use(page, t);
      return true;
    };
    return this.#call(who, op, path(), (got) => (got ? 'ok' : 'EFAULT'));
  }

  #vmsplice(who: string, step: Extract<Step, { op: 'vmsplice' }>): string {
    const vma = this.#vma(who, step.vma);
    const page = this.#pages.get(keyOf(vma.file, step.page)) as number;
    return this.#call(who, step.op, getUserPage(this.#thread(who, vma), page, 'FOLL_GET'), (got) => {
      if (got) this.#pipe(step.pipe).push(page);
      return got ? 'ok' : 'EFAULT';
    });
  }

  /** truncate and punch: under the inode's lock, and a signal ends them. */
  #change(who: string, op: string, path: Path<boolean>): string {
    return this.#call(who, op, underInodeLock(this.#thread(who), path), (done) => (done ? 'ok' : 'EINTR'));
  }

  #fault(who: string, op: string, path: Path<boolean>): string {
    return this.#call(who, op, path, (mapped) => (mapped ? 'ok' : 'SIGBUS'));
  }

  /** umount() does not wait for VMAs: it refuses. */
  #unmount(who: string): string {
    const result = this.#call(who, 'umount', unmount(this.#thread(who), this.#all));
    if (this.stage.next(who)?.note?.at !== 'umount.evict-inodes') return result;
    this.stage.cancel(who);
    this.#calls.delete(who);
    return 'EBUSY';
  }

  *#writeAllBack(who: string, file: string): Path {
    for (const [, page] of this.#numbers(file)) yield* writeback(this.#thread(who), page);
  }

  /** Makes a call, and lets everything run. What it came to; `blocked` if it has not returned. */
  #call(
    who: string,
    op: string,
    path: Path<unknown>,
    words: (value: unknown) => string = () => 'ok',
  ): string {
    let result = 'blocked';
    let isFirst = true;
    this.#calls.set(who, { op, died: false });
    this.stage.call(who, path, (outcome: Outcome) => {
      const died = outcome.kind === 'died';
      if (died) this.#calls.set(who, { op, died });
      else this.#calls.delete(who);
      const said = died || (this.#killed.has(who) && op !== 'exit') ? 'died' : words(outcome.value);
      if (isFirst) result = said;
      else this.#returned.push({ who, op, result: said });
      if (!died && this.#killed.has(who) && op !== 'exit') {
        this.#calls.set(who, { op: 'exit', died: false });
        this.stage.call(who, this.#exit(who), () => this.#calls.delete(who));
      }
    });
    this.stage.settle();
    isFirst = false;
    return result;
  }

  #gate(why: string, open: () => boolean) {
    return { name: why, when: open, because: () => why };
  }

  #thread(who: string, vma?: Vma): Thread {
    const isWhole = vma !== undefined && vma.length >= pagesPerPmd(this.#trace) && !vma.split;
    return this.stage.thread(who, vma?.process ?? 0, isWhole);
  }

  #vmasOf(who: string): Map<number, Vma> {
    const vmas = this.#vmas.get(who) ?? new Map<number, Vma>();
    this.#vmas.set(who, vmas);
    return vmas;
  }

  #vma(who: string, number: number): Vma {
    const vma = this.#vmasOf(who).get(number);
    if (!vma) throw new Impossible(`${who} has no VMA ${number}`);
    return vma;
  }

  #pipe(number: number): number[] {
    const pages = this.#pipes.get(number) ?? [];
    this.#pipes.set(number, pages);
    return pages;
  }

  /** The pages of a file that the model has: the number in the file, and that in the model. */
  #numbers(file: string): [number, number][] {
    return [...this.#pages].flatMap(([key, page]) => {
      const [of, number] = key.split(' ');
      return of === file ? [[Number(number), page] as [number, number]] : [];
    });
  }

  #file(file: string) {
    const processes = [...this.#vmas.values()].flatMap((vmas) =>
      [...vmas.values()].filter((vma) => vma.file === file).map(({ process }) => process),
    );
    return { pages: this.#numbers(file).map(([, page]) => page), processes };
  }

  get #all() {
    const { page, process } = this.stage.state;
    return { pages: page.length, processes: process.length };
  }
}
