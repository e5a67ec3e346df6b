import { troublesIn } from '../../lab/kernel-log.ts';
import type { Counts, RecordedScenario, RecordedStep, Trace } from '../../lab/schema.ts';
import { compareSeries } from '../../lab/traces.ts';
import { Mapped } from '../sim/kernel/index.ts';
import type { Waiting } from './calls.ts';
import { type Exception, exceptionAt } from './exceptions.ts';
import { modelled } from './kernels.ts';
import { Play, type Played } from './play.ts';
import { Impossible, type Order } from './stage.ts';

/** A page in the model: what its kernel counts for it. */
export type ModelledPage = { readonly gone: true } | { readonly refcount: number; readonly mapcount: number };

/** A recorded step beside what the model does. */
export interface Compared {
  readonly step: RecordedStep;
  /** The watched pages by label; for a page of a folio what the head counts. */
  readonly pages: Readonly<Record<string, ModelledPage>>;
  /** Calls that wait in the model. */
  readonly waiting: readonly Waiting[];
  readonly result: string;
  /** Where recording and model differ, in words; empty where they agree. */
  readonly differences: readonly string[];
  /** The step that the model cannot express is this one, or an earlier one after which nothing is compared. */
  readonly exception?: Exception;
  /** Whether the model was asked at all. */
  readonly isCompared: boolean;
}

const known = new WeakMap<RecordedScenario, readonly Compared[]>();
const orders: readonly Order[] = ['first', 'last', 'in turn'];

/**
 * Replays a recorded scenario through the model, on the design that the recorded kernel implements. Whoever can move
 * moves, in three orders; a difference between them is a difference, too. But if a fault wakes the sleeper, who goes on
 * first decides whether GUP still finds what it has faulted in: then the recording is to agree with one of the orders.
 */
export function calibrate(trace: Trace, scenario: RecordedScenario): readonly Compared[] {
  const before = known.get(scenario);
  if (before) return before;
  const replays = orders.map((order) => replay(trace, scenario, order));
  const [one, ...others] = replays;
  const compared = modelled(trace, scenario).design.choices.faultWakes
    ? (replays.find(agrees) ?? one)
    : one.map((step, i) => {
        const picture = JSON.stringify([step.pages, step.waiting, step.result]);
        const depends = others.some(
          (other) => JSON.stringify([other[i].pages, other[i].waiting, other[i].result]) !== picture,
        );
        return depends
          ? { ...step, differences: [...step.differences, 'the model depends on who goes first'] }
          : step;
      });
  known.set(scenario, compared);
  return compared;
}

const agrees = (replayed: readonly Compared[]) =>
  replayed.every(({ differences }) => differences.length === 0);

function replay(trace: Trace, scenario: RecordedScenario, order: Order): Compared[] {
  const play = new Play(trace, scenario, order);
  // Who shares a block has page->mapping set for nobody, and 6.1 warns of that: the model has neither.
  const shares = scenario.steps.some(({ op }) => op === 'clone');
  // Before 7.2 nothing looks at the page of an entry that is invalidated, as a file system does that is told of a removal.
  const invalidates = scenario.mkfs !== undefined && compareSeries(trace.kernel, '7.2') < 0;
  let over: Pick<Compared, 'exception'> | undefined;
  let hasOopsed = false;
  return scenario.steps.map((step) => {
    const left = { step, pages: {}, waiting: [], result: '', differences: [], isCompared: false };
    if (over) return { ...left, ...over };
    const exception = exceptionAt(trace, scenario.name, step);
    if (exception?.compared === 'nothing from here on') {
      over = { exception };
      return { ...left, ...over };
    }
    const played = exception ? null : attempt(play, step);
    if (typeof played === 'string') {
      over = {};
      return { ...left, differences: [`the model cannot do this: ${played}`], isCompared: true };
    }
    hasOopsed ||= troublesIn(step).some(({ kind }) => kind !== 'WARNING');
    const waiting = play.waiting;
    const asleep = waiting.map(({ who, op, spins }) => `${who} ${op}${spins ? ' spins' : ''}`);
    return {
      step,
      pages: Object.fromEntries(Object.keys(step.pages).map((label) => [label, counted(play, label)])),
      waiting,
      result: played?.result ?? '',
      differences: [
        ...(played ? outcome(step, played, !shares && !invalidates, hasOopsed) : []),
        ...Object.entries(step.pages).flatMap(([label, counts]) =>
          compareCounts(play, label, counts, !shares),
        ),
        ...same('blocked', waiters(step, hasOopsed), asleep),
      ],
      isCompared: true,
      ...(exception ? { exception } : {}),
    };
  });
}

