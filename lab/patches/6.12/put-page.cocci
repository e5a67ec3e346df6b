// A futex call, and an access to another process's memory, let their page go by put_page(), as in v6.1. That put knows that
// an FSDAX page is idle at a count of 1, and wakes who sleeps on it.
//
// design: gup-put
// files: kernel/futex/core.c mm/memory.c
//
// The model has the put of whoever takes a page in the task, not in the design: so it is the design of v6.12.

@ futex @
expression folio;
@@
  get_futex_key(...)
  {
  	<...
- 	folio_put(folio);
+ 	put_page(&folio->page);
  	...>
  }

@ memory @
expression page, addr;
@@
- unmap_and_put_page(page, addr);
+ kunmap_local(addr);
+ put_page(page);
