// A fault that has mapped a DAX page wakes who sleeps on it; whoever was woken unmaps everything again and scans again.
//
// design: v6.15+fault-wakes
// files: fs/dax.c
//
// The fault wakes when it has put its own reference, with the entry locked still, as in the model. It does so too where
// it mapped nothing after all, which costs the sleeper a pass.

@ wakes @
expression folio;
@@
  folio_ref_inc(folio);
  ...
  folio_put(folio);
+ wake_up_var(&folio->page);

@ sleeps @
expression page, state, mode;
identifier cb, inode;
@@
  static int wait_page_idle(...)
  {
+ 	bool woken = false;
+
  	return ___wait_var_event(page,
- 				 dax_page_is_idle(page), state, 0, mode, cb(inode));
+ 				 dax_page_is_idle(page) || woken, state, 0, mode, (woken = true, cb(inode)));
  }

@ sleeps_uninterruptibly @
expression page, state, mode;
@@
  static void wait_page_idle_uninterruptible(...)
  {
+ 	bool woken = false;
+
  	___wait_var_event(page,
- 			  dax_page_is_idle(page), state, 0, mode, schedule());
+ 			  dax_page_is_idle(page) || woken, state, 0, mode, (woken = true, schedule()));
  }
