/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What ref.cc measures: loops over functions of references and counters, and
   over the atomic operations that others use for the same.  In C, because
   per-CPU variables are.  */

#ifndef REF_WAYS_H
#define REF_WAYS_H 1

#ifdef __cplusplus
extern "C" {
#endif

struct ref_way
{
  const char *name;
  /* The way that it is compared with.  */
  const char *other;
  /* Do it N times.  */
  void (*loop) (unsigned long n);
  /* What N calls have changed, when no thread is in LOOP; NULL if nothing.
     Returns: NULL, or what is wrong.  */
  const char *(*check) (unsigned long n);
};

extern const struct ref_way ref_ways[];
extern const unsigned int ref_ways_nr;

/* Make what is measured; let all areas be in use if USED.  */
extern void ref_ways_init (int used);

/* CPUs that are possible, and whose areas are used.  */
extern unsigned int ref_ways_cpus (void);
extern unsigned int ref_ways_cpus_used (void);
extern const char *ref_ways_mode (void);

#ifdef __cplusplus
}
#endif

#endif /* REF_WAYS_H */
