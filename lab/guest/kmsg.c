// SPDX-License-Identifier: MIT
/* Warnings in the kernel log: the first line of each, without what differs from run to run. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lab.h"

static int kmsg = -1;

void kmsg_init(void)
{
	/* Or else a WARN_ON_ONCE that an earlier scenario hit stays silent here. */
	write_file("/sys/kernel/debug/clear_warn_once", "1");
	kmsg = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	lseek(kmsg, 0, SEEK_END);
}

static bool is_warning(const char *s)
{
	static const char *const marks[] = {
		"WARNING:", "BUG:", "Oops", "kernel BUG", "general protection fault",
		"EXT4-fs error", "EXT4-fs (pmem0): shut down", "Block device removal", "Corruption of",
		"Device is about to be removed", "User initiated shutdown", "Sending SIGBUS",
	};
	/* What follows when an oops kills a task that held a lock; whether it does is chance. */
	static const char *const echoes[] = { "scheduling while atomic", "rcu_note_context_switch" };
	static bool oopsed;
	size_t i;

	/* Nor does it say anything what else such a kernel warns of: reference counts of the dead task, say. */
	oopsed |= strstr(s, "Oops") != NULL;
	if (oopsed && strstr(s, "WARNING:"))
		return false;
	for (i = 0; i < sizeof(echoes) / sizeof(*echoes); i++)
		if (strstr(s, echoes[i]))
			return false;
	for (i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (strstr(s, marks[i]))
			return true;
	return false;
}

/* Removes from @s each piece that starts with @from, up to and with the characters in @over. */
static void cut(char *s, const char *from, const char *over)
{
	char *at, *end;

	while ((at = strstr(s, from))) {
		end = at + strlen(from);
		end += strspn(end, over);
		memmove(at, end, strlen(end) + 1);
	}
}

static void normalise(char *s)
{
	char *at;

	cut(s, "CPU: ", "0123456789 ");
	cut(s, "PID: ", "0123456789 ");
	cut(s, "+0x", "0123456789abcdef/x");
	/* Newer kernels print the place first, and the CPU and the task's name and id last. */
	at = strstr(s, ", CPU#");
	if (at)
		*at = '\0';
	cut(s, " for address: ", "0123456789abcdef");
	cut(s, ", address: ", "0123456789abcdef");
	if (strstr(s, "Memory failure:")) {
		cut(s, " 0x", "0123456789abcdef:");
		cut(s, " to lab:", "0123456789");
	}
	cut(s, "comm ", "abcdefghijklmnopqrstuvwxyz0123456789-");
	/* "Oops: 0002 [#1] PREEMPT SMP NOPTI": keep the first word. */
	at = strstr(s, "Oops");
	if (at)
		at[4] = '\0';
	for (at = s + strlen(s); at > s && isspace((unsigned char)at[-1]); )
		*--at = '\0';
}

void kmsg_print(void)
{
	char buf[8192], *text, *end;
	bool oops = false;
	int n = 0;
	ssize_t got;

	for (;;) {
		got = read(kmsg, buf, sizeof(buf) - 1);
		if (got < 0 && errno == EPIPE)
			continue;	/* lines were overwritten before they were read */
		if (got < 0)
			break;
		buf[got] = '\0';
		text = strchr(buf, ';');
		end = text ? strchr(text, '\n') : NULL;
		if (!end)
			continue;
		*end = '\0';
		/* Of an oops also where it happened: the first RIP line after it. */
		if (oops && strstr(text, "RIP: 0010:"))
			oops = false;
		else if (!is_warning(text))
			continue;
		else if (strstr(text, "Oops"))
			oops = true;
		normalise(text + 1);
		printf("%s", n++ ? "," : ",\"dmesg\":[");
		put_string(text + 1);
	}
	if (n)
		putchar(']');
}
