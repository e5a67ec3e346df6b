// SPDX-License-Identifier: MIT
#include <sys/stat.h>

#include "lab.h"

/* A file and its clone, which share a block; each is mapped by a worker, and the first has been read. */
static void both_mapped(struct worker *p1, struct worker *p2, struct worker *t)
{
	if (!can_reflink())
		skip("this file system cannot share blocks under DAX on this kernel");
	make_file("a", 4, 1);
	watch("a", "a", 0);
	do_clone("ficlone", t, "a", "b");
	do_fsync("fsync", t, "b");
	do_map("p1_mmap_file1", p1, 0, "a", 0, 0);
	do_read("p1_read_file1", p1, 0, 0);
	do_map("p2_mmap_file2", p2, 0, "b", 0, 0);
}

/* The clone has been read too, and the block is in a pipe by way of the first file. */
static void pinned_through_first(struct worker *p1, struct worker *p2, struct worker *t)
{
	both_mapped(p1, p2, t);
	do_read("p2_read_file2", p2, 0, 0);
	do_vmsplice("p1_vmsplice", p1, 0, 0, 0);
}

/* The pin goes; a while later the mapping through which the page was pinned. */
static void end_of_pin_then_mapping(const char *exit, struct worker *mapper)
{
	do_drain("drained", 0);
	do_wait("ten_seconds_later", 10);
	do_kill(exit, mapper);
}

SCENARIO(reflink, "reflink-sleeper",
	 "Two files share a block: truncate of one waits for a pin, and then for a mapping, of the other")
{
	struct worker *p1 = worker("p1"), *p2 = worker("p2"), *t = worker("t");

	pinned_through_first(p1, p2, t);
	do_truncate("truncate_file2_while_file1_pinned", t, "b", 0);
	do_drain("drained", 0);
	do_wait("ten_seconds_later", 10);
	do_write("p1_write_file1", p1, 0, 0);
	do_kill("p1_exit", p1);
	do_kill("p2_exit", p2);
}

SCENARIO(reflink_punch, "reflink-punch",
	 "Two files share a block: a punch in one waits for a pin, and then for a mapping, of the other")
{
	struct worker *t = worker("t"), *p1 = worker("p1"), *p2 = worker("p2");

	pinned_through_first(p1, p2, t);
	do_punch("punch_file2_while_file1_pinned", t, "b", 0, 1);
	end_of_pin_then_mapping("p1_exit", p1);
}

SCENARIO(reflink_unlink, "reflink-unlink",
	 "Two files share a block: the unlink of one, which nobody uses, under a pin and a mapping of the other")
{
	struct worker *t = worker("t"), *p1 = worker("p1"), *p2 = worker("p2");

	pinned_through_first(p1, p2, t);
	do_kill("p2_exit", p2);
	do_unlink("unlink_file2_while_file1_pinned", t, "b");
	end_of_pin_then_mapping("p1_exit", p1);
}

SCENARIO_LAST(reflink_unbind, "reflink-unbind",
	 "Two files share a block: the device is unbound while nobody uses one, and the other is mapped and pinned")
{
	struct worker *d = worker("d"), *t = worker("t"), *p1 = worker("p1"), *p2 = worker("p2");

	pinned_through_first(p1, p2, t);
	do_kill("p2_exit", p2);
	do_unbind("unbind", d);
	do_discard("drained", 0);
	if (is_busy(d))
		do_wait("ten_seconds_later", 10);
	do_kill("p1_exit", p1);
}

SCENARIO(reflink_cow, "reflink-cow", "Two files share a block and are both mapped: a write copies")
{
	struct worker *p1 = worker("p1"), *p2 = worker("p2"), *t = worker("t");

	both_mapped(p1, p2, t);
	do_read("second_pair_both_mapped", p2, 0, 0);
	do_write("write_cow_old_block", p1, 0, 0);
	watch("new", "a", 0);
	do_read("write_cow_new_block", p1, 0, 0);
	do_kill("p1_exit", p1);
	do_kill("second_pair_exit", p2);
}

/*
 * A clone onto a file that is there already breaks the layouts of both, in the order of their inode
 * numbers. Here "a" comes before "b"; a page of @file is mapped.
 */
static void mapped_one_of_two(struct worker *p1, const char *file)
{
	struct stat a, b;

	if (!can_reflink())
		skip("this file system cannot share blocks under DAX on this kernel");
	make_file("a", 4, 1);
	make_file("b", 4, 1);
	if (stat(MNT "/a", &a) || stat(MNT "/b", &b) || a.st_ino >= b.st_ino)
		fatal("the inode numbers of a and b are not in order");
	watch("page", file, 0);
	do_map("p1_mmap", p1, 0, file, 0, 0);
	do_read("mapped", p1, 0, 0);
}

/* The same, and a third file shares its block: it is mapped as well, and the page is in a pipe by way of it. */
static void pinned_through_third(struct worker *p1, struct worker *p2, struct worker *t, const char *file)
{
	mapped_one_of_two(p1, file);
	do_clone("ficlone", t, file, "c");
	do_fsync("fsync", t, "c");
	do_read("mapped_again", p1, 0, 0);
	do_map("p2_mmap_third", p2, 0, "c", 0, 0);
	do_read("p2_read_third", p2, 0, 0);
	do_vmsplice("p2_vmsplice", p2, 0, 0, 0);
}

SCENARIO(remap_first, "remap-first",
	 "A clone onto a file with a pinned page, which has the lower inode number of the two")
{
	struct worker *t = worker("t"), *p1 = worker("p1");

	mapped_one_of_two(p1, "a");
	do_vmsplice("p1_vmsplice", p1, 0, 0, 0);
	do_clone("clone_started", t, "b", "a");
	do_read("p1_reads_page_again", p1, 0, 0);
	end_of_pin_then_mapping("p1_exit", p1);
}

SCENARIO(remap_second, "remap-second",
	 "A clone onto a file with a pinned page, which has the higher inode number of the two; SIGKILL")
{
	struct worker *t = worker("t"), *p1 = worker("p1");

	mapped_one_of_two(p1, "b");
	do_vmsplice("p1_vmsplice", p1, 0, 0, 0);
	do_clone("clone_started", t, "a", "b");
	do_kill("clone_killed", t);
	do_drain("drained", 0);
	do_kill("p1_exit", p1);
}

SCENARIO(remap_first_shared, "remap-shared-first",
	 "A clone onto a file, the first by inode number, that shares a block with a third, which is mapped and pinned")
{
	struct worker *t = worker("t"), *p1 = worker("p1"), *p2 = worker("p2");

	pinned_through_third(p1, p2, t, "a");
	do_clone("clone_started", t, "b", "a");
	end_of_pin_then_mapping("p2_exit", p2);
	do_kill("p1_exit", p1);
}

SCENARIO(remap_second_shared, "remap-shared-second",
	 "A clone onto a file, the second by inode number, that shares a block with a third, which is mapped and pinned")
{
	struct worker *t = worker("t"), *p1 = worker("p1"), *p2 = worker("p2");

	pinned_through_third(p1, p2, t, "b");
	do_clone("clone_started", t, "a", "b");
	end_of_pin_then_mapping("p2_exit", p2);
	do_kill("p1_exit", p1);
}
