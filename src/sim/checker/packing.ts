/**
 * How a state is packed: the number of its shared record in the first word, and the tasks' local states in the others, each in as many
 * bits as its task needs so far; none straddles two words.
 */
export class Packing {
  /** For each task: the word of its local state, how far it is shifted, and as many ones as it has bits. */
  readonly word: Int32Array;
  readonly shift: Int32Array;
  readonly ones: Int32Array;
  /** Words of a state. */
  readonly width: number;

  /** `bits` of each task, from 1 to 16. What is left of the last word is shared out among the tasks in it. */
  constructor(bits: readonly number[]) {
    const tasks = bits.length;
    this.word = new Int32Array(tasks);
    this.shift = new Int32Array(tasks);
    this.ones = new Int32Array(tasks);
    let word = 1;
    let first = 0;
    let used = 0;
    const close = (end: number): void => {
      const spare = Math.floor((WORD - used) / Math.max(1, end - first));
      let shift = 0;
      for (let task = first; task < end; task++) {
        const wide = Math.min(MOST, bits[task] + spare);
        this.word[task] = word;
        this.shift[task] = shift;
        this.ones[task] = 2 ** wide - 1;
        shift += wide;
      }
    };
    for (let task = 0; task < tasks; task++) {
      if (used + bits[task] > WORD) {
        close(task);
        word++;
        first = task;
        used = 0;
      }
      used += bits[task];
    }
    close(tasks);
    this.width = tasks === 0 ? 1 : word + 1;
  }

  /** The local state of `task` in a state that begins at `at`. */
  local(state: Uint32Array, task: number, at = 0): number {
    return (state[at + this.word[task]] >>> this.shift[task]) & this.ones[task];
  }

  /** Sets it; it must have room. */
  put(state: Uint32Array, task: number, local: number, at = 0): void {
    const { word, shift, ones } = this;
    const hole = ~(ones[task] << shift[task]);
    state[at + word[task]] = (state[at + word[task]] & hole) | (local << shift[task]);
  }

  /** Whether it has room. */
  fits(task: number, local: number): boolean {
    return local <= this.ones[task];
  }
}

const WORD = 32;
/** Bits of a task at most. */
const MOST = 16;

/** Bits that numbers below `count` need; one at least. */
export const bitsFor = (count: number): number => Math.max(1, 32 - Math.clz32(count - 1));
