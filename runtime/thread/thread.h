/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Layer thread: the calling thread, its CPU and its area.

     record.c       what the library and the code in each image know of a thread
     retry-table.c  sequences that were aborted twice in a row
     rseq.c         model `rseq': the struct rseq in use, and the way to an area
     bind.c         percpu_bind  */

#ifndef PCPU_THREAD_H
#define PCPU_THREAD_H 1

#include "area/area.h"

#pragma GCC visibility push (hidden)

/* The record.  */

/* The kernel does not abort the sequences of the calling thread: the record
   says so.
   Context: before the thread's sequences find a tag that fits.  */
void pcpu_record_no_rseq (void);

/* Complete the record of the calling thread, whose image is registered.
   Context: any.  */
void pcpu_record_begin (void);

/* The retry table.  */

/* An entry of the table.  */
struct pcpu_retry;

/* Find the entry of SEQUENCE, or make one.  LANDING is the first of the landing
   places in arch/CPU/retry.S.
   Returns: NULL if there is none left.
   Context: any.  */
struct pcpu_retry *pcpu_retry_find (const struct __percpu_sequence *sequence,
				    const char *landing);

/* Returns: the sequence whose entry RETRY is.  */
const struct __percpu_sequence *pcpu_retry_of (const struct pcpu_retry *retry);

/* Forget all sequences of IMAGE, whose code is about to go.  */
void pcpu_retry_forget (const struct __percpu_image *image);

/* Model `rseq'.  */

/* IMAGE has code in model `rseq': choose the mode, if that was not done
   before, and tell the image.  */
void pcpu_rseq_init (const struct __percpu_image *image);

/* Bring the calling thread and its area together, as __percpu_resume does; the
   image is registered.  LANDING is as above.
   Returns: the new value of r11.  May change errno.
   Context: any.  */
uintptr_t pcpu_rseq_resume (uintptr_t where, unsigned int why,
			    const char *landing);

/* Returns: the CPU that the calling thread is bound to, or -1.  The areas
   must be there.
   Context: any.  */
int pcpu_thread_bound (void);

/* The calling thread has been bound to CPU, or, if that is -1, to none; the
   register is written.
   Context: all signals are blocked.  */
void pcpu_thread_set_bound (int cpu);

/* A thread whose sequences the kernel does not abort is alone in its area, or
   bound.
   Returns: the displacement of that area; 0 if the kernel aborts them, or the
   thread has run no sequence yet.
   Context: any.  */
uintptr_t pcpu_thread_no_rseq (void);

/* Returns: the displacement of the area where the thread's last operation was;
   it has run one.
   Context: any.  */
uintptr_t pcpu_thread_area (void);

/* percpu_bind.  */

/* Take the calling thread, which is that of the constructors, for the
   ancestor of all threads.  */
void pcpu_thread_init (void);

#pragma GCC visibility pop

#endif /* PCPU_THREAD_H */
