import type { RecordedScenario, RecordedStep, Trace } from '../../lab/schema.ts';
import {
  allocateBlock,
  closeFile,
  evict,
  type Foll,
  fork,
  getUserPage,
  isInUse,
  Mapped,
  munmap,
  Owner,
  openFile,
  type Path,
  punch,
  putPage,
  remap,
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
import { Calls, type Returned, type Waiting } from './calls.ts';
import { castOf, LAB, pagesPerPmd } from './cast.ts';
import { Files } from './files.ts';
import { modelled } from './kernels.ts';
import { Impossible, type Order, Stage } from './stage.ts';
import { type Vma, Vmas } from './vmas.ts';

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
  readonly returned: readonly Returned[];
}

/** What a step comes to by itself. */
type Done = Omit<Played, 'returned' | 'warns'>;
type StepOf<O extends RecordedStep['op']> = Extract<RecordedStep, { op: O }>;

/** A recorded scenario on the model: performs one step after the other. */
export class Play {
  readonly stage: Stage;
  readonly #trace: Trace;
  readonly #files: Files;
  readonly #vmas: Vmas;
  readonly #calls: Calls;
  readonly #pipes = new Map<number, number[]>();
  #suspended = false;

  constructor(trace: Trace, scenario: RecordedScenario, order: Order) {
    const { cast, pages } = castOf(trace, scenario);
    this.#trace = trace;
    this.stage = new Stage(modelled(trace, scenario).design, cast, order);
    this.#files = new Files(pages, cast.blocks);
    this.#vmas = new Vmas(this.stage.state);
    this.#calls = new Calls(this.stage, (who) => this.#exit(who));
  }

  /** The page of the model that a label names. */
  pageOf(label: string): number {
    return this.#files.labelled(label);
  }

  /** Calls that have not returned. */
  get waiting(): Waiting[] {
    return this.#calls.waiting;
  }

  /** Performs a step. Throws {@link Impossible} if the model is in a state in which nobody can do it. */
  perform(step: RecordedStep): Played {
    this.#calls.takeReturned();
    this.stage.takeWarned();
    const done = this.#do(step);
    this.stage.settle();
    // Whom the kernel kills, and when, is not in the model: what they leave is.
    for (const who of ('killed' in step && step.killed) || []) this.#calls.kill(who, this.#thread(who).me);
    this.stage.settle();
    return {
      ...(typeof done === 'string' ? { result: done } : done),
      warns: this.stage.takeWarned(),
      returned: this.#calls.takeReturned(),
    };
  }

  #do(step: RecordedStep): string | Done {
    const who = step.who ?? LAB;
    const t = this.#thread(who);
    switch (step.op) {
      // None of these changes a count, nor does the model have them: that the kernel agrees is what is compared.
      case 'look':
      case 'wait':
      case 'pwrite':
      case 'drop_caches':
      case 'register_buffer':
      case 'ignore_sigbus':
      case 'program':
        return 'ok';
      case 'suspend_device':
      case 'resume_device':
        this.#suspended = step.op === 'suspend_device';
        return 'ok';
      case 'map':
        return this.#map(who, step);
      case 'open':
        return this.#calls.make(
          who,
          step.op,
          openFile(this.stage.thread(who, this.#vmas.open(who, step.file), false)),
        );
      case 'munmap':
        return this.#munmap(who, step);
      case 'fork':
        return this.#fork(who, step);
      case 'read':
      case 'write':
        return this.#touch(who, step);
      case 'kill':
        return this.#calls.kill(who, t.me);
      case 'interrupt':
        this.#calls.interrupt(who, t.me);
        return 'ok';
      case 'vmsplice':
        return this.#take(who, who, step, 'FOLL_GET', (page) => void this.#pipe(step.pipe).push(page));
      case 'direct_write':
        return this.#directWrite(who, step);
      case 'process_vm_readv':
        return this.#readOther(who, step);
      case 'drain':
      case 'discard':
        return this.#drain(step);
      case 'reuse':
        return this.#reuse(step);
      case 'truncate': {
        const kept = this.#files.of(step.file).filter(([number]) => number < step.length);
        return this.#change(who, step.op, truncate(t, this.#file(step.file), kept.length));
      }
      case 'punch': {
        const { file, page, length } = step;
        const hole = this.#files.of(file).filter(([number]) => number >= page && number < page + length);
        return this.#change(who, step.op, punch(t, this.#file(file), ...hole.map(([, page]) => page)));
      }
      case 'clone':
        return this.#clone(who, step);
      case 'unlink':
        return this.#calls.make(who, step.op, evict(t, this.#file(step.file)));
      case 'umount':
        return this.#unmount(who);
      case 'fsync':
        return this.#calls.make(who, step.op, this.#writeBack(who, step.file));
      case 'unbind':
        return this.#calls.make(who, step.op, unbind(t, ...this.#known));
    }
  }

