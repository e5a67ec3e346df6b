import { z } from 'astro/zod';

/**
 * The format of a recording, lab/traces/<kernel>-<fs>.json: what lab/run writes and what everything else reads.
 * Fields that are absent mean "none". lab/README.md says in words what each operation does.
 */

const count = z.int();
const page = z.int().min(0);

/** What is read from the head of a compound page (a 2 MB mapping since v6.15). */
export const Head = z.strictObject({
  ref: count.describe('_refcount of the head: what a mapping or a pin of any page of the folio changes'),
  map: count.describe('raw _mapcount of the head page itself: PTE mappings of it, less one'),
  entire: count.describe('mappings of the folio as a whole: _entire_mapcount plus one'),
  large: count.describe('all mappings of pages of the folio: _large_mapcount plus one'),
  pin: count.describe('_pincount: FOLL_PIN references among ref'),
});

/** What was read from one struct page after a step. */
export const Counts = z.union([
  z.strictObject({
    gone: z.literal(true).describe('the struct page is no longer there: its device was removed'),
  }),
  z.strictObject({
    ref: count.describe('_refcount of this page'),
    map: count.describe(
      'raw _mapcount of this page: -1 when no PTE maps it, or when this kernel does not count',
    ),
    head: Head.optional().describe('present when the page is part of a compound page'),
    mapping: z.boolean().describe('page->mapping (of the head, if compound) is not null'),
  }),
]);

/** A call that had not returned when the step was recorded: the task did not run at all for 0.6 s. */
export const Blocked = z.strictObject({
  who: z.string(),
  op: z.string(),
  state: z
    .enum(['S', 'D', 'R', 'X'])
    .describe('task state: S sleeps and takes signals, D takes none; after an oops R spins and X is dead'),
  wchan: z.string().describe('/proc/PID/wchan; empty on 5.10, which does not say'),
  stack: z
    .array(z.string())
    .describe('functions of /proc/PID/stack, innermost first, down to the system call'),
});

/** A call that was blocked before this step and returned during it. */
export const Returned = z.strictObject({
  who: z.string(),
  op: z.string(),
  result: z.string().describe('ok, an errno, or died (of an oops, or of an earlier SIGKILL)'),
});

/** What each operation is given besides the step's name and who does it. */
const operations = {
  look: {},
  map: { vma: z.int(), file: z.string(), page, length: page, private: z.literal(true).optional() },
  open: { file: z.string() },
  read: { vma: z.int(), page },
  write: { vma: z.int(), page },
  munmap: { vma: z.int(), half: z.literal(true).optional() },
  fork: { child: z.string() },
  kill: {},
  interrupt: {},
  ignore_sigbus: {},
  vmsplice: { vma: z.int(), page, pipe: z.int() },
  drain: { pipe: z.int(), foreign: z.literal(true).optional() },
  discard: { pipe: z.int() },
  direct_write: { vma: z.int(), page },
  suspend_device: {},
  resume_device: {},
  process_vm_readv: { from: z.string(), vma: z.int(), page },
  register_buffer: { vma: z.int(), page },
  truncate: { file: z.string(), length: page },
  punch: { file: z.string(), page, length: page },
  unlink: { file: z.string() },
  umount: {},
  fsync: { file: z.string() },
  pwrite: { file: z.string(), page },
  drop_caches: {},
  clone: { file: z.string(), to: z.string() },
  reuse: { file: z.string(), label: z.string(), found: z.boolean() },
  unbind: {},
  wait: { seconds: z.int() },
  program: { program: z.string(), exit: z.int(), verdict: z.string() },
} as const;

const seen = {
  step: z.string().describe('name, unique in its scenario and the same on all kernels'),
  who: z.string().optional().describe('the process that acts'),
  result: z.string().optional().describe('ok, blocked, died (of an oops), SIGBUS, or an errno'),
  maps: z
    .string()
    .nullable()
    .optional()
    .describe(
      'after a touch: the watched page that the address maps, "other" for another page, null for none',
    ),
  pages: z.record(z.string(), Counts).describe('the watched pages by label, after the step'),
  returned: z.array(Returned).optional(),
  killed: z
    .array(z.string())
    .optional()
    .describe('processes that a signal has ended which no step sent, while no call of theirs was on its way'),
  blocked: z.array(Blocked).optional(),
  dmesg: z
    .array(z.string())
    .optional()
    .describe('warnings the kernel logged during the step: their first lines'),
  ms: z.int().describe('how long it took; not compared'),
};

type Operation = keyof typeof operations;
const step = <O extends Operation>(op: O) =>
  z.strictObject({ op: z.literal(op), ...operations[op], ...seen });

/** One step: an operation and what was seen after it. */
export const RecordedStep = z.discriminatedUnion('op', [
  step('look'),
  step('map'),
  step('open'),
  step('read'),
  step('write'),
  step('munmap'),
  step('fork'),
  step('kill'),
  step('interrupt'),
  step('ignore_sigbus'),
  step('vmsplice'),
  step('drain'),
  step('discard'),
  step('direct_write'),
  step('suspend_device'),
  step('resume_device'),
  step('process_vm_readv'),
  step('register_buffer'),
  step('truncate'),
  step('punch'),
  step('unlink'),
  step('umount'),
  step('fsync'),
  step('pwrite'),
  step('drop_caches'),
  step('clone'),
  step('reuse'),
  step('unbind'),
  step('wait'),
  step('program'),
]);

export const RecordedScenario = z.strictObject({
  name: z.string(),
  about: z.string(),
  mkfs: z
    .string()
    .optional()
    .describe('how its file system was made, where that is otherwise than the head says'),
  skip: z
    .string()
    .optional()
    .describe('why this kernel or file system cannot do it; then there are no steps'),
  steps: z.array(RecordedStep),
});

const offsets = z.record(z.string(), z.int());

export const Trace = z.strictObject({
  format: z.literal(1),
  kernel: z.string().describe('series, as --kernel takes it'),
  suite: z.string().describe('Debian suite that the packages came from'),
  packages: z.array(z.strictObject({ name: z.string(), version: z.string() })).min(1),
  release: z.string().describe('uname -r'),
  build: z.string().describe('uname -v'),
  fs: z.enum(['ext4', 'xfs']),
  mkfs: z.string(),
  mount: z.string(),
  geometry: z.strictObject({ page: z.int(), pmd: z.int(), device: z.int() }).describe('sizes in bytes'),
  layout: z.strictObject({ page: offsets, folio: offsets.optional() }).describe('offsets in bytes, from BTF'),
  idle: z.int().describe('_refcount of a page that was written and never mapped'),
  scenarios: z.array(RecordedScenario).min(1),
});

/**
 * A recording of a kernel that was built here with an option patched in, lab/traces/patched/<kernel>+<option>-<fs>.json.
 * No list of recorded kernels has it, as it is none that anybody runs.
 */
export const PatchedTrace = Trace.extend({
  patched: z.strictObject({
    option: z.string().describe('the semantic patch, lab/patches/<kernel>/<option>.cocci'),
    design: z.string().describe('what the kernel is in the model with it'),
    sha256: z.string().describe('of the semantic patch, without its comments'),
    config: z.string().describe('the same of lab/patches/config'),
    compiler: z.string(),
  }),
});

export type Trace = z.infer<typeof Trace>;
export type PatchedTrace = z.infer<typeof PatchedTrace>;
export type RecordedScenario = z.infer<typeof RecordedScenario>;
export type RecordedStep = z.infer<typeof RecordedStep>;
export type Counts = z.infer<typeof Counts>;
export type Blocked = z.infer<typeof Blocked>;
