// SPDX-License-Identifier: MIT
/*
 * The recorder: performs the steps of a scenario and prints, one JSON line a step, what was seen
 * after each.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fsmap.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "lab.h"
#include "worker.h"

/* What do_reuse() writes, so that a pipe that reads it reads another file's bytes. */
#define MARK		0x77

#define MAX_WORKERS	12
#define MAX_WATCHES	4
#define STACK_DEPTH	8

/* A call counts as blocked when it did not run at all for this long. */
#define SETTLE_MS	600
#define SAMPLE_MS	100
/* A call that still runs after this long is an error of the lab. */
#define GIVE_UP_MS	60000
/* ... but where one may go round without end, one that runs this long is taken to. */
#define SPIN_MS		5000

struct worker {
	char		name[16];
	pid_t		pid;
	int		channel;	/* the recorder's end */
	bool		alive, busy, killed;
	struct cmd	cmd;
	const char	*op;
	long		since;
};

const struct scenario *current;
const char *fs_name;

static struct scenario *scenarios;
static struct worker workers[MAX_WORKERS];
static int nr_workers;
static int channels[MAX_WORKERS][2];
static int pipes[MAX_PIPES][2];
static struct { char label[16]; uint64_t pfn; } watches[MAX_WATCHES];
static int nr_watches;
static bool unbound;		/* the device's driver is gone, or going */
static bool may_spin;		/* after an oops a task may, on a lock; a clone may, for a busy page */

void scenario_register(struct scenario *s)
{
	struct scenario **at = &scenarios;

	while (*at && strcmp((*at)->name, s->name) < 0)
		at = &(*at)->next;
	s->next = *at;
	*at = s;
}

long vma_pages(void)
{
	return current->size == SIZE_2M ? PMD / PAGE : 4;
}

long the_page(void)
{
	return current->size == SIZE_2M ? 5 : 0;
}

/* --- workers ------------------------------------------------------------- */

static struct worker *worker_add(const char *name)
{
	struct worker *w = &workers[nr_workers];

	if (nr_workers == MAX_WORKERS)
		fatal("too many workers");
	snprintf(w->name, sizeof(w->name), "%s", name);
	w->channel = channels[nr_workers++][0];
	w->alive = true;
	w->op = "none";
	return w;
}

struct worker *worker(const char *name)
{
	struct worker *w = worker_add(name);

	fflush(stdout);
	w->pid = fork();
	if (w->pid < 0)
		fatal("fork");
	if (!w->pid)
		worker_main(channels[w - workers][1]);
	return w;
}

bool is_busy(const struct worker *w)
{
	return w->busy;
}

bool is_alive(const struct worker *w)
{
	return w->alive;
}

bool was_killed(const struct worker *w)
{
	return w->killed;
}

static char task_state(pid_t pid)
{
	char path[64], buf[512], *at;

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	read_file(path, buf, sizeof(buf));
	at = strrchr(buf, ')');
	return at ? at[2] : 'Z';
}

static bool exited(const struct worker *w)
{
	return task_state(w->pid) == 'Z';
}

/* How often the task was switched out: the same number twice: it did not run in between. */
static long switches(pid_t pid)
{
	char path[64], buf[4096], *at;
	long n = 0;

	snprintf(path, sizeof(path), "/proc/%d/status", pid);
	read_file(path, buf, sizeof(buf));
	for (at = buf; (at = strstr(at, "voluntary_ctxt_switches:")); at++)
		n += strtol(at + strlen("voluntary_ctxt_switches:"), NULL, 10);
	return n;
}

static bool poll_reply(struct worker *w, struct reply *r, int ms)
{
	struct pollfd p = { .fd = w->channel, .events = POLLIN };

	return poll(&p, 1, ms) == 1 && recv(w->channel, r, sizeof(*r), 0) == sizeof(*r);
}

enum outcome { RETURNED, BLOCKED, DIED };

/* Waits until @w has answered, has died, or has slept without running once for SETTLE_MS. */
static enum outcome settle(struct worker *w, struct reply *r)
{
	long start = now_ms(), still = start, last = -1;

