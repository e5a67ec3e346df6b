/* SPDX-License-Identifier: MIT */
/*
 * The base under the scenarios: worker processes that do one system call at a time, and a recorder
 * that writes down after each what the struct pages count and who is blocked where.
 *
 * A scenario is a function between SCENARIO() braces. It calls do_*(), one per step; each performs
 * the operation, waits until it has returned or is plainly asleep, and prints one line of JSON.
 */
#ifndef LAB_H
#define LAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Signed, as numbers of pages and offsets in files are. */
#define PAGE		4096L
#define PMD		(2L << 20)
#define MNT		"/dax"
#define PMEM		"/dev/pmem0"
#define DEVICE		(512L << 20)
#define MAX_VMAS	8
#define MAX_PIPES	4

/* --- scenarios ----------------------------------------------------------- */

enum size { SIZE_4K, SIZE_2M };

struct scenario {
	const char	*name;
	enum size	size;		/* how the pages are mapped: by PTEs from small VMAs, or by a PMD */
	bool		last;		/* may leave the kernel broken: has a boot of its own */
	bool		told;		/* xfs has a reverse map, and so finds out whose pages a device takes along */
	const char	*about;
	void		(*run)(void);
	struct scenario	*next;
};

void scenario_register(struct scenario *s);

#define SCENARIO_AS(id, sc_name, sc_size, sc_last, sc_about, fn)			\
	static struct scenario sc_##id = {						\
		.name = sc_name, .size = sc_size, .last = sc_last,			\
		.about = sc_about, .run = fn,						\
	};										\
	__attribute__((constructor)) static void sc_reg_##id(void)			\
	{										\
		scenario_register(&sc_##id);						\
	}

/* A scenario on an xfs that finds out who uses a device when that is removed; the kernel is not to be trusted afterwards. */
#define SCENARIO_TOLD(id, sc_name, sc_about, fn)					\
	static struct scenario sc_##id = {						\
		.name = sc_name, .size = SIZE_4K, .last = true, .told = true,		\
		.about = sc_about, .run = fn,						\
	};										\
	__attribute__((constructor)) static void sc_reg_##id(void)			\
	{										\
		scenario_register(&sc_##id);						\
	}

/* One scenario with 4 kB mappings. */
#define SCENARIO(id, sc_name, sc_about)							\
	static void id(void);								\
	SCENARIO_AS(id, sc_name, SIZE_4K, false, sc_about, id)				\
	static void id(void)

/* The same steps twice: name-4k by PTEs, name-2m by PMDs. */
#define SCENARIO_SIZES(id, sc_name, sc_about)						\
	static void id(void);								\
	SCENARIO_AS(id##_4k, sc_name "-4k", SIZE_4K, false, sc_about, id)		\
	SCENARIO_AS(id##_2m, sc_name "-2m", SIZE_2M, false, sc_about, id)		\
	static void id(void)

/* A scenario after which the kernel is not to be trusted. */
#define SCENARIO_LAST(id, sc_name, sc_about)						\
	static void id(void);								\
	SCENARIO_AS(id, sc_name, SIZE_4K, true, sc_about, id)				\
	static void id(void)

/* The same steps twice, each in a boot of its own. */
#define SCENARIO_LAST_SIZES(id, sc_name, sc_about)					\
	static void id(void);								\
	SCENARIO_AS(id##_4k, sc_name "-4k", SIZE_4K, true, sc_about, id)		\
	SCENARIO_AS(id##_2m, sc_name "-2m", SIZE_2M, true, sc_about, id)		\
	static void id(void)

/* What runs: set before the scenario's function is called. */
extern const struct scenario *current;
extern const char *fs_name;		/* "ext4" or "xfs" */

/* Pages that a VMA of this scenario spans: 4, or a PMD's 512. */
long vma_pages(void);
/* The page whose count is of interest: 0 in the small VMAs, 5 inside a PMD (not the head). */
long the_page(void);

/* --- workers ------------------------------------------------------------- */

struct worker;

struct worker *worker(const char *name);
/* Its call has not returned. */
bool is_busy(const struct worker *w);
/* No oops has killed it, and no signal while it was idle. */
bool is_alive(const struct worker *w);
/* A signal has ended it that no step sent. */
bool was_killed(const struct worker *w);

/* --- steps: @step is the step's name, unique in its scenario ------------- */

#define MAP_COW		1	/* MAP_PRIVATE */
#define MAP_SMALL	2	/* 4 pages whatever the scenario's size */
#define MAP_HALF	4	/* munmap: the second half only */

void do_note(const char *step, const char *op);
void do_map(const char *step, struct worker *w, int vma, const char *file, long page, int flags);
/* Opens the file and keeps it open. */
void do_open(const char *step, struct worker *w, const char *file);
void do_read(const char *step, struct worker *w, int vma, long page);
void do_write(const char *step, struct worker *w, int vma, long page);
void do_munmap(const char *step, struct worker *w, int vma, int flags);
struct worker *do_fork(const char *step, struct worker *w, const char *child);
void do_kill(const char *step, struct worker *w);
void do_interrupt(const char *step, struct worker *w);
/* From here on it lives on when a SIGBUS comes that no access of its own has raised. */
void do_ignore_sigbus(const char *step, struct worker *w);
void do_vmsplice(const char *step, struct worker *w, int vma, long page, int pipe);
void do_drain(const char *step, int pipe);
void do_discard(const char *step, int pipe);
void do_direct_write(const char *step, struct worker *w, int vma, long page);
void do_dm_suspend(const char *step);
void do_dm_resume(const char *step);
void do_readv(const char *step, struct worker *w, struct worker *from, int vma, long page);
void do_register(const char *step, struct worker *w, int vma, long page);
void do_truncate(const char *step, struct worker *w, const char *file, long pages);
void do_punch(const char *step, struct worker *w, const char *file, long page, long pages);
void do_unlink(const char *step, struct worker *w, const char *file);
void do_umount(const char *step, struct worker *w);
void do_fsync(const char *step, struct worker *w, const char *file);
void do_drop_caches(const char *step);
void do_pwrite(const char *step, struct worker *w, const char *file, long page);
void do_clone(const char *step, struct worker *w, const char *from, const char *to);
void do_unbind(const char *step, struct worker *w);
void do_wait(const char *step, int seconds);
/* Gives @file all free space and writes a mark into the block watched as @label, if it got that. */
void do_reuse(const char *step, const char *file, const char *label);
void do_program(const char *step, const char *program, const char *args);

/* Makes @file of @pages written pages, each filled with @byte; aligned to 2 MB. Not a step. */
void make_file(const char *file, long pages, int byte);
/* Makes @file with a hole of @pages. Not a step. */
void make_hole(const char *file, long pages);
/* Counts of the block under @page of @file are in every step from here on, as @label. */
void watch(const char *label, const char *file, long page);
void unwatch(const char *label);
/* Whether two files can share a block here. */
bool can_reflink(void);
/* Whether the kernel tells this file system, before it takes a device away. */
bool is_told(void);
/* Where on the device @file begins, in bytes, by the file system's reverse map; fails when it has none. */
uint64_t mapped_back(const char *file);
/* Skips the rest when this file system or kernel cannot do it; the recording says why. */
void skip(const char *why) __attribute__((noreturn));

/* --- page.c: counts of struct pages -------------------------------------- */

struct counts {
	bool	gone;		/* no memmap there: the device is gone */
	int	ref, map;	/* _refcount and raw _mapcount of the page itself */
	bool	mapping;	/* page->mapping (of the head) is set */
	bool	large;		/* part of a compound page; then, of its head: */
	int	head_ref, head_map, entire, large_map, pin;
};

void page_init(void);
void page_counts(uint64_t pfn, struct counts *c);
/* Block under @page of @file, as a pfn; 0 for a hole. */
uint64_t file_pfn(const char *file, long page);
/* What the page table of the calling process maps at @addr: a pfn, 0 for nothing. */
uint64_t mapped_pfn(const void *addr);
/* Prints what was found out about the kernel's layout as JSON members. */
void page_print_layout(void);

/* --- util.c -------------------------------------------------------------- */

void fatal(const char *fmt, ...) __attribute__((noreturn, format(printf, 1, 2)));
/* Runs a shell command; returns its exit status. */
int sh(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
long now_ms(void);
void sleep_ms(long ms);
void read_file(const char *path, char *buf, size_t size);
void write_file(const char *path, const char *text);
/* Prints a JSON string. */
void put_string(const char *s);

/* --- kmsg.c: warnings in the kernel log ---------------------------------- */

void kmsg_init(void);
/* Prints the warnings since the last call as a member "dmesg", or nothing. */
void kmsg_print(void);

/* --- cost.c -------------------------------------------------------------- */

/* Prints how many instructions it takes to take a page and let it go, on a guest that counts them. */
void cost(void);

#endif
