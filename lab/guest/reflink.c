// SPDX-License-Identifier: MIT
#include "lab.h"

static void shared_block(struct worker *t)
{
	make_file("a", 4, 1);
	watch("a", "a", 0);
	do_clone("ficlone", t, "a", "b");
	do_fsync("fsync", t, "b");
}

SCENARIO(reflink, "reflink-sleeper",
	 "Two files share a block: truncate of one waits for a pin, and then for a mapping, of the other")
{
	struct worker *p1 = worker("p1"), *p2 = worker("p2"), *t = worker("t");

	if (!can_reflink())
		skip("this file system cannot share blocks under DAX on this kernel");
	shared_block(t);
	do_map("p1_mmap_file1", p1, 0, "a", 0, 0);
	do_read("p1_read_file1", p1, 0, 0);
	do_map("p2_mmap_file2", p2, 0, "b", 0, 0);
	do_read("p2_read_file2", p2, 0, 0);
	do_vmsplice("p1_vmsplice", p1, 0, 0, 0);
	do_truncate("truncate_file2_while_file1_pinned", t, "b", 0);
	do_drain("drained", 0);
	do_wait("ten_seconds_later", 10);
	do_write("p1_write_file1", p1, 0, 0);
	do_kill("p1_exit", p1);
	do_kill("p2_exit", p2);
}

SCENARIO(reflink_cow, "reflink-cow", "Two files share a block and are both mapped: a write copies")
{
	struct worker *p1 = worker("p1"), *p2 = worker("p2"), *t = worker("t");

	if (!can_reflink())
		skip("this file system cannot share blocks under DAX on this kernel");
	shared_block(t);
	do_map("p1_mmap_file1", p1, 0, "a", 0, 0);
	do_read("p1_read_file1", p1, 0, 0);
	do_map("p2_mmap_file2", p2, 0, "b", 0, 0);
	do_read("second_pair_both_mapped", p2, 0, 0);
	do_write("write_cow_old_block", p1, 0, 0);
	watch("new", "a", 0);
	do_read("write_cow_new_block", p1, 0, 0);
	do_kill("p1_exit", p1);
	do_kill("second_pair_exit", p2);
}
