// A put of a DAX page that leaves only mappings wakes the sleeper, who waits for what the scan asks for: that.
//
// design: v6.15+wait-for-mappings
// files: fs/dax.c include/linux/mm.h mm/swap.c
//
// The put drops its reference and reads the two counts in one RCU read-side section: removal of the device waits for it
// before the struct page goes. A mapping has its reference and its mapcount one after the other, and a put between them
// wakes nobody. A fault holds a reference of its own over both, whose put comes later; a fork that copies a mapping does
// not, here as in the model.

@ asks @
expression page;
@@
- dax_page_is_idle(page)
+ (folio_ref_count(page_folio(page)) == folio_mapcount(page_folio(page)))

@ one @
identifier folio;
@@
+ void zone_device_folio_put(struct folio *folio, int refs);
+
  static inline void folio_put(struct folio *folio)
  {
+ 	if (unlikely(folio_is_zone_device(folio))) {
+ 		zone_device_folio_put(folio, 1);
+ 		return;
+ 	}
  	...
  }

@ several @
identifier folio, refs;
@@
  static inline void folio_put_refs(struct folio *folio, int refs)
  {
+ 	if (unlikely(folio_is_zone_device(folio))) {
+ 		zone_device_folio_put(folio, refs);
+ 		return;
+ 	}
  	...
  }

@ batch @
identifier folio, refs;
@@
- if (folio_ref_sub_and_test(folio, refs))
- 	free_zone_device_folio(folio);
+ zone_device_folio_put(folio, refs);

@ puts @
identifier folio;
@@
  void __folio_put(struct folio *folio)
  { ... }
+ void zone_device_folio_put(struct folio *folio, int refs)
+ {
+ 	bool dax = folio->pgmap->type == MEMORY_DEVICE_FS_DAX;
+ 	bool last;
+
+ 	rcu_read_lock();
+ 	last = folio_ref_sub_and_test(folio, refs);
+ 	if (!last && dax && folio_ref_count(folio) == folio_mapcount(folio))
+ 		wake_up_var(&folio->page);
+ 	rcu_read_unlock();
+ 	if (last)
+ 		free_zone_device_folio(folio);
+ }
+ EXPORT_SYMBOL(zone_device_folio_put);
