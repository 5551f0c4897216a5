/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The loops that ref.cc measures: over functions of references and counters,
   and over the atomic operations that are commonly used instead.  In C,
   because only C has per-CPU variables.  */

#ifndef REF_WAYS_H
#define REF_WAYS_H 1

#ifdef __cplusplus
extern "C" {
#endif

struct ref_way
{
  const char *name;
  /* The name of the way with which it is compared.  */
  const char *other;
  /* Execute the operation N times.  */
  void (*loop) (unsigned long n);
  /* Check the result of N calls, when no thread is in LOOP.  May be NULL.
     Returns: NULL, or a description of the error.  */
  const char *(*check) (unsigned long n);
};

extern const struct ref_way ref_ways[];
extern const unsigned int ref_ways_nr;

/* Initialise the measured objects; open all areas if USED.  */
extern void ref_ways_init (int used);

/* Return the number of possible CPUs, and of those whose areas are used.  */
extern unsigned int ref_ways_cpus (void);
extern unsigned int ref_ways_cpus_used (void);
extern const char *ref_ways_mode (void);

#ifdef __cplusplus
}
#endif

#endif /* REF_WAYS_H */
