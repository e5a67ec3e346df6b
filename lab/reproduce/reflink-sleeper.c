// SPDX-License-Identifier: MIT
/*
 * Does truncating one file wait for a mapping of another that shares a block
 * with it?
 *
 *	cc -O2 -Wall -Wextra -o reflink-sleeper reflink-sleeper.c
 *	./reflink-sleeper /mnt/dax
 *
 * The argument is a directory on an xfs mounted with -o dax and made with
 * reflink=1. No privileges needed, no file stays. File 2 is a clone of file 1.
 * One process maps both and puts the page of file 1 into a pipe. A second
 * process truncates file 2 and waits. Then the pipe is drained: nobody holds the
 * page but a mapping of file 1, which the truncate of file 2 has no reason to
 * touch. Before v6.15 the truncate completes. Since then it sleeps until the
 * mapping of file 1 goes away.
 *
 * Exit code: 0 not affected, 1 affected, 2 could not tell.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE	4096

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

int main(int argc, char **argv)
{
	static char data[PAGE];
	volatile char *page, *other;
	struct iovec iov;
	int fd, fd2, pipefd[2];
	pid_t pid;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc != 2) {
		fprintf(stderr, "usage: %s DIRECTORY-ON-FSDAX-XFS\n", argv[0]);
		return 2;
	}
	fd = dax_file(argv[1]);
	fd2 = dax_file(argv[1]);
	if (write(fd, data, PAGE) != PAGE || fsync(fd) || pipe(pipefd))
		cannot("set up");
	if (ioctl(fd2, FICLONE, fd))
		cannot("clone a file");
	page = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, fd, 0);
	other = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, fd2, 0);
	if (page == MAP_FAILED || other == MAP_FAILED)
		cannot("mmap");
	printf("two files in %s share a block; both are mapped and read: %d, %d\n",
	       argv[1], *page, *other);
	iov.iov_base = (void *)page;
	iov.iov_len = PAGE;
	if (vmsplice(pipefd[1], &iov, 1, 0) != PAGE)
		cannot("vmsplice");
	printf("put the page into a pipe through file 1\n");

	pid = second_process();
	if (!pid)
		_exit(ftruncate(fd2, 0) ? errno : 0);
	if (done_within(pid, 1000)) {
		printf("could not tell: truncate did not wait for the page in the pipe\n");
		return 2;
	}
	printf("a second process truncates file 2 and waits for the page in the pipe\n");
	if (read(pipefd[0], data, PAGE) != PAGE)
		cannot("read from the pipe");
	printf("drained the pipe: only the mapping of file 1 is left\n");
	printf("waiting ten seconds for the truncate of file 2\n");
	if (done_within(pid, 10000)) {
		printf("not affected: truncate of file 2 completed when the page left the pipe\n");
		return 0;
	}
	printf("the truncate still sleeps; unmapping file 1\n");
	munmap((void *)page, PAGE);
	if (!done_within(pid, 10000)) {
		printf("could not tell: truncate sleeps without the mapping too\n");
		return 2;
	}
	printf("affected: truncate of file 2 slept until file 1 was unmapped\n");
	return 1;
}
