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
	/* Nobody holds the page and the truncate sleeps: its wake-up was lost. Any later put of the right kind wakes it. */
	do_vmsplice("poke_vmsplice", p, 0, page, 0);
	do_drain("poke_drain", 0);
}

SCENARIO_SIZES(readv, "pin-readv",
	       "process_vm_readv from the page into a buffer whose fault nobody answers holds a FOLL_PIN; truncate; kill the reader")
{
	struct worker *p = worker("p"), *q = worker("q"), *t = worker("t");
	long page = the_page();

	make_file("a", vma_pages(), 1);
	watch("a", "a", page);
	do_map("p_mmap", p, 0, "a", 0, 0);
	do_write("mapped", p, 0, page);
	do_readv("process_vm_readv_blocked", q, p, 0, page);
	do_truncate("truncate_started", t, "a", 0);
	do_kill("pinner_killed_truncate", q);
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