	for (;;) {
		char state;
		long n;

		if (poll_reply(w, r, SAMPLE_MS))
			return RETURNED;
		state = task_state(w->pid);
		if (state == 'Z')
			return poll_reply(w, r, 0) ? RETURNED : DIED;
		n = switches(w->pid);
		if (n != last || (state != 'S' && state != 'D')) {
			last = n;
			still = now_ms();
		}
		if (now_ms() - still >= SETTLE_MS)
			return BLOCKED;
		if (may_spin && now_ms() - start > SPIN_MS)
			return BLOCKED;
		if (now_ms() - start > GIVE_UP_MS)
			fatal("%s neither returns nor sleeps", w->name);
	}
}

/* --- printing a step ----------------------------------------------------- */

static void put_pages(void)
{
	int i;

	printf(",\"pages\":{");
	for (i = 0; i < nr_watches; i++) {
		struct counts c;

		page_counts(watches[i].pfn, &c);
		printf("%s\"%s\":{", i ? "," : "", watches[i].label);
		if (c.gone) {
			printf("\"gone\":true}");
			continue;
		}
		printf("\"ref\":%d,\"map\":%d", c.ref, c.map);
		if (c.large)
			printf(",\"head\":{\"ref\":%d,\"map\":%d,\"entire\":%d,\"large\":%d,\"pin\":%d}",
			       c.head_ref, c.head_map, c.entire, c.large_map, c.pin);
		printf(",\"mapping\":%s}", c.mapping ? "true" : "false");
	}
	printf("}");
}

/* The functions a blocked task sleeps in, innermost first, down to the system call. */
static void put_stack(pid_t pid)
{
	char path[64], buf[8192], *line, *save, *end;
	int n = 0;

	snprintf(path, sizeof(path), "/proc/%d/stack", pid);
	read_file(path, buf, sizeof(buf));
	printf(",\"stack\":[");
	for (line = strtok_r(buf, "\n", &save); line && n < STACK_DEPTH;
	     line = strtok_r(NULL, "\n", &save)) {
		line = strchr(line, ' ');
		if (!line)
			continue;
		end = strchr(++line, '+');
		if (end)
			*end = '\0';
		if (!strncmp(line, "do_syscall_64", 13) || !strncmp(line, "x64_sys_call", 12))
			break;
		if (!strcmp(line, "__schedule") || !strcmp(line, "schedule"))
			continue;
		printf("%s", n++ ? "," : "");
		put_string(line);
	}
	printf("]");
}

static const char *outcome_name(enum outcome o, const struct reply *r)
{
	const char *name;

	if (o == BLOCKED)
		return "blocked";
	if (o == DIED)
		return "died";
	if (r->sig)
		return r->sig == SIGBUS ? "SIGBUS" : "SIGSEGV";
	if (!r->err)
		return "ok";
	name = strerrorname_np(r->err);
	return name ? name : "?";
}

/* Which watched page the touched address maps, if one. */
static void put_maps(uint64_t pfn)
{
	int i;

	for (i = 0; i < nr_watches; i++)
		if (pfn && watches[i].pfn == pfn) {
			printf(",\"maps\":\"%s\"", watches[i].label);
			return;
		}
	printf(",\"maps\":%s", pfn ? "\"other\"" : "null");
}

/* Opens the line of a step. */
static void begin(const char *step, const char *op, const struct worker *w)
{
	printf("{\"step\":\"%s\",\"op\":\"%s\"", step, op);
	if (w)
		printf(",\"who\":\"%s\"", w->name);
}

/*
 * Whoever was blocked and has returned since. One that returns may let another go, so all are
 * asked again until nobody returns. @actor has just settled; NULL: a step that no worker took.
 */
static void put_returned(const struct worker *actor)
{
	int i, n = 0, before;

	do {
		before = n;
		for (i = 0; i < nr_workers; i++) {
			struct worker *w = &workers[i];
			struct reply r = { 0 };
			enum outcome o;

			if (!w->busy || (w == actor && !n))
				continue;
			o = settle(w, &r);
			if (o == BLOCKED)
				continue;
			w->busy = false;
			w->alive = o == RETURNED && !exited(w);
			printf("%s{\"who\":\"%s\",\"op\":\"%s\",\"result\":\"%s\"}",
			       n++ ? "," : ",\"returned\":[", w->name, w->op, outcome_name(o, &r));
		}
	} while (n > before);
	if (n)
		printf("]");
}

