// SPDX-License-Identifier: MIT
/*
 * Does the removal of a file wait for a page of it that somebody holds?
 *
 *	cc -O2 -Wall -Wextra -o evict-under-pin evict-under-pin.c
 *	./evict-under-pin /mnt/dax
 *
 * The argument is a directory on a file system mounted with -o dax (ext4 or
 * xfs). No privileges needed, no file stays. The program maps a page, puts it
 * into a pipe, unmaps it and closes the file; a second process unlinks it, which
 * evicts the inode and frees its blocks. Before v6.15 that does not wait for the
 * page in the pipe. Since then it does, in state D: SIGKILL does not end it.
 *
 * Exit code: 0 not affected (the unlink waits), 1 affected (it does not), 2
 * could not tell.
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

static char path[4096];

static void cannot(const char *what)
{
	printf("could not tell: %s: %s\n", what, strerror(errno));
	if (*path)
		unlink(path);
	exit(2);
}

/* A file in @dir, which has a name, @path. */
static int dax_file(const char *dir)
{
	struct statx st;
	int fd;

	snprintf(path, sizeof(path), "%s/evict-under-pin.XXXXXX", dir);
	fd = mkstemp(path);
	if (fd < 0) {
		*path = '\0';
		cannot(dir);
	}
	if (statx(fd, "", AT_EMPTY_PATH, 0, &st))
		cannot(path);
	if (!(st.stx_attributes & STATX_ATTR_DAX)) {
		unlink(path);
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
	bool died;
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
	munmap((void *)page, PAGE);
	close(fd);
	printf("put a page of %s into a pipe, unmapped it and closed the file\n", path);

	pid = second_process();
	if (!pid)
		_exit(unlink(path) ? errno : 0);
	if (done_within(pid, 2000)) {
		printf("the file is gone and its block is free; the pipe still holds the page\n");
		printf("affected: unlink did not wait for the page in the pipe\n");
		return 1;
	}
	printf("a second process unlinks the file and waits; sending it SIGKILL\n");
	kill(pid, SIGKILL);
	died = done_within(pid, 1000);
	printf(died ? "it died\n" : "SIGKILL does not end it\n");
	if (read(pipefd[0], data, PAGE) != PAGE)
		cannot("read from the pipe");
	printf("drained the pipe\n");
	if (!died && !done_within(pid, 10000)) {
		printf("could not tell: the unlink still sleeps\n");
		return 2;
	}
	/* Gone already, unless the signal ended the unlink before it began. */
	unlink(path);
	printf("not affected: unlink waited for the page in the pipe\n");
	return 0;
}
