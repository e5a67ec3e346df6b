import { type FactId, facts } from '../facts/facts.ts';
import { kernels } from '../recordings/traces.ts';
import { runsOf } from '../reproducers/said.ts';
import { isRegression } from './regression.ts';
import { factsOf, type Report } from './report.ts';

/**
 * Which lists get_maintainer.pl names for a file, by entries of MAINTAINERS as of early 2026; people are left out. As
 * there, a path that ends in a slash is a folder with all that is in it, and a star is of one folder alone.
 */
const entries: readonly (readonly [path: string, ...lists: string[]])[] = [
  ['fs/dax.c', 'linux-fsdevel@vger.kernel.org', 'nvdimm@lists.linux.dev'],
  ['include/linux/dax.h', 'linux-fsdevel@vger.kernel.org', 'nvdimm@lists.linux.dev'],
  ['fs/*', 'linux-fsdevel@vger.kernel.org'],
  ['fs/ext4/', 'linux-ext4@vger.kernel.org'],
  ['fs/xfs/', 'linux-xfs@vger.kernel.org'],
  ['mm/', 'linux-mm@kvack.org'],
  ['include/linux/mm.h', 'linux-mm@kvack.org'],
  ['include/linux/highmem.h', 'linux-mm@kvack.org'],
  ['block/', 'linux-block@vger.kernel.org'],
];

/** Every file is of this list too. */
const REST = 'linux-kernel@vger.kernel.org';
const REGRESSIONS = 'regressions@lists.linux.dev';
const STABLE = 'stable@vger.kernel.org';

/** Who a mail goes to: role addresses alone. */
export interface Recipients {
  readonly to: readonly string[];
  readonly cc: readonly string[];
}

/** The lists of a file, apart from that of every file. */
export const listsOf = (file: string): readonly string[] => [
  ...new Set(
    entries.flatMap(([path, ...lists]) => {
      const [folder] = path.split('*');
      const isOf = path.endsWith('*')
        ? file.startsWith(folder) && !file.slice(folder.length).includes('/')
        : path.endsWith('/')
          ? file.startsWith(path)
          : file === path;
      return isOf ? lists : [];
    }),
  ),
];

/**
 * The lists of the first file that a report names and that has one, and in copy those of the others, and what it names
 * besides; that of regressions, where a commit is known to have brought it; and that of the stable series, where the
 * newest recorded kernel is not affected. Throws where nobody would get it.
 */
export function recipientsOf(report: Report): Recipients {
  const files = factsOf(report).flatMap(fileOf);
  const to = files.map(listsOf).find((lists) => lists.length > 0);
  if (to === undefined)
    throw new Error(`no list is known for its files: ${files.join(', ') || 'it names none'}`);
  const all = [
    ...files.flatMap(listsOf),
    ...(report.besides ?? []),
    ...(isRegression(report) ? [REGRESSIONS] : []),
    ...(onlyStable(report.program) ? [STABLE] : []),
    REST,
  ];
  return { to, cc: [...new Set(all)].filter((list) => !to.includes(list)) };
}

function fileOf(id: FactId): string[] {
  const fact = facts[id];
  return fact.kind === 'code' ? [fact.file] : [];
}

/** Whether the newest recorded kernel is free of what a program shows. */
const onlyStable = (program: string): boolean =>
  !runsOf(program).some(({ trace, exit }) => exit === 1 && trace.kernel === kernels.at(-1));