/* Workers that a signal has ended while no call of theirs was on its way. One that has just got it still runs. */
static void put_killed(void)
{
	int i, n = 0;

	for (i = 0; i < nr_workers; i++) {
		struct worker *w = &workers[i];
		long start = now_ms();

		if (w->busy || !w->alive)
			continue;
		while (task_state(w->pid) == 'R' && now_ms() - start < SPIN_MS)
			sleep_ms(10);
		if (!exited(w))
			continue;
		w->alive = false;
		w->killed = true;
		printf("%s\"%s\"", n++ ? "," : ",\"killed\":[", w->name);
	}
	if (n)
		printf("]");
}

static void put_blocked(void)
{
	int i, n = 0;

	for (i = 0; i < nr_workers; i++) {
		struct worker *w = &workers[i];
		char path[64], wchan[64], state;

		if (!w->busy)
			continue;
		state = task_state(w->pid);
		snprintf(path, sizeof(path), "/proc/%d/wchan", w->pid);
		read_file(path, wchan, sizeof(wchan));
		printf("%s{\"who\":\"%s\",\"op\":\"%s\",\"state\":\"%c\",\"wchan\":",
		       n++ ? "," : ",\"blocked\":[", w->name, w->op, state);
		put_string(strcmp(wchan, "0") ? wchan : "");
		/* Where a task spins is chance. */
		if (state == 'R')
			printf(",\"stack\":[]");
		else
			put_stack(w->pid);
		printf("}");
	}
	if (n)
		printf("]");
}

/* Closes the line: who returned meanwhile, the counts, who is blocked, what the kernel said. */
static void finish(const struct worker *actor, long start)
{
	long ms = now_ms() - start;

	put_returned(actor);
	put_killed();
	put_pages();
	put_blocked();
	kmsg_print();
	printf(",\"ms\":%ld}\n", ms);
	fflush(stdout);
	tcdrain(1);
}

/* Performs @c in @w and prints the step. */
static void perform(struct worker *w, const char *op, const struct cmd *c)
{
	struct reply r = { 0 };
	long start = now_ms();
	enum outcome o;

	if (w->busy)
		fatal("%s is busy", w->name);
	w->cmd = *c;
	w->op = op;
	w->busy = true;
	w->since = start;
	if (send(w->channel, c, sizeof(*c), 0) < 0)
		fatal("send to %s", w->name);
	o = settle(w, &r);
	w->busy = o == BLOCKED;
	w->alive = o != DIED;
	printf(",\"result\":\"%s\"", outcome_name(o, &r));
	if ((c->op == OP_READ || c->op == OP_WRITE) && o == RETURNED && !r.sig && !c->no_lookup)
		put_maps(r.pfn);
	finish(w, start);
}

static long query(struct worker *w, const struct cmd *c)
{
	struct reply r = { 0 };

	send(w->channel, c, sizeof(*c), 0);
	if (!poll_reply(w, &r, GIVE_UP_MS))
		fatal("%s does not answer", w->name);
	return r.ret;
}

/* --- steps --------------------------------------------------------------- */

void do_note(const char *step, const char *op)
{
	begin(step, op, NULL);
	finish(NULL, now_ms());
}

void do_map(const char *step, struct worker *w, int vma, const char *file, long page, int flags)
{
	struct cmd c = { .op = OP_MAP, .vma = vma, .page = page, .flags = flags };

	c.pages = flags & MAP_SMALL ? 4 : vma_pages();
	snprintf(c.file, sizeof(c.file), "%s", file);
	begin(step, "map", w);
	printf(",\"vma\":%d,\"file\":\"%s\",\"page\":%ld,\"length\":%ld%s", vma, file, page, c.pages,
	       flags & MAP_COW ? ",\"private\":true" : "");
	perform(w, "map", &c);
}

