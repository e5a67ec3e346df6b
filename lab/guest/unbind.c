// SPDX-License-Identifier: MIT
#include <sys/stat.h>

#include "lab.h"

/*
 * Removal of the device, for every use of a file that can be reached: mapped, open but not mapped, or neither; with a
 * page in a pipe or without; the file system mounted, being unmounted, or unmounted. After most of these the kernel is
 * not to be trusted: a boot of its own each.
 *
 * The same on an xfs that is told: since v6.0 the kernel tells xfs, before it takes a device away. xfs looks up in its
 * reverse map who uses a block; without one it does nothing.
 */

/* Who removes the device, and who unmounts: there before anything can go wrong. */
static struct worker *d, *t;
static const char *file = "a";
/* Of the two allocation groups of an xfs with a reverse map. */
static bool in_first_group;

/*
 * On an xfs with a reverse map. It puts directories into its groups in turn, and a file beside its directory. In which
 * group a file is matters: kernels count the blocks of the last one otherwise.
 */
static void make_told_file(void)
{
	if (!is_told())
		skip("here nobody tells the file system before the device goes");
	if (mkdir(MNT "/first", 0700) < 0 || mkdir(MNT "/last", 0700) < 0)
		fatal("mkdir");
	file = in_first_group ? "first/a" : "last/a";
	make_file(file, vma_pages(), 1);
	if ((mapped_back(file) < DEVICE / 2) != in_first_group)
		fatal("%s is not in the group that it should be in", file);
}

static void begin(void)
{
	if (current->told)
		make_told_file();
	else
		make_file(file, vma_pages(), 1);
	d = worker("d");
	t = worker("t");
	watch("a", file, the_page());
	do_note("idle", "look");
}

static struct worker *mapped(void)
{
	struct worker *p = worker("p");
	long page = the_page();

	begin();
	do_map("p_mmap", p, 0, file, 0, 0);
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
	do_open("p_open", p, file);
	do_munmap("p_munmap", p, 0, 0);
}

/* Removes the device; waits a while when that is not done at once. */
static void unbind(void)
{
	do_unbind("unbind", d);
	if (is_busy(d))
		do_wait("four_seconds_later", 4);
}

/* Ends a process, unless the removal has. */
static void end(const char *step, struct worker *p)
{
	if (!was_killed(p))
		do_kill(step, p);
}

/* What its mapping still is to a process that has outlived the removal. */
static void touch_afterwards(struct worker *p)
{
	long page = the_page();

	do_read("mapper_read_same_page", p, 0, page);
	/* A write through a PMD may oops with the page table locked, and the rest of the kernel hangs there. */
	if (is_alive(p) && current->size == SIZE_4K)
		do_write("mapper_write_same_page", p, 0, page);
	if (is_alive(p) && !is_busy(p) && current->size == SIZE_4K)
		do_read("mapper_fault_new_page", p, 0, page + 1);
}

static void unbind_mapped(void)
{
	struct worker *p = mapped();

	unbind();
	if (!was_killed(p))
		touch_afterwards(p);
	end("mapper_killed", p);
	do_umount("umount", t);
}

SCENARIO_AS(mapped_4k, "unbind-mapped", SIZE_4K, true,
	    "Unbind the device under a mounted file system with a mapped page; touch, write, kill, unmount",
	    unbind_mapped)
SCENARIO_AS(mapped_2m, "unbind-mapped-2m", SIZE_2M, true,
	    "Unbind the device under a mounted file system with a mapped page; touch, kill, unmount",
	    unbind_mapped)
SCENARIO_TOLD(told_mapped, "unbind-told-mapped",
	      "Unbind the device of an xfs with a reverse map, with a mapped page; touch, write, kill, unmount", unbind_mapped)

static void unbind_told_ignored(void)
{
	struct worker *p = mapped();

	do_ignore_sigbus("p_ignores_sigbus", p);
	unbind();
	touch_afterwards(p);
	end("mapper_killed", p);
	do_umount("umount", t);
}

