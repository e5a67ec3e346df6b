// SPDX-License-Identifier: MIT
#include "lab.h"

SCENARIO_SIZES(refault, "refault-sleeper",
	       "Pin, truncate sleeps, the page is touched again through the mapping, the pin goes: does truncate wake?")
{
	struct worker *p = worker("p"), *t = worker("t");
	long page = the_page();

	make_file("a", vma_pages(), 1);
	watch("a", "a", page);
	do_map("p_mmap", p, 0, "a", 0, 0);
	do_write("mapped", p, 0, page);
	do_vmsplice("vmsplice", p, 0, page, 0);
	do_truncate("truncate_started", t, "a", 0);
	do_read("mapper_reads_page_again", p, 0, page);
	do_drain("drain_first_pin", 0);
	do_wait("ten_seconds_later", 10);
	if (is_busy(t) && current->size == SIZE_4K)
		do_read("mapper_reads_another_page", p, 0, page + 1);
	do_munmap("mapper_munmap", p, 0, 0);
}

SCENARIO_SIZES(newpin, "refault-newpin",
	 "As refault-sleeper, but the second touch is a new pin: truncate can be starved")
{
	struct worker *p = worker("p"), *t = worker("t");
	long page = the_page();

	make_file("a", vma_pages(), 1);
	watch("a", "a", page);
	do_map("p_mmap", p, 0, "a", 0, 0);
	do_write("mapped", p, 0, page);
	do_vmsplice("vmsplice", p, 0, page, 0);
	do_truncate("truncate_started", t, "a", 0);
	do_vmsplice("mapper_vmsplices_again", p, 0, page, 1);
	do_drain("drain_first_pin", 0);
	do_drain("drain_second_pin", 1);
	if (is_busy(t))
		do_wait("three_seconds_later", 3);
	do_munmap("mapper_munmap", p, 0, 0);
}

/* Another process comes to the page while @sleeper waits for the pin: by a mapping of its own kind. */
static void second_mapper(int flags, void (*sleep)(struct worker *t))
{
	struct worker *p = worker("p"), *q = worker("q"), *t = worker("t");

	make_file("a", 4, 1);
	watch("a", "a", 0);
	do_map("p_mmap", p, 0, "a", 0, 0);
	do_write("mapped", p, 0, 0);
	do_vmsplice("vmsplice", p, 0, 0, 0);
	do_map("q_mmap", q, 0, "a", 0, flags);
	sleep(t);
	do_read("q_reads_page", q, 0, 0);
	do_drain("drained", 0);
	do_wait("ten_seconds_later", 10);
	do_kill("q_exit", q);
	do_kill("p_exit", p);
}

static void truncates(struct worker *t)
{
	do_truncate("truncate_started", t, "a", 0);
}

static void punches(struct worker *t)
{
	do_punch("punch_started", t, "a", 0, 1);
}

SCENARIO(refault_other, "refault-other-process",
	 "As refault-sleeper, but the second touch is another process's, through a shared mapping")
{
	second_mapper(0, truncates);
}

SCENARIO(refault_private, "refault-private",
	 "As refault-sleeper, but the second touch is another process's, through a private mapping")
{
	second_mapper(MAP_COW, truncates);
}

SCENARIO(refault_punch, "refault-punch",
	 "As refault-sleeper, but the file is punched, and another process touches the page again")
{
	second_mapper(0, punches);
}
