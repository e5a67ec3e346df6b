import { traces } from './traces.ts';

/** Scenarios about one matter. */
export interface Family {
  readonly id: string;
  readonly title: string;
  /** What its scenarios' names begin with. */
  readonly begins: readonly string[];
}

/** In reading order. */
export const families: readonly Family[] = [
  { id: 'life', title: 'The life of a page', begins: ['life'] },
  { id: 'gup', title: 'A FOLL_GET reference', begins: ['gup', 'concurrent'] },
  { id: 'pin', title: 'A FOLL_PIN reference, and direct writes', begins: ['pin'] },
  { id: 'refault', title: 'A second fault while truncate waits', begins: ['refault'] },
  { id: 'evict', title: 'Eviction under a reference', begins: ['evict'] },
  { id: 'reflink', title: 'Files that share a block, and clones', begins: ['reflink', 'remap'] },
  { id: 'unbind', title: 'Removing the device', begins: ['unbind'] },
  { id: 'private', title: 'Private mappings, and holes', begins: ['private', 'zero'] },
  { id: 'mixed', title: '4 kB and 2 MB mappings of one page', begins: ['mixed'] },
  { id: 'program', title: 'The reproducers', begins: ['program'] },
];

/** The family of a scenario. Throws for a name that begins like none of them. */
export function familyOf(scenario: string): Family {
  const [beginning] = scenario.split('-');
  const family = families.find(({ begins }) => begins.includes(beginning));
  if (!family) throw new Error(`scenario ${scenario} is in no family; see src/recordings/families.ts`);
  return family;
}

/** Every recorded scenario, by family and then as recorded, but what is done to 4 kB pages before the same for 2 MB. */
export const scenarios: readonly { readonly name: string; readonly about: string }[] = families.flatMap(
  (family) => {
    const own = traces[0].scenarios.filter(({ name }) => familyOf(name) === family);
    const bySubject = Map.groupBy(own, ({ name }) => name.replace(/-(4k|2m)$/, ''));
    return [...bySubject.values()].flatMap((alike) => alike.toSorted((a, b) => (a.name < b.name ? 1 : -1)));
  },
);
