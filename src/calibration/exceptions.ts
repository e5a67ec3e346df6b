import type { RecordedStep, Trace } from '../../lab/schema.ts';
import { countsMappings } from '../../lab/traces.ts';

/** A recorded step that the model cannot express. */
export interface Exception {
  /** RecordedScenario and step; the step may be left out for all steps of a scenario, and a name may end in `*`. */
  readonly where: string;
  /** The kernels that it is about, in words; all of them where left out. */
  readonly kernels?: 'before v6.15' | 'since v6.15';
  /** A sentence. */
  readonly reason: string;
  /**
   * What is still compared: `counts`, with the operation left out, as it is expected to change none; or nothing, from
   * here to the end of the scenario.
   */
  readonly compared: 'counts' | 'nothing from here on';
}

/** All of them. Every other step of every recording is compared in full. */
export const exceptions: readonly Exception[] = [
  {
    where: 'pin-longterm-*/register_buffer',
    reason:
      'The model has no FOLL_LONGTERM: it is refused for a mapping of a DAX file before any page is looked at.',
    compared: 'counts',
  },
  {
    where: 'zero-page/p1_reads_hole',
    reason:
      'The model’s files have no holes: the page that a read of a hole maps is not one of the device’s.',
    compared: 'counts',
  },
  {
    where: 'unbind-*/mapper_write_same_page',
    kernels: 'before v6.15',
    reason:
      'The model has no write protection. The write faults, presumably because removal has written the page back, and ' +
      'finds no device.',
    compared: 'counts',
  },
  {
    where: 'unbind-mapped/mapper_write_same_page',
    kernels: 'since v6.15',
    reason:
      'The same fault looks at the struct page first, which is gone, and the kernel oopses in do_wp_page(). What a ' +
      'process does that has oopsed is not in the model.',
    compared: 'nothing from here on',
  },
  {
    // Of the recorded kernels: those since v6.15 do it, and it came between v6.12 and v6.18.
    where: 'unbind-told-first-group/unbind',
    kernels: 'since v6.15',
    reason:
      'xfs counts the blocks of a group that is not the last one wrongly, and goes through 2^32 pages, minutes or more. The model goes ' +
      'through those of the file.',
    compared: 'nothing from here on',
  },
  {
    where: 'program-*',
    reason:
      'What a reproducer does inside is not recorded step by step. The other scenarios have the same operations as steps.',
    compared: 'nothing from here on',
  },
];

/** The exception that a recorded step falls under, if any. */
export function exceptionAt(trace: Trace, scenario: string, { step }: RecordedStep): Exception | undefined {
  const era = countsMappings(trace) ? 'since v6.15' : 'before v6.15';
  return exceptions.find(({ where, kernels = era }) => {
    const [inScenario, atStep] = where.split('/');
    return kernels === era && matches(inScenario, scenario) && (atStep === undefined || atStep === step);
  });
}

const matches = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
