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
 * The first argument is a directory on a file system mounted with -o dax (ext4
 * or xfs), the second a suspended device-mapper device. ITS FIRST 4 KB ARE
 * OVERWRITTEN. Needs root, for dmsetup; no file stays. One process writes a page
 * of a DAX file to the device with O_DIRECT, which cannot complete. A second one
 * truncates the file and waits for that write. Then the program resumes the
 * device with `dmsetup resume`: the write is done and nobody holds the page. On
 * Debian 12's 6.1.176 the truncate sleeps on all the same, until the page is
 * pinned and released once more.
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
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE	4096

/* The device, from when a write to it is in flight until it is resumed. */
static const char *suspended;

static bool resume(void)
{
	char command[4200];

	snprintf(command, sizeof(command), "dmsetup resume --noudevsync '%s'", suspended);
	suspended = NULL;
	return system(command) == 0;
}

static void could_not_tell(const char *why)
{
	if (suspended)
		resume();
	printf("could not tell: %s\n", why);
	exit(2);
}

static void cannot(const char *what)
{
	char why[4200];

	snprintf(why, sizeof(why), "%s: %s", what, strerror(errno));
	could_not_tell(why);
}

/* A file in @dir that has no name, so that nothing of it stays. */
static int dax_file(const char *dir)
{
	struct statx st;
	int fd = open(dir, O_TMPFILE | O_RDWR, 0600);

	if (fd < 0 || statx(fd, "", AT_EMPTY_PATH, 0, &st))
		cannot(dir);
	if (!(st.stx_attributes & STATX_ATTR_DAX))
		could_not_tell("files in the directory are not DAX");
	return fd;
}

/* What it starts dies with it. */
static pid_t process(void)
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
				cannot("the write or the truncate");
			return true;
		}
		usleep(10000);
	}
	return false;
}

/* Opens the device, if it is suspended: else the write would just be done. */
static int suspended_device(const char *device)
{
	int fd = open(device, O_WRONLY | O_DIRECT);
	char path[64], state = '0';
	struct stat st;
	int sysfs;

	if (fd < 0 || fstat(fd, &st))
		cannot(device);
	snprintf(path, sizeof(path), "/sys/dev/block/%u:%u/dm/suspended",
		 major(st.st_rdev), minor(st.st_rdev));
	sysfs = open(path, O_RDONLY);
	if (sysfs < 0 || read(sysfs, &state, 1) != 1 || state != '1')
		could_not_tell("the device is not a suspended device-mapper device");
	close(sysfs);
	return fd;
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
	fd = dax_file(argv[1]);
	out = suspended_device(argv[2]);
	if (write(fd, data, PAGE) != PAGE || fsync(fd) || pipe(pipefd))
		cannot("set up");
	page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (page == MAP_FAILED)
		cannot("mmap");
	*page = 1;
	suspended = argv[2];
	writer = process();
	if (!writer)
		_exit(pwrite(out, (void *)page, PAGE, 0) == PAGE ? 0 : errno);
	if (done_within(writer, 1000))
		could_not_tell("the write completed at once");
	printf("an O_DIRECT write from a page of a file in %s to %s is in flight\n",
	       argv[1], argv[2]);
	pid = process();
	if (!pid)
		_exit(ftruncate(fd, 0) ? errno : 0);
	if (done_within(pid, 1000))
		could_not_tell("truncate did not wait for the write");
	printf("a second process truncates the file and waits for the write\n");
	if (!resume())
		could_not_tell("dmsetup resume failed");
	if (!done_within(writer, 10000))
		could_not_tell("the write does not complete");
	printf("resumed the device: the write is done and nobody holds the page\n");
	printf("waiting ten seconds for the truncate\n");
	if (done_within(pid, 10000)) {
		printf("not affected: truncate completed when the write did\n");
		return 0;
	}
	printf("the truncate still sleeps; pinning the page once more and releasing it\n");
	iov.iov_base = (void *)page;
	iov.iov_len = PAGE;
	if (vmsplice(pipefd[1], &iov, 1, 0) != PAGE || read(pipefd[0], data, PAGE) != PAGE)
		cannot("vmsplice");
	if (!done_within(pid, 10000))
		could_not_tell("that does not wake it");
	printf("affected: truncate slept on after the write was done, "
	       "until an unrelated pin of the page was released\n");
	return 1;
}
