/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Every macro and every function of the public headers, used once.  headers.sh
   compiles this file in each standard of C, with warnings that the macros must
   not cause, and other scripts pass it to other tools; they look for each
   public name in it.  A new macro or function is a new line here.

   Macros that declare a variable need C99; the plain form of each such section
   is beside it.  */

#include <percpu.h>
#include <percpu/version.h>

#if defined __STDC_VERSION__ && __STDC_VERSION__ >= 199901L
# define DECLARES 1
#endif

/* The plugin says what there is; tools that only read C see a hosted
   program.  */
#if defined __PERCPU_ABI_FREESTANDING__ && !defined __PERCPU_MODEL_SINGLE__
# define FREESTANDING 1
#elif defined __PERCPU_MODEL_SINGLE__
# define SINGLE 1
#endif

extern int use (void);
extern int version (void);
extern int exchange (int v);
extern int bits (unsigned int nr);
extern long addresses (unsigned int cpu, long __percpu *p);
extern long sections (void);
extern void cells (void);
extern int lists (struct percpu_node *node, void *p, unsigned int cpu);
extern int64_t counters (struct percpu_counter *c);
extern void references (struct percpu_ref *ref);

struct stats
{
  long n, sum;
  char c;
};

static __attribute__ ((percpu)) long x;
static __attribute__ ((percpu)) unsigned char small;
static __attribute__ ((percpu)) double real;
static __attribute__ ((percpu)) bool flag;
static __attribute__ ((percpu)) struct stats stats;
static __attribute__ ((percpu)) long row[4];

int
version (void)
{
  return PERCPU_VERSION_NUMBER + PERCPU_VERSION_MAJOR + PERCPU_VERSION_MINOR
	 + PERCPU_VERSION_PATCH + PERCPU_VERSION[0];
}

int
exchange (int v)
{
  long old = 3;
  unsigned char old_small = 1;

  x += v;
  x++;
  old += percpu_xchg (x, v);
  old += percpu_cmpxchg (x, old, v);
  old += percpu_max (x, v) + percpu_min (x, old);
  old_small = percpu_max (small, old_small);
  old_small = percpu_min (small, 4);
  old_small = percpu_xchg (small, old_small);
  old_small = percpu_cmpxchg (small, old_small, 4);
  real = percpu_xchg (real, 2.0);
  flag = percpu_xchg (flag, true);
  return percpu_try_cmpxchg (x, &old, v)
	 + percpu_try_cmpxchg (small, &old_small, 4);
}

int
bits (unsigned int nr)
{
  percpu_set_bit (x, nr);
  percpu_clear_bit (x, nr);
  percpu_set_bit (small, nr);
  percpu_clear_bit (small, nr);
  row[1] += (long) nr;
  return percpu_test_bit (x, nr) + percpu_test_and_set_bit (x, nr)
	 + percpu_test_and_clear_bit (small, nr) + percpu_test_bit (small, nr);
}

#ifndef FREESTANDING
long
addresses (unsigned int cpu, long __percpu *p)
{
  long sum = *percpu_ptr (p, cpu) + percpu_ptr (&stats, cpu)->n
	     + *percpu_ptr (&row[1], cpu);

  sum += percpu_sum (x) + percpu_sum (*p) + percpu_sum (stats.n)
	 + percpu_sum (row[2]);
  sum += percpu_sum (small) + percpu_sum (flag) + (long) percpu_sum (real);
# ifndef SINGLE
  percpu_reset (x);
  percpu_reset (*p);
  percpu_reset (stats);
  percpu_reset (row);
  percpu_reset (flag);
# endif
# ifdef DECLARES
  percpu_foreach (each)
    sum += *percpu_ptr (p, each);
# else
  percpu_foreach (cpu)
    sum += *percpu_ptr (p, cpu);
# endif
  return sum;
}
#endif

long
sections (void)
{
  long sum;

  struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ();
  struct percpu_guard inner = percpu_guard_enter ();
  percpu_borrow (inner, &x)[0]++;
  percpu_guard_leave (&inner);
  sum = percpu_borrow (g, &stats)->n;
#ifndef FREESTANDING
  sum += (long) percpu_guard_cpu (g);
#endif
#ifdef DECLARES
  percpu_guarded (section)
    sum += *percpu_borrow (section, &x);
#endif
  return sum;
}

