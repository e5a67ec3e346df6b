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