  #map(who: string, { vma, file, page, length, ...step }: StepOf<'map'>): string {
    const isPrivate = step.private === true;
    this.#vmas.add(who, vma, { file, page, length, isPrivate, own: new Set(), split: false });
    return 'ok';
  }

  #munmap(who: string, { vma: number, half }: StepOf<'munmap'>): string {
    const vma = this.#vmas.get(who, number);
    const t = this.#thread(who, vma);
    if (!half) {
      this.#vmas.remove(who, number);
      return this.#calls.make(who, 'munmap', munmap(t, this.#file(vma.file).pages));
    }
    // Unmapping a part of what a PMD maps takes the whole PMD away; what stays is mapped by PTEs.
    const { pte } = this.stage.state.process[vma.process];
    const gone = this.#files
      .of(vma.file)
      .filter(([at, page]) => pte[page] === Mapped.PMD || at >= vma.page + vma.length / 2);
    vma.split = true;
    const zap = gone.map(([, page]) => zapPage(t, vma.process, page));
    return this.#calls.make(who, 'munmap', inTurn(zap));
  }

  /** Page-table entries are copied of a private VMA with a page of its own; the child of others has to fault. */
  #fork(who: string, { child }: StepOf<'fork'>): string {
    const pages = this.stage.state.page.length;
    const copied = this.#vmas.copy(who, child).filter(([{ own }]) => own.size > 0);
    const paths = copied.map(([from, to]) => fork(this.#thread(who, from), to.process, pages));
    return this.#calls.make(who, 'fork', inTurn(paths));
  }

  #touch(who: string, step: StepOf<'read' | 'write'>): Done {
    const vma = this.#vmas.get(who, step.vma);
    const page = this.#files.page(vma.file, step.page);
    const { state } = this.stage;
    const t = this.#thread(who, vma);
    const writes = step.op === 'write';
    if (vma.own.has(step.page)) return { result: 'ok', maps: 'other' };
    if (writes && vma.isPrivate) {
      vma.own.add(step.page);
      vma.split = true;
      return { result: this.#calls.make(who, step.op, zapPage(t, vma.process, page)), maps: 'other' };
    }
    if (writes && this.#files.isShared(state, page)) {
      const fresh = this.#files.reallocate(vma.file, step.page);
      const copy = function* (): Path<boolean> {
        yield* zapPage(t, vma.process, page);
        return yield* touch(t, fresh);
      };
      return { result: this.#fault(who, step.op, copy()), maps: this.#files.label(fresh, step) };
    }
    const isMapped = state.process[vma.process].pte[page] !== Mapped.NOT;
    const result = isMapped ? 'ok' : this.#fault(who, step.op, touch(t, page));
    return { result, maps: this.#files.label(page, step) };
  }

  /** Takes a page through GUP, in a VMA of `whose`, and does `then` with it. */
  #take(
    who: string,
    whose: string,
    step: StepOf<'vmsplice' | 'direct_write' | 'process_vm_readv'>,
    foll: Foll,
    then: (page: number, t: Thread) => Path | undefined,
  ): string {
    const vma = this.#vmas.get(whose, step.vma);
    const page = this.#files.page(vma.file, step.page);
    const t = this.#thread(who, vma);
    const path = function* (): Path<boolean> {
      if (!(yield* getUserPage(t, page, foll))) return false;
      const rest = then(page, t);
      if (rest) yield* rest;
      return true;
    };
    return this.#calls.make(who, step.op, path(), (got) => (got ? 'ok' : 'EFAULT'));
  }

  #directWrite(who: string, step: StepOf<'direct_write'>): string {
    const { foll, letGo } = modelled(this.#trace).directWrite;
    const written = this.#calls.until('the device is suspended', () => !this.#suspended);
    return this.#take(who, who, step, foll, function* (page, t) {
      yield written;
      yield* letGo(t, page);
    });
  }

  #readOther(who: string, step: StepOf<'process_vm_readv'>): string {
    const killed = this.#calls.until('nobody answers the fault of the buffer', () =>
      this.#calls.isKilled(who),
    );
    return this.#take(who, step.from, step, 'FOLL_PIN', function* (page, t) {
      yield killed;
      yield* unpinUserPage(t, page);
    });
  }

  #drain({ op, pipe }: StepOf<'drain' | 'discard'>): Done {
    const page = this.#pipe(pipe).shift();
    if (page === undefined) throw new Impossible(`pipe ${pipe} is empty`);
    const found = this.stage.state.page[page].owner === Owner.OTHER;
    return { result: this.#calls.make(LAB, op, putPage(this.#thread(LAB), page)), found };
  }

  #reuse({ op, label }: StepOf<'reuse'>): Done {
    const page = this.pageOf(label);
    const found = this.stage.state.page[page].owner === Owner.FREE;
    return { result: this.#calls.make(LAB, op, allocateBlock(this.#thread(LAB), page)), found };
  }

  /** truncate and punch: under the inode's lock, and a signal ends them. */
  #change(who: string, op: string, path: Path<boolean>): string {
    const locked = underInodeLock(this.#thread(who), path);
    return this.#calls.make(who, op, locked, (done) => (done ? 'ok' : 'EINTR'));
  }

  /** Files are named in the order of their inode numbers. A file that is new has no blocks to lose. */
  #clone(who: string, { op, file, to }: StepOf<'clone'>): string {
    const [first, second] = [file, to].sort().map((name) => ({ ...this.#file(name), which: `of ${name}` }));
    const lost = this.#files.isCloneOf(to, file) ? [] : this.#file(to).pages;
    return this.#change(who, op, remap(this.#thread(who), [first, second], lost));
  }

  #fault(who: string, op: string, path: Path<boolean>): string {
    return this.#calls.make(who, op, path, (mapped) => (mapped ? 'ok' : 'SIGBUS'));
  }

  /** umount() does not wait for VMAs: it refuses. */
  #unmount(who: string): string {
    if (isInUse(this.#everything, this.stage.state)) return 'EBUSY';
    return this.#calls.make(who, 'umount', unmount(this.#thread(who), this.#everything));
  }

  #writeBack(who: string, file: string): Path {
    return inTurn(this.#files.of(file).map(([, page]) => writeback(this.#thread(who), page)));
  }

  *#exit(who: string): Path {
    for (const vma of this.#vmas.of(who)) yield* munmap(this.#thread(who, vma), this.#file(vma.file).pages);
    for (const { process } of this.#vmas.openedBy(who))
      yield* closeFile(this.stage.thread(who, process, false));
    this.#vmas.removeAll(who);
  }

  #thread(who: string, vma?: Vma): Thread {
    const isWhole = vma !== undefined && vma.length >= pagesPerPmd(this.#trace) && !vma.split;
    return this.stage.thread(who, vma?.process ?? 0, isWhole);
  }

  #pipe(number: number): number[] {
    const pages = this.#pipes.get(number) ?? [];
    this.#pipes.set(number, pages);
    return pages;
  }

  #file(file: string) {
    return { pages: this.#files.of(file).map(([, page]) => page), processes: this.#vmas.using(file) };
  }

  /** Every file; where no page of any is known, one without pages. */
  get #known() {
    const { names } = this.#files;
    return names.length > 0 ? names.map((name) => this.#file(name)) : [this.#everything];
  }

  get #everything() {
    const { page, process } = this.stage.state;
    return { pages: page.length, processes: process.length };
  }
}

/** One path after the other. */
function* inTurn(paths: readonly Path[]): Path {
  for (const path of paths) yield* path;
}
