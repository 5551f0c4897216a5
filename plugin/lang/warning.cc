/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Diagnostics that have a name, and their levels: an error, a warning or
   nothing.

     -fplugin-arg-percpu-lifetime=warn		for the whole unit
     #pragma percpu push
     #pragma percpu lifetime off		from here on
     #pragma percpu pop				as before

   A pragma applies to the source text after it, no matter when a diagnostic is
   reported; many are reported long after the function was parsed.  Therefore
   this file records the history of the levels in the order of the source, and
   looks up the location of each diagnostic in it.  */

#include "lang/lang.h"

struct levels
{
  enum pcpu_level level[PCPU_WARNING_COUNT];
};

/* PRAGMA is the name in a pragma if it differs: there it must be one
   preprocessing token.  */

static const struct
{
  const char *name;
  const char *help;
  const char *pragma;
} warnings[PCPU_WARNING_COUNT]
  = { { "tearing", "diagnose an access that takes more than one"
	" instruction", NULL },
      { "guard", "diagnose a guard that is discarded, entered twice, left"
	" twice or not left", NULL },
      { "lifetime", "diagnose a borrowed pointer that outlives its guard",
	NULL },
      { "free", "diagnose a dynamic object that is used, borrowed or"
	" freed after it was freed", NULL },
      { "leak", "diagnose a dynamic object that is not freed on some"
	" path", NULL },
      { "alias", "diagnose two writable borrows of one object", NULL },
      { "complex", "diagnose a function that has too many paths to be"
	" checked", NULL },
      { "check-then-act", "diagnose a load and a later store that depends"
	" on it, to the same variable outside of a guard",
	"check_then_act" },
      { "unguarded", "diagnose percpu_this_ptr and percpu_raw where the"
	" thread may leave its CPU", NULL } };

static struct levels options
  = { { PCPU_WARN, PCPU_ERROR, PCPU_ERROR, PCPU_ERROR, PCPU_WARN,
	PCPU_WARN, PCPU_WARN, PCPU_OFF, PCPU_OFF } };

/* An option has set the level.  */
static bool chosen[PCPU_WARNING_COUNT];

/* The levels from LOC to the location of the next change.  */

struct change
{
  location_t loc;
  struct levels levels;
};

static std::vector<change> history;
static std::vector<levels> pushed;

const char *
pcpu_warning_name (enum pcpu_warning w)
{
  return warnings[w].name;
}

const char *
pcpu_warning_help (enum pcpu_warning w)
{
  return warnings[w].help;
}

void
pcpu_set_warning (enum pcpu_warning w, enum pcpu_level level)
{
  options.level[w] = level;
  chosen[w] = true;
}

/* These diagnostics are about threads that migrate, and about other threads
   that run on the same CPU in between.  In the other models the program
   promises that there are none.  */

void
pcpu_set_default_warnings (void)
{
  for (enum pcpu_warning w : { PCPU_W_CHECK_THEN_ACT, PCPU_W_UNGUARDED })
    if (!chosen[w])
      options.level[w] = (pcpu_options.model == PCPU_MODEL_RSEQ
			  ? PCPU_WARN : PCPU_OFF);
}

bool
pcpu_warning_possible_p (enum pcpu_warning w)
{
  if (options.level[w] != PCPU_OFF)
    return true;
  for (const change &c : history)
    if (c.levels.level[w] != PCPU_OFF)
      return true;
  return false;
}

enum pcpu_level
pcpu_warning_level (enum pcpu_warning w, location_t loc)
{
  loc = linemap_resolve_location (line_table, loc, LRK_MACRO_EXPANSION_POINT,
				  NULL);
  for (size_t i = history.size (); i-- > 0;)
    if (linemap_compare_locations (line_table, history[i].loc, loc) >= 0)
      return history[i].levels.level[w];
  return options.level[w];
}

