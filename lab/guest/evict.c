// SPDX-License-Identifier: MIT
#include "lab.h"

/* The inode goes away while a page of it is in a pipe. */
static void pinned_and_unmapped(void)
{
	struct worker *p = worker("p");
	long page = the_page();

	make_file("a", vma_pages(), 1);
	watch("a", "a", page);
	do_map("p_mmap", p, 0, "a", 0, 0);
	do_write("mapped", p, 0, page);
	do_vmsplice("mapped_and_pinned", p, 0, page, 0);
	do_kill("mapper_killed", p);
}

SCENARIO_SIZES(unlink_pinned, "evict-unlink",
	 "Unlink a file, and so evict its inode, while one of its pages is in a pipe")
{
	struct worker *t = worker("t");

	pinned_and_unmapped();
	do_unlink("unlink", t, "a");
	do_drain("drained", 0);
}

SCENARIO_SIZES(umount_pinned, "evict-umount",
	 "Unmount a file system while a page of one of its files is in a pipe")
{
	struct worker *t = worker("t");

	pinned_and_unmapped();
	do_umount("umount", t);
	if (is_busy(t))
		do_kill("umount_killed", t);
	do_drain("drained", 0);
}