/** Performs a step, or says why that is impossible. */
function attempt(play: Play, step: RecordedStep): Played | string {
  try {
    return play.perform(step);
  } catch (error) {
    if (error instanceof Impossible) return error.message;
    throw error;
  }
}

const hasWarned = (step: RecordedStep): boolean =>
  troublesIn(step).some(({ kind, fn }) => kind === 'WARNING' && fn === 'dax_disassociate_entry');

/** Calls that are blocked. A task that is dead after an oops is not, nor one that runs then: it died. */
const waiters = ({ blocked = [] }: RecordedStep, hasOopsed: boolean): string[] =>
  blocked.flatMap(({ who, op, state }) => {
    if (state === 'R') return hasOopsed ? [] : [`${who} ${op} spins`];
    return state === 'X' ? [] : [`${who} ${op}`];
  });

function outcome(
  step: RecordedStep,
  { result, maps, found, warns, returned }: Played,
  compareWarnings: boolean,
  hasOopsed: boolean,
): string[] {
  const isDead = step.blocked?.some(
    ({ who, state }) => who === step.who && (state === 'X' || (state === 'R' && hasOopsed)),
  );
  const recorded = step.result === 'blocked' && isDead ? 'died' : step.result;
  const said = (calls: Played['returned']) => calls.map((call) => `${call.who} ${call.op} ${call.result}`);
  return [
    ...(recorded === undefined || recorded === result ? [] : [`result: ${recorded}, in the model ${result}`]),
    ...(maps === undefined || !step.pages || !('maps' in step) || !step.maps || step.maps === maps
      ? []
      : [`maps ${step.maps}, in the model ${maps}`]),
    ...(step.op === 'drain' && (step.foreign ?? false) !== found ? ['whose bytes were read'] : []),
    ...(step.op === 'reuse' && step.found !== found ? ['whether the block was free'] : []),
    ...(compareWarnings && hasWarned(step) !== warns ? ['whether dax_disassociate_entry() warns'] : []),
    ...same('returned', said(step.returned ?? []), said(returned)),
  ];
}

function compareCounts(play: Play, label: string, recorded: Counts, compareMapping: boolean): string[] {
  const { state, kernel } = play.stage;
  const page = play.pageOf(label);
  const isGone = 'gone' in recorded;
  if (isGone || state.device.memmapGone)
    return isGone && state.device.memmapGone ? [] : [`${label}: whether its struct page is gone`];
  const own = state.page[page];
  const head = state.page[kernel.layout.counts(page)];
  const entry = state.page[kernel.layout.entry[page]];
  const times = (kind: number, of: number) => state.process.filter(({ pte }) => pte[of] === kind).length;
  const number = (what: string, seen: number, modelled: number) =>
    seen === modelled ? [] : [`${label}: ${what} ${seen}, in the model ${modelled}`];
  const ptes = kernel.layout.folio[page] && kernel.choices.countedBy === 'the folio';
  return [
    ...number('refcount', recorded.ref, own.refcount),
    ...number('mapcount', recorded.map + 1, ptes ? times(Mapped.PTE, page) : own.mapcount),
    ...(recorded.head
      ? [
          ...number('refcount of the head', recorded.head.ref, head.refcount),
          ...number('mapcount of the folio', recorded.head.large, head.mapcount),
          ...number('mappings by PMD', recorded.head.entire, times(Mapped.PMD, page)),
        ]
      : number('refcount that counts', recorded.ref, head.refcount)),
    ...(compareMapping ? number('page->mapping', Number(recorded.mapping), entry.entry) : []),
  ];
}

function counted(play: Play, label: string): ModelledPage {
  const { state, kernel } = play.stage;
  if (state.device.memmapGone) return { gone: true };
  const { refcount, mapcount } = state.page[kernel.layout.counts(play.pageOf(label))];
  return { refcount, mapcount };
}

/** What is in one list only. */
function same(what: string, recorded: readonly string[], modelled: readonly string[]): string[] {
  const list = (names: readonly string[]) => [...names].sort().join(', ') || 'none';
  return list(recorded) === list(modelled)
    ? []
    : [`${what}: ${list(recorded)}, in the model ${list(modelled)}`];
}
