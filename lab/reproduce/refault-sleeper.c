// SPDX-License-Identifier: MIT
/*
 * Does a truncate that waited for a pin go on to wait for a mapping?
 *
 *	cc -O2 -Wall -Wextra -o refault-sleeper refault-sleeper.c
 *	./refault-sleeper /mnt/dax
 *
 * The argument is a directory on a file system mounted with -o dax (ext4 or
 * xfs). No privileges needed, no file stays. One process maps a page of a file
 * and puts it into a pipe: that is a reference on the page. A second process
 * truncates the file and waits for it. The first touches the page again, then
 * drains the pipe. Nobody holds the page now but an ordinary mapping. Before
 * v6.15 the truncate completes at once. Since then it sleeps until that mapping
 * goes away.
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
	volatile char *page;
	struct iovec iov;
	int fd, pipefd[2];
	pid_t pid;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc != 2) {
		fprintf(stderr, "usage: %s DIRECTORY-ON-FSDAX\n", argv[0]);
		return 2;
	}
	fd = dax_file(argv[1]);
	if (write(fd, data, PAGE) != PAGE || fsync(fd) || pipe(pipefd))
		cannot("set up");
	page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (page == MAP_FAILED)
		cannot("mmap");
	*page = 1;
	iov.iov_base = (void *)page;
	iov.iov_len = PAGE;
	if (vmsplice(pipefd[1], &iov, 1, 0) != PAGE)
		cannot("vmsplice");
	printf("mapped a page of a file in %s and put it into a pipe\n", argv[1]);

	pid = second_process();
	if (!pid) {
		/*
		 * It has the VMA too, but no page table entry for the page: fork does
		 * not copy those of a shared mapping.
		 */
		_exit(ftruncate(fd, 0) ? errno : 0);
	}
	if (done_within(pid, 1000)) {
		printf("could not tell: truncate did not wait for the page in the pipe\n");
		return 2;
	}
	printf("a second process truncates the file and waits for the page in the pipe\n");
	printf("touched the page through the mapping: it reads %d\n", *page);
	if (read(pipefd[0], data, PAGE) != PAGE)
		cannot("read from the pipe");
	printf("drained the pipe: only the mapping is left\n");
	printf("waiting ten seconds for the truncate\n");
	if (done_within(pid, 10000)) {
		printf("not affected: truncate completed when the page left the pipe\n");
		return 0;
	}
	printf("the truncate still sleeps; unmapping\n");
	munmap((void *)page, PAGE);
	if (!done_within(pid, 10000)) {
		printf("could not tell: truncate sleeps without the mapping too\n");
		return 2;
	}
	printf("affected: truncate slept until the page was unmapped\n");
	return 1;
}
