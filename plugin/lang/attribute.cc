/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Declarations: from the attribute to a variable in the address space.

     __attribute__((percpu)) int x;	the type of x becomes  __percpu int

   The front end has already checked where the qualifier may appear (not on
   autos or fields) when the attribute is applied, so this file makes these
   checks again.

   The variable itself, the fake symbol, goes to the section `__percpu'.  If it
   is public, it gets the assembler name percpu.NAME, so that a file that
   declares NAME without the attribute does not link.  It is hidden, so that
   copy relocations cannot move it and other components cannot read it.

   In Linux it goes to `.data..percpu' and keeps its name and its visibility,
   because the kernel's own tools and macros refer to it.  */

#include "lang/lang.h"

#define PCPU_REFERENCE_SECTION ".percpu.image"

/* The original hooks, which ours call.  */
static decltype (targetm.section_type_flags) original_section_type_flags;
static decltype (targetm.insert_attributes) original_insert_attributes;
static decltype (lang_hooks.set_decl_assembler_name)
  original_set_assembler_name;

/* Section flags.  All of `__percpu' is writable, including constants and those
   that need relocations; otherwise GCC would see two different sections of one
   name.  The section with the reference to the image is for the linker only
   and takes no space in its output.  */

static unsigned int
section_type_flags (tree decl, const char *name, int reloc)
{
  unsigned int flags = original_section_type_flags (decl, name, reloc);
  if (pcpu_note_section (name))
    flags = (flags | SECTION_WRITE) & ~(SECTION_BSS | SECTION_RELRO);
  else if (strcmp (name, PCPU_REFERENCE_SECTION) == 0)
    flags |= SECTION_EXCLUDE;
  return flags;
}

/* The handler of the attribute.  */

static tree
refuse (bool *no_add_attrs)
{
  *no_add_attrs = true;
  return NULL_TREE;
}

static const char *const use_qualifier_note
  = G_("use the qualifier %<__percpu%> for the type that a pointer points to");

/* If the text before END in LINE is an attribute specifier with `percpu', or a
   macro for one, return the position where it begins; otherwise 0.  */

static size_t
specifier_start (const char *line, size_t end)
{
  size_t i = end;

  if (line[i - 1] == ')')
    {
      int depth = 0;
      do
	{
	  i--;
	  depth += (line[i] == ')') - (line[i] == '(');
	}
      while (i > 0 && depth > 0);
      std::string arguments (line + i, end - i);
      while (i > 0 && ISSPACE (line[i - 1]))
	i--;
      end = i;
      while (i > 0 && ISIDNUM (line[i - 1]))
	i--;
      std::string word (line + i, end - i);
      return ((word == "__attribute__" || word == "__attribute")
	      && arguments.find ("percpu") != std::string::npos) ? i : 0;
    }

  while (i > 0 && ISIDNUM (line[i - 1]))
    i--;
  if (i == end)
    return 0;
  cpp_hashnode *node
    = cpp_lookup (parse_in, (const unsigned char *) line + i, end - i);
  if (!cpp_macro_p (node) || !cpp_user_macro_p (node))
    return 0;
  const char *body = (const char *) cpp_macro_definition (parse_in, node);
  return (body && strstr (body, "__attribute") && strstr (body, "percpu")
	  ? i : 0);
}

/* By the rules of GNU attributes `T __attribute__((percpu)) *p' makes p itself
   per-CPU, but usually `T __percpu *p' was meant.  The front end does not tell
   a handler the position of an attribute, so this function looks at the
   source.  It returns true if the attribute, or a macro that contains it, is
   directly before the stars of the declarator and follows a type.  */

static bool
attribute_before_star_p (tree decl)
{
  size_t length;
  location_t loc = DECL_SOURCE_LOCATION (decl);
  const char *line = pcpu_source_line (loc, &length);
  size_t i = expand_location (loc).column;
  bool star = false;

  if (!line || i == 0 || i - 1 > length)
    return false;
  i--;
  while (i > 0 && (ISSPACE (line[i - 1]) || line[i - 1] == '*'))
    star |= line[--i] == '*';
  if (!star || i == 0)
    return false;
  i = specifier_start (line, i);
  while (i > 0 && ISSPACE (line[i - 1]))
    i--;
  return i > 0 && ISIDNUM (line[i - 1]);
}

/* Set the assembler name of DECL, if it has none when GCC first needs it.  */

