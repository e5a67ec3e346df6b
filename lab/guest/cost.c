// SPDX-License-Identifier: MIT
/*
 * What a put costs, in instructions: for a kernel that is booted with -icount shift=0, under which the time stamp
 * counter goes on by one with each instruction of the guest. Each round takes a page and lets it go. What is printed is
 * the median of the rounds, as some have an interrupt in them; what is compared has to be rounds of two kernels.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>
#include <x86intrin.h>

#include "lab.h"

#define ROUNDS	401

static int pipe_of[2], null;

/* A reference of GUP's, dropped by put_page(): the mapping stays, so it is not the last. */
static void through_pipe(char *page)
{
	struct iovec iov = { .iov_base = page, .iov_len = PAGE };

	if (vmsplice(pipe_of[1], &iov, 1, 0) != PAGE || splice(pipe_of[0], NULL, null, NULL, PAGE, 0) != PAGE)
		fatal("a page through a pipe");
}

/* The mapping itself: a fault, and the zap, which lets go in a batch. */
static void touch_and_zap(char *page)
{
	*(volatile char *)page = 1;
	if (madvise(page, PAGE, MADV_DONTNEED) < 0)
		fatal("madvise");
}

static int by_size(const void *a, const void *b)
{
	unsigned long x = *(const unsigned long *)a, y = *(const unsigned long *)b;

	return x < y ? -1 : x > y;
}

static void measure(const char *what, void (*round)(char *), char *page)
{
	static unsigned long took[ROUNDS];
	unsigned long before;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		before = __rdtsc();
		round(page);
		took[i] = __rdtsc() - before;
	}
	qsort(took, ROUNDS, sizeof(*took), by_size);
	printf("{\"cost\":\"%s\",\"instructions\":%lu}\n", what, took[ROUNDS / 2]);
}

static char *touched(char *page)
{
	if (page == MAP_FAILED)
		fatal("mmap");
	memset(page, 1, PAGE);
	return page;
}

void cost(void)
{
	char *anon, *dax;
	int fd;

	null = open("/dev/null", O_WRONLY);
	make_file("cost", 1, 1);
	fd = open(MNT "/cost", O_RDWR);
	if (null < 0 || fd < 0 || pipe(pipe_of) < 0)
		fatal("set up");
	anon = touched(mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
	dax = touched(mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
	measure("an anonymous page through a pipe", through_pipe, anon);
	measure("a DAX page through a pipe", through_pipe, dax);
	measure("an anonymous page touched and zapped", touch_and_zap, anon);
	measure("a DAX page touched and zapped", touch_and_zap, dax);
}
