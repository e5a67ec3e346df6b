// SPDX-License-Identifier: MIT
#include "lab.h"

SCENARIO_SIZES(private_cow, "private-cow",
	 "MAP_PRIVATE maps the device's own page until the first write copies it")
{
	struct worker *p1 = worker("p1"), *p2 = worker("p2"), *child;

	make_file("a", vma_pages(), 1);
	watch("a", "a", 0);
	do_map("private_mmap", p1, 0, "a", 0, MAP_COW);
	do_read("private_read_fault", p1, 0, 0);
	child = do_fork("fork_child_untouched", p1, "child");
	do_read("fork_child_read", child, 0, 0);
	do_write("fork_child_write_cow", child, 0, 0);
	do_map("p2_mmap", p2, 0, "a", 0, 0);
	do_write("p2_shared_write_fault", p2, 0, 0);
	do_write("private_write_cow", p1, 0, 0);
	do_kill("p2_exit", p2);
}

/* A private mapping that has a copied page has an anon_vma, and fork then copies its page table. */
SCENARIO(private_fork, "private-fork",
	 "Fork after a private write elsewhere in the VMA: the child inherits the mapping of the device's page")
{
	struct worker *p1 = worker("p1"), *child;

	make_file("a", 4, 1);
	watch("a", "a", 0);
	do_map("private_mmap", p1, 0, "a", 0, MAP_COW);
	do_read("private_read_fault", p1, 0, 0);
	do_write("private_write_other_page", p1, 0, 1);
	child = do_fork("fork_child_untouched", p1, "child");
	do_read("fork_child_read", child, 0, 0);
	do_munmap("fork_child_munmap", child, 0, 0);
	do_munmap("p1_munmap", p1, 0, 0);
}

SCENARIO(zero, "zero-page",
	 "A read of a hole maps the zero page; a write by another process replaces it by a block of the device")
{
	struct worker *p1 = worker("p1"), *p2 = worker("p2");

	make_hole("a", 4);
	do_map("p1_mmap", p1, 0, "a", 0, 0);
	do_read("p1_reads_hole", p1, 0, 0);
	do_map("p2_mmap", p2, 0, "a", 0, 0);
	do_write("p2_writes", p2, 0, 0);
	watch("a", "a", 0);
	do_read("p1_reads_again", p1, 0, 0);
	do_kill("p2_exit", p2);
	do_kill("p1_exit", p1);
}