static void touch(const char *step, struct worker *w, int vma, long page, bool write)
{
	struct cmd c = {
		.op = write ? OP_WRITE : OP_READ, .vma = vma, .page = page,
		/* Without the device, pagemap would look at a struct page that is not there. */
		.no_lookup = unbound,
	};
	const char *op = write ? "write" : "read";

	begin(step, op, w);
	printf(",\"vma\":%d,\"page\":%ld", vma, page);
	perform(w, op, &c);
}

void do_read(const char *step, struct worker *w, int vma, long page)
{
	touch(step, w, vma, page, false);
}

void do_write(const char *step, struct worker *w, int vma, long page)
{
	touch(step, w, vma, page, true);
}

void do_munmap(const char *step, struct worker *w, int vma, int flags)
{
	struct cmd c = { .op = OP_MUNMAP, .vma = vma, .flags = flags };

	begin(step, "munmap", w);
	printf(",\"vma\":%d%s", vma, flags & MAP_HALF ? ",\"half\":true" : "");
	perform(w, "munmap", &c);
}

struct worker *do_fork(const char *step, struct worker *w, const char *child)
{
	struct worker *new = worker_add(child);
	struct cmd c = { .op = OP_FORK, .channel = channels[new - workers][1] };
	long start = now_ms();

	begin(step, "fork", w);
	new->pid = (pid_t)query(w, &c);
	if (new->pid <= 0)
		fatal("fork of %s", w->name);
	printf(",\"child\":\"%s\",\"result\":\"ok\"", child);
	finish(NULL, start);
	return new;
}

/* SIGKILL; blocked when the task does not die. */
void do_kill(const char *step, struct worker *w)
{
	long start = now_ms();
	bool was_busy = w->busy;
	int i;

	begin(step, "kill", w);
	kill(w->pid, SIGKILL);
	for (i = 0; !exited(w) && i < 40; i++)
		sleep_ms(50);
	if (exited(w)) {
		waitpid(w->pid, NULL, WNOHANG);
		w->alive = w->busy = false;
		printf(",\"result\":\"ok\"");
	} else {
		if (!was_busy) {
			w->busy = true;
			w->op = "exit";
		}
		printf(",\"result\":\"blocked\"");
	}
	finish(w, start);
}

/* A signal with a handler: an interruptible call returns EINTR. */
void do_interrupt(const char *step, struct worker *w)
{
	begin(step, "interrupt", w);
	kill(w->pid, SIGUSR1);
	printf(",\"result\":\"ok\"");
	finish(NULL, now_ms());
}

void do_ignore_sigbus(const char *step, struct worker *w)
{
	struct cmd c = { .op = OP_IGNORE_SIGBUS };

	begin(step, "ignore_sigbus", w);
	perform(w, "ignore_sigbus", &c);
}

void do_vmsplice(const char *step, struct worker *w, int vma, long page, int pipe)
{
	struct cmd c = { .op = OP_VMSPLICE, .vma = vma, .page = page, .pipe = pipes[pipe][1] };

	begin(step, "vmsplice", w);
	printf(",\"vma\":%d,\"page\":%ld,\"pipe\":%d", vma, page, pipe);
	perform(w, "vmsplice", &c);
}

/*
 * Runs @take in a child, as after an unbind it may oops, and prints how it ended: it returns 0,
 * an errno, or FOREIGN.
 */
#define FOREIGN	255

static void take_from_pipe(const char *step, const char *op, int pipe, int (*take)(int fd))
{
	struct reply r = { 0 };
	long start = now_ms();
	int status = 0;
	pid_t pid;

	begin(step, op, NULL);
	printf(",\"pipe\":%d", pipe);
	fflush(stdout);
	pid = fork();
	if (!pid)
		_exit(take(pipes[pipe][0]));
	waitpid(pid, &status, 0);
	r.err = WIFEXITED(status) && WEXITSTATUS(status) != FOREIGN ? WEXITSTATUS(status) : 0;
	printf(",\"result\":\"%s\"", outcome_name(WIFEXITED(status) ? RETURNED : DIED, &r));
	if (WIFEXITED(status) && WEXITSTATUS(status) == FOREIGN)
		printf(",\"foreign\":true");
	finish(NULL, start);
}

