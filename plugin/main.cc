/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* percpu: per-CPU variables as a feature of GNU C.

   The entry point: registers the hooks and the passes.  */

#include "main.h"
#include "generic/generic.h"
#include "lang/dwarf.h"
#include "passes.h"
#include "targets/target.h"

/* The only exported function: loader.cc looks it up and calls it.  */
#pragma GCC visibility push(default)
extern "C" int plugin_init (struct plugin_name_args *,
			    struct plugin_gcc_version *);
#pragma GCC visibility pop

/* Define the macros that name the register with the displacement:

     __PERCPU_BASE__		its name, as a string
     __PERCPU_BASE_TP__		1, for the register `tp'
     __PERCPU_BASE_NUMBER__	its number, if it has only that  */

static void
define_base (void)
{
  std::string name = pcpu_options.base->name;
  cpp_define (parse_in, ("__PERCPU_BASE__=\"" + name + "\"").c_str ());
  if (ISDIGIT (name[0]))
    {
      cpp_define (parse_in, ("__PERCPU_BASE_NUMBER__=" + name).c_str ());
      return;
    }
  for (char &c : name)
    c = TOUPPER (c);
  cpp_define (parse_in, ("__PERCPU_BASE_" + name + "__=1").c_str ());
}

/* PLUGIN_PRAGMAS: register the pragma and define the macros for headers.
   Headers need the macros under -E too, and there this is the only event that
   occurs.  Preprocessed input must not get further definitions.  */

static void
start_preprocessor (void *, void *)
{
  if (&c_register_pragma && pcpu_c_front_end_p ())
    pcpu_register_pragma ();
  if (!parse_in
      || !pcpu_c_front_end_p ()
      || cpp_get_options (parse_in)->preprocessed)
    return;
  /* The debug information for macros cannot record definitions yet.  */
  struct cpp_callbacks *callbacks = cpp_get_callbacks (parse_in);
  auto define = callbacks->define;
  callbacks->define = NULL;
  cpp_force_token_locations (parse_in, BUILTINS_LOCATION);
  cpp_define (parse_in, "__PERCPU__=1");
  cpp_define (parse_in, pcpu_options.model == PCPU_MODEL_SINGLE
			? "__PERCPU_MODEL_SINGLE__=1"
			: pcpu_options.model == PCPU_MODEL_RSEQ
			? "__PERCPU_MODEL_RSEQ__=1"
			: "__PERCPU_MODEL_REGISTER__=1");
  cpp_define (parse_in, pcpu_options.abi == PCPU_ABI_HOSTED
			? "__PERCPU_ABI_HOSTED__=1"
			: pcpu_options.abi == PCPU_ABI_LINUX
			? "__PERCPU_ABI_LINUX__=1"
			: "__PERCPU_ABI_FREESTANDING__=1");
  if (pcpu_options.hardened != PCPU_HARDENED_OFF)
    cpp_define (parse_in, pcpu_options.hardened == PCPU_HARDENED_TRAP
			  ? "__PERCPU_HARDENED__=2" : "__PERCPU_HARDENED__=1");
  if (pcpu_options.rmw == PCPU_RMW_PLAIN)
    cpp_define (parse_in, "__PERCPU_RMW_PLAIN__=1");
  if (pcpu_options.model != PCPU_MODEL_SINGLE)
    define_base ();
  cpp_stop_forcing_token_locations (parse_in);
  callbacks->define = define;
}

/* Callback: complete the output at the end of the unit.  */

static void
finish_unit (void *, void *)
{
  pcpu_explain_refusal ();
  pcpu_finish_sections ();
}

/* Callback: prepare the front end before it reads the unit.  */

static void
start_unit (void *, void *)
{
  if (const char *reason = (pcpu_target.unsupported
			    ? pcpu_target.unsupported () : NULL))
    fatal_error (UNKNOWN_LOCATION, "percpu: %s", reason);
  pcpu_register_dwarf ();
  if (pcpu_c_front_end_p () && ridpointers)
    {
      pcpu_register_keyword ();
      pcpu_register_builtins ();
    }
}

/* Insert PASS after the INSTANCE-th pass named REFERENCE, or after each of
   them if INSTANCE is 0.  WHERE can select the position before it instead.  */

static void
add_pass (opt_pass *pass, const char *reference, int instance = 1,
	  enum pass_positioning_ops where = PASS_POS_INSERT_AFTER)
{
  struct register_pass_info info = { pass, reference, instance, where };
  register_callback ("percpu", PLUGIN_PASS_MANAGER_SETUP, NULL, &info);
}

int
plugin_init (struct plugin_name_args *info, struct plugin_gcc_version *)
{
  if (!pcpu_parse_arguments (info))
    return 1;

  static struct plugin_info about
    = { PERCPU_VERSION, "percpu: per-CPU variables as a feature of GNU C;"
	" see -fplugin-arg-percpu-help" };
  register_callback ("percpu", PLUGIN_INFO, NULL, &about);

  pcpu_register_refusal ();
  pcpu_register_space ();
  pcpu_register_declarations ();
  pcpu_register_unit ();
  register_callback ("percpu", PLUGIN_ATTRIBUTES, pcpu_register_attribute,
		     NULL);
  register_callback ("percpu", PLUGIN_PRAGMAS, start_preprocessor, NULL);
  register_callback ("percpu", PLUGIN_START_UNIT, start_unit, NULL);
  register_callback ("percpu", PLUGIN_FINISH_TYPE, pcpu_finish_type, NULL);
  register_callback ("percpu", PLUGIN_FINISH_DECL, pcpu_finish_decl, NULL);
  register_callback ("percpu", PLUGIN_START_PARSE_FUNCTION, pcpu_start_function,
		     NULL);
  register_callback ("percpu", PLUGIN_PRE_GENERICIZE, pcpu_pre_genericize,
		     NULL);
  register_callback ("percpu", PLUGIN_ALL_IPA_PASSES_START,
		     pcpu_finish_variables, NULL);
  register_callback ("percpu", PLUGIN_FINISH_UNIT, finish_unit, NULL);

  /* Lowering runs when bodies are flat lists of statements, in which insertion
     is easy, and before every pass that interprets accesses, in particular
     before SSA form and inlining.  So it runs once for each function as
     written, at every -O level, and code that is inlined or cloned later is
     lowered already.

     The lifetime pass, and before it the search for check-then-act sequences,
     run as soon as there are a flow graph and SSA form, so that their results
     do not depend on the optimisers.

     The checks for plain accesses run when all functions are lowered and the
     variables have moved to the target's address space, again after the
     optimisers, and on RTL.

     The vectoriser consists of a pass for loops, and of "slp", which has one
     instance for functions with loops and one for functions without.  */
  add_pass (pcpu_make_pass_lower (g), "eh");
  add_pass (pcpu_make_pass_lifetime (g), "ssa");
  add_pass (pcpu_make_pass_check_then_act (g), "ssa");
  add_pass (pcpu_make_pass_check_early (g), "percpu_lifetime");
  add_pass (pcpu_make_pass_volatile (g, true), "vect", 1,
	    PASS_POS_INSERT_BEFORE);
  add_pass (pcpu_make_pass_volatile (g, false), "vect");
  add_pass (pcpu_make_pass_volatile (g, true), "slp", 0,
	    PASS_POS_INSERT_BEFORE);
  add_pass (pcpu_make_pass_volatile (g, false), "slp", 0);
  add_pass (pcpu_make_pass_check_late (g), "optimized");
  add_pass (pcpu_make_pass_check_rtl (g), "final", 1, PASS_POS_INSERT_BEFORE);
  return 0;
}
