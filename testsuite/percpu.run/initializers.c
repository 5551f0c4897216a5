/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Every instance begins with the variable's initial value, of any type: on
   every CPU, and again after percpu_reset.  */
/* { dg-additional-options "-fplugin-arg-percpu-unguarded=off" } */
/* { dg-do run } */
/* { dg-require constant-addresses } */
/* { dg-additional-options "-fplugin-arg-percpu-tearing=off" } */

#include "../lib/check.h"
#include <percpu.h>
#include <stdint.h>

enum color { RED, GREEN = 5, BLUE };
union mixed { unsigned int word; unsigned char bytes[4]; float real; };
struct inner { short s[3]; const char *name; };
struct outer
{
  int first;
  struct inner in[2];
  union mixed u;
  enum color c;
  unsigned int low : 3, high : 5;
  int __percpu *to;
  int (*function) (int);
  _Bool flag;
  struct { char anonymous; };
};

static int plain = 9;

static int
twice (int v)
{
  return 2 * v;
}

static __attribute__ ((percpu)) int zero, one = 1, computed = 3 * sizeof (int);
static __attribute__ ((percpu)) signed char small = -3;
static __attribute__ ((percpu)) _Bool yes = 2;
static __attribute__ ((percpu)) enum color color = BLUE;
static __attribute__ ((percpu)) float real = 1.25f;
static __attribute__ ((percpu)) double wide = -1e100;
static __attribute__ ((percpu)) long double wider = 3.5L;
static __attribute__ ((percpu)) _Complex double complex_one = 1.0 + 2.0i;
static __attribute__ ((percpu)) __int128 huge = (__int128) 1 << 100;
static __attribute__ ((percpu)) char text[] = "per CPU";
static __attribute__ ((percpu)) char padded[16] = "short";
static const char *__attribute__ ((percpu)) string = "a string";
static __attribute__ ((percpu)) int numbers[] = { 1, 2, [5] = 6, 7 };
static __attribute__ ((percpu)) int matrix[2][3] = { { 1 }, { 4, 5, 6 } };
static __attribute__ ((percpu)) int range[8] = { [2 ... 5] = 4 };
static int *__attribute__ ((percpu)) to_plain = &plain;
static int __percpu *to_percpu = &numbers[5];
static int __percpu *const table[] = { &one, numbers, &numbers[2] + 1, NULL };
static int __percpu *__attribute__ ((percpu)) both = &matrix[1][2];
static int __percpu (*to_array)[3] = &matrix[1];
static __attribute__ ((percpu)) union mixed mixed = { .real = 1.0f };
static __attribute__ ((percpu)) uintptr_t address = (uintptr_t) &plain;
static __attribute__ ((percpu)) const int constant = 77;
static const __attribute__ ((percpu)) char constants[] = "constant";
static __attribute__ ((percpu)) volatile int device = 8;
static __attribute__ ((percpu, aligned (64))) int lonely = 64;
__attribute__ ((percpu)) struct outer outer
  = { 1, { { { 1, 2 }, "first" }, [1].name = "second" }, { .bytes[3] = 1 },
      GREEN, .high = 21, .to = &numbers[3], .function = twice, .flag = 1,
      .anonymous = 'x' };
static __attribute__ ((percpu)) struct inner of_literal
  = (struct inner) { .s = { 7, 8, 9 }, .name = "literal" };
static struct { struct outer __percpu *where; int n; } plain_with[]
  = { { &outer, 1 }, { NULL, 2 } };
typedef int __attribute__ ((percpu)) percpu_int;
static percpu_int by_typedef = 11;
static percpu_int by_typedef_array[2] = { 12, 13 };
static int __percpu by_qualifier = 14;

/* The values of this CPU's instances, read by operators.  */

