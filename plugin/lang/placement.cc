/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The arguments of the attribute, most of them about placement: which variables
   share a cache line.

     __attribute__ ((percpu ("shared"))) int x;	     lines of its own
     __attribute__ ((percpu ("page"))) char b[100];  pages of its own
     __attribute__ ((percpu ("read_mostly"))) int y; lines that only its
						     kind is on
     __attribute__ ((percpu ("hot"))) int z;	     likewise

   Every CPU has a copy of the template, and areas begin at pages, so that what
   is true of the addresses in the template is true of those in each area.

   There is no linker script that could put things of a kind together, and all
   has to be in one section `__percpu' of the program.  But an object file may
   have several of that name, one for each kind, which the linker puts one
   after the other:

     __percpu		    x x x x x
     __percpu, unique 1	    |hot hot hot ... pad|	|: cache line
     __percpu, unique 2	    |read_mostly ... pad|
     __percpu, unique 3	    |shared pad|shared pad|
     __percpu, unique 4	    page

   A section for a kind is aligned to a cache line and fills it.  So "hot" and
   "read_mostly" bring together what one object file has of them; with
   link-time optimisation that is the program.  "shared" and "page" variables
   keep the rest out by themselves: they are aligned and as long as the unit,
   wherever a linker puts them.

   A variable of a page or more that begins with zero goes to a section of its
   own, `__percpu_zero', of the same kinds (in shared objects, 16 pages).  It
   has the type of .bss, NOBITS, and linkers put it behind .bss: it takes no
   room in the object file or in the program, and the library neither reads nor
   copies it.  Smaller variables stay in `__percpu', where they share pages
   with the initialised ones: on each CPU that uses them a further page would
   cost more than the file's bytes.  */

#include "lang/lang.h"

/* What a CPU gets or loses as a whole.  A constant, since objects for different
   CPUs of an architecture are linked together.  */
static const unsigned int cache_line = 64;

struct placement
{
  /* As the attribute names it.  */
  const char *name;

  /* What a variable is aligned to and is a multiple of, or 1.  */
  unsigned int unit;

  /* Its section, in the assembler's words, and that of large variables that
     begin with zero.  GCC writes flags of its own behind it, which are a
     comment then.  */
  const char *section;
  const char *zero_section;
};

#define UNIQUE(n) \
  PCPU_SECTION ",\"aw\",%progbits,unique," n " " ASM_COMMENT_START, \
  PCPU_ZERO_SECTION ",\"aw\",%nobits,unique," n " " ASM_COMMENT_START

static const struct placement placements[]
  = { { "hot", 1, UNIQUE ("1") },
      { "read_mostly", 1, UNIQUE ("2") },
      { "shared", cache_line, UNIQUE ("3") },
      { "page", PCPU_PAGE_SIZE, UNIQUE ("4") } };

/* Likewise for a large variable without a placement.  */
static const char *const plain_zero_section
  = PCPU_ZERO_SECTION ",\"aw\",%nobits " ASM_COMMENT_START;

/* The sections of `placements' that are in the assembler file.  */
static bool emitted[ARRAY_SIZE (placements)];
static bool zero_emitted[ARRAY_SIZE (placements)];

/* An argument that is no placement: operations are for who has a guard.  */
#define GUARDED "guarded"

static bool
guarded_argument_p (const_tree argument)
{
  return strcmp (TREE_STRING_POINTER (argument), GUARDED) == 0;
}

static const struct placement *
find_placement (const_tree argument)
{
  for (const struct placement &p : placements)
    if (strcmp (p.name, TREE_STRING_POINTER (argument)) == 0)
      return &p;
  return NULL;
}

bool
pcpu_check_placement (tree decl, tree args)
{
  location_t loc = DECL_SOURCE_LOCATION (decl);

  for (; args; args = TREE_CHAIN (args))
    {
      tree argument = TREE_VALUE (args);
      if (TREE_CODE (argument) != STRING_CST)
	{
	  error_at (loc, "argument of attribute %<percpu%> is not a string");
	  return false;
	}
      if (!find_placement (argument) && !guarded_argument_p (argument))
	{
	  std::string names;
	  for (const struct placement &p : placements)
	    names += std::string (p.name) + ", ";
	  names += GUARDED;
	  error_at (loc, "unknown argument %qs of attribute %<percpu%>",
		    TREE_STRING_POINTER (argument));
	  inform (loc, "possible arguments are: %s", names.c_str ());
	  return false;
	}
      if (!VAR_P (decl))
	{
	  error_at (loc, "argument %qs of attribute %<percpu%> specified for"
		    " type %qD", TREE_STRING_POINTER (argument), decl);
	  inform (loc, "give it to the variables of the type");
	  return false;
	}
    }
  return true;
}

/* The placement that DECL was declared with, NULL if it was with none.  */

static const struct placement *
placement_of (tree decl)
{
  for (tree a = lookup_attribute ("percpu", DECL_ATTRIBUTES (decl)); a;
       a = lookup_attribute ("percpu", TREE_CHAIN (a)))
    for (tree arg = TREE_VALUE (a); arg; arg = TREE_CHAIN (arg))
      if (const struct placement *p = find_placement (TREE_VALUE (arg)))
	return p;
  return NULL;
}

/* DECL is a per-CPU variable that is only to be borrowed.  */

static bool
guarded_p (const_tree decl)
{
  for (tree a = lookup_attribute ("percpu", DECL_ATTRIBUTES (decl)); a;
       a = lookup_attribute ("percpu", TREE_CHAIN (a)))
    for (tree arg = TREE_VALUE (a); arg; arg = TREE_CHAIN (arg))
      if (guarded_argument_p (TREE_VALUE (arg)))
	return true;
  return false;
}

