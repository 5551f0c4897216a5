/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The only file that includes headers of GCC.

   It includes all of them in an order that works, and hides the differences
   between the releases GCC 11 to 16 that concern the plugin.  No other file
   tests GCCPLUGIN_VERSION.  The comment of each difference begins with the
   releases that need it; a range up to GCC 16 has no known end.  configure says
   if a release is newer, and if the plugin then does not compile, make names
   the release (PERCPU_NEWEST_GCC in m4/percpu-plugin.m4).

   Symbols of the C front end are weak references, because lto1 also loads the
   plugin and does not define them.  Code that uses one runs in cc1 only.  */

#ifndef PERCPU_GCC_HEADERS_H
#define PERCPU_GCC_HEADERS_H

/* Make system.h include these.  */
#define INCLUDE_STRING
#define INCLUDE_VECTOR
#define INCLUDE_MAP
#define INCLUDE_SET

#include "gcc-plugin.h"
#include "plugin-version.h"

#if GCCPLUGIN_VERSION_MAJOR < 11
# error "percpu needs GCC 11 or newer"
#endif

#include "tree.h"
#include "gimple.h"
#include "tree-pass.h"
#include "context.h"
#include "rtl.h"
#include "rtl-iter.h"
#include "tm_p.h"
#include "memmodel.h"
#include "emit-rtl.h"
#include "target.h"
#include "stringpool.h"
#include "attribs.h"
#include "cgraph.h"
#include "tree-nested.h"
#include "builtins.h"
#include "fold-const.h"
#include "stor-layout.h"
#include "varasm.h"
#include "output.h"
#include "stmt.h"
#include "langhooks.h"
#include "debug.h"
#include "toplev.h"
#include "opts.h"
#include "flags.h"
#include "options.h"
#include "cpplib.h"
#include "c-family/c-common.h"
#include "c-family/c-pragma.h"
#include "diagnostic.h"
#include "diagnostic-core.h"
#include "intl.h"
#include "print-tree.h"
#include "tree-iterator.h"
#include "tree-dfa.h"
#include "tree-cfg.h"
#include "gimple-iterator.h"
#include "gimple-expr.h"
#include "gimple-walk.h"
#include "gimplify.h"
#include "gimplify-me.h"
#include "ssa.h"
#include "cfganal.h"
#include "cfgloop.h"
#include "tree-ssa-alias.h"
#include "asan.h"
#include "ubsan.h"
#include "internal-fn.h"

/* GCC 16: the file cache has a header of its own.  */
#if GCCPLUGIN_VERSION_MAJOR >= 16
# include "diagnostics/file-cache.h"
#endif

/* Symbols of the C front end and the preprocessor, which lto1 does not
   define.  */
#pragma weak parse_in
#pragma weak ridpointers
#pragma weak flag_hosted
#pragma weak cpp_define
#pragma weak cpp_get_options
#pragma weak cpp_get_callbacks
#pragma weak cpp_force_token_locations
#pragma weak cpp_stop_forcing_token_locations
#pragma weak cpp_lookup
#pragma weak cpp_forall_identifiers
#pragma weak cpp_macro_definition
#pragma weak c_build_qualified_type
#pragma weak c_fully_fold
#pragma weak convert_and_check
#pragma weak identifier_global_value
#pragma weak c_promoting_integer_type_p
#pragma weak identifier_global_tag
#pragma weak c_register_pragma
#pragma weak c_register_pragma_with_data
#pragma weak pragma_lex
#pragma weak resolve_overloaded_builtin

/* From c-family/c-ubsan.h, which is not installed for plugins: add to
   *INDEXED, an ARRAY_REF, the check of its index.  If ADDRESS, the index may
   be one past the last element.  */
extern void ubsan_maybe_instrument_array_ref (tree *indexed, bool address);
#pragma weak ubsan_maybe_instrument_array_ref

/* GCC 14 to 16: legitimate_address_p has an argument for the use of the
   address.  */
#if GCCPLUGIN_VERSION_MAJOR >= 14
# define PCPU_CODE_HELPER_PARM , code_helper code
# define PCPU_CODE_HELPER_ARG , code
#else
# define PCPU_CODE_HELPER_PARM
# define PCPU_CODE_HELPER_ARG
#endif