/* Additional functions of model `register'.  */
#if defined __PERCPU_MODEL_REGISTER__ || defined SINGLE
extern long in_place (void);
long
in_place (void)
{
  percpu_raw (x)++;
  percpu_raw (stats.n) = row[1];
  return *percpu_this_ptr (&x) + percpu_this_ptr (&stats)->n;
}
#elif !defined __PERCPU__
extern long in_place (void);
long
in_place (void)
{
  percpu_raw (x)++;
  return *percpu_this_ptr (&x);
}
#endif

static __attribute__ ((percpu)) PERCPU_CELL (struct stats) cell;

void
cells (void)
{
#ifdef DECLARES
  percpu_guarded (g)
    {
      percpu_cell_read (r, g, cell)
	(void) r->n;
      percpu_cell_write (w, g, cell)
	w->n++;
      percpu_cell_try_read (r, g, cell)
	(void) r->n;
      percpu_cell_try_write (w, g, cell)
	w->n++;
    }
#else
  struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ();

  percpu_borrow (g, &cell)->value.n++;
#endif
}

static __attribute__ ((percpu)) struct percpu_list list;
static __attribute__ ((percpu)) PERCPU_STACK (8) stack;

int
lists (struct percpu_node *node, void *p, unsigned int cpu)
{
  int n = percpu_list_empty (&list);

  percpu_list_push (&list, node);
  n += percpu_list_pop (&list) != NULL;
  n += percpu_list_pop_all (&list) != NULL;
  n += percpu_stack_push (&stack, p);
  n += percpu_stack_pop (&stack) != NULL;
  n += percpu_stack_count (&stack) > 0;
#ifndef FREESTANDING
  n += percpu_list_pop_all_of (&list, cpu) != NULL;
  n += percpu_list_drain (&list) != NULL;
# ifndef SINGLE
  n += percpu_stack_pop_of (&stack, cpu) != NULL;
# endif
#endif
  return n + (cpu != 0);
}

#ifndef FREESTANDING
extern int locks (unsigned int cpu);
static __attribute__ ((percpu)) struct percpu_lock lock;
static __attribute__ ((percpu)) struct percpu_rwlock rwlock;

int
locks (unsigned int cpu)
{
  unsigned int mine = percpu_lock_this (&lock);

  percpu_lock_leave (&lock, mine);
  percpu_lock_cpu (&lock, cpu);
  percpu_lock_leave (&lock, cpu);
  percpu_rwlock_read_enter (&rwlock);
  percpu_rwlock_read_leave (&rwlock);
  percpu_rwlock_write_enter (&rwlock);
  percpu_rwlock_write_leave (&rwlock);
  if (!percpu_lock_try_cpu (&lock, cpu))
    return 0;
  percpu_lock_leave (&lock, cpu);
  return 1;
}
#endif

#ifdef FREESTANDING
PERCPU_COUNTER_DEFINE (at_file_scope, 7);
#else
static PERCPU_COUNTER_DEFINE (at_file_scope, 7);
#endif

int64_t
counters (struct percpu_counter *c)
{
  percpu_counter_add (c, 3);
  percpu_counter_sub (c, 2);
  percpu_counter_inc (&at_file_scope);
  percpu_counter_dec (c);
  percpu_counter_set (c, 7);
#ifndef FREESTANDING
  if (percpu_counter_init (c, 0) == 0)
    percpu_counter_destroy (c);
  if (percpu_counter_init_many (c, 2, 0) == 0)
    percpu_counter_destroy_many (c, 2);
#endif
  return percpu_counter_sum (c) + percpu_counter_read (c)
	 + percpu_counter_error (c) + percpu_counter_compare (c, 7)
	 + percpu_counter_add_limited (c, 7, 1) + PERCPU_COUNTER_BATCH;
}

static void
released (struct percpu_ref *ref)
{
  percpu_ref_exit (ref);
}

