import { type Path, type Step, signal } from '../sim/kernel/index.ts';
import type { Stage } from './stage.ts';

/** A call that has not returned. */
export interface Waiting {
  readonly who: string;
  readonly op: string;
  /** Why it waits, in the model's words. */
  readonly because: string;
  /** It does not sleep: it goes round without end. */
  readonly spins: boolean;
}

/** A call of an earlier step that has returned. */
export interface Returned {
  readonly who: string;
  readonly op: string;
  /** As recordings say it: ok, died, SIGBUS, or an errno. */
  readonly result: string;
}

/** Who is in which call. The calls themselves run on a {@link Stage}; here they are what recordings know of them. */
export class Calls {
  readonly #stage: Stage;
  readonly #exit: (who: string) => Path;
  readonly #ops = new Map<string, { readonly op: string; readonly died: boolean }>();
  readonly #killed = new Set<string>();
  #returned: Returned[] = [];

  /** `exit` is what a process does that was killed, once it is out of its call. */
  constructor(stage: Stage, exit: (who: string) => Path) {
    this.#stage = stage;
    this.#exit = exit;
  }

  /** Calls that have not returned. A task that touched a struct page which was gone has died, and is not in it. */
  get waiting(): Waiting[] {
    return [...this.#ops].flatMap(([who, { op, died }]) => {
      const spins = this.#stage.spins(who);
      const because = spins
        ? 'goes round without end'
        : (this.#stage.next(who)?.because?.(this.#stage.state) ?? '');
      return died ? [] : [{ who, op, because, spins }];
    });
  }

  /** The calls that have returned since this was last asked. */
  takeReturned(): Returned[] {
    const returned = this.#returned;
    this.#returned = [];
    return returned;
  }

  /** Makes a call, and lets everything run. What it came to; `blocked` if it has not returned. */
  make(who: string, op: string, path: Path<unknown>, words: (value: unknown) => string = () => 'ok'): string {
    let result = 'blocked';
    let isFirst = true;
    this.#start(who, op, path, (value) => {
      const said = value === DIED || this.#isDying(who, op) ? 'died' : words(value);
      if (isFirst) result = said;
      else this.#returned.push({ who, op, result: said });
    });
    this.#stage.settle();
    isFirst = false;
    return result;
  }

  /** SIGKILL: the process leaves its call, if the call takes signals, and exits. */
  kill(who: string, task: number): string {
    this.#killed.add(who);
    if (this.#ops.get(who)?.died) return 'died';
    if (!this.#stage.busy(who)) return this.make(who, 'exit', this.#exit(who));
    signal(this.#stage.state, task);
    this.#stage.settle();
    this.#returned = this.#returned.filter((call) => call.who !== who);
    return this.#stage.busy(who) ? 'blocked' : 'ok';
  }

  /** A signal that has a handler. */
  interrupt(who: string, task: number): void {
    signal(this.#stage.state, task);
    this.#stage.settle();
    if (!this.#stage.busy(who)) this.#stage.state.task[task - 1].signal = 0;
  }

  /** A step at which a call waits for something outside the model. */
  until(why: string, open: () => boolean): Step {
    return { name: why, when: open, because: () => why };
  }

  /** Whether a process was killed: it may not be out of its call yet. */
  isKilled(who: string): boolean {
    return this.#killed.has(who);
  }

  #isDying(who: string, op: string): boolean {
    return this.#killed.has(who) && op !== 'exit';
  }

  #start(who: string, op: string, path: Path<unknown>, done: (value: unknown) => void): void {
    this.#ops.set(who, { op, died: false });
    this.#stage.call(who, path, (outcome) => {
      const died = outcome.kind === 'died';
      if (died) this.#ops.set(who, { op, died });
      else this.#ops.delete(who);
      done(died ? DIED : outcome.value);
      if (!died && this.#isDying(who, op)) this.#start(who, 'exit', this.#exit(who), () => {});
    });
  }
}

const DIED = Symbol('died');
