// SPDX-License-Identifier: MIT
/* A worker: does one operation at a time, in a process of its own that the recorder can watch. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/io_uring.h>
#include <linux/userfaultfd.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "lab.h"
#include "worker.h"

static struct {
	char	*addr;
	size_t	len;
	long	page;		/* of the file, at addr */
} vmas[MAX_VMAS];

static sigjmp_buf touch_failed;
static volatile sig_atomic_t fault;	/* the signal that ended a touch */
/* What a SIGBUS does that comes between two touches: it ends this process, unless it was told to ignore it. */
static void (*stray_sigbus)(int) = SIG_DFL;

static void on_fault(int sig)
{
	fault = sig;
	siglongjmp(touch_failed, 1);
}

static void on_interrupt(int sig)
{
	(void)sig;
}

static void catch(int sig, void (*handler)(int))
{
	struct sigaction sa = { .sa_handler = handler };	/* no SA_RESTART: calls return EINTR */

	sigaction(sig, &sa, NULL);
}

static int open_file(const char *file, int flags)
{
	char path[64];

	snprintf(path, sizeof(path), "%s/%s", MNT, file);
	return open(path, flags | O_CLOEXEC, 0600);
}

static char *address(const struct cmd *c)
{
	return vmas[c->vma].addr + (c->page - vmas[c->vma].page) * PAGE;
}

static long result(long ret)
{
	return ret < 0 ? -errno : ret;
}

/* An address range of @len; on a 2 MB boundary where a PMD could map it. */
static void *reserve(size_t len)
{
	char *p = mmap(NULL, len + PMD, PROT_NONE,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (p == MAP_FAILED)
		return NULL;
	munmap(p, len + PMD);
	return (char *)(((uintptr_t)p + PMD - 1) / PMD * PMD);
}

static long op_map(const struct cmd *c)
{
	size_t len = (size_t)(c->pages * PAGE);
	int fd = open_file(c->file, O_RDWR);
	void *p;

	if (fd < 0)
		return -errno;
	p = mmap(reserve(len), len, PROT_READ | PROT_WRITE,
		 (c->flags & MAP_COW ? MAP_PRIVATE : MAP_SHARED) | MAP_FIXED_NOREPLACE, fd, c->page * PAGE);
	close(fd);
	if (p == MAP_FAILED)
		return -errno;
	vmas[c->vma].addr = p;
	vmas[c->vma].len = len;
	vmas[c->vma].page = c->page;
	return 0;
}

/* Reads or writes a byte of the page: one fault. */
static long op_touch(const struct cmd *c, struct reply *r)
{
	volatile char *p = address(c);

	catch(SIGBUS, on_fault);
	if (sigsetjmp(touch_failed, 1)) {
		catch(SIGBUS, stray_sigbus);
		r->sig = fault;
		return 0;
	}
	if (c->op == OP_WRITE)
		*p = 2;
	else
		*p;
	catch(SIGBUS, stray_sigbus);
	if (!c->no_lookup)
		r->pfn = mapped_pfn((void *)p);
	return 0;
}

static long op_munmap(const struct cmd *c)
{
	char *p = vmas[c->vma].addr;
	size_t len = vmas[c->vma].len;

	if (c->flags & MAP_HALF)
		return result(munmap(p + len / 2, len / 2));
	return result(munmap(p, len));
}

static long op_fork(const struct cmd *c)
{
	pid_t pid = fork();

	if (pid)
		return result(pid);
	worker_main(c->channel);
}

static long op_vmsplice(const struct cmd *c)
{
	struct iovec iov = { address(c), PAGE };

	return result(vmsplice(c->pipe, &iov, 1, SPLICE_F_NONBLOCK));
}

/* Writes from the page to the suspended device: the pins stay until it is resumed. */
static long op_direct_write(const struct cmd *c)
{
	int fd = open("/dev/mapper/lab", O_WRONLY | O_DIRECT | O_CLOEXEC);
	long ret;

	if (fd < 0)
		return -errno;
	ret = result(pwrite(fd, address(c), PAGE, 0));
	close(fd);
	return ret;
}

/* Memory whose first touch blocks for good: nobody answers its userfaultfd. */
static void *armed_buffer(void)
{
	int fd = (int)syscall(SYS_userfaultfd, O_CLOEXEC);
	struct uffdio_api api = { .api = UFFD_API };
	struct uffdio_register reg = { .mode = UFFDIO_REGISTER_MODE_MISSING };
	void *p = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (fd < 0 || p == MAP_FAILED || ioctl(fd, UFFDIO_API, &api) < 0)
		return NULL;
	reg.range.start = (uintptr_t)p;
	reg.range.len = PAGE;
	return ioctl(fd, UFFDIO_REGISTER, &reg) < 0 ? NULL : p;
}

static long op_readv(const struct cmd *c)
{
	struct iovec here = { armed_buffer(), PAGE }, there = { (void *)c->addr, PAGE };

	if (!here.iov_base)
		return -errno;
	return result(process_vm_readv(c->pid, &here, 1, &there, 1, 0));
}

static long op_register(const struct cmd *c)
{
	struct io_uring_params p = { 0 };
	struct iovec iov = { address(c), PAGE };
	int fd = (int)syscall(SYS_io_uring_setup, 1, &p);
	long ret;

	if (fd < 0)
		return -errno;
	ret = result(syscall(SYS_io_uring_register, fd, IORING_REGISTER_BUFFERS, &iov, 1));
	close(fd);
	return ret;
}

static long op_truncate(const struct cmd *c)
{
	int fd = open_file(c->file, O_RDWR);
	long ret;

	if (fd < 0)
		return -errno;
	ret = result(ftruncate(fd, c->pages * PAGE));
	close(fd);
	return ret;
}

static long op_punch(const struct cmd *c)
{
	int fd = open_file(c->file, O_RDWR);
	long ret;

	if (fd < 0)
		return -errno;
	ret = result(fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
			       c->page * PAGE, c->pages * PAGE));
	close(fd);
	return ret;
}

