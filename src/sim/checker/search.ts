import { groupsOf } from './alike.ts';
import type { Automaton } from './automaton.ts';
import { Collapsed } from './collapsed.ts';
import { components } from './cycles.ts';
import { ALONE, type Form, type Loops, Moves } from './form.ts';
import { BLOCKED, type Graph, KeptGraph, ROWS } from './graph.ts';
import { Learned } from './learned.ts';
import type { Model } from './model.ts';
import { Orbits } from './orbits.ts';
import { Plain } from './plain.ts';
import { VectorStore } from './store.ts';
import { StrictMachine } from './strict.ts';

/** Why a search ended early: too many states, too many bytes, or somebody wanted it to. */
export type Stopped = 'limit' | 'memory' | 'cancelled';

/** States that are followed at a time: enough lookups to be under way at once, see store.ts. */
export const BATCH = ROWS;
/** Where a search changes its ways. */
export interface Turns {
  /** Moves are kept while there are no more than this, of each state one for each task; after that they are made again. */
  readonly kept: number;
  /** From so many states on it is asked, whenever they have doubled, whether looking moves up pays. */
  readonly asked: number;
  /** It does if there are so many states to a shared record. */
  readonly worth: number;
  /** Bits of the words in which moves are remembered: see learned.ts. */
  readonly wide: number;
}
const USUAL: Turns = { kept: 2 ** 21, asked: 2 ** 14, worth: 2, wide: 32 };
/** Bytes for a state that properties, cycles and counts take, without a list of moves and with one: answers.ts, cycles.ts, count.ts. */
const DECIDING = 12;
const DECIDING_BY_MOVES = 40;
/** Moves are found by their place in one list. */
const MOST_PLACES = 2 ** 31 - 1;

/** The states of a model, numbered breadth-first, as they are met: a graph that grows. */
export class Search<S, N> implements Graph {
  readonly machine: StrictMachine<S, N>;
  readonly tasks: number;
  /** Moves: pairs of a state and a task that can move in it. */
  transitions = 0;
  /** States of which every move was followed: those from 0 to before this. */
  followed = 0;
  /** The states among those in which nothing moves. */
  readonly ends: number[] = [];
  levels: readonly number[] = [];
  stopped: Stopped | null = null;
  /** What moves come to, as far as they are looked up; null where a search has found that that does not pay. */
  learned: Learned<S, N> | null;
  #form: Form;
  #store: VectorStore;
  /** The state that is looked at. */
  #state: Uint32Array;
  /** The states that are followed, and the moves out of them. */
  #batch: Uint32Array;
  #moves: Moves;
  /** For each of these moves: the number of the state that it leads to. */
  readonly #numbers: Int32Array;
  /** Where each move leads, by state and task; null when there were too many to keep. */
  #kept: Int32Array | null;
  readonly #turns: Turns;
  #askAt: number;
  /** When it was asked for. */
  #loops: Loops | null = null;

  /**
   * With `whole`, each state stands for itself alone, whatever tasks are alike. Throws a ModelError if a program is wrong from its start, or tasks that
   * are said to be alike differ in the first state.
   */
  constructor(model: Model<S, N>, whole: boolean, turns = USUAL) {
    this.#turns = turns;
    this.#askAt = turns.asked;
    this.machine = new StrictMachine(model);
    this.tasks = model.tasks.length;
    this.learned = new Learned(this.machine, turns.wide, whole ? [] : groupsOf(model));
    this.#form = this.#formed(this.learned);
    this.#kept = new Int32Array(BATCH * this.tasks);
    this.#numbers = new Int32Array(BATCH * this.tasks);
    this.#state = new Uint32Array(this.#form.width);
    this.#batch = new Uint32Array(BATCH * this.#form.width);
    this.#moves = new Moves(BATCH * this.tasks, this.#form.width);
    this.#store = new VectorStore(this.#form.width);
    this.#form.pack(this.#state);
    this.#store.add(this.#state);
  }

  /** How many states were met. */
  get states(): number {
    return this.#store.count;
  }

  /** Bytes held now, by states and moves; slack included. */
  get bytes(): number {
    return this.#store.bytes + this.#form.bytes + (this.#kept?.byteLength ?? 0);
  }