static void
set_assembler_name (tree decl)
{
  if (TREE_PUBLIC (decl) && pcpu_variable_p (decl)
      && pcpu_options.abi != PCPU_ABI_LINUX)
    {
      const char *name = IDENTIFIER_POINTER (DECL_NAME (decl));
      SET_DECL_ASSEMBLER_NAME
	(decl, get_identifier (ACONCAT ((PCPU_PREFIX, name, NULL))));
    }
  else
    original_set_assembler_name (decl);
}

/* Make DECL, a variable with static storage duration, per-CPU.  */

static void
mark_variable (tree decl)
{
  pcpu_prepare_type (pcpu_value_type (TREE_TYPE (decl)));
  TREE_TYPE (decl) = pcpu_type_in_space (TREE_TYPE (decl), PCPU_ADDR_SPACE);
  DECL_COMMON (decl) = 0;
  set_decl_section_name (decl, pcpu_section ());
  if (TREE_PUBLIC (decl) && !DECL_VISIBILITY_SPECIFIED (decl)
      && pcpu_options.abi != PCPU_ABI_LINUX)
    {
      DECL_VISIBILITY (decl) = VISIBILITY_HIDDEN;
      DECL_VISIBILITY_SPECIFIED (decl) = 1;
    }
}

/* Handle the attribute `percpu' of the variable DECL.  */

static tree
handle_variable (tree decl, bool *no_add_attrs)
{
  location_t loc = DECL_SOURCE_LOCATION (decl);
  addr_space_t as = TYPE_ADDR_SPACE (strip_array_types (TREE_TYPE (decl)));

  if (DECL_THREAD_LOCAL_P (decl))
    {
      error_at (loc, "%qD cannot be both per-CPU and thread-local", decl);
      return refuse (no_add_attrs);
    }
  if (DECL_REGISTER (decl))
    {
      error_at (loc, "register variable %qD cannot be per-CPU", decl);
      return refuse (no_add_attrs);
    }
  if (!TREE_STATIC (decl) && !DECL_EXTERNAL (decl))
    {
      error_at (loc, "%<percpu%> attribute specified for auto variable %qD",
		decl);
      inform (loc, "per-CPU variables have static storage duration;"
	      " declare it %<static%> or at file scope");
      return refuse (no_add_attrs);
    }
  if (TYPE_ATOMIC (strip_array_types (TREE_TYPE (decl))))
    {
      error_at (loc, "%<_Atomic%> variable %qD cannot be per-CPU", decl);
      inform (loc, "operations on a per-CPU variable are indivisible on their"
	      " CPU without it");
      return refuse (no_add_attrs);
    }
  if (DECL_SECTION_NAME (decl)
      && strcmp (DECL_SECTION_NAME (decl), pcpu_section ()) != 0)
    {
      error_at (loc, "section of %qD conflicts with attribute %<percpu%>",
		decl);
      return refuse (no_add_attrs);
    }
  if (as != ADDR_SPACE_GENERIC && as != PCPU_ADDR_SPACE)
    {
      error_at (loc, "%qD in another named address space cannot be per-CPU",
		decl);
      return refuse (no_add_attrs);
    }
  if (POINTER_TYPE_P (TREE_TYPE (decl))
      && as == ADDR_SPACE_GENERIC
      && attribute_before_star_p (decl)
      && warning_at (loc, OPT_Wattributes, "%<percpu%> attribute before"
		     " %<*%> makes the pointer %qD itself per-CPU, not what it"
		     " points to", decl))
    inform (loc, use_qualifier_note);

  mark_variable (decl);
  return NULL_TREE;
}

/* Handle the attribute `percpu' of the typedef DECL.  */

