/* SPDX-License-Identifier: MIT */
/* What the recorder asks of a worker, and what it answers. */
#ifndef WORKER_H
#define WORKER_H

#include <stdint.h>
#include <sys/types.h>

enum op {
	OP_MAP, OP_READ, OP_WRITE, OP_MUNMAP, OP_FORK, OP_VMSPLICE, OP_DIRECT_WRITE, OP_READV, OP_REGISTER,
	OP_TRUNCATE, OP_PUNCH, OP_UNLINK, OP_UMOUNT, OP_FSYNC, OP_PWRITE, OP_CLONE, OP_UNBIND, OP_ADDRESS, OP_OPEN,
	OP_IGNORE_SIGBUS,
};

struct cmd {
	enum op		op;
	int		vma, flags, pipe;	/* pipe: its write end */
	int		channel;		/* fork: where the child listens */
	long		page, pages;
	pid_t		pid;			/* readv: of whom */
	uint64_t	addr;
	char		file[32], file2[32];
	int		no_lookup;		/* touch: do not ask which page is mapped afterwards */
};

struct reply {
	long		ret;
	int		err;			/* errno, or 0 */
	int		sig;			/* the touch raised SIGBUS or SIGSEGV */
	uint64_t	pfn;			/* what the touched address maps now */
};

/* Serves commands on @channel until the recorder goes away. */
void worker_main(int channel) __attribute__((noreturn));

#endif
