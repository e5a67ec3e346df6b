// SPDX-License-Identifier: MIT
/*
 * Does a truncate wait for a page that somebody holds when no process maps the
 * file any more?
 *
 *	cc -O2 -Wall -Wextra -o unmapped-pin unmapped-pin.c
 *	./unmapped-pin /mnt/dax [--fill]
 *
 * The argument is a directory on a file system mounted with -o dax (ext4 or
 * xfs). No privileges needed, no file stays. The program maps a page, puts it
 * into a pipe, unmaps it and truncates the file. Before v6.15 the truncate does
 * not wait: the kernel log has a warning from dax_disassociate_entry(), and the
 * freed block can get a new owner while the pipe still holds its page. With
 * --fill, for a file system made for tests, another file then takes all free
 * space, 4 GB at most, and the pipe is read: it can give the other file's bytes.
 *
 * Exit code: 0 not affected, 1 affected, 2 could not tell.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE	4096
/*
 * The file is larger than the one page of interest: file systems give a large
 * piece of free space away again first.
 */
#define PAGES	512
#define OLD	0x11
#define NEW	0x77

static void cannot(const char *what)
{
	printf("could not tell: %s: %s\n", what, strerror(errno));
	exit(2);
}

/* A file in @dir that has no name, so that nothing of it stays. */
static int dax_file(const char *dir)
{
	struct statx st;
	int fd = open(dir, O_TMPFILE | O_RDWR, 0600);

	if (fd < 0 || statx(fd, "", AT_EMPTY_PATH, 0, &st))
		cannot(dir);
	if (!(st.stx_attributes & STATX_ATTR_DAX)) {
		printf("could not tell: files in %s are not DAX\n", dir);
		exit(2);
	}
	return fd;
}

/* The second process dies with the first. */
static pid_t second_process(void)
{
	pid_t pid = fork();

	if (pid < 0)
		cannot("fork");
	if (!pid)
		prctl(PR_SET_PDEATHSIG, SIGKILL);
	return pid;
}

/* Waits up to @ms for @pid, which exits with an errno; returns whether it did. */
static bool done_within(pid_t pid, int ms)
{
	int status;

	for (; ms > 0; ms -= 10) {
		if (waitpid(pid, &status, WNOHANG) == pid) {
			errno = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
			if (errno)
				cannot("the second process");
			return true;
		}
		usleep(10000);
	}
	return false;
}

/* Fills free space with NEW bytes, so that the freed block gets a new owner. */
static void take_free_space(int fd)
{
	static char data[1 << 20];
	int mb, full = 0;

	memset(data, NEW, sizeof(data));
	for (mb = 0; mb < 4096 && full < 3; mb++) {
		if (write(fd, data, sizeof(data)) == sizeof(data))
			continue;
		/* Freed blocks are given away again only when the journal is written. */
		full++;
		sync();
	}
}

int main(int argc, char **argv)
{
	static char data[PAGE];
	volatile char *page;
	struct iovec iov;
	int i, fd, pipefd[2];
	pid_t pid;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc < 2 || argc > 3 || (argc == 3 && strcmp(argv[2], "--fill"))) {
		fprintf(stderr, "usage: %s DIRECTORY-ON-FSDAX [--fill]\n", argv[0]);
		return 2;
	}
	fd = dax_file(argv[1]);
	memset(data, OLD, PAGE);
	if (fallocate(fd, 0, 0, PAGES * PAGE))
		cannot("fallocate");
	for (i = 0; i < PAGES; i++)
		if (write(fd, data, PAGE) != PAGE)
			cannot("write");
	if (fsync(fd) || pipe(pipefd))
		cannot("set up");
	page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (page == MAP_FAILED)
		cannot("mmap");
	*page = OLD;
	iov.iov_base = (void *)page;
	iov.iov_len = PAGE;
	if (vmsplice(pipefd[1], &iov, 1, 0) != PAGE)
		cannot("vmsplice");
	munmap((void *)page, PAGE);
	printf("put a page of a file in %s into a pipe and unmapped it: no process maps the file\n",
	       argv[1]);

	pid = second_process();
	if (!pid)
		_exit(ftruncate(fd, 0) ? errno : 0);
	if (!done_within(pid, 2000)) {
		printf("a second process truncates the file and waits for the page in the pipe\n");
		if (read(pipefd[0], data, PAGE) != PAGE)
			cannot("read from the pipe");
		if (!done_within(pid, 10000)) {
			printf("could not tell: the pipe is empty and the truncate still sleeps\n");
			return 2;
		}
		printf("not affected: truncate waited for the page in the pipe\n");
		return 0;
	}
	printf("the truncate returned while the pipe still holds the page\n");
	if (argc == 3) {
		sync();
		take_free_space(dax_file(argv[1]));
		printf("gave the free space to another file, filled with %02x\n", NEW);
		if (read(pipefd[0], data, PAGE) != PAGE)
			cannot("read from the pipe");
		printf("the pipe reads %02x\n", (unsigned char)data[0]);
	}
	if (data[0] == NEW)
		printf("affected: truncate did not wait, and the pipe read the other file's bytes\n");
	else
		printf("affected: truncate did not wait for the page in the pipe\n");
	return 1;
}
