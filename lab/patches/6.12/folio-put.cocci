// folio_put() itself knows that an FSDAX page is idle at a count of 1, and wakes who sleeps on it: what the first patch of
// July 2022 proposed, where the put of several references is left as it was.
//
// design: folio-put
// files: include/linux/mm.h

@ one @
identifier folio;
@@
  static inline void folio_put(struct folio *folio)
  {
+ 	if (put_devmap_managed_folio_refs(folio, 1))
+ 		return;
  	...
  }
