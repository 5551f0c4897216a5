/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads counter-aux.so with dlopen.  */

#ifndef LOADED_H
#define LOADED_H 1

#include "../lib/check.h"
#include "counter.h"
#include <dlfcn.h>

/* Prints failures only.  */
#define CHECK_QUIETLY(condition, ...)		\
  do						\
    if (!(condition))				\
      CHECK (condition, __VA_ARGS__);		\
  while (0)

struct loaded
{
  void *handle;
  void (*add) (long);
  long (*sum) (void);
  long (*members) (void);
  void (*reset) (void);
  long __percpu *(*address) (void);
  int (*check) (void);
};

static inline void *
loaded_find (void *handle, const char *name)
{
  void *p = dlsym (handle, name);

  CHECK_QUIETLY (p, "%s", dlerror ());
  return p;
}

static inline void
loaded_open (struct loaded *so, const char *file)
{
  so->handle = dlopen (file, RTLD_NOW);
  CHECK_QUIETLY (so->handle, "%s", dlerror ());
  so->add = loaded_find (so->handle, "counter_add");
  so->sum = loaded_find (so->handle, "counter_sum");
  so->members = loaded_find (so->handle, "counter_members");
  so->reset = loaded_find (so->handle, "counter_reset");
  so->address = loaded_find (so->handle, "counter_address");
  so->check = loaded_find (so->handle, "counter_check");
}

/* Unloads it, and checks that the dynamic linker does not keep it.  */
static inline void
loaded_close (struct loaded *so)
{
  Dl_info info;

  CHECK_QUIETLY (dlclose (so->handle) == 0, "%s", dlerror ());
  CHECK_QUIETLY (!dladdr ((void *) so->add, &info), "it is still there");
}

#endif /* LOADED_H */
