// SPDX-License-Identifier: MIT
#include "lab.h"

SCENARIO_SIZES(direct, "pin-direct-write",
	       "An O_DIRECT write from the page to a suspended device holds its pin; truncate waits; the device resumes")
{
	struct worker *p = worker("p"), *t = worker("t");
	long page = the_page();

	make_file("a", vma_pages(), 1);
	watch("a", "a", page);
	do_dm_suspend("device_suspended");
	do_map("p_mmap", p, 0, "a", 0, 0);
	do_write("mapped", p, 0, page);
	do_direct_write("odirect_write_in_flight", p, 0, page);
	do_truncate("truncate_started", t, "a", 0);
	do_dm_resume("dm_resumed");
	if (!is_busy(t))
		return;
	do_wait("truncate_after_resume", 4);
	if (!is_busy(t))
		return;
	/* Nobody holds the page and the truncate sleeps: its wake-up was lost. Another put wakes it. */
	do_vmsplice("poke_vmsplice", p, 0, page, 0);
	do_drain("poke_drain", 0);
}

/* @q holds a FOLL_PIN of a page that @p maps; it outlives that mapping. */
static void readv_pinned(struct worker *p, struct worker *q)
{
	long page = the_page();

	make_file("a", vma_pages(), 1);
	watch("a", "a", page);
	do_map("p_mmap", p, 0, "a", 0, 0);
	do_write("mapped", p, 0, page);
	do_readv("process_vm_readv_blocked", q, p, 0, page);
}

SCENARIO_SIZES(readv, "pin-readv",
	       "process_vm_readv from the page into a buffer whose fault nobody answers holds a FOLL_PIN; truncate; kill the reader")
{
	struct worker *p = worker("p"), *q = worker("q"), *t = worker("t");

	readv_pinned(p, q);
	do_truncate("truncate_started", t, "a", 0);
	do_kill("pinner_killed_truncate", q);
}

SCENARIO_SIZES(readv_punch, "pin-readv-punch",
	 "As pin-readv, with a punch of the range instead of the truncate")
{
	struct worker *p = worker("p"), *q = worker("q"), *t = worker("t");

	readv_pinned(p, q);
	do_punch("punch_started", t, "a", 0, vma_pages());
	do_kill("pinner_killed", q);
}

SCENARIO_SIZES(readv_unmapped, "pin-readv-unmapped",
	 "As pin-readv, but the mapping goes before the truncate comes: no VMA maps the page")
{
	struct worker *p = worker("p"), *q = worker("q"), *t = worker("t");

	readv_pinned(p, q);
	do_munmap("munmap", p, 0, 0);
	do_truncate("truncate_started", t, "a", 0);
	do_kill("pinner_killed", q);
}

SCENARIO_SIZES(readv_unlink, "pin-readv-unlink",
	 "Unlink a file, and so evict its inode, while process_vm_readv holds one of its pages")
{
	struct worker *p = worker("p"), *q = worker("q"), *t = worker("t");

	readv_pinned(p, q);
	do_munmap("munmap", p, 0, 0);
	do_unlink("unlink", t, "a");
	do_kill("pinner_killed", q);
}

SCENARIO_SIZES(readv_umount, "pin-readv-umount",
	 "Unmount a file system while process_vm_readv holds a page of one of its files")
{
	struct worker *p = worker("p"), *q = worker("q"), *t = worker("t");

	readv_pinned(p, q);
	do_munmap("munmap", p, 0, 0);
	do_umount("umount", t);
	do_kill("pinner_killed", q);
}

SCENARIO_SIZES(longterm, "pin-longterm",
	 "io_uring buffer registration asks for FOLL_LONGTERM and is refused; no reference leaks")
{
	struct worker *p = worker("p");
	long page = the_page();

	make_file("a", vma_pages(), 1);
	watch("a", "a", page);
	do_map("p_mmap", p, 0, "a", 0, 0);
	do_write("mapped", p, 0, page);
	do_register("register_buffer", p, 0, page);
	do_munmap("munmap", p, 0, 0);
}
