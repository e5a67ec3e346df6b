// SPDX-License-Identifier: MIT
/*
 * Does the unbind of a persistent memory device return soon under an xfs that
 * has a reverse map?
 *
 *	cc -O2 -Wall -Wextra -o unbind-loop unbind-loop.c
 *	./unbind-loop /mnt/dax namespace0.0 --yes-lose-this-file-system
 *
 * THIS TAKES THE DEVICE AWAY from the file system, and can leave an unbind that
 * runs in the kernel for minutes or more. Without the last argument it only
 * prints what it would do. The first argument is a directory on an xfs mounted
 * with -o dax that has a reverse map (mkfs.xfs -m rmapbt=1) and more than one
 * allocation group, the second the namespace that it is on, by its name below
 * /sys/bus/nd/drivers/nd_pmem. Needs root and two CPUs. The program opens a file
 * with one block in a group that is not the last; it maps nothing. A second
 * process unbinds the device, which tells xfs, and xfs looks up in its reverse
 * map which files have blocks there. Where xfs counts the blocks of that group
 * wrongly, it goes through four billion pages of the file, and unbind with it.
 *
 * Exit code: 0 not affected (unbind returns), 1 affected (it runs on), 2 could
 * not tell.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fsmap.h>
#include <linux/magic.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#define BLOCK		4096
/* A group begins with blocks of this owner, by xfs's reverse map. */
#define STATIC_METADATA	FMR_OWNER('X', 1)
/* xfs puts one directory after the other into other groups. */
#define MAX_TRIES	16
/* Where it ends at all, unbind takes well below a second. */
#define WAIT_MS		20000

static char dir[PATH_MAX], path[PATH_MAX + 8];

/* The program's directory goes with its file, while the file system is there. */
static void remove_file(void)
{
	unlink(path);
	rmdir(dir);
}

static void cannot(const char *what)
{
	printf("could not tell: %s: %s\n", what, strerror(errno));
	remove_file();
	exit(2);
}

static void could_not_tell(const char *why)
{
	printf("could not tell: %s\n", why);
	remove_file();
	exit(2);
}

/* A file of one block in a directory of its own, below @parent. */
static int dax_file(const char *parent)
{
	static char data[BLOCK];
	struct statx st;
	int fd;

	snprintf(dir, sizeof(dir), "%s/unbind-loop.XXXXXX", parent);
	if (!mkdtemp(dir))
		cannot(parent);
	snprintf(path, sizeof(path), "%s/file", dir);
	fd = open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd < 0 || statx(fd, "", AT_EMPTY_PATH, 0, &st))
		cannot(path);
	if (!(st.stx_attributes & STATX_ATTR_DAX))
		could_not_tell("files in that directory are not DAX");
	if (write(fd, data, BLOCK) != BLOCK || fsync(fd))
		cannot(path);
	return fd;
}

enum place { NOWHERE, IN_LAST_GROUP, IN_EARLIER_GROUP };

/* Where the block of @fd is by the reverse map, which lists blocks in their order on each device. */
static enum place place_of(int fd)
{
	enum { RECORDS = 1024 };
	struct fsmap_head *head = calloc(1, fsmap_sizeof(RECORDS));
	enum place place = NOWHERE;
	uint32_t device = 0, i;
	struct stat st;

	if (!head || fstat(fd, &st))
		cannot("set up");
	head->fmh_count = RECORDS;
	/* From the first block of the first device to the last of the last. */
	memset(&head->fmh_keys[1], 0xff, offsetof(struct fsmap, fmr_length));
	for (;;) {
		if (ioctl(fd, FS_IOC_GETFSMAP, head))
			cannot("FS_IOC_GETFSMAP");
		for (i = 0; i < head->fmh_entries; i++) {
			const struct fsmap *one = &head->fmh_recs[i];
			bool special = one->fmr_flags & FMR_OF_SPECIAL_OWNER;

			if (!special && one->fmr_owner == st.st_ino) {
				place = IN_LAST_GROUP;
				device = one->fmr_device;
			} else if (place && special && one->fmr_owner == STATIC_METADATA &&
				   one->fmr_device == device) {
				place = IN_EARLIER_GROUP;
			}
		}
		if (!head->fmh_entries ||
		    head->fmh_recs[head->fmh_entries - 1].fmr_flags & FMR_OF_LAST)
			break;
		fsmap_advance(head);
	}
	free(head);
	return place;
}

