/*
 * The twin of the example missed-wakeup, written by hand from what the kernel does, not from what a search has
 * learned: with V615 under v6.15, without under the code of July 2022.
 *
 *   spin -DV615 -DCLAIMS -a missed-wakeup.pml
 *   gcc -O2 -DNOREDUCE -o pan pan.c
 *   ./pan -E -N safety; ./pan -a -f -N no_lost_wakeup; ./pan -a -f -N truncate_finishes
 *
 * One transition here is one operation there. What a task has seen it knows by where it is in the text: each way
 * to go on is written out, by macros.
 */
#define BIAS 1024

#ifdef V615
#define IDLE 0
#define BUSY (refcount != mapcount)
#define PGMAP_GET
#define PGMAP_PUT
#define WITH_PGMAP
#else
#define IDLE 1
#define BUSY (refcount > IDLE)
#define PGMAP_GET pgmap_users++;
#define PGMAP_PUT pgmap_users--;
#define WITH_PGMAP pgmap_users++;
#endif

/* The page: its counts, and what is true of it. */
short refcount = IDLE;
byte mapcount, pins, dma;
bit freed;
/* The file's DAX entry, and its lock. */
bit entry, entry_locked;
/* The process: its page table, mmap_lock, and whether GUP-fast is on its way with interrupts off. */
bit pte, tlb, gup_fast;
byte mmap_readers;
/* The file's invalidate_lock. */
byte sharing;
bit exclusive;
byte pgmap_users;
/* truncate on the wait queue of the page. */
bit queued, sleeping, finished;

/* wake_up_var(). */
#define WAKE(after) \
	if \
	:: d_step { !queued; skip } -> after \
	:: d_step { queued; queued = 0; sleeping = 0 } -> after \
	fi

/* A put: `also` happens with it; who leaves 0 wakes whoever sleeps. */
#define PUT(references, also, after) \
	if \
	:: d_step { refcount > references; refcount = refcount - references; also } -> after \
	:: d_step { refcount == references; refcount = 0; also } -> WAKE(after) \
	fi

/* vmf_insert_mixed() and what is counted for it. */
#ifdef V615
#define MAP(after) \
	refcount++; \
	d_step { \
		tlb = 1; \
		if :: pte :: else -> pte = 1; refcount++; mapcount++ fi \
	}; \
	PUT(1, skip, after)
#else
#define MAP(after) d_step { pte = 1; tlb = 1 }; after
#endif

/* dax_iomap_pte_fault(), under mmap_lock. */
#define FAULT(mapped, failed) \
	d_step { !exclusive; sharing++ }; \
	d_step { !entry_locked; entry_locked = 1 }; \
	if \
	:: d_step { !freed; skip } -> entry = 1; MAP(entry_locked = 0; sharing--; mapped) \
	:: d_step { freed; skip } -> entry_locked = 0; sharing--; failed \
	fi

active proctype app()
{
	mmap_readers++;
	FAULT(mmap_readers--; goto end_app, mmap_readers--; goto end_app);
end_app:
	false
}

/* What the holder of a pin does. */
#define USE \
	dma++; \
	dma--; \
	PUT(BIAS, pins--, goto end_io)

/* __get_user_pages(): follows, and faults in what is not there. */
#define GUP_SLOW(n) \
	mmap_readers++; \
follow_##n: \
	if \
	:: d_step { pte; refcount = refcount + BIAS; pins++; WITH_PGMAP skip } -> \
		PGMAP_PUT mmap_readers--; USE \
	:: d_step { !pte; skip } -> \
		FAULT(goto follow_##n, mmap_readers--; goto end_io) \
	fi

active proctype io()
{
	if	/* gup_pte_range(): is there an entry? */
	:: d_step { !pte; skip } -> GUP_SLOW(1)
	:: d_step { pte; gup_fast = 1 } -> PGMAP_GET
		if	/* try_grab_folio() takes nothing that is free */
		:: d_step { refcount == 0; gup_fast = 0 } -> GUP_SLOW(2)
		:: d_step { refcount > 0; refcount++ } ->
			refcount = refcount + BIAS - 1;
			if	/* is the entry still there? */
			:: d_step { pte; pins++; gup_fast = 0 } -> PGMAP_PUT USE
			:: d_step { !pte; skip } ->
				if	/* gup_put_folio() */
				:: d_step { refcount > BIAS; refcount = refcount - BIAS; gup_fast = 0 } ->
					PGMAP_PUT GUP_SLOW(3)
				:: d_step { refcount == BIAS; refcount = 0; gup_fast = 0 } ->
					if
					:: d_step { !queued; skip } -> PGMAP_PUT GUP_SLOW(4)
					:: d_step { queued; queued = 0; sleeping = 0 } -> PGMAP_PUT GUP_SLOW(5)
					fi
				fi
			fi
		fi
	fi;
end_io:
	false
}

/* What is done once no page of the file is busy. */
#define FREE_BLOCKS \
	entry = 0; \
	freed = 1; \
	d_step { exclusive = 0; finished = 1 }; goto end_trunc

/* dax_layout_busy_page(), and ___wait_var_event() around it. */
#define SCAN(n) \
	if \
	:: d_step { !BUSY; skip } -> FREE_BLOCKS \
	:: d_step { BUSY; skip } -> \
prepare_##n: \
		if :: d_step { true; queued = 1; sleeping = 1 } fi; \
		if \
		:: d_step { refcount == IDLE; skip } -> \
			d_step { queued = 0; sleeping = 0 }; goto again \
		:: d_step { refcount != IDLE; skip } -> \
			exclusive = 0; \
			d_step { !sleeping; skip }; \
			d_step { !exclusive && sharing == 0; exclusive = 1 }; goto prepare_##n \
		fi \
	fi

active proctype trunc()
{
	d_step { !exclusive && sharing == 0; exclusive = 1 };
again:
#ifndef V615
	true;	/* mapping_mapped(): somebody has mapped the file */
#endif
	if	/* zap_pte_range() */
	:: d_step { !pte; skip } -> SCAN(1)
#ifdef V615
	:: d_step { pte; pte = 0; mapcount-- } ->
		tlb = 0;	/* the flush */
		if	/* folios_put_refs() */
		:: d_step { refcount > 1; refcount-- } -> SCAN(2)
		:: d_step { refcount == 1; refcount = 0 } ->
			!queued;	/* wake_up_var(): nobody else sleeps */
			SCAN(3)
		fi
#else
	:: d_step { pte; pte = 0 } ->
		tlb = 0;
		SCAN(2)
#endif
	fi;
end_trunc:
	false
}

#ifdef CLAIMS
#define LOST (sleeping && refcount == IDLE)

c_decl {
\#include <stdio.h>
static char met_before[256];
#define met(number) do { if (!met_before[number]++) printf("met %d\n", number); } while (0)
}
/* Numbered as the properties of the example are. */
never safety {
	do
	:: d_step {
		if :: freed && pins > 0 -> c_code { met(1); } :: else fi;
		if :: freed && dma > 0 -> c_code { met(2); } :: else fi;
		skip
	}
	od
}
never no_lost_wakeup {
	do :: true :: LOST -> break od;
accept_lost: do :: LOST od
}
never truncate_finishes {
	do :: true :: !finished -> break od;
accept_sleeps: do :: !finished od
}
#endif
