/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The version of percpu, as the preprocessor and as the program knows it.

     #if PERCPU_VERSION_NUMBER >= 10200		1.2.0 or newer
     puts (PERCPU_VERSION);			"1.2.0"
     puts (percpu_version ());			that of the library

   The version is defined by the three numbers below only; configure.ac reads
   them from here.  This file is included by percpu.h.  */

#ifndef PERCPU_VERSION_H
#define PERCPU_VERSION_H 1

/* The version of these headers: numbers of at most two digits, which #if may
   compare.  */
#define PERCPU_VERSION_MAJOR 0
#define PERCPU_VERSION_MINOR 1
#define PERCPU_VERSION_PATCH 0

/* The three as one number that grows with each version: 10203 is 1.2.3.  */
#define PERCPU_VERSION_NUMBER						\
  (PERCPU_VERSION_MAJOR * 10000 + PERCPU_VERSION_MINOR * 100		\
   + PERCPU_VERSION_PATCH)

/* A string literal: "1.2.3".  */
#define PERCPU_VERSION							\
  __PERCPU_VERSION_TEXT (PERCPU_VERSION_MAJOR, PERCPU_VERSION_MINOR,	\
			 PERCPU_VERSION_PATCH)
/* In two steps, so that the arguments are expanded.  */
#define __PERCPU_VERSION_TEXT(major, minor, patch)			\
  __PERCPU_VERSION_JOIN (major, minor, patch)
#define __PERCPU_VERSION_JOIN(major, minor, patch)			\
  #major "." #minor "." #patch

#endif /* PERCPU_VERSION_H */
