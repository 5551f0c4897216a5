/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The per-CPU variables of the images: those whose symbols are in a template.
   Names and types are those of the debugging information; without it, names are
   those of the symbols, and the values unsigned numbers.

   A variable that is a structure or an array becomes its numbers: members and
   elements, of which long arrays have the first ones only.  */

#define _GNU_SOURCE 1

#include "stat.h"

#include <dwarf.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

enum
{
  /* The elements of an array that are shown without being named, and the number
     of those that can be named.  */
  ELEMENTS = 16,
  ELEMENTS_MAX = 1 << 16,
  DEPTH = 8
};

#define PREFIX "percpu."

struct search
{
  const struct target *target;
  const struct table *table;
  char **patterns;
  int nr;
  struct values *values;
  /* The name of the variable, and its image.  */
  const char *variable;
  const char *file;
  /* Not 0 within elements that must be named.  */
  int far;
  /* The addresses of the variables that are described.  */
  uint64_t *described;
  size_t nr_described;
};

/* True if a pattern matches the variable or its part NAME.  */
static bool
wanted_p (const struct search *search, const char *name)
{
  for (int i = 0; i < search->nr; i++)
    if ((search->far == 0
	 && fnmatch (search->patterns[i], search->variable, 0) == 0)
	|| strcmp (search->patterns[i], name) == 0
	|| fnmatch (search->patterns[i], name, 0) == 0)
      return true;
  return search->nr == 0 && search->far == 0;
}

/* Append VALUE, unless it is there already: a variable may be described
   twice.  */
static void
value_add (struct search *search, struct value value)
{
  struct values *values = search->values;

  if (!wanted_p (search, value.name))
    return;
  for (size_t i = 0; i < values->nr; i++)
    if (values->value[i].symbol == value.symbol
	&& strcmp (values->value[i].name, value.name) == 0)
      return;
  value.file = search->file;
  values->value = reallocate (values->value, values->nr + 1,
			      sizeof *values->value);
  values->value[values->nr++] = value;
}

/* Returns: the number in attribute NAME of DIE, or OTHERWISE.  */
static uint64_t
attribute (Dwarf_Die *die, unsigned int name, uint64_t otherwise)
{
  Dwarf_Attribute attr;
  Dwarf_Word number;

  return (dwarf_attr_integrate (die, name, &attr)
	  && dwarf_formudata (&attr, &number) == 0 ? number : otherwise);
}

/* Store the type of DIE in *TYPE.
   Returns: false if it has none.  */
static bool
type_of (Dwarf_Die *die, Dwarf_Die *type)
{
  Dwarf_Attribute attr;

  return (dwarf_attr_integrate (die, DW_AT_type, &attr)
	  && dwarf_formref_die (&attr, type));
}

/* Returns: the kind of the numbers of TYPE, a peeled one.  */
static enum kind
kind_of (Dwarf_Die *type)
{
  Dwarf_Die under;

  switch (dwarf_tag (type))
    {
    case DW_TAG_pointer_type:
      return ADDRESS;
    case DW_TAG_enumeration_type:
      return (type_of (type, &under) && dwarf_peel_type (&under, &under) == 0
	      ? kind_of (&under) : UNSIGNED);
    case DW_TAG_base_type:
      switch (attribute (type, DW_AT_encoding, 0))
	{
	case DW_ATE_boolean:
	  return BOOLEAN;
	case DW_ATE_float:
	  return FLOAT;
	case DW_ATE_signed:
	case DW_ATE_signed_char:
	  return SIGNED;
	case DW_ATE_unsigned:
	case DW_ATE_unsigned_char:
	case DW_ATE_UTF:
	  return UNSIGNED;
	}
    }
  return BYTES;
}

static void type_add (struct search *search, Dwarf_Die *die, const char *name,
		      uint64_t symbol, int depth);

/* Add the members of the structure TYPE.  */
static void
members_add (struct search *search, Dwarf_Die *type, const char *name,
	     uint64_t symbol, int depth)
{
  Dwarf_Die member;

  if (dwarf_child (type, &member) != 0)
    return;
  do
    {
      const char *own = dwarf_diename (&member);
      char *whole;

      if (dwarf_tag (&member) != DW_TAG_member)
	continue;
      whole = own ? format ("%s.%s", name, own) : format ("%s", name);
      type_add (search, &member, whole,
		symbol + attribute (&member, DW_AT_data_member_location, 0),
		depth + 1);
      free (whole);
    }
  while (dwarf_siblingof (&member, &member) == 0);
}

/* Add the elements of the array TYPE, of which DIMENSION is the first one that
   is left.  */
