import type { FactId } from '../../facts/facts.ts';
import { type Space, spaceOf } from '../checker/index.ts';
import { type Design, designNamed } from '../designs/index.ts';
import type { Note, State } from '../kernel/index.ts';
import { checkDesign, type Example, systemOf } from '../scenario/index.ts';
import { type Condition, conditionOf, conditionWords, isSettled, keyOf } from './condition.ts';

/**
 * The life of a page, drawn from every state that an example can reach under a design: states in which the page is in
 * the same condition are one stage, and each step that changes the condition leads from one stage to another.
 */
export interface LifeCycle {
  readonly example: Example;
  readonly design: Design;
  /** States that were searched: each of them is behind exactly one stage. */
  readonly states: number;
  /** In the order of a life, the free block first. */
  readonly stages: readonly Stage[];
  /** In the order of the stages that they leave, then of those that they come to. */
  readonly steps: readonly StageChange[];
}

/** A condition that the page can be in, and all states in which it is. */
export interface Stage {
  /** Unique within a life cycle, and fit for an id. */
  readonly key: string;
  readonly condition: Condition;
  /** What it is called. */
  readonly words: string;
  /** States in which the page is in this condition. */
  readonly states: number;
  /** What the count is when nobody holds the page in passing (see {@link isSettled}). Ascending. */
  readonly settled: readonly number[];
  /** What the count is besides, while somebody does. Ascending; may have counts of `settled` in it. */
  readonly passing: readonly number[];
  /** The example starts in it. */
  readonly first: boolean;
}

/** A change of condition: one atomic step of some task. */
export interface StageChange {
  /** Keys of stages. */
  readonly from: string;
  readonly to: string;
  /** The kernel functions that do it, in the order in which the search met them. */
  readonly by: readonly Cause[];
  /** Transitions of the state graph behind it. */
  readonly transitions: number;
}

/** A kernel function, and where it can be read. */
export interface Cause {
  readonly fn: string;
  readonly fact: FactId;
}

/** The page whose life is drawn, of examples that have more than one. */
const PAGE = 0;

const known = new WeakMap<Example, Map<string, LifeCycle>>();

/**
 * The life of the example's first page under a design. Searched once and remembered. Throws a ModelError for a design
 * that is not there, or that the example is not checked under.
 */
export function lifeCycleOf(example: Example, design: string): LifeCycle {
  const named = designNamed(design);
  checkDesign(example, design);
  const lives = known.get(example) ?? new Map<string, LifeCycle>();
  known.set(example, lives);
  const life = lives.get(design) ?? draw(example, named);
  lives.set(design, life);
  return life;
}

/** The stage called `key`. */
export function stageOf({ stages }: LifeCycle, key: string): Stage {
  return stages.find((stage) => stage.key === key) as Stage;
}

/** The functions of a step, each once. */
export function functionsOf({ by }: StageChange): string[] {
  return [...new Set(by.map(({ fn }) => fn))];
}

function draw(example: Example, design: Design): LifeCycle {
  const space = spaceOf(systemOf(example, design));
  if (space.stopped !== null) throw new Error(`${example.id}/${design.id} has too many states to draw`);
  const { stages, keys } = gather(space, design);
  const order = new Map(stages.map(({ key }, place) => [key, place]));
  const place = (key: string) => order.get(key) as number;
  const steps = follow(space, keys).sort(
    (a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to),
  );
  return { example, design, states: space.states, stages, steps };
}

/** Every state's stage, by its number; and the stages. */
function gather(space: Space<State, Note>, { choices }: Design) {
  const keys: string[] = [];
  const found = new Map<
    string,
    { condition: Condition; counts: [Set<number>, Set<number>]; states: number }
  >();
  for (let state = 0; state < space.states; state++) {
    const shared = space.at(state);
    const page = shared.page[PAGE];
    const condition = conditionOf(choices, shared, PAGE);
    const key = keyOf(condition);
    const stage = found.get(key) ?? { condition, counts: [new Set(), new Set()], states: 0 };
    found.set(key, stage);
    stage.states++;
    // Where there is no struct page, there is no count.
    if (condition.block !== 'gone') stage.counts[isSettled(choices, page) ? 0 : 1].add(page.refcount);
    keys.push(key);
  }
  const stages = [...found]
    .map(
      ([
        key,
        {
          condition,
          counts: [settled, passing],
          states,
        },
      ]) => ({
        key,
        condition,
        words: conditionWords(condition),
        states,
        settled: ascending(settled),
        passing: ascending(passing),
        first: key === keys[0],
      }),
    )
    .sort((a, b) => compare(a.condition, b.condition));
  return { stages, keys };
}

/** The steps between states of different stages. */
function follow(space: Space<State, Note>, keys: readonly string[]) {
  const found = new Map<string, { from: string; to: string; by: Cause[]; transitions: number }>();
  for (let state = 0; state < space.states; state++) {
    const from = keys[state];
    for (const { operation, to: next } of space.moves(state)) {
      const to = keys[next];
      if (from === to) continue;
      const { fn, fact } = operation.note as Note;
      const step = found.get(`${from} ${to}`) ?? { from, to, by: [], transitions: 0 };
      found.set(`${from} ${to}`, step);
      step.transitions++;
      if (!step.by.some((cause) => cause.fn === fn && cause.fact === fact)) step.by.push({ fn, fact });
    }
  }
  return [...found.values()];
}

const blocks: readonly Condition['block'][] = ['gone', 'other', 'free', 'busy', 'file'];
const entries: readonly Condition['entry'][] = ['absent', 'present', 'zapped'];

/** The order of a life: nobody's, the file's without an entry, then with more and more users. */
function compare(a: Condition, b: Condition): number {
  return (
    blocks.indexOf(a.block) - blocks.indexOf(b.block) ||
    entries.indexOf(a.entry) - entries.indexOf(b.entry) ||
    a.pins - b.pins ||
    a.mapped - b.mapped
  );
}

const ascending = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b);
