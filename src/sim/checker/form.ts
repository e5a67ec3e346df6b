/**
 * How states are packed, and how moves out of them are made: collapsed.ts, as long as many states have one shared record, and plain.ts.
 * Each works on the machine that it was made for.
 */
export interface Form {
  /** 32-bit words of a state. */
  readonly width: number;
  /** Bytes held now, besides the states. */
  readonly bytes: number;
  /** Bytes that are held at once on the way if so many more moves are made, besides the states. */
  bytesFor(moves: number): number;
  /** Packs the state that the machine is in. False if there is no room for it: a task has come to a local state since this was made. */
  pack(into: Uint32Array): boolean;
  /** Puts the machine in a state. */
  load(state: Uint32Array): void;
  /**
   * Makes every move out of the first `length` of these states, which are one after the other; with `loops`, those alone that stay in a loop of
   * their task's. False if one leads to a state for which there is no room: then a form is wanted that is made anew, and the moves are of no use.
   */
  follow(states: Uint32Array, length: number, moves: Moves, loops?: Loops): boolean;
  /** How many words are what a property is given of a state; 0 where that is to be asked of each state. */
  readonly seenWidth: number;
  /** Those words. */
  see(state: Uint32Array, into: Uint32Array, at: number): void;
}

/**
 * For each task: a number for each local state; two have one number exactly if each leads to the other. {@link ALONE} for one that does not lead
 * back to itself.
 */
export type Loops = readonly Int32Array[];
export const ALONE = -1;

/** Moves out of some states: what they lead to, packed, and their places among all pairs of those states and a task, in order. */
export class Moves {
  count = 0;
  readonly to: Uint32Array;
  readonly places: Int32Array;

  /** There is room for so many moves to states of so many words. */
  constructor(most: number, width: number) {
    this.to = new Uint32Array(most * width);
    this.places = new Int32Array(most);
  }
}
