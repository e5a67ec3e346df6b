import type { RecordedScenario, Trace } from '../../lab/schema.ts';
import type { Cast } from './stage.ts';

/** The task of the recorder itself, which empties pipes and looks for free blocks. */
export const LAB = 'lab';

/** Which page of the model stands for a page of a file. */
export interface Pages {
  /** By file and page, as in `a 5`. */
  readonly of: ReadonlyMap<string, number>;
  /** By the label that the recording gives them, as far as a file has them from the start. */
  readonly labelled: ReadonlyMap<string, number>;
  /** Pages that stand for none yet: for a block that a write allocates, or a page of which only the name is known. */
  readonly spare: readonly number[];
}

/** A page of a file, as a key. */
export const keyOf = (file: string, page: number): string => `${file} ${page}`;

/** Pages that a PMD maps. */
export const pagesPerPmd = ({ geometry }: Trace): number => geometry.pmd / geometry.page;

/** Finds out who and what takes part in a scenario: tasks, VMAs (each is a process of the model), pages, 2 MB entries. */
export function castOf(trace: Trace, { steps }: RecordedScenario): { cast: Cast; pages: Pages } {
  const tasks = new Set([LAB]);
  const vmas = new Map<string, { file: string; page: number; length: number }>();
  const touched = new Map<string, number[]>();
  const huge = new Set<string>();
  const shared = new Map<string, string>();
  const mapped = new Set<string>();
  const labels = new Map<string, string>();
  let processes = 0;
  for (const step of steps) {
    if (step.who) tasks.add(step.who);
    if (step.op === 'open') processes++;
    if (step.op === 'map') {
      processes++;
      vmas.set(`${step.who} ${step.vma}`, step);
      mapped.add(step.file);
    }
    if (step.op === 'fork') {
      tasks.add(step.child);
      for (const [key, vma] of [...vmas]) {
        const [who, number] = key.split(' ');
        if (who !== step.who) continue;
        processes++;
        vmas.set(`${step.child} ${number}`, vma);
      }
    }
    if (step.op === 'clone') {
      for (const file of [step.file, step.to]) touched.set(file, touched.get(file) ?? [0]);
      // A file that was mapped before has blocks of its own, which it loses then.
      if (!mapped.has(step.to)) shared.set(step.to, step.file);
    }
    if (step.op !== 'read' && step.op !== 'write') continue;
    const { file, length } = vmas.get(`${step.who} ${step.vma}`) ?? { file: '', length: 0 };
    const key = keyOf(file, step.page);
    // A second label for a page of a file is that of a block which has taken the first one's place.
    if (step.maps && step.maps !== 'other' && !labels.has(step.maps) && ![...labels.values()].includes(key))
      labels.set(step.maps, key);
    const pages = touched.get(file) ?? [];
    // The first fault makes the entry, as large as its VMA has room for; it keeps that size.
    if (pages.length === 0 && length >= pagesPerPmd(trace)) {
      huge.add(file);
      pages.push(0);
    }
    touched.set(
      file,
      [...new Set([...pages, step.page])].sort((a, b) => a - b),
    );
  }

  const of = new Map<string, number>();
  for (const [file, pages] of touched) for (const page of pages) of.set(keyOf(file, page), of.size);
  const pagesIn = (file: string) =>
    (touched.get(file) ?? []).map((page) => of.get(keyOf(file, page)) as number);
  const watched = new Set(steps.flatMap(({ pages }) => Object.keys(pages)));
  const copies = steps.filter(({ op }) => op === 'write').length;
  const spare = Array.from({ length: watched.size + copies }, (_, i) => of.size + i);
  const blocks = Array.from({ length: of.size + spare.length }, (_, page) => page);
  for (const [key, page] of of) {
    const [file, number] = key.split(' ');
    const other = shared.get(file);
    if (other !== undefined) blocks[page] = of.get(keyOf(other, Number(number))) ?? page;
  }
  // A block that a write allocates may be any file's: the first one's will do, as no two calls meet there.
  const names = [...touched.keys()];
  const files = blocks.map((_, page) =>
    Math.max(
      0,
      names.findIndex((file) => pagesIn(file).includes(page)),
    ),
  );
  const groups = [...huge].map(pagesIn);
  return {
    cast: {
      tasks: [...tasks],
      processes: Math.max(1, processes),
      pages: blocks.length,
      blocks,
      files,
      ...(groups.length > 0 ? { huge: groups } : {}),
    },
    pages: {
      of,
      spare,
      labelled: new Map([...labels].map(([label, key]) => [label, of.get(key) as number])),
    },
  };
}
