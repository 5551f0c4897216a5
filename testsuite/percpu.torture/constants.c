/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Per-CPU addresses in static initialisers, folded by the compiler or by the
   linker, and of a variable that is not there.

   { dg-require constant-addresses } */

#include "torture.h"

struct deep { char c; struct { short s[3]; struct { long l; } in[4]; } d[5]; };
struct node { struct node __percpu *next; int __percpu *value; };

static PERCPU int a[64] = { [63] = 9, [62] = 8 };
static PERCPU int one = 1;
static PERCPU struct deep deep;
extern PERCPU int absent __attribute__ ((weak));

static int __percpu *const table[] = { a, &a[7], a + 63, &one, 0, &a[64] - 2 };
static long __percpu *const into = &deep.d[2].in[3].l;
static char __percpu *const byte = (char __percpu *) &a[63] + 1;
static const uintptr_t integer = (uintptr_t) &one + 4;
static const long difference = &a[9] - &a[2];
static void __percpu *nothing = 0 ? &one : NULL;
static struct node plain_node = { 0, &a[1] };
static PERCPU struct node first, second = { &first, &one };
static PERCPU struct node first = { &second, a };
static PERCPU int __percpu *of_pointers[2] = { &a[62], (int __percpu *) 0 };

static void
test (void)
{
  for (int i = 0; i < 6; i++)
    SHOW (table[i] ? *table[i] : -1);
  *into = 77;
  SHOW (deep.d[2].in[3].l + *byte);
  SHOW (*(int __percpu *) (integer - 4));
  SHOW (difference + (nothing == NULL));
  ++*plain_node.value;
  SHOW (a[1]);
  SHOW (first.next->next == &first && second.next->next == &second);
  SHOW (*first.next->value + *second.next->value + *of_pointers[0]);
  SHOW (!of_pointers[1]);
  SHOW (&absent == NULL);
  if (&absent)
    absent++;
}
