/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* percpu.so, the part that GCC loads first.

   The plugin proper, percpu-core.so, binds to hundreds of GCC's functions, and
   in another release some of them have other names: the dynamic linker would
   give up with an undefined symbol before any check of versions could speak.
   This file binds to none.  It compares the versions and loads the plugin
   proper, which lies beside it.  */

#include "gcc-plugin.h"
#include "plugin-version.h"
#include <dlfcn.h>

#pragma GCC visibility push(default)
extern "C" int plugin_is_GPL_compatible;
int plugin_is_GPL_compatible;
extern "C" int plugin_init (struct plugin_name_args *,
			    struct plugin_gcc_version *);
#pragma GCC visibility pop

#define CORE "percpu-core.so"

static bool
same_compiler_p (const struct plugin_gcc_version *running)
{
  return (strcmp (gcc_version.basever, running->basever) == 0
	  && strcmp (gcc_version.datestamp, running->datestamp) == 0
	  && strcmp (gcc_version.devphase, running->devphase) == 0
	  && strcmp (gcc_version.revision, running->revision) == 0
	  && strcmp (gcc_version.configuration_arguments,
		     running->configuration_arguments) == 0);
}

int
plugin_init (struct plugin_name_args *info, struct plugin_gcc_version *version)
{
  if (!same_compiler_p (version))
    {
      bool same_release = strcmp (gcc_version.basever, version->basever) == 0;
      fprintf (stderr, "error: this percpu plugin was built for %sGCC %s, not"
	       " for GCC %s\n"
	       "note: build percpu with 'configure CC=...' for this compiler\n",
	       same_release ? "another target or build of " : "",
	       gcc_version.basever, version->basever);
      return 1;
    }

  const char *slash = strrchr (info->full_name, '/');
  int length = slash ? slash + 1 - info->full_name : 0;
  char path[4096];
  if ((size_t) snprintf (path, sizeof path, "%.*s" CORE, length,
			 info->full_name) >= sizeof path)
    {
      fprintf (stderr, "error: the path of %s is too long\n", info->full_name);
      return 1;
    }

  void *core = dlopen (path, RTLD_NOW | RTLD_GLOBAL);
  plugin_init_func init
    = core ? (plugin_init_func) dlsym (core, "plugin_init") : NULL;
  if (!init)
    {
      fprintf (stderr, "error: cannot load the percpu plugin: %s\n",
	       dlerror ());
      return 1;
    }
  return init (info, version);
}
