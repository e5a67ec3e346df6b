// SPDX-License-Identifier: MIT
/*
 * Does a truncate that waited for a pin go on to wait for a mapping?
 *
 *	cc -O2 -Wall -Wextra -o refault-sleeper refault-sleeper.c
 *	./refault-sleeper /mnt/dax
 *
 * The argument is a directory on a file system mounted with -o dax (ext4 or xfs). No privileges needed. One
 * process maps a page of a file and puts it into a pipe: that is a reference on the page. A second process
 * truncates the file and waits for it. The first touches the page again, then drains the pipe. Nobody holds the
 * page now but an ordinary mapping. Before v6.15 the truncate completes at once. Since then it sleeps until
 * that mapping goes away.
 *
 * Exit code: 0 not affected, 1 affected, 2 could not tell.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PAGE	4096

static char path[4096];

static void cannot(const char *what)
{
	printf("%s: %s\n", what, strerror(errno));
	if (*path)
		unlink(path);
	printf("could not tell\n");
	exit(2);
}

/* Waits up to @ms for @pid to exit; returns whether it did. */
static int done_within(pid_t pid, int ms)
{
	struct timespec step = { 0, 10 * 1000000 };

	for (; ms > 0; ms -= 10) {
		if (waitpid(pid, NULL, WNOHANG) == pid)
			return 1;
		nanosleep(&step, NULL);
	}
	return 0;
}

int main(int argc, char **argv)
{
	static char data[PAGE];
	volatile char *page;
	struct iovec iov;
	int fd, pipefd[2];
	pid_t pid;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc != 2) {
		fprintf(stderr, "usage: %s DIRECTORY-ON-FSDAX\n", argv[0]);
		return 2;
	}
	snprintf(path, sizeof(path), "%s/refault-sleeper.tmp", argv[1]);
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || write(fd, data, PAGE) != PAGE || fsync(fd) || pipe(pipefd))
		cannot(path);
	page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (page == MAP_FAILED)
		cannot("mmap");
	*page = 1;
	iov.iov_base = (void *)page;
	iov.iov_len = PAGE;
	if (vmsplice(pipefd[1], &iov, 1, 0) != PAGE)
		cannot("vmsplice");
	printf("mapped a page of %s and put it into a pipe\n", path);

	pid = fork();
	if (pid < 0)
		cannot("fork");
	if (!pid) {
		/* The child has the mapping's VMA, but no page table entry for the page: fork does not copy it. */
		_exit(ftruncate(fd, 0) ? 1 : 0);
	}
	if (done_within(pid, 1000)) {
		printf("truncate did not wait for the page in the pipe: is this file system mounted with -o dax?\n");
		unlink(path);
		printf("could not tell\n");
		return 2;
	}
	printf("a second process truncates the file and waits for the page in the pipe\n");
	printf("touched the page through the mapping: it reads %d\n", *page);
	if (read(pipefd[0], data, PAGE) != PAGE)
		cannot("read from the pipe");
	printf("drained the pipe: only the mapping is left; waiting ten seconds for the truncate\n");
	if (done_within(pid, 10000)) {
		unlink(path);
		printf("not affected: truncate completed when the page left the pipe\n");
		return 0;
	}
	printf("the truncate still sleeps; unmapping\n");
	munmap((void *)page, PAGE);
	if (!done_within(pid, 10000)) {
		kill(pid, SIGKILL);
		unlink(path);
		printf("truncate sleeps without the mapping too: something else holds the page\n");
		printf("could not tell\n");
		return 2;
	}
	unlink(path);
	printf("affected: truncate slept until the page was unmapped\n");
	return 1;
}
