// SPDX-License-Identifier: MIT
#include "lab.h"

/*
 * Removal of the device, for every use of a file that can be reached: mapped, open but not mapped, or neither; with a
 * page in a pipe or without; the file system mounted, being unmounted, or unmounted. After most of these the kernel is
 * not to be trusted: a boot of its own each.
 */

/* Who removes the device, and who unmounts: there before anything can go wrong. */
static struct worker *d, *t;

static void begin(void)
{
	d = worker("d");
	t = worker("t");
	make_file("a", vma_pages(), 1);
	watch("a", "a", the_page());
	do_note("idle", "look");
}

static struct worker *mapped(void)
{
	struct worker *p = worker("p");
	long page = the_page();

	begin();
	do_map("p_mmap", p, 0, "a", 0, 0);
	do_write("mapped", p, 0, page);
	return p;
}

static struct worker *mapped_and_pinned(void)
{
	struct worker *p = mapped();

	do_vmsplice("vmsplice_pin", p, 0, the_page(), 0);
	return p;
}

/* The process opens the file once more, and unmaps it. */
static void leave_open(struct worker *p)
{
	do_open("p_open", p, "a");
	do_munmap("p_munmap", p, 0, 0);
}

/* Removes the device; waits a while when that is not done at once. */
static void unbind(void)
{
	do_unbind("unbind", d);
	if (is_busy(d))
		do_wait("four_seconds_later", 4);
}

static void unbind_mapped(void)
{
	struct worker *p = mapped();
	long page = the_page();

	unbind();
	do_read("mapper_read_same_page", p, 0, page);
	/* A write through a PMD may oops with the page table locked, and the rest of the kernel hangs there. */
	if (is_alive(p) && current->size == SIZE_4K)
		do_write("mapper_write_same_page", p, 0, page);
	if (is_alive(p) && !is_busy(p) && current->size == SIZE_4K)
		do_read("mapper_fault_new_page", p, 0, page + 1);
	do_kill("mapper_killed", p);
	do_umount("umount", t);
}

SCENARIO_AS(mapped_4k, "unbind-mapped", SIZE_4K, true,
	    "Unbind the device under a mounted file system with a mapped page; touch, write, kill, unmount",
	    unbind_mapped)
SCENARIO_AS(mapped_2m, "unbind-mapped-2m", SIZE_2M, true,
	    "Unbind the device under a mounted file system with a mapped page; touch, kill, unmount",
	    unbind_mapped)

static void unbind_pinned(void)
{
	struct worker *p = mapped_and_pinned();

	unbind();
	do_discard("pipe_dropped", 0);
	do_kill("mapper_killed", p);
	do_umount("umount", t);
}

SCENARIO_AS(pinned_4k, "unbind-pinned", SIZE_4K, true,
	    "Unbind the device under a mapped page that is also in a pipe", unbind_pinned)
SCENARIO_AS(pinned_2m, "unbind-pinned-2m", SIZE_2M, true,
	    "Unbind the device under a mapped page that is also in a pipe", unbind_pinned)

SCENARIO_LAST_SIZES(unbind_gup_after, "unbind-gup-after",
	 "Unbind the device under a mapped page, then put the page into a pipe through the mapping")
{
	struct worker *p = mapped();

	unbind();
	do_vmsplice("vmsplice_afterwards", p, 0, the_page(), 0);
	if (is_alive(p))
		do_kill("mapper_killed", p);
}

SCENARIO_LAST_SIZES(unbind_open, "unbind-open",
	 "Unbind the device while a file is open that was mapped and is not any more")
{
	struct worker *p = mapped();

	leave_open(p);
	unbind();
	do_kill("opener_killed", p);
	do_umount("umount", t);
}

SCENARIO_LAST_SIZES(unbind_open_pinned, "unbind-open-pinned",
	 "Unbind the device while a page of a file is in a pipe; the file is open, and nobody maps it")
{
	struct worker *p = mapped_and_pinned();

	leave_open(p);
	unbind();
	do_discard("pipe_dropped", 0);
	do_kill("opener_killed", p);
	do_umount("umount", t);
}

SCENARIO_LAST_SIZES(unbind_left, "unbind-left",
	 "Unbind the device when the only process that had mapped a file has exited")
{
	struct worker *p = mapped();

	do_kill("mapper_killed", p);
	unbind();
	do_umount("umount", t);
}

SCENARIO_LAST_SIZES(unbind_left_pinned, "unbind-left-pinned",
	 "Unbind the device while a page of a file is in a pipe that nobody has open or mapped; then drop the pin")
{
	struct worker *p = mapped_and_pinned();

	do_kill("mapper_killed", p);
	unbind();
	do_discard("pipe_dropped", 0);
	do_umount("umount", t);
}

static void unbind_pin_after_umount(void)
{
	struct worker *p = mapped_and_pinned();

	do_kill("mapper_killed", p);
	do_umount("umount_with_pin", t);
	unbind();
	do_discard("pipe_dropped", 0);
}

SCENARIO_AS(pin_after_umount_4k, "unbind-pin-after-umount", SIZE_4K, true,
	    "A pin outlives its mapper; unmount, then unbind, then drop the pin", unbind_pin_after_umount)
SCENARIO_AS(pin_after_umount_2m, "unbind-pin-after-umount-2m", SIZE_2M, true,
	    "A pin outlives its mapper; unmount, then unbind, then drop the pin", unbind_pin_after_umount)

SCENARIO_LAST(unbind_mounted, "unbind-mounted",
	 "Unbind the device under a mounted file system of which nothing is mapped")
{
	begin();
	unbind();
	do_umount("umount", t);
}

SCENARIO_LAST(unbind_unmounted, "unbind-unmounted", "Unbind the device when its file system is not mounted")
{
	begin();
	do_umount("umount", t);
	unbind();
}