static __attribute__ ((noipa)) void
check (void)
{
  static __attribute__ ((percpu)) int local = 20;
  static __attribute__ ((percpu)) struct inner local_struct = { .s = { 21 } };
  static int __percpu *local_pointer = &local;

  EXPECT (zero == 0 && one == 1 && computed == 12 && small == -3);
  EXPECT (yes == 1 && color == BLUE && real == 1.25f && wide == -1e100);
  EXPECT (wider == 3.5L && complex_one == 1.0 + 2.0i);
  EXPECT (huge >> 99 == 2 && (long) huge == 0);
  EXPECT (text[0] == 'p' && text[7] == 0 && sizeof text == 8);
  EXPECT (padded[4] == 't' && padded[15] == 0);
  EXPECT (strcmp (string, "a string") == 0 && string[2] == 's');
  EXPECT (numbers[1] == 2 && numbers[2] == 0 && numbers[6] == 7);
  EXPECT (matrix[0][0] == 1 && matrix[0][2] == 0 && matrix[1][2] == 6);
  EXPECT (range[1] == 0 && range[2] == 4 && range[5] == 4 && range[6] == 0);
  EXPECT (*to_plain == 9 && to_plain == &plain);
  EXPECT (*to_percpu == 6 && *table[0] == 1 && table[1][1] == 2);
  EXPECT (*table[2] == 0 && table[2] == numbers + 3 && !table[3]);
  EXPECT (*both == 6 && both[-1] == 5 && (*to_array)[0] == 4);
  EXPECT (mixed.word == 0x3f800000 && mixed.bytes[3] == 0x3f);
  EXPECT (address == (uintptr_t) &plain && constant == 77);
  EXPECT (constants[8] == 0 && constants[7] == 't' && device == 8);
  EXPECT (lonely == 64 && ((uintptr_t) percpu_this_ptr (&lonely)) % 64 == 0);
  EXPECT (outer.first == 1 && outer.in[0].s[1] == 2 && outer.in[1].s[0] == 0);
  EXPECT (strcmp (outer.in[1].name, "second") == 0 && outer.u.word == 1 << 24);
  EXPECT (outer.c == GREEN && outer.low == 0 && outer.high == 21);
  EXPECT (*outer.to == 0 && outer.to == &numbers[3] && outer.function (4) == 8);
  EXPECT (outer.flag && outer.anonymous == 'x' && of_literal.s[2] == 9);
  EXPECT (plain_with[0].where->in[0].s[0] == 1 && !plain_with[1].where);
  EXPECT (by_typedef == 11 && by_typedef_array[1] == 13 && by_qualifier == 14);
  EXPECT (local == 20 && *local_pointer == 20 && local_struct.s[0] == 21);
}

static __attribute__ ((noipa)) void
check_instances (void)
{
  percpu_foreach (cpu)
    {
      struct outer *o = percpu_ptr (&outer, cpu);

      EXPECT (*percpu_ptr (&zero, cpu) == 0 && *percpu_ptr (&one, cpu) == 1);
      EXPECT (memcmp (percpu_ptr (&text, cpu), "per CPU", 8) == 0);
      EXPECT (strcmp (percpu_ptr (padded, cpu), "short") == 0);
      EXPECT ((*percpu_ptr (&matrix, cpu))[1][2] == 6);
      EXPECT (percpu_ptr (&matrix[1], cpu)[0][2] == 6);
      EXPECT (o->high == 21 && o->in[0].s[1] == 2 && *o->to == 0);
      EXPECT (*percpu_ptr (o->to + 3, cpu) == 7);
      EXPECT (*percpu_ptr (&huge, cpu) >> 99 == 2);
      EXPECT (*percpu_ptr (&constant, cpu) == 77);
    }
}

static __attribute__ ((noipa)) void
change (void)
{
  zero += 5;
  one = 0;
  small--;
  yes = 0;
  color = RED;
  wide *= 2;
  wider = 1;
  huge++;
  complex_one = 0;
  text[1] = 'x';
  string = NULL;
  numbers[6] = 0;
  matrix[1][2]++;
  outer.high = 1;
  outer.in[0].s[1] = -1;
  outer.to = NULL;
  mixed.bytes[0] |= 1;
  of_literal.name++;
}

int
main (void)
{
  if (percpu_bind (0) < 0)
    return 1;
  check ();
  check_instances ();
  change ();
  EXPECT (zero == 5 && !one && text[1] == 'x' && outer.high == 1 && !string);
  EXPECT (huge & 1 && !wider == 0 && *percpu_this_ptr (&yes) == 0);
  percpu_reset (zero);
  percpu_reset (one);
  percpu_reset (small);
  percpu_reset (yes);
  percpu_reset (color);
  percpu_reset (wide);
  percpu_reset (wider);
  percpu_reset (huge);
  percpu_reset (complex_one);
  percpu_reset (text);
  percpu_reset (string);
  percpu_reset (numbers[6]);
  percpu_reset (matrix);
  percpu_reset (outer);
  percpu_reset (mixed.word);
  percpu_reset (of_literal);
  check ();
  check_instances ();
  return check_failures != 0;
}
