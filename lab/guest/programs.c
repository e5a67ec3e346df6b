// SPDX-License-Identifier: MIT
#include "lab.h"

/* The reproducers of lab/reproduce, run as a reader would run them; their verdicts are recorded. */

SCENARIO(p_refault, "program-refault-sleeper", "lab/reproduce/refault-sleeper.c")
{
	do_program("run", "refault-sleeper", MNT);
}

SCENARIO(p_reflink, "program-reflink-sleeper", "lab/reproduce/reflink-sleeper.c")
{
	do_program("run", "reflink-sleeper", MNT);
}

SCENARIO(p_clone, "program-clone-unlink", "lab/reproduce/clone-unlink.c")
{
	do_program("run", "clone-unlink", MNT);
}

SCENARIO(p_memory, "program-memory-read-wakeup", "lab/reproduce/memory-read-wakeup.c")
{
	do_program("run", "memory-read-wakeup", MNT);
	do_program("run_futex", "memory-read-wakeup", MNT " futex");
}

SCENARIO(p_unmapped, "program-unmapped-pin", "lab/reproduce/unmapped-pin.c")
{
	do_program("run", "unmapped-pin", MNT " --fill");
}

SCENARIO(p_evict, "program-evict-under-pin", "lab/reproduce/evict-under-pin.c")
{
	do_program("run", "evict-under-pin", MNT);
}

SCENARIO(p_direct, "program-direct-write-wakeup", "lab/reproduce/direct-write-wakeup.c")
{
	do_dm_suspend("device_suspended");
	do_program("run", "direct-write-wakeup", MNT " /dev/mapper/lab");
}

SCENARIO_LAST(p_unbind, "program-unbind", "lab/reproduce/unbind.c")
{
	do_program("run_without_consent", "unbind", MNT " namespace0.0");
	do_program("run", "unbind", MNT " namespace0.0 --yes-crash-this-machine");
}

static void unbind_loop(void)
{
	do_program("run_without_consent", "unbind-loop", MNT " namespace0.0");
	do_program("run", "unbind-loop", MNT " namespace0.0 --yes-lose-this-file-system");
}

SCENARIO_TOLD(p_unbind_loop, "program-unbind-loop", "lab/reproduce/unbind-loop.c", unbind_loop)
