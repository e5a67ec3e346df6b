import { type Change, isoDate } from './chapter.ts';

/** What changed on a day, and where. */
export interface Day<T> {
  readonly date: Date;
  readonly changes: readonly { readonly chapter: T; readonly what: string }[];
}

/** The changes of all chapters by day, the newest day first; within a day in the order of the chapters. */
export function byDay<T>(chapters: readonly T[], changesOf: (chapter: T) => readonly Change[]): Day<T>[] {
  const all = chapters.flatMap((chapter) =>
    changesOf(chapter).map(({ date, what }) => ({ chapter, date, what })),
  );
  const days = Map.groupBy(all, ({ date }) => isoDate(date));
  return [...days.values()]
    .map((changes) => ({ date: changes[0].date, changes }))
    .sort((a, b) => b.date.getTime() - a.date.getTime());
}