/* Opens a file with its block in a group that is not the last, and keeps it open. */
static void file_in_earlier_group(const char *parent)
{
	int i;

	for (i = 0; i < MAX_TRIES; i++) {
		int fd = dax_file(parent);

		switch (place_of(fd)) {
		case IN_EARLIER_GROUP:
			return;
		case NOWHERE:
			could_not_tell("the file system has no reverse map");
			break;
		case IN_LAST_GROUP:
			break;
		}
		close(fd);
		remove_file();
	}
	printf("could not tell: %d files came to be in the last allocation group, or there is one only\n",
	       MAX_TRIES);
	exit(2);
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

/* The state of @pid, as R or D, and in @ticks how long it has run in the kernel. */
static char state_of(pid_t pid, unsigned long *ticks)
{
	char name[64], text[1024], state = '?', *at = NULL;
	FILE *file;

	*ticks = 0;
	snprintf(name, sizeof(name), "/proc/%d/stat", pid);
	file = fopen(name, "r");
	if (!file)
		return state;
	if (fgets(text, sizeof(text), file))
		at = strrchr(text, ')');
	if (at)
		sscanf(at, ") %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %lu", &state, ticks);
	fclose(file);
	return state;
}

/* Whether @parent is on namespace @name: no other device is to be lost. */
static bool is_on(const char *parent, const char *name)
{
	char link[64], device[PATH_MAX];
	struct stat st;

	if (stat(parent, &st))
		cannot(parent);
	snprintf(link, sizeof(link), "/sys/dev/block/%u:%u/device",
		 major(st.st_dev), minor(st.st_dev));
	return realpath(link, device) && !strcmp(strrchr(device, '/') + 1, name);
}

static int unbind(const char *name)
{
	int fd = open("/sys/bus/nd/drivers/nd_pmem/unbind", O_WRONLY);

	return fd < 0 || write(fd, name, strlen(name)) < 0 ? errno : 0;
}

int main(int argc, char **argv)
{
	unsigned long before, after;
	struct statfs fs;
	char state;
	pid_t pid;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc < 3 || argc > 4 || (argc == 4 && strcmp(argv[3], "--yes-lose-this-file-system"))) {
		fprintf(stderr, "usage: %s DIRECTORY-ON-FSDAX NAMESPACE [--yes-lose-this-file-system]\n",
			argv[0]);
		return 2;
	}
	if (statfs(argv[1], &fs))
		cannot(argv[1]);
	if (fs.f_type != XFS_SUPER_MAGIC)
		could_not_tell("the file system is not xfs");
	if (!is_on(argv[1], argv[2]))
		could_not_tell("the directory is not on that namespace");
	if (geteuid())
		could_not_tell("this needs root");
	if (sysconf(_SC_NPROCESSORS_ONLN) < 2)
		could_not_tell("this needs two CPUs: unbind may not leave one");
	if (argc == 3) {
		printf("would open a file in %s and unbind %s from nd_pmem.\n"
		       "The file system is lost, and unbind may run for long.\n", argv[1], argv[2]);
		could_not_tell("add --yes-lose-this-file-system to do it");
	}
	file_in_earlier_group(argv[1]);
	printf("opened %s, whose block is in an allocation group that is not the last\n", path);

	pid = fork();
	if (pid < 0)
		cannot("fork");
	if (!pid)
		_exit(unbind(argv[2]));
	printf("a second process unbinds %s\n", argv[2]);
	if (done_within(pid, WAIT_MS / 2)) {
		printf("not affected: unbind returned\n");
		return 0;
	}
	state_of(pid, &before);
	if (done_within(pid, WAIT_MS / 2)) {
		printf("could not tell: unbind returned, but late\n");
		return 2;
	}
	state = state_of(pid, &after);
	if (state != 'R' || before == after) {
		printf("could not tell: unbind neither returned nor ran, its state is %c\n", state);
		return 2;
	}
	printf("after %d seconds unbind still runs, in the kernel\n", WAIT_MS / 1000);
	kill(pid, SIGKILL);
	if (done_within(pid, 2000))
		printf("affected: unbind ran in the kernel for %d seconds, until SIGKILL\n", WAIT_MS / 1000);
	else
		printf("affected: after %d seconds unbind still ran in the kernel, and took no SIGKILL\n",
		       WAIT_MS / 1000);
	return 1;
}
