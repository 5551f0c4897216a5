/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Layer thread: the calling thread, its CPU and its area.

     record.c       the record of a thread, for the library and the images
     retry-table.c  sequences that were aborted twice in a row
     rseq.c         model `rseq': the struct rseq in use, and the way to an area
     bind.c         percpu_bind  */

#ifndef PCPU_THREAD_H
#define PCPU_THREAD_H 1

#include "area/area.h"

#pragma GCC visibility push (hidden)

/* The record.  */

/* Note in the record of the calling thread that the kernel does not abort its
   sequences.
   Context: before a sequence of the thread finds a matching tag.  */
void pcpu_record_no_rseq (void);

/* Complete the record of the calling thread, whose image is registered.
   Context: any.  */
void pcpu_record_begin (void);

/* The retry table.  */

/* An entry of the table.  */
struct pcpu_retry;

/* Find or create the entry of SEQUENCE.  LANDING is the first landing place of
   arch/CPU/retry.S.
   Returns: NULL if no entry is left.
   Context: any.  */
struct pcpu_retry *pcpu_retry_find (const struct __percpu_sequence *sequence,
				    const char *landing);

/* Returns: the sequence of the entry RETRY.  */
const struct __percpu_sequence *pcpu_retry_of (const struct pcpu_retry *retry);

/* Remove all sequences of IMAGE, whose code is about to be unmapped.  */
void pcpu_retry_forget (const struct __percpu_image *image);

/* Model `rseq'.  */

/* Prepare for IMAGE, which has code in model `rseq': choose the mode, unless
   that was done before, and store the offset in the image.  */
void pcpu_rseq_init (const struct __percpu_image *image);

/* Make the register of the calling thread fit its CPU, for __percpu_resume;
   the image is registered.  LANDING is as above.
   Returns: the new value of r11.  May change errno.
   Context: any.  */
uintptr_t pcpu_rseq_resume (uintptr_t where, unsigned int why,
			    const char *landing);

/* Returns: the CPU that the calling thread is bound to, or -1.  The areas must
   exist.
   Context: any.  */
int pcpu_thread_bound (void);

/* Note that the calling thread has been bound to CPU, or, if that is -1,
   unbound; the register is written.
   Context: all signals are blocked.  */
void pcpu_thread_set_bound (int cpu);

/* Get the area of a thread whose sequences the kernel does not abort.  Such a
   thread is the only one in its area, or bound.
   Returns: the displacement of that area; 0 if the kernel aborts the
   sequences, or if the thread has run none yet.
   Context: any.  */
uintptr_t pcpu_thread_no_rseq (void);

/* Returns: the displacement of the area of the thread's last operation; the
   thread must have executed one.
   Context: any.  */
uintptr_t pcpu_thread_area (void);

/* percpu_bind.  */

/* Initialise the register for the calling thread, the ancestor of all threads,
   and save its affinity.  Does not return if it fails.
   Context: a constructor.  */
void pcpu_thread_init (void);

#pragma GCC visibility pop

#endif /* PCPU_THREAD_H */
