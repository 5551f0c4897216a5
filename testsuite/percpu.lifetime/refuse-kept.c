/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Borrowed pointers are passed to functions of the system that keep them, or to
   the lists of the library.  */

#define _GNU_SOURCE
#include <pthread.h>
#include <search.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/epoll.h>
#include <threads.h>
#include <time.h>
#include "lifetime.h"

struct node_stats { struct percpu_node node; long n; };
static __attribute__ ((percpu)) struct stats st;
static __attribute__ ((percpu)) struct node_stats ns;
static __attribute__ ((percpu)) struct percpu_list list;
static _Atomic (struct stats *) shared;
static struct stats *plain_shared;
pthread_t thread;
pthread_key_t key;
thrd_t c_thread;
tss_t c_key;
timer_t timer;
void *run (void *);
int c_run (void *);
void at_exit (int, void *);
int compare (const void *, const void *);

void
to_thread (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      pthread_create (&thread, NULL, run, s);
/* { dg-error "'s', which was borrowed from guard 'g', is passed to a function that keeps it" "" { target *-*-* } .-1 } */
    }
}

void
part_to_thread (void)
{
  percpu_guarded (g)
    pthread_create (&thread, NULL, run, &percpu_borrow (g, &st)->m);
/* { dg-error "a pointer that was borrowed from guard 'g' is passed to a function that keeps it" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
}

void
to_specific (void)
{
  percpu_guarded (g)
    pthread_setspecific (key, percpu_borrow (g, &st));
/* { dg-error "is passed to a function that keeps it" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
}

void
to_c_threads (struct percpu_guard *g)
{
  struct stats *s = percpu_borrow (*g, &st);	/* { dg-note "borrowed here" } */
  thrd_create (&c_thread, c_run, s);	/* { dg-error "'s', which was borrowed from guard '.g', is passed to a function that keeps it" } */
  tss_set (c_key, s);	/* { dg-error "'s', which was borrowed from guard '.g', is passed to a function that keeps it" } */
}

void
to_exit (void)
{
  percpu_guarded (g)
    on_exit (at_exit, percpu_borrow (g, &st));
/* { dg-error "is passed to a function that keeps it" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
}

void
to_timer (void)
{
  percpu_guarded (g)
    {
      struct sigevent e = { .sigev_notify = SIGEV_SIGNAL };
      e.sigev_value.sival_ptr = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      timer_create (CLOCK_MONOTONIC, &e, &timer);
/* { dg-error "is passed to a function that keeps it" "" { target *-*-* } .-1 } */
    }
}

void
to_epoll (int fd)
{
  percpu_guarded (g)
    {
      struct epoll_event e = { .events = EPOLLIN };
      e.data.ptr = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      epoll_ctl (fd, EPOLL_CTL_ADD, 0, &e);
/* { dg-error "is passed to a function that keeps it" "" { target *-*-* } .-1 } */
    }
}

void
to_signal (pid_t pid)
{
  percpu_guarded (g)
    {
      union sigval v = { .sival_ptr = percpu_borrow (g, &st) };	/* { dg-note "borrowed here" } */
      sigqueue (pid, SIGUSR1, v);
/* { dg-error "is passed to a function that keeps it" "" { target *-*-* } .-1 } */
    }
}

void
to_tree (void **root)
{
  percpu_guarded (g)
    tsearch (percpu_borrow (g, &st), root, compare);
/* { dg-error "is passed to a function that keeps it" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
}

void
to_table (char *name)
{
  percpu_guarded (g)
    {
      ENTRY e = { name, percpu_borrow (g, &st) };	/* { dg-note "borrowed here" } */
      hsearch (e, ENTER);
/* { dg-error "is passed to a function that keeps it" "" { target *-*-* } .-1 } */
    }
}

void
to_list (void)
{
  percpu_guarded (g)
    {
      struct node_stats *n = percpu_borrow (g, &ns);	/* { dg-note "borrowed here" } */
      percpu_list_push (&list, &n->node);
/* { dg-error "'n', which was borrowed from guard 'g', is passed to a function that keeps it" "" { target *-*-* } .-1 } */
    }
}

void
to_atomic (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      atomic_store (&shared, s);
/* { dg-error "stored where it outlives the guard" "" { target *-*-* } .-1 } */
    }
}

void
to_atomic_builtin (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      __atomic_store_n (&plain_shared, s, __ATOMIC_RELEASE);
/* { dg-error "'s', which was borrowed from guard 'g', is stored where it outlives the guard" "" { target *-*-* } .-1 } */
    }
}
