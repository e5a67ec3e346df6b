// SPDX-License-Identifier: MIT
/*
 * Is a truncate woken when another process has read the page, or has made a
 * futex call on it?
 *
 *	cc -O2 -Wall -Wextra -o memory-read-wakeup memory-read-wakeup.c
 *	./memory-read-wakeup /mnt/dax
 *	./memory-read-wakeup /mnt/dax futex
 *
 * The first argument is a directory on a file system mounted with -o dax (ext4
 * or xfs). No privileges needed, no file stays. One process maps a page of a
 * file. A second one reads it through /proc/PID/mem, or, with futex, calls
 * FUTEX_WAKE on a word in it: for that the kernel takes a reference on the page
 * for a moment. A third one writes the page and truncates it away, and waits for
 * that reference where it meets it. Where the reference goes without a wake-up
 * the truncate sleeps on although nobody holds the page; then another reference
 * to it that comes and goes through a pipe wakes the truncate. Since v6.15 such a
 * truncate may sleep on a mapping instead, which the second process has made by
 * reading; refault-sleeper.c is about that.
 *
 * Exit code: 0 not affected, 1 affected, 2 could not tell.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PAGE	4096
/* So long the three go on, unless a truncate sleeps before. */
#define TRY_MS	60000
/* A truncate that takes this long sleeps. */
#define ASLEEP_MS	2000

/* What the processes tell each other. */
static volatile struct {
	long truncates, accesses;
	long since;		/* when the truncate under way began; 0: none is */
} *shared;

static void cannot(const char *what)
{
	printf("could not tell: %s: %s\n", what, strerror(errno));
	exit(2);
}

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
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

/* A process that dies with this one. */
static pid_t process(void)
{
	pid_t pid = fork();

	if (pid < 0)
		cannot("fork");
	if (!pid)
		prctl(PR_SET_PDEATHSIG, SIGKILL);
	return pid;
}

static void end(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

/* Reads the page of process @owner, or wakes nobody on a futex in it. */
static void access_page(pid_t owner, volatile char *page, bool futex)
{
	char path[64], buf[PAGE];
	int mem;

	snprintf(path, sizeof(path), "/proc/%d/mem", owner);
	mem = open(path, O_RDONLY);
	for (;;) {
		if (futex ? syscall(SYS_futex, page, FUTEX_WAKE, 1, NULL, NULL, 0) == 0
			  : pread(mem, buf, PAGE, (off_t)(unsigned long)page) == PAGE)
			shared->accesses++;
	}
}

static void truncate_again_and_again(int fd)
{
	static char data[PAGE];
	volatile int i;

	for (;;) {
		if (pwrite(fd, data, PAGE, 0) != PAGE)
			_exit(1);
		/* Not always at the same moment after the write. */
		for (i = shared->truncates * 7919 % 3000; i > 0; i--)
			;
		shared->since = now_ms();
		if (ftruncate(fd, 0))
			_exit(1);
		shared->since = 0;
		shared->truncates++;
	}
}

/* Whether truncate number @nr goes on within @ms. */
static bool goes_on(long nr, int ms)
{
	for (; ms > 0; ms -= 10) {
		if (shared->truncates != nr)
			return true;
		usleep(10000);
	}
	return false;
}

/* Waits until a truncate sleeps, and says which; -1 if none does. */
static long asleep(pid_t truncater)
{
	long start = now_ms(), since;

	while (now_ms() - start < TRY_MS) {
		usleep(20000);
		if (waitpid(truncater, NULL, WNOHANG) == truncater)
			cannot("the truncating process");
		since = shared->since;
		if (since && now_ms() - since > ASLEEP_MS)
			return shared->truncates;
	}
	return -1;
}

int main(int argc, char **argv)
{
	static char data[PAGE];
	bool futex = argc == 3 && !strcmp(argv[2], "futex");
	pid_t mapper, accessor, truncater;
	volatile char *page;
	struct iovec iov;
	int fd, pipefd[2];
	long nr;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc != 2 && !futex) {
		fprintf(stderr, "usage: %s DIRECTORY-ON-FSDAX [futex]\n", argv[0]);
		return 2;
	}
	fd = dax_file(argv[1]);
	shared = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (shared == MAP_FAILED || page == MAP_FAILED || write(fd, data, PAGE) != PAGE || fsync(fd) || pipe(pipefd))
		cannot("set up");

	/* It has the VMA, and touches nothing: whoever reads its memory faults the page in. */
	mapper = process();
	if (!mapper)
		for (;;)
			pause();
	accessor = process();
	if (!accessor)
		access_page(mapper, page, futex);
	truncater = process();
	if (!truncater)
		truncate_again_and_again(fd);
	printf("one process truncates a page, another %s\n",
	       futex ? "makes futex calls on it" : "reads it through /proc/PID/mem");

	nr = asleep(truncater);
	end(accessor);
	if (nr < 0) {
		printf("%ld truncates, %ld accesses\n", shared->truncates, shared->accesses);
		printf("not affected: no truncate slept for %d seconds\n", ASLEEP_MS / 1000);
		return 0;
	}
	printf("truncate %ld sleeps; the accesses have ended\n", nr);
	if (goes_on(nr, 5000)) {
		printf("not affected: truncate went on when the accesses ended\n");
		return 0;
	}
	end(mapper);
	if (goes_on(nr, 5000)) {
		printf("not affected: truncate slept on a mapping, and went on when that was gone\n");
		return 0;
	}
	printf("it still sleeps, and nobody holds or maps the page; putting it into a pipe\n");
	iov.iov_base = (void *)page;
	iov.iov_len = PAGE;
	if (vmsplice(pipefd[1], &iov, 1, 0) != PAGE || read(pipefd[0], data, PAGE) != PAGE)
		cannot("vmsplice");
	if (!goes_on(nr, 5000)) {
		printf("could not tell: it sleeps on after that too\n");
		return 2;
	}
	printf("affected: truncate slept though nobody held the page, until another reference went\n");
	return 1;
}