  /** Bytes that are held at once if a batch more is followed, and all of it decided on. A move leads to a new state at most. */
  get bytesNext(): number {
    const states = this.states + BATCH * this.tasks;
    const moves = states * this.tasks * Int32Array.BYTES_PER_ELEMENT;
    const kept = this.#kept?.byteLength ?? 0;
    // While they are copied into more room, what there was and twice as much; or, at the end, just enough.
    const deciding = kept > 0 ? Math.max(kept * 2, moves) + states * DECIDING_BY_MOVES : states * DECIDING;
    return this.#store.bytesFor(states) + this.#form.bytesFor(BATCH * this.tasks) + kept + deciding;
  }

  /** Follows every move out of the next states, up to before `end`, a batch at most. Throws a RangeError if there is no memory for that. */
  follow(end: number): void {
    if (this.states >= this.#askAt) this.#ask();
    const first = this.followed;
    while (!this.#generate(first, end)) this.#makeRoom();
    this.#noteEnds(first, end);
    const { to, places, count } = this.#moves;
    const numbers = this.#numbers;
    this.#store.addAll(to, count, numbers);
    this.transitions += count;
    this.followed = end;
    const kept = this.#roomFor(end);
    if (kept === null) return;
    const base = first * this.tasks;
    kept.fill(BLOCKED, base, end * this.tasks);
    for (let move = 0; move < count; move++) kept[base + places[move]] = numbers[move];
  }

  /** Lets go of the moves that are kept, to make them again whenever they are asked for: that takes less room and more time. False if none are. */
  forgetMoves(): boolean {
    const had = this.#kept !== null;
    this.#kept = null;
    return had;
  }

  rows(first: number, end: number, rows: Int32Array): void {
    rows.fill(BLOCKED, 0, (end - first) * this.tasks);
    const known = Math.min(end, this.followed);
    if (this.#kept === null) this.#find(first, known, rows);
    else
      for (let i = 0, from = first * this.tasks; from < known * this.tasks; i++, from++)
        rows[i] = this.#kept[from];
  }

  successor(state: number, task: number): number {
    if (state >= this.followed) return BLOCKED;
    if (this.#kept !== null) return this.#kept[state * this.tasks + task];
    const rows = new Int32Array(this.tasks).fill(BLOCKED);
    this.#find(state, state + 1, rows);
    return rows[task];
  }

  /** All moves in one list; null if there are too many to keep them. */
  get kept(): KeptGraph | null {
    const { tasks, states } = this;
    const kept = this.#roomFor(states);
    if (kept === null) return null;
    const successors = kept.subarray(0, states * tasks).fill(BLOCKED, this.followed * tasks);
    return new KeptGraph(tasks, states, successors, this.levels);
  }

  /**
   * The same as {@link rows} of those moves alone that stay in a loop of their task's: a cycle has no others. Returns how many there are. To be asked when
   * the search is over.
   */
  loopRows(first: number, end: number, rows: Int32Array): number {
    this.#loops ??= this.machine.automata.map(loopsOf);
    rows.fill(BLOCKED, 0, (end - first) * this.tasks);
    return this.#find(first, end, rows, this.#loops);
  }

  /** Puts the machine where `state` is. */
  load(state: number): void {
    this.#store.load(state, this.#state);
    this.#form.load(this.#state);
  }

  /** Whether the machine is at `state`, or at one that it stands for. */
  isAt(state: number): boolean {
    const here = new Uint32Array(this.#form.width);
    if (!this.#form.pack(here)) return false;
    this.#store.load(state, this.#state);
    return here.every((word, i) => word === this.#state[i]);
  }

  /** Whether a state stands for all that differ in nothing but which is which of tasks that are alike. */
  get standsForMore(): boolean {
    return this.#form instanceof Orbits;
  }

  /**
   * How many states there are if each stands for itself alone. Null where that is not known: the search was stopped, or variables in lists by task say
   * which tasks.
   */
  get inAll(): number | null {
    if (this.stopped !== null) return null;
    const form = this.#form;
    if (!(form instanceof Orbits)) return this.states;
    if (!this.learned?.alike?.isTold) return null;
    let all = 0;
    for (let state = 0; state < this.states; state++) {
      this.#store.load(state, this.#state);
      all += form.size(this.#state);
    }
    return all;
  }

  mover(state: number, task: number): number {
    if (!(this.#form instanceof Orbits)) return task;
    this.#store.load(state, this.#state);
    return this.#form.move(this.#state, task).indexOf(task);
  }

  /** The tasks that move in the model, where these do in this graph, from its first state on. */
  lifted(tasks: readonly number[]): readonly number[] {
    if (!(this.#form instanceof Orbits)) return tasks;
    this.#store.load(0, this.#state);
    return this.#form.lifted(this.#state, tasks);
  }

  /** How many words are what a property is given of a state; 0 where it is to be asked of each state. */
  get seenWidth(): number {
    return this.#form.seenWidth;
  }

  /** Those words, of the states from `first` to before `end`. */
  see(first: number, end: number, into: Uint32Array): void {
    const { seenWidth } = this;
    for (let state = first, at = 0; state < end; state++, at += seenWidth) {
      this.#store.load(state, this.#state);
      this.#form.see(this.#state, into, at);
    }
  }

  /** Makes every move out of the states from `first` to before `end`. False if there is no room for one in the form. */
  #generate(first: number, end: number, loops?: Loops): boolean {
    this.#store.loadAll(first, end, this.#batch);
    return this.#form.follow(this.#batch, end - first, this.#moves, loops);
  }

  /** Notes those states, which were followed for the first time, in which nothing moves. */
  #noteEnds(first: number, end: number): void {
    const { places, count } = this.#moves;
    const { tasks } = this;
    let move = 0;
    for (let number = first, next = tasks; number < end; number++, next += tasks) {
      const before = move;
      while (move < count && places[move] < next) move++;
      if (move === before) this.ends.push(number);
    }
  }

  /** Makes moves again that were made, and finds what they lead to. Returns how many there are. */
  #find(first: number, end: number, rows: Int32Array, loops?: Loops): number {
    this.#generate(first, end, loops);
    const { to, places, count } = this.#moves;
    const numbers = this.#numbers;
    this.#store.findAll(to, count, numbers);
    for (let move = 0; move < count; move++) rows[places[move]] = numbers[move];
    return count;
  }

  /** Whether to look moves up still pays: if most states have a record of their own, it does not. */
  #ask(): void {
    this.#askAt *= 2;
    const { learned } = this;
    if (learned?.alike === null && learned.records.count * this.#turns.worth > this.states)
      this.#lookNoMore();
  }

  /** The form had no room for a state. */
  #makeRoom(): void {
    const { learned } = this;
    if (learned === null || learned.isFull) this.#lookNoMore();
    else this.#reform(this.#formed(learned));
  }

  #formed(learned: Learned<S, N>): Form {
    const { machine } = this;
    return learned.alike ? new Orbits(machine, learned, learned.alike) : new Collapsed(machine, learned);
  }

  #lookNoMore(): void {
    if (this.standsForMore) throw new RangeError('too many records and local states to number them');
    this.#reform(new Plain(this.machine));
    this.learned = null;
  }

  /** Packs all states anew. */
  #reform(form: Form): void {
    const store = new VectorStore(form.width);
    const state = new Uint32Array(form.width);
    for (let number = 0; number < this.states; number++) {
      this.load(number);
      form.pack(state);
      store.add(state);
    }
    this.#form = form;
    this.#store = store;
    this.#state = state;
    this.#batch = new Uint32Array(BATCH * form.width);
    this.#moves = new Moves(BATCH * this.tasks, form.width);
  }

  /** The moves that are kept, with room for those out of states to before `end`; null if there are too many. */
  #roomFor(end: number): Int32Array | null {
    const kept = this.#kept;
    const needed = end * this.tasks;
    if (kept === null || needed <= kept.length) return kept;
    // Where moves are more than looked up, they cost more time to make again than room to keep.
    if (needed > this.#turns.kept && this.#form instanceof Collapsed) this.#kept = null;
    else {
      if (needed > MOST_PLACES) throw new RangeError('too many moves to number them');
      this.#kept = new Int32Array(Math.max(needed, Math.min(MOST_PLACES, kept.length * 2)));
      this.#kept.set(kept);
    }
    return this.#kept;
  }
}

/** Numbers of the loops that a task's local states are in. */
function loopsOf<S, N>({ states }: Automaton<S, N>): Int32Array {
  const ways = Math.max(1, ...states.map(({ next }) => next.length));
  const successors = new Int32Array(states.length * ways).fill(BLOCKED);
  for (const { index, next } of states)
    next.forEach((to, observation) => {
      successors[index * ways + observation] = to;
    });
  const graph = new KeptGraph(ways, states.length, successors);
  const { component, starts } = components(graph, () => true);
  const isAlone = (local: number) => {
    const size = starts.at(component[local] + 1) - starts.at(component[local]);
    return size === 1 && !states[local].next.includes(local);
  };
  return component.map((number, local) => (isAlone(local) ? ALONE : number));
}
