// Every put of a DAX page wakes the sleeper, who asks what the scan asks: does anything but mappings hold the page?
//
// design: v6.15+every-put-wakes
// files: fs/dax.c include/linux/mm.h mm/swap.c
//
// The wake-up compares nothing, and needs the page's address alone: whoever sleeps there is looked up by it. A mapping
// has its reference and its mapcount one after the other, and between them the page looks busy. A fault holds a reference
// of its own over both, whose put is one more wake-up; a fork that copies a mapping does not, here as in the model.

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
+
+ 	if (folio_ref_sub_and_test(folio, refs))
+ 		free_zone_device_folio(folio);
+ 	else if (dax)
+ 		wake_up_var(&folio->page);
+ }
+ EXPORT_SYMBOL(zone_device_folio_put);
