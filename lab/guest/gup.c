// SPDX-License-Identifier: MIT
#include "lab.h"

/* FOLL_GET references, held by a page in a pipe. */

static void gup(void (*op)(const char *, struct worker *))
{
	struct worker *p = worker("p"), *t = worker("t");
	long n = vma_pages(), page = the_page();

	make_file("a", n, 1);
	watch("a", "a", page);
	do_map("p_mmap", p, 0, "a", 0, 0);
	do_write("mapped", p, 0, page);
	do_vmsplice("vmsplice_1", p, 0, page, 0);
	do_vmsplice("vmsplice_2_same_page", p, 0, page, 0);
	do_drain("drain_1", 0);
	op("op_started", t);
	do_drain("drain_last_pin", 0);
}

static void truncate0(const char *step, struct worker *t)
{
	do_truncate(step, t, "a", 0);
}

static void punch_all(const char *step, struct worker *t)
{
	do_punch(step, t, "a", 0, vma_pages());
}

SCENARIO_SIZES(gup_truncate, "gup-truncate", "A page in a pipe holds a FOLL_GET reference; truncate waits for it")
{
	gup(truncate0);
}

SCENARIO_SIZES(gup_punch, "gup-punch", "A page in a pipe holds a FOLL_GET reference; punching a hole waits for it")
{
	gup(punch_all);
}
