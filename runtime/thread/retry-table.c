/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The retry table: sequences that were aborted.

   The kernel only reports that a sequence was aborted; between two aborts of
   the same sequence it may have succeeded many times.  Therefore the second
   attempt uses another struct rseq_cs, for the same instructions or a copy of
   them, with a landing place of its own (arch/CPU/retry.S).  A thread that
   arrives there was aborted twice in a row.  Entries are added to the table
   when sequences are aborted, and do not change as long as the image is loaded,
   because a signal handler may cause an abort between any two instructions.  */

#include "thread/thread.h"
#include "retry.h"

/* An entry of the table, which is a hash table by the address of the sequence;
   retry.S depends on the size.  OF is set first and never changes; the other
   members are derived from it, and are written by each thread that needs
   them.  */
struct pcpu_retry
{
  uint32_t version;
  uint32_t flags;
  uint64_t start;
  uint64_t length;
  uint64_t abort;
  /* At the same offset as in struct __percpu_sequence.  */
  uint64_t resume;
  const struct __percpu_sequence *of;
};

#pragma GCC visibility push (hidden)
extern struct pcpu_retry pcpu_retry_table[PCPU_RETRY_MAX];
#pragma GCC visibility pop

struct pcpu_retry pcpu_retry_table[PCPU_RETRY_MAX]
  __attribute__ ((aligned (64)));

_Static_assert (sizeof (struct pcpu_retry) == 48
		&& (offsetof (struct pcpu_retry, resume)
		    == offsetof (struct __percpu_sequence, retry)),
		"retry.S and cold.S know the layout");

/* The number of entries that are probed for one sequence.  */
enum { RETRY_PROBES = 16 };

struct pcpu_retry *
pcpu_retry_find (const struct __percpu_sequence *sequence, const char *landing)
{
  uint64_t hash = (uintptr_t) sequence / 16 * 0x9e3779b97f4a7c15u;

  uint64_t start, resume = pcpu_retry_again (sequence, &start);

  if (!resume)
    return NULL;
  for (unsigned int i = 0; i < RETRY_PROBES; i++)
    {
      unsigned int number = ((unsigned int) (hash >> 32) + i) % PCPU_RETRY_MAX;
      struct pcpu_retry *retry = &pcpu_retry_table[number];
      const struct __percpu_sequence *of = NULL;

      if (!__atomic_compare_exchange_n (&retry->of, &of, sequence, false,
					__ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)
	  && of != sequence)
	continue;
      retry->start = start;
      retry->length = sequence->length;
      retry->abort = ((uintptr_t) landing
		      + number * PCPU_RETRY_SIZE + PCPU_RETRY_ENTRY);
      retry->resume = resume;
      return retry;
    }
  return NULL;
}

const struct __percpu_sequence *
pcpu_retry_of (const struct pcpu_retry *retry)
{
  return retry->of;
}

/* A sequence whose entry comes after one that becomes free here may get the
   free one too; it then has two entries.  */
void
pcpu_retry_forget (const struct __percpu_image *image)
{
  for (unsigned int i = 0; i < PCPU_RETRY_MAX; i++)
    {
      const char *of = (const char *) __atomic_load_n (&pcpu_retry_table[i].of,
						       __ATOMIC_ACQUIRE);

      if (of >= image->sequences && of < image->sequences_stop)
	__atomic_store_n (&pcpu_retry_table[i].of, NULL, __ATOMIC_RELEASE);
    }
}
