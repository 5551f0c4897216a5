/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Notes for the front end's errors about the address space.

   The front end asks whether a pointer in one address space converts to
   another, gets a negative answer, and reports an error in general terms.  A
   note that names a replacement follows as soon as the error was reported, at
   the location of the error.  It cannot be added earlier, because the parser
   is at the end of the statement when the front end asks.  */

#include "lang/lang.h"

/* The last question, until its error has got its note.  */

static struct
{
  bool pending;
  bool to_plain;
  location_t loc;
  int errors;
} refused;

#if PCPU_FINALIZER
/* GCC calls this at the end of each diagnostic.  */

static diagnostic_finalizer_fn original_finalizer;

static void
finish_diagnostic (diagnostic_context *context, diagnostic_info *diagnostic,
		   diagnostic_t kind)
{
  if (refused.pending && errorcount == refused.errors + 1
      && refused.loc == UNKNOWN_LOCATION
      && diagnostic->kind == DK_ERROR)
    refused.loc = diagnostic_location (diagnostic);
  original_finalizer (context, diagnostic, kind);
}
#endif

void
pcpu_explain_refusal (void)
{
  if (!refused.pending)
    return;
  refused.pending = false;
  if (errorcount == refused.errors)
    return;
  if (refused.loc == UNKNOWN_LOCATION)
    refused.loc = input_location;
  if (refused.to_plain && pcpu_advise_call (refused.loc))
    return;
  if (refused.to_plain && pcpu_options.model == PCPU_MODEL_RSEQ)
    inform (refused.loc, "a per-CPU address is the same offset on every CPU,"
	    " not an object; use operators, %<percpu_reset%> to give a variable"
	    " its initial value, or %<percpu_borrow%> under a guard for a plain"
	    " pointer to an instance");
  else if (refused.to_plain)
    inform (refused.loc, "a per-CPU address is the same offset on every CPU,"
	    " not an object; use %<percpu_this_ptr%> or %<percpu_ptr%> for a"
	    " plain pointer to an instance");
  else
    inform (refused.loc, "only the address of a variable with attribute"
	    " %<percpu%> is a per-CPU address");
}

void
pcpu_note_refusal (bool to_plain)
{
  pcpu_explain_refusal ();
  refused.pending = true;
  refused.to_plain = to_plain;
  refused.loc = PCPU_FINALIZER ? UNKNOWN_LOCATION : input_location;
  refused.errors = errorcount;
}

void
pcpu_register_refusal (void)
{
#if PCPU_FINALIZER
  original_finalizer = diagnostic_finalizer (global_dc);
  diagnostic_finalizer (global_dc) = finish_diagnostic;
#endif
}
