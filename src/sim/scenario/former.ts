/**
 * Words with the names that tasks have today: `io`, whoever pins a page for the time of one I/O, was called `rdma` until 2026-11-29, and links, schedules and
 * commands in mails say so. RDMA itself asks for FOLL_LONGTERM, which is refused on FSDAX. No new task can have a name that is read as another one.
 */
export const today = (words: string): string => words.replace(/(^|[^a-z-])rdma(?![a-z-])/g, '$1io');