static void
elements_add (struct search *search, Dwarf_Die *type, Dwarf_Die *dimension,
	      const char *name, uint64_t symbol, int depth)
{
  Dwarf_Die rest = *dimension, element;
  uint64_t nr = attribute (dimension, DW_AT_count,
			   attribute (dimension, DW_AT_upper_bound,
				      UINT64_MAX) + 1);
  Dwarf_Word size;
  bool last;

  do
    last = dwarf_siblingof (&rest, &rest) != 0;
  while (!last && dwarf_tag (&rest) != DW_TAG_subrange_type);
  if (!type_of (type, &element)
      || dwarf_aggregate_size (&element, &size) != 0)
    return;
  if (!last)
    {
      Dwarf_Die inner = rest;

      do
	if (dwarf_tag (&inner) == DW_TAG_subrange_type)
	  size *= attribute (&inner, DW_AT_count,
			     attribute (&inner, DW_AT_upper_bound, 0) + 1);
      while (dwarf_siblingof (&inner, &inner) == 0);
    }
  for (uint64_t i = 0; i < nr && i < ELEMENTS_MAX; i++)
    {
      char *whole;

      if (i >= ELEMENTS && search->nr == 0)
	return;
      whole = format ("%s[%lu]", name, (unsigned long) i);
      search->far += i >= ELEMENTS;
      if (last)
	type_add (search, type, whole, symbol + i * size, depth + 1);
      else
	elements_add (search, type, &rest, whole, symbol + i * size,
		      depth + 1);
      search->far -= i >= ELEMENTS;
      free (whole);
    }
}

/* Add the object NAME, described by DIE, at SYMBOL.  */
static void
type_add (struct search *search, Dwarf_Die *die, const char *name,
	  uint64_t symbol, int depth)
{
  struct value value = { .symbol = symbol };
  Dwarf_Die type, peeled, first;
  const char *spelled;
  Dwarf_Word size;

  if (depth > DEPTH || !type_of (die, &type)
      || dwarf_peel_type (&type, &peeled) != 0)
    return;
  switch (dwarf_tag (&peeled))
    {
    case DW_TAG_structure_type:
    case DW_TAG_union_type:
      members_add (search, &peeled, name, symbol, depth);
      return;
    case DW_TAG_array_type:
      if (dwarf_child (&peeled, &first) == 0)
	elements_add (search, &peeled, &first, name, symbol, depth);
      return;
    }
  if (dwarf_aggregate_size (&peeled, &size) != 0 || size == 0 || size > 16)
    return;
  value.kind = kind_of (&peeled);
  value.bits = (unsigned int) attribute (die, DW_AT_bit_size, 0);
  if (value.bits != 0)
    {
      uint64_t bit = attribute (die, DW_AT_data_bit_offset, 0);

      value.symbol += bit / (8 * size) * size;
      value.bit = (unsigned int) (bit % (8 * size));
    }
  if (value.kind == BYTES || (value.kind != FLOAT && size > 8))
    return;
  spelled = dwarf_diename (&type);
  value.name = format ("%s", name);
  value.type = format ("%s", spelled ? spelled
			     : value.kind == ADDRESS ? "pointer" : "enum");
  value.size = (unsigned int) size;
  value_add (search, value);
}

/* Add the variables among the children of DIE, and in inner scopes.  BIAS is
   the distance of the image from the addresses in its file.  */
static void
scope_add (struct search *search, Dwarf_Die *die, Dwarf_Addr bias)
{
  Dwarf_Die child;

  if (dwarf_child (die, &child) != 0)
    return;
  do
    {
      Dwarf_Attribute attr;
      Dwarf_Op *op;
      size_t length;

      switch (dwarf_tag (&child))
	{
	case DW_TAG_subprogram:
	case DW_TAG_lexical_block:
	case DW_TAG_namespace:
	  scope_add (search, &child, bias);
	  break;
	case DW_TAG_variable:
	  if (dwarf_attr (&child, DW_AT_location, &attr)
	      && dwarf_getlocation (&attr, &op, &length) == 0
	      && length == 1 && op->atom == DW_OP_addr
	      && table_image (search->table, op->number + bias))
	    {
	      const char *name = dwarf_diename (&child);

	      if (!name)
		break;
	      search->variable = name;
	      search->described
		= reallocate (search->described, search->nr_described + 1,
			      sizeof *search->described);
	      search->described[search->nr_described++] = op->number + bias;
	      type_add (search, &child, name, op->number + bias, 0);
	    }
	}
    }
  while (dwarf_siblingof (&child, &child) == 0);
}

/* True if the variable at ADDRESS is described.  */
static bool
described_p (const struct search *search, uint64_t address)
{
  for (size_t i = 0; i < search->nr_described; i++)
    if (search->described[i] == address)
      return true;
  return false;
}

