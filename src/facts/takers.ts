import { code, V61, V510, V612 } from './fact.ts';
import { factUrl } from './facts.ts';

/**
 * Who takes a FOLL_GET reference of a page of a process that may be one of FSDAX, and how each lets it go, release by
 * release. Read in the trees of the releases named; `lab/facts` looks the lines up.
 */

/** A kernel whose tree was read for this, oldest first. */
export const takerReleases = [V510, V61, V612] as const;
export type TakerRelease = (typeof takerReleases)[number];

/** How a reference goes. A bare folio put does not look for the count at which a page of these kernels rests. */
export interface Drop {
  /** The function that drops it, as it stands in that line. */
  readonly by:
    | 'put_page'
    | 'folio_put'
    | 'folio_put_refs'
    | 'unmap_and_put_page'
    | 'unpin_user_folio'
    | 'unpin_user_page';
  readonly file: string;
  readonly line: number;
}

/** Somebody who takes such references. */
export interface Taker {
  /** What a process does that leads there. */
  readonly who: string;
  /** How long the reference is held. */
  readonly lasts: 'for a moment' | 'as long as the I/O' | 'until the pipe is read' | 'as long as the copy';
  /** Null where it takes none. */
  readonly drops: Readonly<Record<TakerRelease, Drop | null>>;
}

const at = (by: Drop['by'], place: string): Drop => {
  const [file, line] = place.split(':') as [string, string];
  return { by, file, line: Number(line) };
};

/** Those that drop a reference without a wake-up first. */
export const takers: readonly Taker[] = [
  {
    who: 'direct I/O on block devices and through iomap',
    lasts: 'as long as the I/O',
    drops: {
      [V510]: at('put_page', 'block/bio.c:959'),
      [V61]: at('folio_put_refs', 'block/bio.c:1124'),
      [V612]: at('unpin_user_folio', 'block/bio.c:1225'),
    },
  },
  {
    who: 'a futex call on a shared mapping',
    lasts: 'for a moment',
    drops: {
      [V510]: at('put_page', 'kernel/futex/core.c:669'),
      [V61]: at('put_page', 'kernel/futex/core.c:403'),
      [V612]: at('folio_put', 'kernel/futex/core.c:407'),
    },
  },
  {
    who: 'access to the memory of another process: /proc/PID/mem, ptrace',
    lasts: 'for a moment',
    drops: {
      [V510]: at('put_page', 'mm/memory.c:5037'),
      [V61]: at('put_page', 'mm/memory.c:5759'),
      [V612]: at('unmap_and_put_page', 'mm/memory.c:6666'),
    },
  },
  {
    who: 'make_device_exclusive_range(), for a page that it then refuses',
    lasts: 'for a moment',
    drops: {
      [V510]: null,
      [V61]: at('folio_put', 'mm/rmap.c:2358'),
      [V612]: at('folio_put', 'mm/rmap.c:2540'),
    },
  },
  {
    who: 'vmsplice() into a pipe',
    lasts: 'until the pipe is read',
    drops: {
      [V510]: at('put_page', 'fs/splice.c:94'),
      [V61]: at('put_page', 'fs/splice.c:93'),
      [V612]: at('put_page', 'fs/splice.c:111'),
    },
  },
  {
    who: 'direct I/O on NFS',
    lasts: 'as long as the I/O',
    drops: {
      [V510]: at('put_page', 'fs/nfs/direct.c:183'),
      [V61]: at('put_page', 'fs/nfs/direct.c:147'),
      [V612]: at('put_page', 'fs/nfs/direct.c:172'),
    },
  },
  {
    who: 'direct I/O on Ceph',
    lasts: 'as long as the I/O',
    drops: {
      [V510]: at('put_page', 'fs/ceph/file.c:172'),
      [V61]: at('put_page', 'fs/ceph/file.c:171'),
      [V612]: at('put_page', 'fs/ceph/file.c:169'),
    },
  },
  {
    who: 'direct I/O on FUSE',
    lasts: 'as long as the I/O',
    drops: {
      [V510]: at('put_page', 'fs/fuse/file.c:620'),
      [V61]: at('put_page', 'fs/fuse/file.c:662'),
      [V612]: at('unpin_user_page', 'fs/fuse/file.c:681'),
    },
  },
  {
    who: 'a server of FUSE that reads or writes a request',
    lasts: 'as long as the copy',
    drops: {
      [V510]: at('put_page', 'fs/fuse/dev.c:686'),
      [V61]: at('put_page', 'fs/fuse/dev.c:680'),
      [V612]: at('put_page', 'fs/fuse/dev.c:732'),
    },
  },
  {
    who: 'perf, for the physical address of a sample',
    lasts: 'for a moment',
    drops: {
      [V510]: at('put_page', 'kernel/events/core.c:7202'),
      [V61]: at('put_page', 'kernel/events/core.c:7403'),
      [V612]: at('put_page', 'kernel/events/core.c:7742'),
    },
  },
  {
    who: 'get_mempolicy() of an address',
    lasts: 'for a moment',
    drops: {
      [V510]: at('put_page', 'mm/mempolicy.c:926'),
      [V61]: at('put_page', 'mm/mempolicy.c:911'),
      [V612]: at('put_page', 'mm/mempolicy.c:921'),
    },
  },
  {
    who: 'a core dump that is asked for DAX mappings',
    lasts: 'as long as the copy',
    drops: {
      [V510]: at('put_page', 'fs/coredump.c:909'),
      [V61]: at('put_page', 'fs/coredump.c:978'),
      [V612]: at('put_page', 'fs/coredump.c:1000'),
    },
  },
];

/** Whether dropping it brings the wake-up that truncate waits for, on these kernels. */
export const wakesTruncate = ({ by }: Drop): boolean =>
  by === 'put_page' || by === 'unpin_user_folio' || by === 'unpin_user_page';

/** Where a drop can be looked up in the tree of a release. */
export const dropUrl = ({ by, file, line }: Drop, release: TakerRelease): string =>
  factUrl(code(release, `${file}:${by}`, line, ''));