SCENARIO_TOLD(told_ignored, "unbind-told-ignored",
	      "Unbind the device of an xfs with a reverse map, with a page mapped by a process that lives on after SIGBUS; "
	      "touch, write, kill, unmount", unbind_told_ignored)

static void unbind_told_first_group(void)
{
	in_first_group = true;
	unbind_told_ignored();
}

SCENARIO_TOLD(told_first_group, "unbind-told-first-group",
	      "As unbind-told-ignored, with the file in the first allocation group of two instead of the last",
	      unbind_told_first_group)

static void unbind_pinned(void)
{
	struct worker *p = mapped_and_pinned();

	unbind();
	do_discard("pipe_dropped", 0);
	end("mapper_killed", p);
	do_umount("umount", t);
}

SCENARIO_AS(pinned_4k, "unbind-pinned", SIZE_4K, true,
	    "Unbind the device under a mapped page that is also in a pipe", unbind_pinned)
SCENARIO_AS(pinned_2m, "unbind-pinned-2m", SIZE_2M, true,
	    "Unbind the device under a mapped page that is also in a pipe", unbind_pinned)
SCENARIO_TOLD(told_pinned, "unbind-told-pinned",
	      "Unbind the device of an xfs with a reverse map, with a mapped page that is also in a pipe", unbind_pinned)

SCENARIO_LAST_SIZES(unbind_gup_after, "unbind-gup-after",
	 "Unbind the device under a mapped page, then put the page into a pipe through the mapping")
{
	struct worker *p = mapped();

	/* Who is told that its memory goes can try this only if it lives on. */
	if (current->told)
		do_ignore_sigbus("p_ignores_sigbus", p);
	unbind();
	do_vmsplice("vmsplice_afterwards", p, 0, the_page(), 0);
	if (is_alive(p))
		do_kill("mapper_killed", p);
}

SCENARIO_TOLD(told_gup_after, "unbind-told-gup-after",
	      "Unbind the device of an xfs with a reverse map, with a page mapped by a process that lives on after SIGBUS, "
	      "then put the page into a pipe through the mapping", unbind_gup_after)

SCENARIO_LAST_SIZES(unbind_open, "unbind-open",
	 "Unbind the device while a file is open that was mapped and is not any more")
{
	struct worker *p = mapped();

	leave_open(p);
	unbind();
	do_kill("opener_killed", p);
	do_umount("umount", t);
}

SCENARIO_TOLD(told_open, "unbind-told-open",
	      "Unbind the device of an xfs with a reverse map, while a file is open that was mapped and is not any more",
	      unbind_open)

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

SCENARIO_TOLD(told_open_pinned, "unbind-told-open-pinned",
	      "Unbind the device of an xfs with a reverse map, while a page of a file is in a pipe; the file is open, and "
	      "nobody maps it", unbind_open_pinned)

SCENARIO_LAST_SIZES(unbind_left, "unbind-left",
	 "Unbind the device when the only process that had mapped a file has exited")
{
	struct worker *p = mapped();

	do_kill("mapper_killed", p);
	unbind();
	do_umount("umount", t);
}

SCENARIO_TOLD(told_left, "unbind-told-left",
	      "Unbind the device of an xfs with a reverse map, when the only process that had mapped a file has exited",
	      unbind_left)

SCENARIO_LAST_SIZES(unbind_left_pinned, "unbind-left-pinned",
	 "Unbind the device while a page of a file is in a pipe that nobody has open or mapped; then drop the pin")
{
	struct worker *p = mapped_and_pinned();

	do_kill("mapper_killed", p);
	unbind();
	do_discard("pipe_dropped", 0);
	do_umount("umount", t);
}

SCENARIO_TOLD(told_left_pinned, "unbind-told-left-pinned",
	      "Unbind the device of an xfs with a reverse map, while a page of a file is in a pipe that nobody has open or "
	      "mapped; then drop the pin", unbind_left_pinned)

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

SCENARIO_TOLD(told_pin_after_umount, "unbind-told-pin-after-umount",
	      "On an xfs with a reverse map, a pin outlives its mapper; unmount, then unbind, then drop the pin",
	      unbind_pin_after_umount)

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