static tree
handle_typedef (tree decl, bool *no_add_attrs)
{
  location_t loc = DECL_SOURCE_LOCATION (decl);
  tree type = TREE_TYPE (decl);

  if (TREE_CODE (type) == FUNCTION_TYPE || VOID_TYPE_P (type))
    {
      error_at (loc, "%<percpu%> attribute specified for %qD, which is not"
		" an object type", decl);
      return refuse (no_add_attrs);
    }
  if (variably_modified_type_p (type, NULL_TREE))
    {
      error_at (loc, "%<percpu%> attribute specified for variably modified"
		" type %qD", decl);
      return refuse (no_add_attrs);
    }
  if (!COMPLETE_TYPE_P (type))
    {
      error_at (loc, "%<percpu%> attribute specified for incomplete type %qD",
		decl);
      inform (loc, "define the type first, or give the attribute to the"
	      " variables");
      return refuse (no_add_attrs);
    }
  if (POINTER_TYPE_P (type)
      && attribute_before_star_p (decl)
      && warning_at (loc, OPT_Wattributes, "%<percpu%> attribute before"
		     " %<*%> makes the pointer type %qD itself per-CPU, not"
		     " what it points to", decl))
    inform (loc, use_qualifier_note);
  pcpu_prepare_type (pcpu_value_type (type));
  TREE_TYPE (decl) = pcpu_type_in_space (type, PCPU_ADDR_SPACE);
  return NULL_TREE;
}

/* Handler of attribute `percpu' on *NODE.  */

static tree
handle_percpu (tree *node, tree name, tree args, int flags,
	       bool *no_add_attrs)
{
  tree decl = *node;

  pcpu_set_used ();
  if (!pcpu_c_front_end_p ())
    {
      error ("per-CPU variables are supported in C only");
      return refuse (no_add_attrs);
    }
  if ((VAR_P (decl) || TREE_CODE (decl) == TYPE_DECL)
      && !pcpu_check_placement (decl, args))
    return refuse (no_add_attrs);
  switch (TREE_CODE (decl))
    {
    case VAR_DECL:
      return handle_variable (decl, no_add_attrs);
    case TYPE_DECL:
      return handle_typedef (decl, no_add_attrs);
    case PARM_DECL:
      error_at (DECL_SOURCE_LOCATION (decl),
		"%<percpu%> attribute specified for parameter %qD", decl);
      break;
    case FIELD_DECL:
      error_at (DECL_SOURCE_LOCATION (decl),
		"%<percpu%> attribute specified for structure field %qD",
		decl);
      inform (DECL_SOURCE_LOCATION (decl), "give the attribute to variables"
	      " of the structure type");
      return refuse (no_add_attrs);
    case FUNCTION_DECL:
      error_at (DECL_SOURCE_LOCATION (decl),
		"%<percpu%> attribute specified for function %qD", decl);
      return refuse (no_add_attrs);
    default:
      if (DECL_P (decl))
	{
	  error_at (DECL_SOURCE_LOCATION (decl),
		    "%<percpu%> attribute specified for %qD, which is not"
		    " a variable", decl);
	  return refuse (no_add_attrs);
	}
      /* In `int *__attribute__((percpu)) p' GCC offers the attribute to the
	 pointer type first; it applies to the declaration.  */
      if (flags & (ATTR_FLAG_DECL_NEXT | ATTR_FLAG_FUNCTION_NEXT
		   | ATTR_FLAG_ARRAY_NEXT))
	{
	  *no_add_attrs = true;
	  return tree_cons (name, args, NULL_TREE);
	}
      error ("%<percpu%> attribute specified for a type");
      break;
    }
  inform (DECL_P (decl) ? DECL_SOURCE_LOCATION (decl) : input_location,
	  use_qualifier_note);
  return refuse (no_add_attrs);
}

static struct attribute_spec percpu_attribute
  = { "percpu", 0, -1, false, false, false, false, handle_percpu, NULL };

void
pcpu_register_attribute (void *, void *)
{
  register_attribute (&percpu_attribute);
  pcpu_register_roles ();
}

/* Called before the attributes of NODE are applied.  Add the attribute to a
   variable that has the qualifier, itself or from a typedef.  The front
   end completes a structure if NODE is an incomplete one.  */

static void
insert_attributes (tree node, tree *attributes)
{
  original_insert_attributes (node, attributes);

  if (!pcpu_used_p () || !pcpu_c_front_end_p ())
    return;
  if (RECORD_OR_UNION_TYPE_P (node) && !COMPLETE_TYPE_P (node))
    pcpu_start_completion (node);
  if (TREE_CODE (node) == FUNCTION_DECL)
    pcpu_check_prototype (node);
  if (TREE_CODE (node) == FUNCTION_DECL
      && pcpu_type_p (TREE_TYPE (TREE_TYPE (node))))
    {
      error_at (DECL_SOURCE_LOCATION (node),
		"%<__percpu%> specified for the value of function %qD", node);
      inform (DECL_SOURCE_LOCATION (node), "a value is not a per-CPU"
	      " object; use the qualifier for the type that a pointer points"
	      " to");
      return;
    }
  if (!VAR_P (node)
      || !pcpu_type_p (TREE_TYPE (node))
      || lookup_attribute ("percpu", *attributes)
      || pcpu_variable_p (node))
    return;
  if (TREE_STATIC (node) || DECL_EXTERNAL (node))
    *attributes = tree_cons (get_identifier ("percpu"), NULL_TREE,
			     *attributes);
  else
    /* The front end has refused it.  */
    inform (DECL_SOURCE_LOCATION (node), "per-CPU variables have static"
	    " storage duration; for a local copy of a value use"
	    " %<__auto_type%>");
}

