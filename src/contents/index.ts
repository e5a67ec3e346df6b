/**
 * What there is to read, in order. Header, "previous" and "next", the lists of pages, search and the list of
 * addresses are all made from this, so a new chapter or example is in all of them at once.
 */
import { type CollectionEntry, getCollection } from 'astro:content';
import { addressOf } from '../addresses.ts';
import { claimEntries, designEntries, exampleEntries, recordingEntries } from './entries.ts';
import { type Entry, numbered, type Series } from './place.ts';

export { type Entry, type Place, placeOf, type Series } from './place.ts';

/** A chapter with what its file says. */
export interface Chapter extends Entry {
  readonly source: CollectionEntry<'chapters'>;
}

/** All that docs/ has: the chapters in reading order, the appendices, the findings. */
export async function chapters(): Promise<Chapter[]> {
  const sources = (await getCollection('chapters')).map((source) => ({ ...source.data, source }));
  return numbered(sources).map(({ chapter: { source }, number, label }) => ({
    number,
    label,
    title: source.data.title,
    summary: source.data.summary,
    address: addressOf.chapter(source.id),
    text: addressOf.chapterText(source.id),
    source,
  }));
}

/** Whether a page of docs/ is one of the findings, which are a series of their own. */
export const isFinding = ({ source }: Chapter): boolean => source.data.finding;

/** Every series of the site. A kind of page that is added here gets its link in the header, and the rest. */
export async function contents(): Promise<Series[]> {
  const all = await chapters();
  return [
    { name: 'Chapters', address: addressOf.chapters, entries: all.filter((chapter) => !isFinding(chapter)) },
    { name: 'Findings', address: addressOf.findings, entries: all.filter(isFinding) },
    { name: 'Examples', address: addressOf.examples, entries: exampleEntries },
    { name: 'Designs', address: addressOf.designs, entries: designEntries },
    { name: 'Claims', address: addressOf.ledger, entries: claimEntries },
    { name: 'Recordings', address: addressOf.recordings, entries: recordingEntries },
  ];
}

/** Pages that stand alone, for lists of everything. */
export const singles: readonly { readonly title: string; readonly address: string }[] = [
  { title: 'Where it stands in the kernel', address: addressOf.facts },
  { title: 'All chapters on one page', address: addressOf.print },
  { title: 'What changed', address: addressOf.changes },
  { title: 'Search and index', address: addressOf.search },
];
