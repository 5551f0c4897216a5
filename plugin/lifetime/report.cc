/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Reports: each error once, and the notes that several kinds of report
   share.  */

#include "report.h"
#include "expr.h"

namespace lifetime {

/* Returns: whether this is the first report of kind WHAT for STMT.  */

bool
reporter::once (gimple *stmt, int what)
{
  return reported.insert (std::make_pair (stmt, what)).second;
}

/* Returns: whether this is the first report in the line of LOC of a use of WHAT
   after its end.  `x += 1' has two uses, and one path may differ from another
   in the statement that ended WHAT.  */

bool
reporter::once_in_line (const void *what, location_t loc)
{
  return used_lines.insert (std::make_pair (what, LOCATION_LINE (loc))).second;
}

/* Add the note TEXT at STMT.  Does nothing if STMT is NULL.  */

void
note_at (gimple *stmt, const char *text)
{
  if (stmt)
    inform (pcpu_visible (gimple_location (stmt)), "%s", _(text));
}

/* Add the note that STMT has ended GUARD.  A cleanup has no location of its
   own; the note then names the declaration of GUARD.  */

void
note_end (gimple *stmt, tree guard)
{
  location_t loc = gimple_location (stmt);
  if (!located_p (loc)
      || (lookup_attribute ("cleanup", DECL_ATTRIBUTES (guard))
	  && LOCATION_LINE (loc) == DECL_SOURCE_LINE (guard)))
    inform (DECL_SOURCE_LOCATION (guard), "the guard, which is declared here,"
	    " has ended with its scope");
  else
    inform (pcpu_visible (loc), "the guard has ended here");
}

/* Report that O leaks at LOC.  NAME is the name that the allocation was
   assigned to, or NULL_TREE.  */

void
report_leak (const object &o, tree name, location_t loc)
{
  tree var = variable_of (name, name);
  if (var ? pcpu_report (PCPU_W_LEAK, loc, "per-CPU object %qD is not freed on"
			 " some path", var)
      : pcpu_report (PCPU_W_LEAK, loc, "per-CPU object is not freed on some"
		     " path"))
    note_at (o.made, G_("allocated here"));
}

/* Report that the guard that STMT enters is not kept in a variable.  */

void
report_dropped (gimple *stmt)
{
  if (pcpu_report (PCPU_W_GUARD, gimple_location (stmt),
		   "guard is discarded immediately"))
    inform (gimple_location (stmt), "store it in a variable:"
	    " %<struct percpu_guard g PERCPU_CLEANUP ="
	    " percpu_guard_enter ();%>");
}

/* Report L at LOC, with the text OF_LOCK, or OF_REFERENCE for a reference.
   Returns: whether the message was printed, so that notes may follow.  */

bool
report_lock (const lock &l, location_t loc, const char *of_lock,
	     const char *of_reference)
{
  std::string name = text_of (l.place);
  return (l.kind == lock::REFERENCE
	  ? pcpu_report (PCPU_W_GUARD, loc, "reference %qs %s", name.c_str (),
			 _(of_reference))
	  : pcpu_report (PCPU_W_GUARD, loc, "lock %qs %s", name.c_str (),
			 _(of_lock)));
}

} // namespace lifetime
