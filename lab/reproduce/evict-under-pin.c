// SPDX-License-Identifier: MIT
/*
 * Does the removal of a file wait for a page of it that somebody holds?
 *
 *	cc -O2 -Wall -Wextra -o evict-under-pin evict-under-pin.c
 *	./evict-under-pin /mnt/dax
 *
 * The argument is a directory on a file system mounted with -o dax (ext4 or xfs). No privileges needed. The
 * program maps a page, puts it into a pipe, unmaps it and closes the file; a second process unlinks it, which
 * evicts the inode and frees its blocks. Before v6.15 that does not wait for the page in the pipe. Since then
 * it does, in state D: SIGKILL does not end it.
 *
 * Exit code: 0 not affected (the unlink waits), 1 affected (it does not), 2 could not tell.
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
	snprintf(path, sizeof(path), "%s/evict-under-pin.tmp", argv[1]);
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
	munmap((void *)page, PAGE);
	close(fd);
	printf("put a page of %s into a pipe, unmapped it and closed the file\n", path);

	pid = fork();
	if (pid < 0)
		cannot("fork");
	if (!pid)
		_exit(unlink(path) ? 1 : 0);
	if (done_within(pid, 2000)) {
		printf("the file is gone and its block is free; the pipe still holds the page\n");
		printf("affected: unlink did not wait for the page in the pipe\n");
		return 1;
	}
	printf("a second process unlinks the file and waits; sending it SIGKILL\n");
	kill(pid, SIGKILL);
	printf(done_within(pid, 1000) ? "it died\n" : "SIGKILL does not end it\n");
	if (read(pipefd[0], data, PAGE) != PAGE)
		cannot("read from the pipe");
	printf("drained the pipe\n");
	if (!done_within(pid, 10000) && waitpid(pid, NULL, WNOHANG) != -1) {
		printf("the unlink still sleeps\n");
		printf("could not tell\n");
		return 2;
	}
	printf("not affected: unlink waited for the page in the pipe\n");
	return 0;
}
