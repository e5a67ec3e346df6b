// SPDX-License-Identifier: MIT
/*
 * Does truncating one file wait for a mapping of another that shares a block with it?
 *
 *	cc -O2 -Wall -Wextra -o reflink-sleeper reflink-sleeper.c
 *	./reflink-sleeper /mnt/dax
 *
 * The argument is a directory on an xfs mounted with -o dax and made with reflink=1. No privileges needed. File
 * 2 is a clone of file 1. One process maps both and puts the page of file 1 into a pipe. A second process
 * truncates file 2 and waits. Then the pipe is drained: nobody holds the page but a mapping of file 1, which
 * the truncate of file 2 has no reason to touch. Before v6.15 the truncate completes. Since then it sleeps
 * until the mapping of file 1 goes away.
 *
 * Exit code: 0 not affected, 1 affected, 2 could not tell.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
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
	static char data[PAGE], clone[4096];
	volatile char *page, *other;
	struct iovec iov;
	int fd, fd2, pipefd[2];
	pid_t pid;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc != 2) {
		fprintf(stderr, "usage: %s DIRECTORY-ON-FSDAX-XFS\n", argv[0]);
		return 2;
	}
	snprintf(path, sizeof(path), "%s/reflink-sleeper-1.tmp", argv[1]);
	snprintf(clone, sizeof(clone), "%s/reflink-sleeper-2.tmp", argv[1]);
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	fd2 = open(clone, O_RDWR | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || fd2 < 0 || write(fd, data, PAGE) != PAGE || fsync(fd) || pipe(pipefd))
		cannot(path);
	unlink(clone);
	if (ioctl(fd2, FICLONE, fd))
		cannot("clone the file");
	page = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, fd, 0);
	other = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, fd2, 0);
	if (page == MAP_FAILED || other == MAP_FAILED)
		cannot("mmap");
	iov.iov_base = (void *)page;
	iov.iov_len = PAGE;
	printf("two files share a block; both are mapped and read: %d, %d\n", *page, *other);
	if (vmsplice(pipefd[1], &iov, 1, 0) != PAGE)
		cannot("vmsplice");
	printf("put the page into a pipe through file 1\n");

	pid = fork();
	if (pid < 0)
		cannot("fork");
	if (!pid)
		_exit(ftruncate(fd2, 0) ? 1 : 0);
	if (done_within(pid, 1000)) {
		printf("truncate did not wait for the page in the pipe: is this file system mounted with -o dax?\n");
		unlink(path);
		printf("could not tell\n");
		return 2;
	}
	printf("a second process truncates file 2 and waits for the page in the pipe\n");
	if (read(pipefd[0], data, PAGE) != PAGE)
		cannot("read from the pipe");
	printf("drained the pipe: only the mapping of file 1 is left; waiting ten seconds for the truncate of file 2\n");
	if (done_within(pid, 10000)) {
		unlink(path);
		printf("not affected: truncate of file 2 completed when the page left the pipe\n");
		return 0;
	}
	printf("the truncate still sleeps; unmapping file 1\n");
	munmap((void *)page, PAGE);
	if (!done_within(pid, 10000)) {
		kill(pid, SIGKILL);
		unlink(path);
		printf("truncate sleeps without the mapping too: something else holds the page\n");
		printf("could not tell\n");
		return 2;
	}
	unlink(path);
	printf("affected: truncate of file 2 slept until file 1 was unmapped\n");
	return 1;
}