location_t
pcpu_visible (location_t loc)
{
  location_t spelt = linemap_resolve_location (line_table, loc,
					       LRK_SPELLING_LOCATION, NULL);
  location_t expanded
    = linemap_resolve_location (line_table, loc, LRK_MACRO_EXPANSION_POINT,
				NULL);
  const char *spelt_file = LOCATION_FILE (spelt);
  const char *file = LOCATION_FILE (expanded);
  return (spelt_file && file && strcmp (spelt_file, file) != 0
	  ? expanded : loc);
}

/* The pragma.  */

static const struct levels *
current (void)
{
  return history.empty () ? &options : &history.back ().levels;
}

/* Use LEVELS from the current location on.  */

static void
set_current (const struct levels &levels)
{
  history.push_back ({ input_location, levels });
}

/* Read the end of the line of a pragma.  */

static void
finish_pragma (void)
{
  tree value;
  if (pragma_lex (&value) != CPP_EOF)
    warning_at (input_location, OPT_Wpragmas, "junk at end of"
		" %<#pragma percpu%>");
}

/* Handler of #pragma percpu push.  */

static void
pragma_push (cpp_reader *)
{
  pushed.push_back (*current ());
  finish_pragma ();
}

/* Handler of #pragma percpu pop.  */

static void
pragma_pop (cpp_reader *)
{
  if (pushed.empty ())
    warning_at (input_location, OPT_Wpragmas, "%<#pragma percpu pop%> without"
		" %<#pragma percpu push%>");
  else
    {
      set_current (pushed.back ());
      pushed.pop_back ();
    }
  finish_pragma ();
}

/* Return the name of W in pragmas.  */

static const char *
pragma_name (enum pcpu_warning w)
{
  return warnings[w].pragma ? warnings[w].pragma : warnings[w].name;
}

/* Handler of the pragma for the warning with the number DATA, which sets its
   level.  */

static void
pragma_level (cpp_reader *, void *data)
{
  static const char *const names[] = { "off", "warn", "error" };
  enum pcpu_warning w = (enum pcpu_warning) (intptr_t) data;
  location_t loc = input_location;
  tree value = NULL_TREE;

  if (pragma_lex (&value) == CPP_NAME)
    for (int i = PCPU_OFF; i <= PCPU_ERROR; i++)
      if (id_equal (value, names[i]))
	{
	  struct levels levels = *current ();
	  levels.level[w] = (enum pcpu_level) i;
	  set_current (levels);
	  finish_pragma ();
	  return;
	}
  warning_at (loc, OPT_Wpragmas, "%<#pragma percpu %s%> needs %<error%>,"
	      " %<warn%> or %<off%>", pragma_name (w));
}

void
pcpu_register_pragma (void)
{
  c_register_pragma ("percpu", "push", pragma_push);
  c_register_pragma ("percpu", "pop", pragma_pop);
  for (int i = 0; i < PCPU_WARNING_COUNT; i++)
    c_register_pragma_with_data ("percpu", pragma_name ((enum pcpu_warning) i),
				 pragma_level, (void *) (intptr_t) i);
}

void
pcpu_report_torn (location_t loc, enum pcpu_torn kind)
{
  static const char *const messages[]
    = { G_("access to a per-CPU bit-field takes more than one instruction"),
	G_("copy of a per-CPU object takes more than one instruction"),
	G_("access to a per-CPU object of this type takes more than one"
	   " instruction") };
  if (!pcpu_report (PCPU_W_TEARING, loc, "%s", _(messages[kind])))
    return;
  if (pcpu_options.model == PCPU_MODEL_RSEQ)
    inform (loc, "borrow it from a guard");
  else if (pcpu_options.abi != PCPU_ABI_HOSTED)
    inform (loc, "perform it under a guard, or access it through"
	    " %<percpu_this_ptr%> where this thread cannot leave its CPU");
  else
    inform (loc, "borrow it from a guard, or access it through"
	    " %<percpu_this_ptr%> where this thread cannot leave its CPU");
}
