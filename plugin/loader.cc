/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* percpu.so, the file that GCC loads first.

   The plugin itself, percpu-core.so, uses hundreds of GCC's functions, and
   some of them have other names in other releases.  There the dynamic linker
   would report an undefined symbol before the plugin could compare any
   versions.  This file uses none of GCC's functions.  It compares the versions
   and loads percpu-core.so from its own directory.

   This file contains the build-id of the percpu-core.so that it was linked for
   (core-id.h, which the Makefile makes).  This has two effects:

     - Tools that identify the plugin by the file in -fplugin, such as ccache,
       notice a change in any part of it.
     - A percpu-core.so of another build is refused.  It might not fit the
       installed headers and library.  */

#include "gcc-plugin.h"
#include "plugin-version.h"
#include "core-id.h"
#include <dlfcn.h>
#include <link.h>

#pragma GCC visibility push(default)
extern "C" int plugin_is_GPL_compatible;
int plugin_is_GPL_compatible;
extern "C" int plugin_init (struct plugin_name_args *,
			    struct plugin_gcc_version *);
#pragma GCC visibility pop

#define CORE "percpu-core.so"

/* Return true if RUNNING is the compiler that this plugin was built for.  */
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

/* Return true if one of the notes in the SIZE bytes at NOTES, which are
   aligned to ALIGN, is the build-id PERCPU_CORE_ID.  */
static bool
core_id_in_p (const char *notes, size_t size, size_t align)
{
  size_t at = 0;
  ElfW (Nhdr) note;

  while (size - at >= sizeof note)
    {
      memcpy (&note, notes + at, sizeof note);
      size_t name = at + sizeof note;
      size_t id = (name + note.n_namesz + align - 1) & -align;
      if (note.n_namesz > size - name || id > size
	  || note.n_descsz > size - id)
	return false;
      if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == sizeof "GNU"
	  && memcmp (notes + name, "GNU", sizeof "GNU") == 0)
	{
	  const char *digits = PERCPU_CORE_ID;
	  bool same = strlen (digits) == 2 * note.n_descsz;
	  for (size_t i = 0; same && i < note.n_descsz; i++)
	    {
	      char two[3];
	      snprintf (two, sizeof two, "%02x", (unsigned char) notes[id + i]);
	      same = strncmp (digits + 2 * i, two, 2) == 0;
	    }
	  return same;
	}
      at = (id + note.n_descsz + align - 1) & -align;
      if (at > size)
	return false;
    }
  return false;
}

/* Return true if the ELF file F has the build-id PERCPU_CORE_ID.  */
static bool
core_id_p (FILE *f)
{
  ElfW (Ehdr) header;
  ElfW (Phdr) segment;
  static char notes[4096];

  if (fread (&header, sizeof header, 1, f) != 1
      || memcmp (header.e_ident, ELFMAG, SELFMAG) != 0
      || header.e_phentsize != sizeof segment)
    return false;
  for (unsigned int i = 0; i < header.e_phnum; i++)
    {
      if (fseek (f, (long) (header.e_phoff + i * sizeof segment), SEEK_SET)
	  || fread (&segment, sizeof segment, 1, f) != 1)
	return false;
      if (segment.p_type == PT_NOTE && segment.p_filesz <= sizeof notes
	  && fseek (f, (long) segment.p_offset, SEEK_SET) == 0
	  && fread (notes, 1, segment.p_filesz, f) == segment.p_filesz
	  && core_id_in_p (notes, segment.p_filesz,
			   segment.p_align == 8 ? 8 : 4))
	return true;
    }
  return false;
}

/* GCC calls this when it loads the plugin.  Return 0, or 1 to make GCC stop
   with an error.  */
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

  /* If the file cannot be read, dlopen reports the reason.  */
  FILE *f = fopen (path, "rb");
  bool foreign = f && !core_id_p (f);
  if (f)
    fclose (f);
  if (foreign)
    {
      fprintf (stderr, "error: %s is from another build of percpu than %s\n"
	       "note: install both files of one build, with 'make install'\n",
	       path, info->full_name);
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
