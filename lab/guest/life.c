// SPDX-License-Identifier: MIT
#include "lab.h"

SCENARIO_SIZES(life, "life",
	 "The life of a page: faults, a second mapping, fork, munmap, truncate, punch, exit, umount")
{
	struct worker *p1 = worker("p1"), *p2 = worker("p2"), *child, *p3, *t = worker("t");
	long n = vma_pages();

	make_file("a", n, 1);
	watch("a", "a", 0);
	do_note("idle_before_any_fault", "look");
	do_map("p1_mmap_no_fault", p1, 0, "a", 0, 0);
	do_read("p1_read_fault", p1, 0, 0);
	do_write("p1_write_fault", p1, 0, 0);
	do_map("p1_mmap_second_vma", p1, 1, "a", 0, 0);
	do_read("p1_second_vma_read_fault", p1, 1, 0);
	child = do_fork("p1_forked_child_untouched", p1, "child");
	do_read("fork_child_read_touch_vma0", child, 0, 0);
	do_munmap("fork_child_munmap_vma0", child, 0, 0);
	do_map("p2_mmap", p2, 0, "a", 0, 0);
	do_read("p2_read_fault", p2, 0, 0);
	do_fsync("fsync", t, "a");
	do_drop_caches("drop_caches_3");
	if (current->size == SIZE_2M) {
		do_munmap("p2_munmap_second_half_of_2M", p2, 0, MAP_HALF);
		do_read("p2_touch_first_half_again", p2, 0, 0);
	}
	do_munmap("p2_munmap", p2, 0, 0);
	do_munmap("p1_munmap_second_vma", p1, 1, 0);
	do_munmap("p1_munmap_last", p1, 0, 0);
	do_map("p1_remap", p1, 2, "a", 0, 0);
	do_write("p1_remap_write_fault", p1, 2, 0);
	do_truncate("truncate0_while_mapped_no_pin", t, "a", 0);
	unwatch("a");

	make_file("b", n, 2);
	watch("b", "b", 0);
	do_map("p1_mmap_b", p1, 3, "b", 0, 0);
	do_write("file2_mapped", p1, 3, 0);
	do_punch("file2_punch_hole_while_mapped_no_pin", t, "b", 0, n);
	unwatch("b");

	make_file("c", n, 3);
	watch("c", "c", 0);
	p3 = worker("p3");
	do_map("p3_mmap_c", p3, 0, "c", 0, 0);
	do_write("file3_mapped", p3, 0, 0);
	do_kill("file3_process_killed", p3);
	do_kill("child_killed", child);
	do_kill("p1_killed", p1);
	do_umount("umount", t);
}