void
pcpu_check_variable (tree decl)
{
  if (TREE_PUBLIC (decl)
      && pcpu_options.abi != PCPU_ABI_LINUX
      && DECL_VISIBILITY (decl) != VISIBILITY_HIDDEN
      && DECL_VISIBILITY (decl) != VISIBILITY_INTERNAL)
    {
      error_at (DECL_SOURCE_LOCATION (decl),
		"per-CPU variable %qD must have hidden visibility", decl);
      inform (DECL_SOURCE_LOCATION (decl), "offer other components a function"
	      " that returns %<&%D%>", decl);
    }
  pcpu_align_variable (decl);
  if (DECL_ALIGN_UNIT (decl) > PCPU_PAGE_SIZE)
    {
      error_at (DECL_SOURCE_LOCATION (decl),
		"alignment of per-CPU variable %qD is greater than %d", decl,
		PCPU_PAGE_SIZE);
      inform (DECL_SOURCE_LOCATION (decl), "areas begin at page"
	      " boundaries; a larger alignment cannot be guaranteed");
    }
  if (TREE_STATIC (decl) && !DECL_EXTERNAL (decl))
    pcpu_need_image ();
}

/* Store the address of the runtime's SYMBOL in a variable NAME, in a section
   that the linker discards.  The reference makes the linker extract that part
   from its archive, and a link without the runtime fails.  */

static void
refer_to (const char *symbol, const char *name)
{
  tree decl = build_decl (UNKNOWN_LOCATION, VAR_DECL, get_identifier (symbol),
			  char_type_node);
  DECL_EXTERNAL (decl) = 1;
  TREE_PUBLIC (decl) = 1;
  TREE_ADDRESSABLE (decl) = 1;
  TREE_USED (decl) = 1;
  DECL_ARTIFICIAL (decl) = 1;
  DECL_VISIBILITY (decl) = VISIBILITY_HIDDEN;
  DECL_VISIBILITY_SPECIFIED (decl) = 1;

  tree reference
    = build_decl (UNKNOWN_LOCATION, VAR_DECL, get_identifier (name),
		  build_qualified_type (ptr_type_node, TYPE_QUAL_CONST));
  TREE_STATIC (reference) = 1;
  TREE_READONLY (reference) = 1;
  TREE_USED (reference) = 1;
  DECL_ARTIFICIAL (reference) = 1;
  DECL_IGNORED_P (reference) = 1;
  DECL_PRESERVE_P (reference) = 1;
  DECL_INITIAL (reference) = build1 (ADDR_EXPR, ptr_type_node, decl);
  TREE_CONSTANT (DECL_INITIAL (reference)) = 1;
  set_decl_section_name (reference, PCPU_REFERENCE_SECTION);
  varpool_node::finalize_decl (reference);
}

void
pcpu_need_image (void)
{
  static bool done;
  if (done || pcpu_options.abi != PCPU_ABI_HOSTED
      || pcpu_options.model == PCPU_MODEL_SINGLE)
    return;
  done = true;
  refer_to ("__percpu_image", "__percpu_image_reference");
  /* A part that only an executable can have.  */
  if (!pcpu_biased_p ())
    refer_to ("__percpu_page", "__percpu_page_reference");
}

/* Install our hooks before those of the back end and the front end.  */

void
pcpu_register_declarations (void)
{
  original_section_type_flags = targetm.section_type_flags;
  targetm.section_type_flags = section_type_flags;
  original_insert_attributes = targetm.insert_attributes;
  targetm.insert_attributes = insert_attributes;
  original_set_assembler_name = lang_hooks.set_decl_assembler_name;
  lang_hooks.set_decl_assembler_name = set_assembler_name;
}
