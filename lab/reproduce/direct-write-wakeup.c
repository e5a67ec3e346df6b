// SPDX-License-Identifier: MIT
/*
 * Is a truncate woken when an O_DIRECT write that it waited for has completed?
 *
 *	cc -O2 -Wall -Wextra -o direct-write-wakeup direct-write-wakeup.c
 *	dmsetup create lab --table '0 8192 linear /dev/SOME-SCRATCH-DEVICE 0'
 *	dmsetup suspend --noflush --nolockfs lab
 *	./direct-write-wakeup /mnt/dax /dev/mapper/lab
 *	dmsetup remove lab
 *
 * The first argument is a directory on a file system mounted with -o dax (ext4 or xfs), the second a suspended
 * device-mapper device. ITS FIRST 4 KB ARE OVERWRITTEN. The program writes a page of a DAX file to it with
 * O_DIRECT, which cannot complete; a second process truncates the file and waits for that write; then the
 * program resumes the device with `dmsetup resume`, for which it needs root. When the write is done nobody
 * holds the page. On Debian 12's 6.1.176 the truncate sleeps on all the same, until the page is pinned and
 * released once more.
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

static int resume(const char *device)
{
	char command[4200];

	snprintf(command, sizeof(command), "dmsetup resume --noudevsync '%s'", device);
	return system(command);
}

int main(int argc, char **argv)
{
	static char data[PAGE];
	volatile char *page;
	struct iovec iov;
	int fd, out, pipefd[2];
	pid_t writer, pid;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc != 3) {
		fprintf(stderr, "usage: %s DIRECTORY-ON-FSDAX SUSPENDED-DM-DEVICE\n", argv[0]);
		return 2;
	}
	snprintf(path, sizeof(path), "%s/direct-write-wakeup.tmp", argv[1]);
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || write(fd, data, PAGE) != PAGE || fsync(fd) || pipe(pipefd))
		cannot(path);
	page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (page == MAP_FAILED)
		cannot("mmap");
	*page = 1;
	out = open(argv[2], O_WRONLY | O_DIRECT);
	if (out < 0)
		cannot(argv[2]);
	writer = fork();
	if (writer < 0)
		cannot("fork");
	if (!writer)
		_exit(pwrite(out, (void *)page, PAGE, 0) == PAGE ? 0 : 1);
	if (done_within(writer, 1000)) {
		unlink(path);
		printf("the write completed at once: %s is not suspended\n", argv[2]);
		printf("could not tell\n");
		return 2;
	}
	printf("an O_DIRECT write from a page of %s to %s is in flight\n", path, argv[2]);
	pid = fork();
	if (pid < 0)
		cannot("fork");
	if (!pid)
		_exit(ftruncate(fd, 0) ? 1 : 0);
	if (done_within(pid, 1000)) {
		resume(argv[2]);
		unlink(path);
		printf("truncate did not wait for the write: is this file system mounted with -o dax?\n");
		printf("could not tell\n");
		return 2;
	}
	printf("a second process truncates the file and waits for the write\n");
	if (resume(argv[2]))
		cannot("dmsetup resume");
	if (!done_within(writer, 10000)) {
		kill(pid, SIGKILL);
		unlink(path);
		printf("the write does not complete\n");
		printf("could not tell\n");
		return 2;
	}
	printf("resumed the device: the write is done and nobody holds the page; waiting ten seconds for the truncate\n");
	if (done_within(pid, 10000)) {
		unlink(path);
		printf("not affected: truncate completed when the write did\n");
		return 0;
	}
	printf("the truncate still sleeps; pinning the page once more and releasing it\n");
	iov.iov_base = (void *)page;
	iov.iov_len = PAGE;
	if (vmsplice(pipefd[1], &iov, 1, 0) != PAGE || read(pipefd[0], data, PAGE) != PAGE)
		cannot("vmsplice");
	if (!done_within(pid, 10000)) {
		kill(pid, SIGKILL);
		unlink(path);
		printf("that does not wake it\n");
		printf("could not tell\n");
		return 2;
	}
	unlink(path);
	printf("affected: truncate slept on after the write was done, until an unrelated pin of the page was released\n");
	return 1;
}
