/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Reports: each error once.

   A function is walked along many paths, and one statement is walked through
   in many states; what is wrong in several of them is said for the first
   only.  */

#ifndef PERCPU_LIFETIME_REPORT_H
#define PERCPU_LIFETIME_REPORT_H

#include "state.h"

namespace lifetime {

/* Add the note TEXT at STMT, if there is one.  */
void note_at (gimple *stmt, const char *text);

/* Say where STMT has ended GUARD.  A cleanup is where the variable is.  */
void note_end (gimple *stmt, tree guard);

/* Report O, an object of which the last trace is lost at LOC; NAME is what it
   was allocated to, or NULL_TREE.  */
void report_leak (const object &o, tree name, location_t loc);

/* The guard that STMT enters is not kept.  */
void report_dropped (gimple *stmt);

/* Say of L at LOC what is wrong: OF_LOCK or OF_REFERENCE.
   Returns: whether it was said, and notes may follow.  */
bool report_lock (const lock &l, location_t loc, const char *of_lock,
		  const char *of_reference);

/* What was reported of one function.  */

class reporter
{
protected:
  /* What is reported of a statement at most once is one of enum pcpu_warning,
     or this.  */
  static const int still_held = PCPU_WARNING_COUNT;

  /* Returns: whether WHAT is reported for STMT for the first time.  */
  bool once (gimple *stmt, int what);

  /* Returns: whether a use at LOC of WHAT, which has ended, is reported for the
     first time: `x += 1' is two uses, and there may be several ends.  */
  bool once_in_line (const void *what, location_t loc);

private:
  std::set<std::pair<gimple *, int> > reported;
  std::set<std::pair<const void *, int> > used_lines;
};

} // namespace lifetime

#endif /* PERCPU_LIFETIME_REPORT_H */
