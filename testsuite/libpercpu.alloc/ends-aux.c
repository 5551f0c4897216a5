/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A shared object that has a dynamic object from its constructor to its
   destructor, and gives away another one; and a variable of its own, so that a
   part of the areas is added and removed with it.  */

#include <percpu.h>
#include <stdlib.h>

struct object { long n[20]; };

static const struct object value = { { 1, [19] = 20 } };
static __attribute__ ((percpu)) long table[1000] = { 3 };
static struct object __percpu *mine;

extern struct object __percpu *ends_make (void);
extern long ends_sum (void);

static void __attribute__ ((constructor))
begin (void)
{
  mine = percpu_alloc_value (struct object, &value);
  if (!mine)
    abort ();
}

static void __attribute__ ((destructor))
end (void)
{
  percpu_foreach (cpu)
    if (percpu_ptr (mine, cpu)->n[19] != 20)
      abort ();
  percpu_free (mine);
}

struct object __percpu *
ends_make (void)
{
  return percpu_alloc_value (struct object, &value);
}

long
ends_sum (void)
{
  percpu_foreach (cpu)
    percpu_ptr (mine, cpu)->n[0] = 7;
  return percpu_sum (mine->n[0]) + percpu_sum (table[0]);
}