/* Add the variables that the symbols of MODULE name, except those that are
   described.
   Returns: false if there is no symbol of a variable.  */
static bool
symbols_add (struct search *search, Dwfl_Module *module)
{
  int nr = dwfl_module_getsymtab (module);
  bool found = false;

  for (int i = 0; i < nr; i++)
    {
      struct value value = { .kind = UNSIGNED };
      GElf_Sym symbol;
      const char *name = dwfl_module_getsym_info (module, i, &symbol,
						  &value.symbol, NULL, NULL,
						  NULL);

      if (!name || GELF_ST_TYPE (symbol.st_info) != STT_OBJECT
	  || symbol.st_size == 0 || strncmp (name, "__percpu", 8) == 0
	  || !table_image (search->table, value.symbol))
	continue;
      found = true;
      if (described_p (search, value.symbol))
	continue;
      search->values->untyped = true;
      if (symbol.st_size > 8 || (symbol.st_size & (symbol.st_size - 1)) != 0)
	continue;
      if (strncmp (name, PREFIX, strlen (PREFIX)) == 0)
	name += strlen (PREFIX);
      search->variable = name;
      value.name = format ("%s", name);
      value.type = format ("%u bytes", (unsigned int) symbol.st_size);
      value.size = (unsigned int) symbol.st_size;
      value_add (search, value);
    }
  return found;
}

/* Callback of dwfl_getmodules: add the variables of MODULE.  */
static int
module_add (Dwfl_Module *module, void **data, const char *name,
	    Dwarf_Addr start, void *arg)
{
  struct search *search = arg;
  Dwarf_Addr end, bias = 0;
  bool image = false;
  Dwarf_Die *unit = NULL;

  (void) data;
  dwfl_module_info (module, NULL, NULL, &end, NULL, NULL, NULL, NULL);
  for (unsigned int i = 0; i < search->table->nr_images; i++)
    image |= (search->table->images[i].first >= start
	      && search->table->images[i].first < end);
  if (!image)
    return DWARF_CB_OK;
  search->file = strrchr (name, '/') ? strrchr (name, '/') + 1 : name;
  search->nr_described = 0;
  if (dwfl_module_getdwarf (module, &bias))
    while ((unit = dwfl_module_nextcu (module, unit, &bias)))
      scope_add (search, unit, bias);
  if (!symbols_add (search, module) && search->nr_described == 0)
    fprintf (stderr, "percpu-stat: %s: %s is stripped: no names of variables\n",
	     search->target->name, search->file);
  return DWARF_CB_OK;
}

void
variables_find (const struct target *target, const struct table *table,
		char **patterns, int nr, struct values *values)
{
  struct search search
    = { .target = target, .table = table, .patterns = patterns, .nr = nr,
	.values = values };

  dwfl_getmodules (target->dwfl, module_add, &search, 0);
}

/* Store the bytes RAW of VALUE in *READING.  */
static void
interpret (const struct value *value, const void *raw,
	   struct reading *reading)
{
  unsigned int width = value->bits ? value->bits : 8 * value->size;
  float single;
  double number;

  reading->kind = value->kind;
  if (value->kind == FLOAT)
    {
      reading->f = 0;
      if (value->size == sizeof single)
	{
	  memcpy (&single, raw, sizeof single);
	  reading->f = single;
	}
      else if (value->size == sizeof number)
	{
	  memcpy (&number, raw, sizeof number);
	  reading->f = number;
	}
      else
	memcpy (&reading->f, raw, sizeof reading->f);
      return;
    }
  reading->u = 0;
  memcpy (&reading->u, raw, value->size);
  reading->u = reading->u >> value->bit << (64 - width);
  if (value->kind == SIGNED)
    reading->i >>= 64 - width;
  else
    reading->u >>= 64 - width;
}

int
value_read (const struct target *target, const struct table *table,
	    const struct value *value, uint64_t displacement,
	    struct reading *reading)
{
  const struct image *image = table_image (table, value->symbol);
  char raw[16] = { 0 };
  uint64_t address;
  int error;

  if (!image)
    return ENOENT;
  address = value->symbol - image->first + image->address;
  error = target_read (target, address + displacement, raw, value->size);
  if (error != 0 && target->core)
    {
      /* Pages that were never written may be missing.  They are those of the
	 template, and if it is missing too, zero.  */
      bool zero = (value->symbol >= image->range[1].low
		   && value->symbol < image->range[1].high);

      error = target_read (target, address + table->template, raw,
			   value->size);
      if (error != 0 && zero)
	{
	  memset (raw, 0, sizeof raw);
	  error = 0;
	}
    }
  if (error == 0)
    interpret (value, raw, reading);
  return error;
}
