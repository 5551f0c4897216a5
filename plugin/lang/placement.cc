/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The arguments of the attribute, most of which are about placement: the
   variables that share a cache line.

     __attribute__ ((percpu ("shared"))) int x;	     lines of its own
     __attribute__ ((percpu ("page"))) char b[100];  pages of its own
     __attribute__ ((percpu ("read_mostly"))) int y; lines with variables of
						     this kind only
     __attribute__ ((percpu ("hot"))) int z;	     the same

   Each area is a copy of the template and begins at a page, so the position of
   a variable in its cache line or page is the same in the template and in all
   areas.

   There is no linker script that could collect variables of one kind, and all
   of them have to be in one section `__percpu' of the program.  But an object
   file may have several sections of that name, one for each kind, and the
   linker places one after the other:

     __percpu		    x x x x x
     __percpu, unique 1	    |hot hot hot ... pad|	|: cache line
     __percpu, unique 2	    |read_mostly ... pad|
     __percpu, unique 3	    |shared pad|shared pad|
     __percpu, unique 4	    page

   The section for a kind is aligned to a cache line and padded to a multiple
   of one.  So "hot" and "read_mostly" collect the variables of one object
   file, which is the whole program under link-time optimisation.  "shared" and
   "page" variables need no help from the linker: their alignment and size are
   multiples of the unit.

   In Linux the section is `.data..percpu', also for the placements, because
   the loader of modules looks for no other: the linker that makes the module
   merges the sections of this name.

   A variable of at least one page that is initially zero goes to another
   section, `__percpu_zero', with the same kinds (in shared objects, if it has
   at least 16 pages).  Like .bss the section has the type NOBITS, and linkers
   place it after .bss.  It takes no space in the object file or in the
   program, and the library neither reads nor copies it.  Smaller variables
   stay in `__percpu', where they share pages with initialised ones.  A further
   page on each CPU that uses them would cost more than the bytes in the
   file.  */

#include "lang/lang.h"

/* Coherence granule.  It is a constant because objects that were compiled for
   different CPUs of an architecture are linked together.  */
static const unsigned int cache_line = 64;

struct placement
{
  /* Name in the attribute.  */
  const char *name;

  /* Variables are aligned to this and padded to a multiple of it.  */
  unsigned int unit;

  /* Sections of initialised variables and of large variables that are
     initially zero, in the assembler's syntax.  GCC appends its own flags,
     which become a comment.  */
  const char *section;
  const char *zero_section;

  /* The section in Linux.  */
  const char *linux_section;
};

#define UNIQUE(n) \
  PCPU_SECTION ",\"aw\",%progbits,unique," n " " ASM_COMMENT_START, \
  PCPU_ZERO_SECTION ",\"aw\",%nobits,unique," n " " ASM_COMMENT_START, \
  PCPU_LINUX_SECTION ",\"aw\",%progbits,unique," n " " ASM_COMMENT_START

static const struct placement placements[]
  = { { "hot", 1, UNIQUE ("1") },
      { "read_mostly", 1, UNIQUE ("2") },
      { "shared", cache_line, UNIQUE ("3") },
      { "page", PCPU_PAGE_SIZE, UNIQUE ("4") } };

/* The section of large variables that are initially zero and have no
   placement.  */
static const char *const plain_zero_section
  = PCPU_ZERO_SECTION ",\"aw\",%nobits " ASM_COMMENT_START;

const char *
pcpu_section (void)
{
  return (pcpu_options.abi == PCPU_ABI_LINUX
	  ? PCPU_LINUX_SECTION : PCPU_SECTION);
}

/* Return the section of the initialised variables with placement P.  */

static const char *
section_of (const struct placement &p)
{
  return (pcpu_options.abi == PCPU_ABI_LINUX ? p.linux_section : p.section);
}

/* The sections in `placements' that the assembler file contains.  */
static bool emitted[ARRAY_SIZE (placements)];
static bool zero_emitted[ARRAY_SIZE (placements)];

/* An argument that is not a placement: the variable may only be borrowed from
   a guard.  */
#define GUARDED "guarded"

/* Return true if ARGUMENT, of the attribute `percpu', is "guarded".  */

static bool
guarded_argument_p (const_tree argument)
{
  return strcmp (TREE_STRING_POINTER (argument), GUARDED) == 0;
}

/* Return the placement that ARGUMENT, of the attribute `percpu', names, or
   NULL.  */

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

/* Return the placement that DECL was declared with, or NULL if there is
   none.  */

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

/* Return true if DECL is a per-CPU variable that may only be borrowed.  */

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

int pcpu_guarded_errors;

void
pcpu_check_guarded (location_t loc, tree ref)
{
  while (handled_component_p (ref))
    ref = TREE_OPERAND (ref, 0);
  if (!VAR_P (ref) || !pcpu_variable_p (ref) || !guarded_p (ref))
    return;
  /* An update that is a load and a store is one operation of the program.  */
  static location_t last_loc;
  static tree last_ref;
  if (loc == last_loc && ref == last_ref)
    return;
  last_loc = loc;
  last_ref = ref;
  pcpu_guarded_errors++;
  error_at (loc, "operation on guarded per-CPU variable %qD", ref);
  inform (loc, "enter a guard, and use the pointer that"
	  " %<percpu_borrow (g, &%D)%> returns", ref);
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

/* Report an error if DECL has different placements, in one or in several
   declarations.  */

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

/* Return true if DECL, a variable that is defined here, is initially zero and
   so large that its size in the file matters.  A freestanding program copies
   the section `__percpu' as a whole and uses no other.  In a shared object
   there is .bss between the two sections.  If the object is loaded later, this
   gap uses some of the reserved room, so the variable must be larger there.  */

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
  set_decl_section_name (decl, zero ? p->zero_section : section_of (*p));
  DECL_SIZE_UNIT (decl) = round_up (DECL_SIZE_UNIT (decl), p->unit);
  DECL_SIZE (decl) = size_binop (MULT_EXPR,
				 fold_convert (bitsizetype,
					       DECL_SIZE_UNIT (decl)),
				 bitsize_int (BITS_PER_UNIT));
}

bool
pcpu_note_section (const char *name)
{
  if (strcmp (name, pcpu_section ()) == 0
      || strcmp (name, plain_zero_section) == 0)
    return true;
  for (unsigned int i = 0; i < ARRAY_SIZE (placements); i++)
    {
      bool here = strcmp (name, section_of (placements[i])) == 0;
      bool zero = strcmp (name, placements[i].zero_section) == 0;

      emitted[i] |= here;
      zero_emitted[i] |= zero;
      if (here || zero)
	return true;
    }
  return false;
}

/* Pad SECTION to the end of a cache line.  */

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
	finish_section (section_of (placements[i]));
      if (zero_emitted[i])
	finish_section (placements[i].zero_section);
    }
}