static int take_by_read(int fd)
{
	static unsigned char page[PAGE];

	if (read(fd, page, PAGE) < 0)
		return errno;
	return page[0] == MARK ? FOREIGN : 0;
}

static int take_by_splice(int fd)
{
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

	return splice(fd, NULL, null, NULL, PAGE, SPLICE_F_NONBLOCK) < 0 ? errno : 0;
}

/* Reads one page out of the pipe, which drops its reference. */
void do_drain(const char *step, int pipe)
{
	take_from_pipe(step, "drain", pipe, take_by_read);
}

/* Drops the reference without reading the page. */
void do_discard(const char *step, int pipe)
{
	take_from_pipe(step, "discard", pipe, take_by_splice);
}

void do_dm_suspend(const char *step)
{
	long start = now_ms();

	if (sh("dmsetup create lab --noudevsync --table '0 8192 linear /dev/ram0 0' && "
	       "dmsetup mknodes lab && dmsetup suspend lab --noudevsync --noflush --nolockfs") != 0)
		fatal("dmsetup");
	begin(step, "suspend_device", NULL);
	finish(NULL, start);
}

void do_dm_resume(const char *step)
{
	long start = now_ms();

	begin(step, "resume_device", NULL);
	if (sh("dmsetup resume lab --noudevsync") != 0)
		fatal("dmsetup resume");
	finish(NULL, start);
}

void do_direct_write(const char *step, struct worker *w, int vma, long page)
{
	struct cmd c = { .op = OP_DIRECT_WRITE, .vma = vma, .page = page };

	begin(step, "direct_write", w);
	printf(",\"vma\":%d,\"page\":%ld", vma, page);
	perform(w, "direct_write", &c);
}

void do_readv(const char *step, struct worker *w, struct worker *from, int vma, long page)
{
	struct cmd at = { .op = OP_ADDRESS, .vma = vma, .page = page };
	struct cmd c = { .op = OP_READV, .pid = from->pid, .addr = (uint64_t)query(from, &at) };

	begin(step, "process_vm_readv", w);
	printf(",\"from\":\"%s\",\"vma\":%d,\"page\":%ld", from->name, vma, page);
	perform(w, "process_vm_readv", &c);
}

void do_register(const char *step, struct worker *w, int vma, long page)
{
	struct cmd c = { .op = OP_REGISTER, .vma = vma, .page = page };

	begin(step, "register_buffer", w);
	printf(",\"vma\":%d,\"page\":%ld", vma, page);
	perform(w, "register_buffer", &c);
}

void do_truncate(const char *step, struct worker *w, const char *file, long pages)
{
	struct cmd c = { .op = OP_TRUNCATE, .pages = pages };

	snprintf(c.file, sizeof(c.file), "%s", file);
	begin(step, "truncate", w);
	printf(",\"file\":\"%s\",\"length\":%ld", file, pages);
	perform(w, "truncate", &c);
}

void do_punch(const char *step, struct worker *w, const char *file, long page, long pages)
{
	struct cmd c = { .op = OP_PUNCH, .page = page, .pages = pages };

	snprintf(c.file, sizeof(c.file), "%s", file);
	begin(step, "punch", w);
	printf(",\"file\":\"%s\",\"page\":%ld,\"length\":%ld", file, page, pages);
	perform(w, "punch", &c);
}

static void on_file(const char *step, const char *name, enum op op, struct worker *w,
		    const char *file, long page)
{
	struct cmd c = { .op = op, .page = page };

	snprintf(c.file, sizeof(c.file), "%s", file);
	begin(step, name, w);
	printf(",\"file\":\"%s\"", file);
	if (op == OP_PWRITE)
		printf(",\"page\":%ld", page);
	perform(w, name, &c);
}

void do_open(const char *step, struct worker *w, const char *file)
{
	on_file(step, "open", OP_OPEN, w, file, 0);
}

void do_unlink(const char *step, struct worker *w, const char *file)
{
	on_file(step, "unlink", OP_UNLINK, w, file, 0);
}

void do_fsync(const char *step, struct worker *w, const char *file)
{
	on_file(step, "fsync", OP_FSYNC, w, file, 0);
}

