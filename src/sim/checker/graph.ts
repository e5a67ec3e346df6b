/** The states of a model and the moves between them, as a finished search has them. */

/** No successor: the task cannot move in that state. */
export const BLOCKED = -1;

/** States numbered breadth-first from 0, and every move between them. Tasks are numbered as in the model. */
export interface Graph {
  /** How many tasks there are. */
  readonly tasks: number;
  /** States, each met exactly once. */
  readonly states: number;
  /** Where `task` leads from `state`, or {@link BLOCKED}. */
  successor(state: number, task: number): number;
  /**
   * Which task of the state that it leads to is the one that moved; only where a state stands for others, among which that is
   * another one.
   */
  mover?(state: number, task: number): number;
  /** The same of every task and all states from `first` to before `end`, a few dozen at most, in `rows`: for each state a row. */
  rows(first: number, end: number, rows: Int32Array): void;
  /** `levels[d]` is the number of the first state that takes d steps to reach; one more closes the list. */
  readonly levels: readonly number[];
}

/** States whose rows are asked for at a time. */
export const ROWS = 64;

/** A graph with all its moves in one list, for who goes through them again and again. */
export class KeptGraph implements Graph {
  readonly tasks: number;
  readonly states: number;
  readonly levels: readonly number[];
  /** `successors[state * tasks + task]`: where that move leads, or {@link BLOCKED}. */
  readonly successors: Int32Array;

  constructor(tasks: number, states: number, successors: Int32Array, levels: readonly number[] = []) {
    this.tasks = tasks;
    this.states = states;
    this.successors = successors;
    this.levels = levels;
  }

  /** The same graph as `graph`. */
  static of(graph: Graph): KeptGraph {
    const { tasks, states, levels } = graph;
    const successors = new Int32Array(states * tasks);
    for (let first = 0; first < states; first += ROWS) {
      const end = Math.min(first + ROWS, states);
      graph.rows(first, end, successors.subarray(first * tasks));
    }
    return new KeptGraph(tasks, states, successors, levels);
  }

  successor(state: number, task: number): number {
    return this.successors[state * this.tasks + task];
  }

  rows(first: number, end: number, rows: Int32Array): void {
    rows.set(this.successors.subarray(first * this.tasks, end * this.tasks));
  }
}

/** A list of 32-bit numbers that grows: four bytes each, where a list of any values takes more. */
export class Numbers {
  length = 0;
  #numbers = new Int32Array(1024);

  at(place: number): number {
    return this.#numbers[place];
  }

  push(number: number): void {
    if (this.length === this.#numbers.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[this.length++] = number;
  }
}
