/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Included before the source file of a program whose `main' becomes one of many
   in an image.  */

static int main (void);

struct board_program
{
  const char *name;
  int (*function) (void);
};

static const struct board_program board_program
  __attribute__ ((section ("board_programs"), used, aligned (sizeof (void *))))
  = { __BASE_FILE__, main };
