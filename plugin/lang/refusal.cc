/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Notes for the front end's errors about the address space.

   The front end asks whether a pointer in one address space converts to
   another, gets a negative answer, and reports an error in general terms.  A
   note that names a replacement follows as soon as the error was reported.  It
   cannot be added earlier, because the parser is at the end of the statement
   when the front end asks.

   Two hooks tell what the error was about.  GCC calls the finalizer at the end
   of each diagnostic, which gives the location.  The pretty-printer calls the
   format decoder for each tree in the text of the message, among them the
   function in "passing argument 1 of `memcpy' from pointer to non-enclosed
   address space".  */

#include "lang/lang.h"

/* The last question, until its error has got its note.  */

static struct
{
  bool pending;
  bool to_plain;
  /* The number of errors before it.  */
  int errors;
  /* Where the parser was.  */
  location_t asked;
  /* The location of the error, as soon as it is known.  */
  location_t loc;
  /* The function in the text of the error, or NULL_TREE.  */
  tree function;
} refused;

/* Return true while the first error after the question is printed.  */

static bool
printing_p (void)
{
  return (refused.pending && errorcount == refused.errors + 1
	  && refused.loc == UNKNOWN_LOCATION);
}

/* The hooks that GCC has installed, which ours call.  */
static printer_fn original_decoder;
static std::remove_reference<decltype (PCPU_FINALIZER)>::type
  original_finalizer;

/* The arguments of this hook depend on the version of GCC.  */

template<typename output, typename info, typename kind>
static void
finish_diagnostic (output to, info diagnostic, kind original_kind)
{
  if (printing_p ())
    refused.loc = diagnostic_location (diagnostic);
  original_finalizer (to, diagnostic, original_kind);
}

static bool
decode_format (pretty_printer *pp, text_info *text, const char *spec,
	       int precision, bool wide, bool set_location, bool verbose,
	       bool *quoted, PCPU_FORMATTED formatted)
{
  if (*spec == 'E' && !refused.function && printing_p ())
    {
      va_list args;
      va_copy (args, *text->PCPU_FORMAT_ARGS);
      tree t = va_arg (args, tree);
      va_end (args);
      if (t && TREE_CODE (t) == FUNCTION_DECL)
	refused.function = t;
    }
  return original_decoder (pp, text, spec, precision, wide, set_location,
			   verbose, quoted, formatted);
}

void
pcpu_explain_refusal (void)
{
  if (!refused.pending)
    return;
  refused.pending = false;
  if (errorcount == refused.errors)
    return;
  location_t loc = (refused.loc == UNKNOWN_LOCATION ? refused.asked
		    : refused.loc);
  if (!refused.to_plain && pcpu_options.abi == PCPU_ABI_LINUX)
    inform (loc, "%<percpu_from_kernel%> converts a pointer to per-CPU data"
	    " that a header of the kernel declares");
  else if (!refused.to_plain)
    inform (loc, "only the address of a variable with attribute %<percpu%> is a"
	    " per-CPU address");
  else if (refused.function && pcpu_advise_call (loc, refused.function))
    return;
  else if (pcpu_options.model == PCPU_MODEL_RSEQ)
    inform (loc, "a per-CPU address is the same offset on every CPU, not an"
	    " object; use operators, %<percpu_borrow%> under a guard for a"
	    " plain pointer to the instance of this CPU, or %<percpu_ptr%> for"
	    " one to that of a given CPU");
  else
    inform (loc, "a per-CPU address is the same offset on every CPU, not an"
	    " object; use operators, %<percpu_this_ptr%> for a plain pointer to"
	    " the instance of this CPU, or %<percpu_ptr%> for one to that of a"
	    " given CPU");
}

void
pcpu_note_refusal (bool to_plain)
{
  pcpu_explain_refusal ();
  refused.pending = true;
  refused.to_plain = to_plain;
  refused.asked = input_location;
  refused.loc = UNKNOWN_LOCATION;
  refused.function = NULL_TREE;
  refused.errors = errorcount;
}

void
pcpu_register_refusal (void)
{
  original_finalizer = PCPU_FINALIZER;
  PCPU_FINALIZER = finish_diagnostic;
  original_decoder = pcpu_set_format_decoder (decode_format);
}
