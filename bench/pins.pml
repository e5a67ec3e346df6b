/*
 * The twin of pins.ts: the same variables, and one transition for each operation there.
 *
 *   spin -o2 -a -DPINNERS=5 pins.pml
 *   gcc -O2 -DSAFETY -DNOREDUCE -DNOFAIR -o pan pan.c
 *   ./pan -E -m20000000 -w26
 *
 * An operation that observes something and goes two ways is a choice between two transitions of which one
 * can be taken. Guards and effects of one transition are in one d_step. With -o2 Spin keeps the variables that
 * are only written, as the checker does.
 */
#ifndef PINNERS
#define PINNERS 5
#endif
#define BIAS 1024

short refcount = 1;
bit pte = 0;
bit freed = 0;
byte pins = 0;
byte dma = 0;
byte lock = 0;       /* who holds it; 0 is nobody */
bit sleeping = 0;

active [PINNERS] proctype pinner()
{
	do	/* read */
	:: pte == 0 ->
		d_step { lock == 0 -> lock = _pid + 1 };	/* lock */
		d_step { pte = 1; freed = 0 };			/* map */
		lock = 0					/* unlock */
	:: pte == 1 ->
		refcount = refcount + 1;			/* grab */
		refcount = refcount + (BIAS - 1);		/* bias */
		if	/* recheck */
		:: d_step { pte == 1 -> pins++ };
			dma++;					/* start */
			dma--;					/* end */
			if	/* unpin */
			:: d_step { refcount == BIAS + 1 -> refcount = refcount - BIAS; pins-- };
				sleeping = 0			/* wake */
			:: d_step { refcount != BIAS + 1 -> refcount = refcount - BIAS; pins-- }
			fi
		:: pte == 0 ->
			if	/* undo */
			:: d_step { refcount == BIAS + 1 -> refcount = refcount - BIAS };
				sleeping = 0			/* wake */
			:: d_step { refcount != BIAS + 1 -> refcount = refcount - BIAS }
			fi
		fi
	od
}

active proctype truncater()
{
	do
	:: d_step { lock == 0 -> lock = PINNERS + 1 };		/* lock */
		do
		:: pte = 0;					/* zap */
			if	/* scan */
			:: refcount > 1 ->
test_again:			sleeping = 1;			/* prepare */
				if	/* test */
				:: refcount == 1 ->
					sleeping = 0		/* finish */
				:: refcount != 1 ->
					lock = 0;		/* drop */
					sleeping == 0;		/* schedule */
					d_step { lock == 0 -> lock = PINNERS + 1 };	/* relock */
					goto test_again
				fi
			:: refcount <= 1 -> break
			fi
		od;
		freed = 1;					/* free */
		lock = 0					/* unlock */
	od
}