void do_pwrite(const char *step, struct worker *w, const char *file, long page)
{
	on_file(step, "pwrite", OP_PWRITE, w, file, page);
}

void do_umount(const char *step, struct worker *w)
{
	struct cmd c = { .op = OP_UMOUNT };

	begin(step, "umount", w);
	perform(w, "umount", &c);
}

void do_unbind(const char *step, struct worker *w)
{
	struct cmd c = { .op = OP_UNBIND };

	unbound = may_spin = true;
	begin(step, "unbind", w);
	perform(w, "unbind", &c);
}

void do_drop_caches(const char *step)
{
	long start = now_ms();

	begin(step, "drop_caches", NULL);
	write_file("/proc/sys/vm/drop_caches", "3");
	finish(NULL, start);
}

void do_clone(const char *step, struct worker *w, const char *from, const char *to)
{
	struct cmd c = { .op = OP_CLONE };

	snprintf(c.file, sizeof(c.file), "%s", from);
	snprintf(c.file2, sizeof(c.file2), "%s", to);
	may_spin = true;
	begin(step, "clone", w);
	printf(",\"file\":\"%s\",\"to\":\"%s\"", from, to);
	perform(w, "clone", &c);
}

void do_wait(const char *step, int seconds)
{
	long start = now_ms();

	begin(step, "wait", NULL);
	printf(",\"seconds\":%d", seconds);
	sleep_ms(seconds * 1000L);
	finish(NULL, start);
}

static int create(const char *file)
{
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", MNT, file);
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		fatal("create %s", path);
	return fd;
}

void do_reuse(const char *step, const char *file, const char *label)
{
	static char mark[PAGE];
	long start = now_ms(), page = 0, found = -1;
	int fd, i, full = 0;
	uint64_t pfn = 0;

	for (i = 0; i < nr_watches; i++)
		if (!strcmp(watches[i].label, label))
			pfn = watches[i].pfn;
	sync();
	fd = create(file);
	while (found < 0 && full < 20) {
		bool more = fallocate(fd, 0, page * PAGE, 16 * PAGE) == 0;

		for (i = 0; i < 16; i++)
			if (file_pfn(file, page + i) == pfn)
				found = page + i;
		if (more) {
			page += 16;
			continue;
		}
		/* xfs frees an unlinked file's blocks in a worker, and then waits for its log. */
		full++;
		sleep_ms(100);
		sync();
	}
	memset(mark, MARK, sizeof(mark));
	if (found >= 0 && pwrite(fd, mark, PAGE, found * PAGE) != PAGE)
		fatal("write %s", file);
	close(fd);
	begin(step, "reuse", NULL);
	printf(",\"file\":\"%s\",\"label\":\"%s\",\"found\":%s", file, label,
	       found >= 0 ? "true" : "false");
	finish(NULL, start);
}

/* Waits for @pid to exit; its exit code, or -1 when it does not, as after an oops. */
static int exit_code(pid_t pid, int seconds)
{
	int status, i;

	for (i = 0; i < seconds * 10; i++) {
		if (waitpid(pid, &status, WNOHANG) == pid)
			return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
		sleep_ms(100);
	}
	return -1;
}

/* Runs a stand-alone reproducer on this file system and records its verdict line and exit code. */
void do_program(const char *step, const char *program, const char *args)
{
	char command[256], out[4096], *last, *end;
	long start = now_ms();
	int code;
	pid_t pid;

	snprintf(command, sizeof(command), "exec /reproduce/%s %s </dev/null >/tmp/out 2>&1",
		 program, args);
	fflush(stdout);
	pid = fork();
	if (!pid) {
		execl("/bin/sh", "sh", "-c", command, NULL);
		_exit(127);
	}
	code = exit_code(pid, 90);
	read_file("/tmp/out", out, sizeof(out));
	end = out + strlen(out);
	while (end > out && end[-1] == '\n')
		*--end = '\0';
	last = strrchr(out, '\n');
	begin(step, "program", NULL);
	printf(",\"program\":\"%s %s\",\"exit\":%d,\"verdict\":", program, args, code);
	put_string(last ? last + 1 : out);
	finish(NULL, start);
}