static long op_unlink(const struct cmd *c)
{
	char path[64];

	snprintf(path, sizeof(path), "%s/%s", MNT, c->file);
	return result(unlink(path));
}

static long op_fsync(const struct cmd *c)
{
	int fd = open_file(c->file, O_RDWR);
	long ret = result(fsync(fd));

	close(fd);
	return ret;
}

static long op_pwrite(const struct cmd *c)
{
	static char data[PAGE];
	int fd = open_file(c->file, O_RDWR);
	long ret;

	memset(data, 0x5a, sizeof(data));
	ret = result(pwrite(fd, data, PAGE, c->page * PAGE));
	close(fd);
	return ret < 0 ? ret : 0;
}

static long op_clone(const struct cmd *c)
{
	int from = open_file(c->file, O_RDONLY), to = open_file(c->file2, O_RDWR | O_CREAT);
	long ret = result(ioctl(to, FICLONE, from));

	close(from);
	close(to);
	return ret;
}

static long op_ignore_sigbus(void)
{
	stray_sigbus = SIG_IGN;
	catch(SIGBUS, stray_sigbus);
	return 0;
}

static long op_unbind(void)
{
	static const char name[] = "namespace0.0";
	int fd = open("/sys/bus/nd/drivers/nd_pmem/unbind", O_WRONLY | O_CLOEXEC);
	long ret;

	if (fd < 0)
		return -errno;
	ret = result(write(fd, name, strlen(name)));
	close(fd);
	return ret < 0 ? ret : 0;
}

static long perform(const struct cmd *c, struct reply *r)
{
	switch (c->op) {
	case OP_MAP:		return op_map(c);
	case OP_READ:
	case OP_WRITE:		return op_touch(c, r);
	case OP_MUNMAP:		return op_munmap(c);
	case OP_FORK:		return op_fork(c);
	case OP_VMSPLICE:	return op_vmsplice(c);
	case OP_DIRECT_WRITE:	return op_direct_write(c);
	case OP_READV:		return op_readv(c);
	case OP_REGISTER:	return op_register(c);
	case OP_TRUNCATE:	return op_truncate(c);
	case OP_PUNCH:		return op_punch(c);
	case OP_UNLINK:		return op_unlink(c);
	case OP_UMOUNT:		return result(umount(MNT));
	case OP_FSYNC:		return op_fsync(c);
	case OP_PWRITE:		return op_pwrite(c);
	case OP_CLONE:		return op_clone(c);
	case OP_UNBIND:		return op_unbind();
	case OP_ADDRESS:	return (long)address(c);
	case OP_OPEN:		return result(open_file(c->file, O_RDWR));
	case OP_IGNORE_SIGBUS:	return op_ignore_sigbus();
	}
	return -EINVAL;
}

void worker_main(int channel)
{
	struct cmd c;

	catch(SIGSEGV, on_fault);
	catch(SIGUSR1, on_interrupt);
	signal(SIGCHLD, SIG_IGN);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (;;) {
		struct reply r = { 0 };
		ssize_t got = recv(channel, &c, sizeof(c), 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got != sizeof(c))
			_exit(0);
		r.ret = perform(&c, &r);
		if (r.ret < 0) {
			r.err = (int)-r.ret;
			r.ret = -1;
		}
		send(channel, &r, sizeof(r), 0);
	}
}
