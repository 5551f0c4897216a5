/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Bits of integers of every size.  */
/* { dg-do run } */

#include "../lib/check.h"
#include <percpu.h>

#define TEST(NAME, T)							\
static __attribute__ ((percpu)) T NAME[3];				\
									\
static void								\
NAME##_test (T __percpu *p)						\
{									\
  for (int bit = 0; bit < (int) (8 * sizeof (T)); bit++)		\
    {									\
      T mask = (T) ((uint64_t) 1 << bit);				\
      int i = 0;							\
									\
      EXPECT (!percpu_test_bit (p[i++], bit) && i == 1);		\
      percpu_set_bit (p[i], bit);					\
      EXPECT (NAME[1] == mask && percpu_test_bit (NAME[1], bit));	\
      EXPECT (percpu_test_and_set_bit (p[i++], bit) && i == 2);		\
      EXPECT (NAME[1] == mask);						\
      percpu_clear_bit (NAME[--i], bit);				\
      EXPECT (NAME[1] == 0 && i == 1);					\
      EXPECT (!percpu_test_and_set_bit (NAME[1], bit));			\
      EXPECT (NAME[1] == mask);						\
      NAME[1] = (T) -1;							\
      EXPECT (percpu_test_and_clear_bit (NAME[1], bit));		\
      EXPECT (NAME[1] == (T) ~mask);					\
      EXPECT (!percpu_test_and_clear_bit (NAME[1], bit));		\
      percpu_set_bit (NAME[1], bit);					\
      EXPECT (NAME[1] == (T) -1);					\
      percpu_clear_bit (NAME[1], bit);					\
      EXPECT (NAME[1] == (T) ~mask);					\
      NAME[1] = 0;							\
    }									\
  int bit = 0;								\
  EXPECT (NAME[0] == 0 && NAME[2] == 0);				\
}

TEST (s8, signed char)
TEST (u8, unsigned char)
TEST (s16, short)
TEST (u16, unsigned short)
TEST (s32, int)
TEST (u32, unsigned int)
TEST (s64, long)
TEST (u64, unsigned long long)

int
main (void)
{
  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  s8_test (s8);
  u8_test (u8);
  s16_test (s16);
  u16_test (u16);
  s32_test (s32);
  u32_test (u32);
  s64_test (s64);
  u64_test (u64);
  return check_failures != 0;
}