/* --- set-up -------------------------------------------------------------- */

void make_file(const char *file, long pages, int byte)
{
	static char data[PAGE];
	int fd = create(file);
	long i;

	memset(data, byte, sizeof(data));
	if (fallocate(fd, 0, 0, pages * PAGE) < 0)
		fatal("fallocate %s", file);
	for (i = 0; i < pages; i++)
		if (pwrite(fd, data, PAGE, i * PAGE) != PAGE)
			fatal("write %s", file);
	fsync(fd);
	close(fd);
	if (pages >= PMD / PAGE && file_pfn(file, 0) % (PMD / PAGE))
		fatal("%s is not aligned to 2 MB", file);
}

void make_hole(const char *file, long pages)
{
	int fd = create(file);

	if (ftruncate(fd, pages * PAGE) < 0)
		fatal("ftruncate %s", file);
	close(fd);
}

void watch(const char *label, const char *file, long page)
{
	if (nr_watches == MAX_WATCHES)
		fatal("too many watches");
	snprintf(watches[nr_watches].label, sizeof(watches[0].label), "%s", label);
	watches[nr_watches].pfn = file_pfn(file, page);
	if (!watches[nr_watches++].pfn)
		fatal("%s page %ld is a hole", file, page);
}

void unwatch(const char *label)
{
	int i;

	for (i = 0; i < nr_watches && strcmp(watches[i].label, label); i++)
		;
	if (i < nr_watches)
		watches[i] = watches[--nr_watches];
}

void skip(const char *why)
{
	printf("{\"skip\":");
	put_string(why);
	printf("}\n{\"end\":\"%s\"}\n", current->name);
	fflush(stdout);
	tcdrain(1);
	exit(0);
}

static bool kernel_at_least(int major, int minor)
{
	struct utsname u;
	int a = 0, b = 0;

	uname(&u);
	sscanf(u.release, "%d.%d", &a, &b);
	return a > major || (a == major && b >= minor);
}

/* Before 6.0 xfs had DAX or reflink, not both. */
bool can_reflink(void)
{
	return !strcmp(fs_name, "xfs") && kernel_at_least(6, 0);
}

/* The name of this function stands in kernels that have it; it is xfs's alone. */
bool is_told(void)
{
	return !strcmp(fs_name, "xfs") && sh("grep -q ' xfs_dax_notify_failure\\b' /proc/kallsyms") == 0;
}

uint64_t mapped_back(const char *file)
{
	enum { MOST = 256 };
	struct fsmap_head *head = calloc(1, fsmap_sizeof(MOST));
	struct stat st;
	char path[64];
	int fd = open(MNT, O_RDONLY | O_CLOEXEC);
	uint64_t at;
	uint32_t i;

	snprintf(path, sizeof(path), "%s/%s", MNT, file);
	head->fmh_count = MOST;
	/* From the first block to the last of all devices. */
	memset(&head->fmh_keys[1], 0xff, offsetof(struct fsmap, fmr_length));
	if (fd < 0 || stat(path, &st) < 0 || ioctl(fd, FS_IOC_GETFSMAP, head) < 0)
		fatal("getfsmap %s", path);
	close(fd);
	for (i = 0; i < head->fmh_entries; i++)
		if (!(head->fmh_recs[i].fmr_flags & FMR_OF_SPECIAL_OWNER) && head->fmh_recs[i].fmr_owner == st.st_ino)
			break;
	if (i == head->fmh_entries)
		fatal("the file system has no reverse map: no block is said to be of %s", path);
	at = head->fmh_recs[i].fmr_physical;
	free(head);
	return at;
}

static const char *mkfs_command(void)
{
	if (!strcmp(fs_name, "ext4"))
		return "mkfs.ext4 -q -F -b 4096 -E stride=512,stripe-width=512";
	if (current && current->told && is_told())
		return "mkfs.xfs -q -f -m reflink=1,rmapbt=1 -d agcount=2,su=2m,sw=1 -l size=64m,su=32k";
	return can_reflink() ? "mkfs.xfs -q -f -m reflink=1 -d agcount=2,su=2m,sw=1 -l size=64m,su=32k"
	 : "mkfs.xfs -q -f -m reflink=0 -d agcount=2,su=2m,sw=1 -l size=64m,su=32k";
}

