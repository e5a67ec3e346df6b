// SPDX-License-Identifier: MIT
/*
 * Does a truncate wait for a page that somebody holds when no process maps the file any more?
 *
 *	cc -O2 -Wall -Wextra -o unmapped-pin unmapped-pin.c
 *	./unmapped-pin /mnt/dax
 *
 * The argument is a directory on a file system mounted with -o dax (ext4 or xfs). No privileges needed. The
 * program maps a page, puts it into a pipe, unmaps it, truncates the file, and then lets another file take all
 * free space. Before v6.15 the truncate does not wait: the kernel log has a warning from
 * dax_disassociate_entry(), and reading the pipe can give the other file's bytes. It writes up to the free
 * space of the file system, at most 4 GB: use one made for tests.
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
/* The file is larger than the one page of interest: file systems give a large piece of free space away again first. */
#define PAGES	512

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

/* Fills free space with a file of the byte 0x77, so that the freed block gets a new owner. */
static void take_free_space(const char *file)
{
	static char data[1 << 20];
	int fd = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	int mb;

	memset(data, 0x77, sizeof(data));
	for (mb = 0; fd >= 0 && mb < 4096; mb++)
		if (write(fd, data, sizeof(data)) != sizeof(data))
			break;
	if (fd >= 0)
		close(fd);
}

int main(int argc, char **argv)
{
	static char data[PAGE], other[4096];
	volatile char *page;
	struct iovec iov;
	int i, fd, pipefd[2];
	pid_t pid;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc != 2) {
		fprintf(stderr, "usage: %s DIRECTORY-ON-FSDAX\n", argv[0]);
		return 2;
	}
	snprintf(path, sizeof(path), "%s/unmapped-pin.tmp", argv[1]);
	snprintf(other, sizeof(other), "%s/unmapped-pin-other.tmp", argv[1]);
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	memset(data, 0x11, PAGE);
	if (fd < 0 || fallocate(fd, 0, 0, PAGES * PAGE))
		cannot(path);
	for (i = 0; i < PAGES; i++)
		if (write(fd, data, PAGE) != PAGE)
			cannot(path);
	if (fsync(fd) || pipe(pipefd))
		cannot(path);
	page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (page == MAP_FAILED)
		cannot("mmap");
	*page = 0x11;
	iov.iov_base = (void *)page;
	iov.iov_len = PAGE;
	if (vmsplice(pipefd[1], &iov, 1, 0) != PAGE)
		cannot("vmsplice");
	munmap((void *)page, PAGE);
	printf("put a page of %s into a pipe and unmapped it: no process maps the file\n", path);

	pid = fork();
	if (pid < 0)
		cannot("fork");
	if (!pid)
		_exit(ftruncate(fd, 0) ? 1 : 0);
	if (!done_within(pid, 2000)) {
		printf("a second process truncates the file and waits for the page in the pipe\n");
		if (read(pipefd[0], data, PAGE) != PAGE)
			cannot("read from the pipe");
		if (!done_within(pid, 10000)) {
			kill(pid, SIGKILL);
			unlink(path);
			printf("the pipe is empty and the truncate still sleeps\n");
			printf("could not tell\n");
			return 2;
		}
		unlink(path);
		printf("not affected: truncate waited for the page in the pipe\n");
		return 0;
	}
	printf("the truncate returned while the pipe still holds the page\n");
	unlink(path);
	sync();
	take_free_space(other);
	printf("gave the free space to another file, filled with 77\n");
	if (read(pipefd[0], data, PAGE) != PAGE)
		cannot("read from the pipe");
	unlink(other);
	printf("the pipe reads %02x\n", (unsigned char)data[0]);
	if (data[0] == 0x77)
		printf("affected: truncate did not wait, and the pipe read the other file's bytes\n");
	else
		printf("affected: truncate did not wait for the page in the pipe\n");
	return 1;
}
