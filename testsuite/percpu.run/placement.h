/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The same variables, of all kinds and in mixed order, for both files of
   placement.c.  */

#include <percpu.h>
#include <stdint.h>
#include <stdio.h>

enum kind { ORDINARY, HOT, READ_MOSTLY, SHARED, PAGED };

struct variable
{
  const char *name;
  enum kind kind;
  uintptr_t address;
  size_t size;
};

#define VARIABLES_IN_FILE 13

extern size_t one_list (struct variable *v), two_list (struct variable *v);
extern int two_count (void);
extern __attribute__ ((percpu ("hot"))) int two_hot_public;

#define NAME_(file, name) file##_##name
#define IN_(...) static __attribute__ ((percpu (__VA_ARGS__)))
#define LIST_(file, variable, what) \
  { #file "_" #variable, what, (uintptr_t) &file##_##variable, \
    sizeof file##_##variable }

#define VARIABLES(file)							\
  static __attribute__ ((percpu)) char NAME_ (file, ordinary);		\
  IN_ ("hot") int NAME_ (file, hot);					\
  IN_ ("shared") char NAME_ (file, shared) = 1;				\
  static __attribute__ ((percpu)) double NAME_ (file, ordinary_2);	\
  IN_ ("read_mostly") short NAME_ (file, read_mostly) = 2;		\
  IN_ ("page") char NAME_ (file, page) = 7;				\
  IN_ ("hot") char NAME_ (file, hot_char)[3];				\
  IN_ ("shared") int NAME_ (file, shared_array)[20] = { 1, 2, 3 };	\
  IN_ ("read_mostly") const char NAME_ (file, constant) = 5;		\
  IN_ ("hot") long NAME_ (file, hot_long) = 4;				\
  static __attribute__ ((percpu)) int NAME_ (file, ordinary_3) = 6;	\
  IN_ ("page") struct { int a[2000]; } NAME_ (file, pages);		\
  IN_ ("read_mostly") void *NAME_ (file, pointer);			\
  size_t								\
  NAME_ (file, list) (struct variable *v)				\
  {									\
    const struct variable list[]					\
      = { LIST_ (file, ordinary, ORDINARY), LIST_ (file, hot, HOT),	\
	  LIST_ (file, shared, SHARED),					\
	  LIST_ (file, ordinary_2, ORDINARY),				\
	  LIST_ (file, read_mostly, READ_MOSTLY),			\
	  LIST_ (file, page, PAGED), LIST_ (file, hot_char, HOT),	\
	  LIST_ (file, shared_array, SHARED),				\
	  LIST_ (file, constant, READ_MOSTLY),				\
	  LIST_ (file, hot_long, HOT),					\
	  LIST_ (file, ordinary_3, ORDINARY),				\
	  LIST_ (file, pages, PAGED),					\
	  LIST_ (file, pointer, READ_MOSTLY) };				\
    for (size_t i = 0; i < VARIABLES_IN_FILE; i++)			\
      v[i] = list[i];							\
    return sizeof list / sizeof list[0];				\
  }