void
references (struct percpu_ref *ref)
{
  percpu_ref_func *function = released;

  if (percpu_ref_init (ref, function, PERCPU_REF_ALLOW_REINIT) != 0)
    return;
  percpu_ref_get (ref);
  percpu_ref_get_many (ref, 2);
  if (percpu_ref_tryget (ref) && percpu_ref_tryget_live (ref)
      && percpu_ref_tryget_many (ref, 2)
      && percpu_ref_tryget_live_many (ref, 2))
    percpu_ref_put_many (ref, 6);
  percpu_ref_switch_to_atomic (ref);
  percpu_ref_switch_to_percpu (ref);
  percpu_ref_kill (ref);
  percpu_ref_resurrect (ref);
  percpu_ref_kill_and_confirm (ref, NULL);
  percpu_ref_put (ref);
  if (percpu_ref_is_zero (ref) && percpu_ref_is_dying (ref))
    percpu_ref_reinit (ref);
}

#ifndef __PERCPU_ABI_FREESTANDING__
extern long objects (size_t n);
extern int library (unsigned int cpu, const void *address);

static void
prepare (struct stats *slot, unsigned int cpu, void *arg)
{
  slot->n = cpu + (arg != NULL);
}

long
objects (size_t n)
{
  const struct stats value = { 1, 2, 3 };
  struct stats __percpu *scoped PERCPU_AUTOFREE = percpu_alloc (struct stats);
  struct stats __percpu *from = percpu_alloc_from (struct stats, prepare, NULL);
  struct stats __percpu *with = percpu_alloc_value (struct stats, &value);
  long __percpu *array = percpu_alloc_array (long, n);
  char __percpu *uninit = percpu_alloc_uninit (char);
  void __percpu *bytes = percpu_alloc_bytes (n, 64);
  long error = percpu_alloc_error ();

  if (scoped)
    scoped->n++;
  if (with && percpu_retain (with))
    percpu_release (with);
  percpu_release_with (with, prepare, NULL);
  percpu_free_with (from, prepare, NULL);
  percpu_free (array);
  percpu_free (uninit);
  percpu_free (bytes);
  return error;
}

int
library (unsigned int cpu, const void *address)
{
  int n = percpu_bind (cpu) + percpu_bound_cpu () + percpu_unbind ();

  n += percpu_nr_cpus () > 1 && percpu_cpu_possible (cpu)
       && percpu_cpu_next (cpu) == 1;
  n += percpu_area_base (cpu) == address;
  n += percpu_area_size () > 0;
  n += percpu_mode_name (percpu_mode ())[0];
  n += percpu_strerror (n)[0];
  n += percpu_version ()[0];
  percpu_stats ();
# ifndef SINGLE
  {
    struct percpu_stats numbers;
    struct percpu_address_info info;

    n += percpu_stats_get (&numbers, sizeof numbers);
    n += percpu_area_resident (cpu) > 0;
    n += percpu_preemptible ();
    n += percpu_address_info (address, &info);
    n += percpu_pointer_info (&x, &info);
    n += info.cpu == PERCPU_NO_CPU;
  }
# endif
  return n;
}

PERCPU_ROOM (1 << 20);
PERCPU_DYNAMIC_ROOM (1 << 20);
#endif

#ifdef FREESTANDING
void
percpu_preempt_disable (void)
{
}
void
percpu_preempt_enable (void)
{
}
#endif

#ifdef FREESTANDING
PERCPU_RESERVE (1 << 16);
extern int areas (unsigned int cpu, void *mem, size_t size);

void
percpu_report (const char *error, const char *what)
{
  (void) error;
  (void) what;
}

int
areas (unsigned int cpu, void *mem, size_t size)
{
  size_t align;
  int error = percpu_area_layout (PERCPU_CPUS_MAX, &size, &align);

  if (error == 0)
    error = percpu_init (mem, size, 4);
  if (error == 0)
    error = percpu_init_in_place (4);
  if (error == 0)
    error = percpu_add_memory (mem, size);
  percpu_unbind_area ();
  if (error == 0)
    error = percpu_bind_area (cpu);
  percpu_write_register (percpu_read_register ());
  if (error == 0 && percpu_this_cpu () < percpu_area_num ())
    error = percpu_reset_area (cpu);
  return error == 0 ? percpu_fini () : error;
}
#endif
