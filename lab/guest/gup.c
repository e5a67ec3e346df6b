// SPDX-License-Identifier: MIT
#include "lab.h"

/* FOLL_GET references, held by a page in a pipe. */

static void gup(void (*op)(const char *, struct worker *))
{
	struct worker *p = worker("p"), *t = worker("t");
	long n = vma_pages(), page = the_page();

	make_file("a", n, 1);
	watch("a", "a", page);
	do_map("p_mmap", p, 0, "a", 0, 0);
	do_write("mapped", p, 0, page);
	do_vmsplice("vmsplice_1", p, 0, page, 0);
	do_vmsplice("vmsplice_2_same_page", p, 0, page, 0);
	do_drain("drain_1", 0);
	op("op_started", t);
	do_drain("drain_last_pin", 0);
}

static void truncate0(const char *step, struct worker *t)
{
	do_truncate(step, t, "a", 0);
}

static void punch_all(const char *step, struct worker *t)
{
	do_punch(step, t, "a", 0, vma_pages());
}

SCENARIO_SIZES(gup_truncate, "gup-truncate",
	 "A page in a pipe holds a FOLL_GET reference; truncate waits for it")
{
	gup(truncate0);
}

SCENARIO_SIZES(gup_punch, "gup-punch",
	 "A page in a pipe holds a FOLL_GET reference; punching a hole waits for it")
{
	gup(punch_all);
}

/*
 * As above, but the only process that mapped the file is gone: no VMA maps the
 * page when the truncate comes.
 */
SCENARIO_SIZES(gup_unmapped, "gup-unmapped",
	 "The page stays in a pipe after the last process that mapped the file has gone; truncate")
{
	struct worker *p = worker("p"), *t = worker("t");
	long page = the_page();

	make_file("a", vma_pages(), 1);
	watch("a", "a", page);
	do_map("p_mmap", p, 0, "a", 0, 0);
	do_write("mapped", p, 0, page);
	do_vmsplice("vmsplice_1", p, 0, page, 0);
	do_kill("pinner_process_killed", p);
	do_truncate("op_started", t, "a", 0);
	do_drain("drain_last_pin", 0);
}

/* The freed block is given to another file while the pipe still holds the page. */
SCENARIO_SIZES(gup_reuse, "gup-reuse",
	 "Unlink a file whose page is in a pipe, give its block to another file, read the pipe")
{
	struct worker *p = worker("p"), *t = worker("t");
	long page = the_page();

	/* 2 MB whatever the mapping: allocators give such a piece of free space away again first. */
	make_file("a", PMD / PAGE, 1);
	watch("a", "a", page);
	do_map("p_mmap", p, 0, "a", 0, 0);
	do_write("mapped", p, 0, page);
	do_vmsplice("vmsplice_1", p, 0, page, 0);
	do_kill("pinner_process_killed", p);
	do_unlink("unlink", t, "a");
	if (!is_busy(t))
		do_reuse("other_file_takes_block", "b", "a");
	do_drain("drain_last_pin", 0);
}

SCENARIO(whole_file, "gup-other-page",
	 "Only page 0 is in a pipe: punching page 2 and truncating behind page 0 wait for it too")
{
	struct worker *p = worker("p"), *t = worker("t"), *u = worker("u");

	make_file("a", 4, 1);
	watch("a0", "a", 0);
	watch("a2", "a", 2);
	do_map("p_mmap", p, 0, "a", 0, 0);
	do_write("mapped_0", p, 0, 0);
	do_write("mapped_2", p, 0, 2);
	do_vmsplice("vmsplice_page_0", p, 0, 0, 0);
	do_punch("punch_page_2", t, "a", 2, 1);
	do_interrupt("punch_interrupted", t);
	do_truncate("truncate_to_one_page", u, "a", 1);
	do_drain("drain_last_pin", 0);
}

SCENARIO(interrupt, "gup-interrupt",
	 "A signal ends a waiting truncate, SIGKILL ends the next, both with the pin still held")
{
	struct worker *p = worker("p"), *t = worker("t"), *u = worker("u");

	make_file("a", 4, 1);
	watch("a", "a", 0);
	do_map("p_mmap", p, 0, "a", 0, 0);
	do_write("mapped", p, 0, 0);
	do_vmsplice("vmsplice", p, 0, 0, 0);
	do_truncate("truncate_started", t, "a", 0);
	do_interrupt("truncate_interrupted", t);
	do_read("mapper_reads_page_again", p, 0, 0);
	do_truncate("second_truncate_started", u, "a", 0);
	do_kill("second_truncate_killed", u);
	do_drain("drain_last_pin", 0);
	do_truncate("truncate_without_pin", t, "a", 0);
}

SCENARIO(io, "gup-write",
	 "write(2) and fsync(2) to a block whose page is pinned do not wait and change no count")
{
	struct worker *p = worker("p"), *t = worker("t");

	make_file("a", 4, 1);
	watch("a", "a", 0);
	do_map("p_mmap", p, 0, "a", 0, 0);
	do_write("mapped", p, 0, 0);
	do_vmsplice("vmsplice", p, 0, 0, 0);
	do_pwrite("pwrite", t, "a", 0);
	do_fsync("fsync", t, "a");
	do_drain("drain", 0);
	do_munmap("munmap", p, 0, 0);
}

static void two_of_each(void)
{
	struct worker *p1 = worker("p1"), *p2 = worker("p2"), *t = worker("t"), *u = worker("u");
	long n = vma_pages(), page = the_page();

	make_file("a", n, 1);
	watch("a", "a", page);
	do_map("p1_mmap", p1, 0, "a", 0, 0);
	do_write("p1_mapped", p1, 0, page);
	do_map("p2_mmap", p2, 0, "a", 0, 0);
	do_write("p2_mapped", p2, 0, page);
	do_vmsplice("p1_vmsplice", p1, 0, page, 0);
	do_vmsplice("p2_vmsplice", p2, 0, page, 1);
	do_truncate("truncate_started", t, "a", 0);
	do_punch("second_waiter_punch", u, "a", 0, n);
	do_drain("drain_p1_pin", 0);
	do_kill("p2_killed", p2);
	do_drain("drain_p2_pin", 1);
}

SCENARIO_AS(two_4k, "concurrent", SIZE_4K, false,
	    "Two mappers, two pins, a truncate and a punch behind it", two_of_each)
SCENARIO_AS(two_2m, "concurrent-2m", SIZE_2M, false,
	    "Two mappers, two pins, a truncate and a punch behind it", two_of_each)
