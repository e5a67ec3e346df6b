// SPDX-License-Identifier: MIT
#include "lab.h"

static void mixed_pte_then_pmd(void)
{
	struct worker *p1 = worker("p1"), *p2 = worker("p2");

	make_file("a", 512, 1);
	watch("a", "a", 0);
	do_map("p1_16k_mmap", p1, 0, "a", 0, MAP_SMALL);
	do_write("p1_16k_vma_write_fault", p1, 0, 0);
	do_map("p2_2M_mmap", p2, 0, "a", 0, 0);
	do_write("p2_2M_vma_write_fault", p2, 0, 0);
	do_write("p2_2M_touch_page1", p2, 0, 1);
	do_kill("p2_exit", p2);
	do_kill("p1_exit", p1);
}

static void mixed_pmd_then_pte(void)
{
	struct worker *p1 = worker("p1"), *p2 = worker("p2");

	make_file("a", 512, 1);
	watch("a0", "a", 0);
	watch("a1", "a", 1);
	do_map("p1_2M_mmap", p1, 0, "a", 0, 0);
	do_write("p1_2M_write_fault", p1, 0, 0);
	do_map("p2_16k_mmap", p2, 0, "a", 0, MAP_SMALL);
	do_write("p2_16k_vma_write_fault_page0", p2, 0, 0);
	do_write("p2_16k_vma_write_fault_page1", p2, 0, 1);
	do_kill("p2_exit", p2);
	do_kill("p1_exit", p1);
}

SCENARIO_AS(pte_first, "mixed-pte-first-2m", SIZE_2M, false,
	    "A page first mapped by a PTE stays in 4 kB pages for a later 2 MB VMA", mixed_pte_then_pmd)
SCENARIO_AS(pmd_first, "mixed-pmd-first-2m", SIZE_2M, false,
	    "Pages of a 2 MB mapping mapped by PTEs from a small VMA too", mixed_pmd_then_pte)
