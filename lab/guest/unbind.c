// SPDX-License-Identifier: MIT
#include "lab.h"

/* Removal of the device. After most of these the kernel is not to be trusted: a boot of its own each. */

static struct worker *mapped(void)
{
	struct worker *p = worker("p");

	make_file("a", 4, 1);
	watch("a", "a", 0);
	do_note("idle", "look");
	do_map("p_mmap", p, 0, "a", 0, 0);
	do_write("mapped", p, 0, 0);
	return p;
}

SCENARIO_LAST(unbind_a, "unbind-mapped",
	 "Unbind the device under a mounted file system with a mapped page; touch, write, kill, unmount")
{
	struct worker *p = mapped(), *d = worker("d"), *t = worker("t");

	do_unbind("unbind", d);
	do_read("mapper_read_same_page", p, 0, 0);
	if (is_alive(p))
		do_write("mapper_write_same_page", p, 0, 0);
	if (is_alive(p) && !is_busy(p))
		do_read("mapper_fault_new_page", p, 0, 1);
	do_kill("mapper_killed", p);
	do_umount("umount", t);
}

SCENARIO_LAST(unbind_b, "unbind-pinned",
	 "Unbind the device under a mapped page that is also in a pipe")
{
	struct worker *p = mapped(), *d = worker("d"), *t = worker("t");

	do_vmsplice("vmsplice_pin", p, 0, 0, 0);
	do_unbind("unbind", d);
	if (is_busy(d))
		do_wait("four_seconds_later", 4);
	do_discard("pipe_dropped", 0);
	do_kill("mapper_killed", p);
	do_umount("umount", t);
}

SCENARIO_LAST(unbind_c, "unbind-pin-after-umount",
	 "A pin outlives its mapper; unmount, then unbind, then drop the pin")
{
	struct worker *p = mapped(), *d = worker("d"), *t = worker("t");

	do_vmsplice("vmsplice_pin", p, 0, 0, 0);
	do_kill("mapper_killed", p);
	do_umount("umount_with_pin", t);
	do_unbind("unbind", d);
	if (is_busy(d))
		do_wait("four_seconds_later", 4);
	do_discard("pipe_dropped", 0);
}

SCENARIO_LAST(unbind_d, "unbind-mounted",
	 "Unbind the device under a mounted file system of which nothing is mapped")
{
	struct worker *d = worker("d"), *t = worker("t");

	make_file("a", 4, 1);
	watch("a", "a", 0);
	do_note("idle", "look");
	do_unbind("unbind", d);
	do_umount("umount", t);
}

SCENARIO_LAST(unbind_e, "unbind-unmounted", "Unbind the device when its file system is not mounted")
{
	struct worker *d = worker("d"), *t = worker("t");

	make_file("a", 4, 1);
	watch("a", "a", 0);
	do_note("idle", "look");
	do_umount("umount", t);
	do_unbind("unbind", d);
}
