// SPDX-License-Identifier: MIT
/*
 * What happens when a persistent memory device is unbound from its driver while
 * a page of an open file on it is in a pipe?
 *
 *	cc -O2 -Wall -Wextra -o unbind unbind.c
 *	./unbind /mnt/dax namespace0.0 --yes-crash-this-machine
 *
 * THIS CAN CRASH THE KERNEL, and loses the file system. Without the last
 * argument it only prints what it would do. The first argument is a directory on
 * a file system mounted with -o dax, the second the namespace that it is on, by
 * its name below /sys/bus/nd/drivers/nd_pmem. Needs root. Up to v5.17 unbind
 * waits for the page. Since then it does not, as long as somebody has the file
 * open or mapped, as this program has: it returns at once and removes the struct
 * pages and the mapping of the device's memory. The pipe then holds a page that
 * is not there, and letting go of it makes the kernel oops. (Of a file that nobody
 * uses unbind evicts the inode; since v6.15 that waits for the page on ext4 and
 * xfs.)
 *
 * Exit code: 0 not affected (unbind waits), 1 affected (it does not), 2 could
 * not tell.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
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

static char path[4096];

static void cannot(const char *what)
{
	printf("could not tell: %s: %s\n", what, strerror(errno));
	if (*path)
		unlink(path);
	exit(2);
}

/*
 * A file in @dir, which has a name, @path: closing one without would evict its
 * inode, which after an unbind oopses too.
 */
static int dax_file(const char *dir)
{
	struct statx st;
	int fd;

	snprintf(path, sizeof(path), "%s/unbind.XXXXXX", dir);
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

/* Whether @dir is on namespace @name: no other device is to be lost. */
static bool is_on(const char *dir, const char *name)
{
	char link[64], device[PATH_MAX];
	struct stat st;

	if (stat(dir, &st))
		cannot(dir);
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
	static char data[PAGE];
	volatile char *page;
	struct iovec iov;
	int fd, pipefd[2];
	pid_t pid;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc < 3 || argc > 4 || (argc == 4 && strcmp(argv[3], "--yes-crash-this-machine"))) {
		fprintf(stderr, "usage: %s DIRECTORY-ON-FSDAX NAMESPACE [--yes-crash-this-machine]\n",
			argv[0]);
		return 2;
	}
	if (!is_on(argv[1], argv[2])) {
		printf("could not tell: %s is not on %s\n", argv[1], argv[2]);
		return 2;
	}
	if (argc == 3) {
		printf("would map a page of a file in %s, put it into a pipe, unbind %s from nd_pmem,\n"
		       "and let go of the pipe. That can crash this machine.\n", argv[1], argv[2]);
		printf("could not tell: add --yes-crash-this-machine to do it\n");
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
	/* A mapping would make this process's own exit oops. */
	munmap((void *)page, PAGE);
	printf("put a page of a file in %s into a pipe and unmapped it\n", argv[1]);

	pid = second_process();
	if (!pid)
		_exit(unbind(argv[2]));
	if (!done_within(pid, 5000)) {
		printf("unbind waits\n");
		if (read(pipefd[0], data, PAGE) != PAGE)
			cannot("read from the pipe");
		if (!done_within(pid, 10000)) {
			printf("could not tell: drained the pipe, and unbind still waits\n");
			return 2;
		}
		printf("drained the pipe: unbind returned\n");
		printf("not affected: unbind waited for the page in the pipe\n");
		return 0;
	}
	printf("unbind returned; the pipe still holds the page: letting go of it\n");
	pid = fork();
	if (pid < 0)
		cannot("fork");
	if (!pid) {
		/* The last to have the pipe: its exit drops the page. */
		sleep(1);
		_exit(0);
	}
	close(pipefd[0]);
	close(pipefd[1]);
	if (done_within(pid, 5000))
		printf("affected: unbind did not wait for the page in the pipe\n");
	else
		printf("affected: unbind did not wait, and the process that let go of the page "
		       "hangs in the kernel, see its log\n");
	return 1;
}