static void fresh_file_system(void)
{
	int i;

	/* What the scenario before left mounted. */
	for (i = 0; i < 100 && umount(MNT) < 0 && errno == EBUSY; i++)
		sleep_ms(100);
	if (sh("%s %s >/dev/null 2>&1", mkfs_command(), PMEM) != 0)
		fatal("mkfs");
	if (mount(PMEM, MNT, fs_name, 0, "dax=always") < 0)
		fatal("mount");
}

/* Ends the boot at once: after an oops a process that exits may hang on a lock. */
static void reset(void)
{
	printf("{\"end\":\"%s\"}\n{\"boot\":\"end\"}\n", current->name);
	fflush(stdout);
	tcdrain(1);
	sleep_ms(300);
	write_file("/proc/sysrq-trigger", "b");
	pause();
}

static void run(const struct scenario *s)
{
	int i;

	current = s;
	printf("{\"scenario\":\"%s\",\"about\":", s->name);
	put_string(s->about);
	/* Where it is not the one that the head of the recording has. */
	if (s->told && is_told())
		printf(",\"mkfs\":\"%s\"", mkfs_command());
	printf("}\n");
	fresh_file_system();
	page_init();
	kmsg_init();
	for (i = 0; i < MAX_WORKERS; i++)
		if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, channels[i]) < 0)
			fatal("socketpair");
	for (i = 0; i < MAX_PIPES; i++)
		if (pipe2(pipes[i], O_CLOEXEC) < 0 || fcntl(pipes[i][0], F_SETFL, O_NONBLOCK) < 0)
			fatal("pipe");
	s->run();
	if (s->last)
		reset();
	for (i = 0; i < nr_workers; i++)
		if (workers[i].alive)
			kill(workers[i].pid, SIGKILL);
	/* Until they are gone they hold the file system. */
	for (i = 0; i < nr_workers; i++)
		while (workers[i].alive && !exited(&workers[i]))
			sleep_ms(10);
	printf("{\"end\":\"%s\"}\n", s->name);
	fflush(stdout);
	tcdrain(1);
}

/* What is the same for all scenarios of a boot. */
static void print_header(void)
{
	struct counts c;
	struct utsname u;

	uname(&u);
	fresh_file_system();
	page_init();
	printf("{\"release\":\"%s\",\"build\":\"%s\",\"fs\":\"%s\",", u.release, u.version, fs_name);
	printf("\"mkfs\":\"%s\",\"mount\":\"-o dax=always\",", mkfs_command());
	printf("\"geometry\":{\"page\":%ld,\"pmd\":%ld,\"device\":%ld},", PAGE, PMD, DEVICE);
	page_print_layout();
	make_file("idle", 1, 1);
	watch("idle", "idle", 0);
	page_counts(watches[0].pfn, &c);
	printf(",\"idle\":%d}\n", c.ref);
	fflush(stdout);
	umount(MNT);
}

int main(int argc, char **argv)
{
	struct scenario *s;

	setvbuf(stdout, NULL, _IOFBF, 1 << 16);
	if (argc == 2 && !strcmp(argv[1], "list")) {
		for (s = scenarios; s; s = s->next)
			printf("%s\t%s\t%s\n", s->name, s->last ? "own" : "shared", s->about);
		return 0;
	}
	if (argc == 3 && !strcmp(argv[1], "header")) {
		fs_name = argv[2];
		print_header();
		return 0;
	}
	if (argc == 4 && !strcmp(argv[1], "run")) {
		fs_name = argv[2];
		for (s = scenarios; s; s = s->next)
			if (!strcmp(s->name, argv[3])) {
				run(s);
				return 0;
			}
		fprintf(stderr, "no scenario %s\n", argv[3]);
		return 2;
	}
	if (argc == 3 && !strcmp(argv[1], "cost")) {
		fs_name = argv[2];
		fresh_file_system();
		cost();
		return 0;
	}
	fprintf(stderr, "usage: %s list | header FS | run FS SCENARIO | cost FS\n", argv[0]);
	return 2;
}
