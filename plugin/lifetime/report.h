/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Reports: each error is reported once.

   The walk passes a statement along many paths and in many states.  An error
   that several of them show is reported for the first one only.  */

#ifndef PERCPU_LIFETIME_REPORT_H
#define PERCPU_LIFETIME_REPORT_H

#include "state.h"

namespace lifetime {

/* Add the note TEXT at STMT.  Does nothing if STMT is NULL.  */
void note_at (gimple *stmt, const char *text);

/* Add the note that STMT has ended GUARD.  A cleanup has no location of its
   own; the note then names the declaration of GUARD.  */
void note_end (gimple *stmt, tree guard);

/* Report that O leaks at LOC.  NAME is the name that the allocation was
   assigned to, or NULL_TREE.  */
void report_leak (const object &o, tree name, location_t loc);

/* Report that the guard that STMT enters is not kept in a variable.  */
void report_dropped (gimple *stmt);

/* Report L at LOC with the text OF_LOCK or, if it is a reference, OF_REFERENCE.
   Returns: whether the message was printed, so that notes may follow.  */
bool report_lock (const lock &l, location_t loc, const char *of_lock,
		  const char *of_reference);

/* The reports that were made for one function.  */

class reporter
{
protected:
  /* The kinds of report of which a statement gets at most one each are those of
     enum pcpu_warning, and this one.  */
  static const int still_held = PCPU_WARNING_COUNT;

  /* Returns: whether this is the first report of kind WHAT for STMT.  */
  bool once (gimple *stmt, int what);

  /* Returns: whether this is the first report in the line of LOC of a use of
     WHAT after its end.  `x += 1' has two uses, and one path may differ from
     another in the statement that ended WHAT.  */
  bool once_in_line (const void *what, location_t loc);

private:
  std::set<std::pair<gimple *, int> > reported;
  std::set<std::pair<const void *, int> > used_lines;
};

} // namespace lifetime

#endif /* PERCPU_LIFETIME_REPORT_H */