void
pcpu_check_guarded (location_t loc, tree ref)
{
  while (handled_component_p (ref))
    ref = TREE_OPERAND (ref, 0);
  if (!VAR_P (ref) || !pcpu_variable_p (ref) || !guarded_p (ref))
    return;
  error_at (loc, "operation on guarded per-CPU variable %qD", ref);
  inform (loc, "enter a guard, and use the pointer that"
	  " %<percpu_borrow (g, &%D)%> gives", ref);
}

void
pcpu_check_guarded_pointer (location_t loc, tree pointer)
{
  switch (TREE_CODE (pointer))
    {
    case ADDR_EXPR:
      {
	tree base = TREE_OPERAND (pointer, 0);
	while (handled_component_p (base))
	  base = TREE_OPERAND (base, 0);
	if (INDIRECT_REF_P (base))
	  pcpu_check_guarded_pointer (loc, TREE_OPERAND (base, 0));
	else
	  pcpu_check_guarded (loc, base);
      }
      break;
    case COND_EXPR:
      pcpu_check_guarded_pointer (loc, TREE_OPERAND (pointer, 1));
      pcpu_check_guarded_pointer (loc, TREE_OPERAND (pointer, 2));
      break;
    case COMPOUND_EXPR:
      pcpu_check_guarded_pointer (loc, TREE_OPERAND (pointer, 1));
      break;
    CASE_CONVERT:
    case NON_LVALUE_EXPR:
    case SAVE_EXPR:
    case POINTER_PLUS_EXPR:
      if (pcpu_pointer_type_p (TREE_TYPE (TREE_OPERAND (pointer, 0))))
	pcpu_check_guarded_pointer (loc, TREE_OPERAND (pointer, 0));
      break;
    default:
      break;
    }
}

/* Several arguments, or several declarations.  */

static void
refuse_conflict (tree decl)
{
  const struct placement *first = NULL;

  for (tree a = lookup_attribute ("percpu", DECL_ATTRIBUTES (decl)); a;
       a = lookup_attribute ("percpu", TREE_CHAIN (a)))
    for (tree arg = TREE_VALUE (a); arg; arg = TREE_CHAIN (arg))
      {
	const struct placement *p = find_placement (TREE_VALUE (arg));
	if (!p)
	  continue;
	if (first && p != first)
	  {
	    error_at (DECL_SOURCE_LOCATION (decl),
		      "conflicting placements %qs and %qs of per-CPU variable"
		      " %qD", p->name, first->name, decl);
	    return;
	  }
	first = p;
      }
}

void
pcpu_align_variable (tree decl)
{
  refuse_conflict (decl);
  const struct placement *p = placement_of (decl);
  if (!p || DECL_EXTERNAL (decl) || seen_error ())
    return;
  if (DECL_ALIGN_UNIT (decl) < p->unit)
    SET_DECL_ALIGN (decl, p->unit * BITS_PER_UNIT);
}

/* DECL, a variable that is defined here, begins with zero and is so large that
   its room in the file matters.  In freestanding code the section is the
   program's, which copies it as a whole.  In a shared object there is .bss
   between the two sections, and if it is loaded later that takes some of the
   room that is set aside for it: so the variable has to be worth it.  */

static bool
zero_p (tree decl)
{
  tree initial = DECL_INITIAL (decl);
  unsigned int least = PCPU_PAGE_SIZE * (pcpu_biased_p () ? 16 : 1);

  return (pcpu_options.abi == PCPU_ABI_HOSTED
	  && flag_zero_initialized_in_bss
	  && compare_tree_int (DECL_SIZE_UNIT (decl), least) >= 0
	  && (!initial
	      || (initial != error_mark_node && initializer_zerop (initial))));
}

void
pcpu_place_variable (tree decl)
{
  const struct placement *p = placement_of (decl);
  if (DECL_EXTERNAL (decl) || !DECL_SIZE_UNIT (decl))
    return;
  bool zero = zero_p (decl);
  if (!p)
    {
      if (zero)
	set_decl_section_name (decl, plain_zero_section);
      return;
    }
  set_decl_section_name (decl, zero ? p->zero_section : p->section);
  DECL_SIZE_UNIT (decl) = round_up (DECL_SIZE_UNIT (decl), p->unit);
  DECL_SIZE (decl) = size_binop (MULT_EXPR,
				 fold_convert (bitsizetype,
					       DECL_SIZE_UNIT (decl)),
				 bitsize_int (BITS_PER_UNIT));
}

bool
pcpu_note_section (const char *name)
{
  if (strcmp (name, PCPU_SECTION) == 0
      || strcmp (name, plain_zero_section) == 0)
    return true;
  for (unsigned int i = 0; i < ARRAY_SIZE (placements); i++)
    {
      bool here = strcmp (name, placements[i].section) == 0;
      bool zero = strcmp (name, placements[i].zero_section) == 0;

      emitted[i] |= here;
      zero_emitted[i] |= zero;
      if (here || zero)
	return true;
    }
  return false;
}

/* Let SECTION end where a cache line ends.  */

static void
finish_section (const char *section)
{
  fprintf (asm_out_file, "\t.section\t%s\n\t.balign\t%u\n", section,
	   cache_line);
}

void
pcpu_finish_sections (void)
{
  if (!asm_out_file || seen_error ())
    return;
  for (unsigned int i = 0; i < ARRAY_SIZE (placements); i++)
    {
      if (emitted[i])
	finish_section (placements[i].section);
      if (zero_emitted[i])
	finish_section (placements[i].zero_section);
    }
}
