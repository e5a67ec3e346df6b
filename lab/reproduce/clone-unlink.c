// SPDX-License-Identifier: MIT
/*
 * Does unlinking a clone wait for a mapping of the file that it was cloned from?
 *
 *	cc -O2 -Wall -Wextra -o clone-unlink clone-unlink.c
 *	./clone-unlink /mnt/dax
 *
 * The argument is a directory on an xfs mounted with -o dax and made with
 * reflink=1. No privileges needed, no file stays. File 2 is a clone of file 1. A
 * process has both mapped and read, unmaps and closes file 2, and puts the page
 * of file 1, which has the same block, into a pipe. A second process unlinks
 * file 2. Then the pipe is drained: nobody holds the page but a mapping of file
 * 1, which is read as before. Before v6.15 the unlink does not wait at all.
 * Since then it waits for the page in the pipe, and after that for the mapping
 * of the other file: in state D, where SIGKILL does not end it.
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

static char path[4096];

static void cannot(const char *what)
{
	printf("could not tell: %s: %s\n", what, strerror(errno));
	if (*path)
		unlink(path);
	exit(2);
}

/* File 1, without a name, so that nothing of it stays. */
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

/* File 2, with a name, @path, that a second process will unlink. */
static int clone_of(int file1, const char *dir)
{
	int fd;

	snprintf(path, sizeof(path), "%s/clone-unlink.XXXXXX", dir);
	fd = mkstemp(path);
	if (fd < 0) {
		*path = '\0';
		cannot(dir);
	}
	if (ioctl(fd, FICLONE, file1))
		cannot("FICLONE");
	return fd;
}

/* The second process dies with the first, where it can. */
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
	volatile char *page1, *page2;
	struct iovec iov;
	int file1, file2, pipefd[2];
	pid_t pid;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc != 2) {
		fprintf(stderr, "usage: %s DIRECTORY-ON-FSDAX\n", argv[0]);
		return 2;
	}
	file1 = dax_file(argv[1]);
	if (write(file1, data, PAGE) != PAGE || fsync(file1) || pipe(pipefd))
		cannot("set up");
	file2 = clone_of(file1, argv[1]);
	page1 = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, file1, 0);
	page2 = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, file2, 0);
	if (page1 == MAP_FAILED || page2 == MAP_FAILED)
		cannot("mmap");
	data[0] = *page1 + *page2;
	munmap((void *)page2, PAGE);
	close(file2);
	iov.iov_base = (void *)page1;
	iov.iov_len = PAGE;
	if (vmsplice(pipefd[1], &iov, 1, 0) != PAGE)
		cannot("vmsplice");
	printf("%s is a clone, and nobody uses it; its page is mapped and in a pipe through another file\n", path);

	pid = second_process();
	if (!pid)
		_exit(unlink(path) ? errno : 0);
	if (done_within(pid, 2000)) {
		printf("not affected: unlink did not wait, not even for the page in the pipe\n");
		return 0;
	}
	printf("a second process unlinks the clone, and waits for the page in the pipe\n");
	if (read(pipefd[0], data, PAGE) != PAGE)
		cannot("read from the pipe");
	printf("drained the pipe: only the mapping of the other file is left\n");
	printf("waiting eight seconds for the unlink\n");
	if (done_within(pid, 8000)) {
		printf("not affected: unlink completed when the page left the pipe\n");
		return 0;
	}
	kill(pid, SIGKILL);
	if (done_within(pid, 2000)) {
		printf("affected: unlink slept on the mapping of another file, until SIGKILL\n");
		return 1;
	}
	printf("the unlink still sleeps, and SIGKILL does not end it; unmapping the other file\n");
	munmap((void *)page1, PAGE);
	if (!done_within(pid, 10000)) {
		printf("could not tell: the unlink sleeps without the mapping too\n");
		return 2;
	}
	printf("affected: unlink slept until the other file was unmapped, and took no SIGKILL\n");
	return 1;
}