/* GCC 15 and 16: resolve_overloaded_builtin has an argument for whether it may
   report errors.  */
#if GCCPLUGIN_VERSION_MAJOR >= 15
# define PCPU_COMPLAIN_PARM , bool complain
# define PCPU_COMPLAIN_ARG , complain
#else
# define PCPU_COMPLAIN_PARM
# define PCPU_COMPLAIN_ARG
#endif

/* GCC 16: constraints of asm statements may name hard registers, which the last
   argument of the functions that parse constraints collects.  */
#if GCCPLUGIN_VERSION_MAJOR >= 16
# define PCPU_REG_INFO_ARG , nullptr
#else
# define PCPU_REG_INFO_ARG
#endif

/* GCC 16: asm statements outside of functions are in one list with the
   symbols.  */
#if GCCPLUGIN_VERSION_MAJOR >= 16
# define PCPU_NEXT_ASM(NODE) safe_as_a <asm_node *> ((NODE)->next)
#else
# define PCPU_NEXT_ASM(NODE) ((NODE)->next)
#endif

/* GCC 15 and 16: C23 structures have a canonical type without the structures
   that their members point to.  */
#define PCPU_CANONICAL_STRUCTURES (GCCPLUGIN_VERSION_MAJOR >= 15)

/* The types of the parameters in an old-style definition, which the type of
   the function records.  The header of the C front end that defines this macro
   conflicts with the others.  */
#define TYPE_ACTUAL_ARG_TYPES(NODE) \
  TYPE_LANG_SLOT_1 (FUNCTION_TYPE_CHECK (NODE))

/* GCC 14 to 16: TYPE may be a _BitInt.  Older releases have no such type.  */
#if GCCPLUGIN_VERSION_MAJOR >= 14
# define PCPU_BITINT_P(TYPE) (TREE_CODE (TYPE) == BITINT_TYPE)
#else
# define PCPU_BITINT_P(TYPE) false
#endif

/* The hook that GCC calls at the end of each diagnostic has another name in
   GCC 15, and in GCC 16.  GCC 14 to 16: only the text formats call it.  */
#if GCCPLUGIN_VERSION_MAJOR >= 16
# define PCPU_FINALIZER diagnostics::text_finalizer (global_dc)
#elif GCCPLUGIN_VERSION_MAJOR >= 15
# define PCPU_FINALIZER diagnostic_text_finalizer (global_dc)
#else
# define PCPU_FINALIZER diagnostic_finalizer (global_dc)
#endif

/* GCC 15 and 16: the format decoder writes to a list.  */
#if GCCPLUGIN_VERSION_MAJOR >= 15
# define PCPU_FORMATTED pp_token_list &
#else
# define PCPU_FORMATTED const char **
#endif

/* GCC 14 to 16: the members of text_info have another name.  */
#if GCCPLUGIN_VERSION_MAJOR >= 14
# define PCPU_FORMAT_ARGS m_args_ptr
#else
# define PCPU_FORMAT_ARGS args_ptr
#endif

/* GCC 15 and 16: there are several printers.  Install DECODER as the format
   decoder of diagnostics, and return the one before.  */
static inline printer_fn
pcpu_set_format_decoder (printer_fn decoder)
{
#if GCCPLUGIN_VERSION_MAJOR >= 15
  printer_fn before = pp_format_decoder (global_dc->get_reference_printer ());
  global_dc->set_format_decoder (decoder);
#else
  printer_fn before = diagnostic_format_decoder (global_dc);
  diagnostic_format_decoder (global_dc) = decoder;
#endif
  return before;
}

/* GCC 11 to 13: a function returns the line; GCC 14 to 16: the file cache does.
   Return the text of the line at LOC, which is not NUL-terminated, and store
   its length in *LENGTH.  Return NULL if LOC is in no file.  */
static inline const char *
pcpu_source_line (location_t loc, size_t *length)
{
  expanded_location at = expand_location (loc);
  if (!at.file)
    return NULL;
#if GCCPLUGIN_VERSION_MAJOR >= 14
  auto line = global_dc->get_file_cache ().get_source_line (at.file, at.line);
#else
  auto line = location_get_source_line (at.file, at.line);
#endif
  *length = line.length ();
  return line.get_buffer ();
}

#endif /* PERCPU_GCC_HEADERS_H */
