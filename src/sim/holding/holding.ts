import { type Design, designNamed } from '../designs/index.ts';
import { mapper, pinner, truncater } from '../examples/parts/actors.ts';
import { remover } from '../examples/parts/remover.ts';
import {
  type Choices,
  type Foll,
  folioPut,
  munmap,
  type Path,
  putPage,
  type Thread,
  unpinUserPage,
} from '../kernel/index.ts';
import type { Actor } from '../scenario/index.ts';
import { type Moved, Side } from '../trace/side.ts';
import { sharesOf } from './shares.ts';

/** Who adds what to the count of a page under a design, and who waits for that count: as runs of the model show it. */
export interface Holding {
  readonly design: Design;
  /** The count of a page that nobody holds. */
  readonly idle: number;
  /** What each holder adds; 0 where it holds nothing. */
  readonly adds: Readonly<Record<Holder, number>>;
  /** Ways to let the page go, while truncate sleeps on it and nobody else holds it. */
  readonly puts: readonly LastPut[];
  readonly truncate: {
    /** What it calls busy. */
    readonly busy: string;
    /** What it sleeps for; null where it does not sleep. */
    readonly waitsFor: string | null;
  };
  readonly removal: {
    /** Whose pin it waits for: anybody's; that of a file which nobody uses, and whose inode it evicts; nobody's. */
    readonly waitsForPin: 'of any file' | 'of an unused file' | 'never';
    /** Whether the file system is told, and unmaps its files before removal waits. */
    readonly unmaps: boolean;
    /** Whether a GUP call holds the pgmap, for whose references removal waits. */
    readonly gupHoldsPgmap: boolean;
  };
}

/** Who can hold a page: a process by a page-table entry, the file by its DAX entry, whom GUP has given it to. */
export type Holder = 'pin' | 'get' | 'pte' | 'entry';

/** A put that drops the last reference. */
export interface LastPut {
  /** The kernel function. */
  readonly fn: string;
  /** The count that it leaves. */
  readonly leaves: number;
  readonly wakes: boolean;
}

/** Who holds a page under a design. Throws a ModelError for one that is not there. */
export function holdingOf(id: string): Holding {
  const design = designNamed(id);
  const { choices } = design;
  const ways = [
    letsGo(design, 'FOLL_PIN', unpinUserPage),
    letsGo(design, 'FOLL_GET', putPage),
    letsGo(design, 'FOLL_GET', folioPut),
  ];
  const [{ held, put }, { held: heldByGet }] = ways;
  return {
    design,
    idle: held.idle,
    adds: { pin: held.task, get: heldByGet.task, pte: held.pte, entry: held.entry },
    puts: ways.flatMap(({ put }) => put ?? []),
    truncate: { busy: busyWords(choices), waitsFor: put === null ? null : awaitedWords(choices) },
    removal: {
      waitsForPin: waitsForPin(design, true)
        ? 'of any file'
        : waitsForPin(design, false)
          ? 'of an unused file'
          : 'never',
      unmaps: choices.unbindUnmaps,
      gupHoldsPgmap: choices.gupHoldsPgmap,
    },
  };
}

/** A process maps a page, GUP takes it, truncate comes and sleeps, and the page is let go in one of the ways. */
function letsGo(design: Design, foll: Foll, letGo: (t: Thread, page: number) => Path) {
  const side = sideOf(design, [mapper, pinner('takes the page and lets it go', foll, letGo), truncater]);
  run(side, 'app');
  runToDma(side);
  const [held] = side.picture().holders;
  run(side, 'trunc');
  return { held: sharesOf(held), put: side.picture().asleep.includes('trunc') ? lastPut(side) : null };
}

/** The rest of what `io` does: what its put leaves, and whether that wakes truncate. */
function lastPut(side: Side): LastPut {
  const moved = run(side, 'io');
  const put = moved.findLast(({ deltas }) => deltas.some(({ variable }) => variable === 'page.refcount'));
  const { refcount, asleep } = side.picture();
  return { fn: put?.fn ?? '', leaves: refcount[0], wakes: !asleep.includes('trunc') };
}

/** Whether removal waits for a pin, of a file that a process still maps or of one that nobody uses. */
function waitsForPin(design: Design, isUsed: boolean): boolean {
  const pins = pinner('pins the page', 'FOLL_PIN', unpinUserPage);
  const side = sideOf(design, [mapper, pins, leaver, remover]);
  run(side, 'app');
  runToDma(side);
  if (!isUsed) run(side, 'leave');
  run(side, 'unbind');
  return side.next('unbind') !== null;
}

/** Nobody has the file open: with its only mapping it is out of use. */
const leaver: Actor = {
  name: 'leave',
  role: 'unmaps the file',
  process: 0,
  run: (t) => munmap(t, 1),
};

function sideOf(design: Design, actors: readonly Actor[]): Side {
  const { id } = design;
  return new Side(
    { id: 'holding', question: '', pages: 1, processes: 1, actors, designs: [id], pair: [id, id], told: '' },
    design,
  );
}

/** As far as a task comes by itself. */
function run(side: Side, task: string): Moved[] {
  const moved: Moved[] = [];
  while (side.canMove(task)) moved.push(side.move(task) as Moved);
  return moved;
}

/** Until the device has what GUP took for it, and works on it. */
function runToDma(side: Side): void {
  while (side.next('io') !== 'dma.end') side.move('io');
}

const busyWords = ({ busy, idle }: Choices): string =>
  busy === 'refcount > idle' ? `refcount > ${idle}` : 'refcount != mapcount';

const awaitedWords = ({ sleeperWaitsFor, idle }: Choices): string =>
  sleeperWaitsFor === 'refcount == idle' ? `refcount = ${idle}` : 'refcount = mapcount';
