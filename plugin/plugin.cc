/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* percpu: per-CPU variables as a feature of GNU C.

   The way in: options, and who is called when.  */

#include "plugin.h"
#include "targets/target.h"

/* What loader.cc looks up in us, when it has found that we fit; all else is
   hidden.  */
#pragma GCC visibility push(default)
extern "C" int plugin_init (struct plugin_name_args *,
			    struct plugin_gcc_version *);
#pragma GCC visibility pop

struct pcpu_options pcpu_options
  = { PCPU_MODEL_REGISTER, PCPU_ABI_HOSTED, PCPU_HARDENED_OFF };

bool
pcpu_c_front_end_p (void)
{
  return (strncmp (lang_hooks.name, "GNU C", 5) == 0
	  && lang_hooks.name[5] != '+');
}

bool
pcpu_biased_p (void)
{
  return (pcpu_options.abi == PCPU_ABI_HOSTED
	  && pcpu_options.model != PCPU_MODEL_SINGLE
	  && flag_pic && !flag_pie);
}

/* Options.  One table holds what an option may be, its help, and where its
   value goes.  */

struct choice
{
  const char *name;
  int value;
};

struct option_spec
{
  const char *name;
  const char *help;
  int *value;
  struct choice choices[5];	/* up to a NULL name  */
};

static int model = -1, abi = -1, hardened = PCPU_HARDENED_OFF;

static const struct option_spec option_specs[]
  = { { "model", "who keeps the CPU still while an operation runs", &model,
	{ { "register", PCPU_MODEL_REGISTER },
	  { "rseq", PCPU_MODEL_RSEQ },
	  { "single", PCPU_MODEL_SINGLE } } },
      { "abi", "how the areas are found and laid out", &abi,
	{ { "hosted", PCPU_ABI_HOSTED },
	  { "freestanding", PCPU_ABI_FREESTANDING } } },
      { "hardened", "what to do when a run-time check finds a mistake",
	&hardened,
	{ { "off", PCPU_HARDENED_OFF },
	  { "warn", PCPU_HARDENED_WARN },
	  { "trap", PCPU_HARDENED_TRAP } } } };

/* What the tests of check.cc leave (plugin.h).  It is no option for users, so no
   help mentions it.  */

static const char test_leave[] = "test-leave";

static const struct choice leave_choices[]
  = { { "load", PCPU_LEAVE_LOAD },
      { "store", PCPU_LEAVE_STORE },
      { "operation", PCPU_LEAVE_OPERATION },
      { "address", PCPU_LEAVE_ADDRESS },
      { "copy", PCPU_LEAVE_COPY },
      { "argument", PCPU_LEAVE_ARGUMENT },
      { "result", PCPU_LEAVE_RESULT },
      { "asm", PCPU_LEAVE_ASM },
      { "translation", PCPU_LEAVE_TRANSLATION },
      { "check-lowered", PCPU_LEAVE_CHECK_LOWERED },
      { "check-early", PCPU_LEAVE_CHECK_EARLY },
      { "check-late", PCPU_LEAVE_CHECK_LATE },
      { NULL, 0 } };

static bool left[PCPU_LEAVE_COUNT];

bool
pcpu_left_p (enum pcpu_leave kind)
{
  return left[kind];
}

bool
pcpu_leave_p (enum pcpu_leave kind)
{
  bool leave = left[kind];
  left[kind] = false;
  return leave;
}

static const struct choice level_choices[]
  = { { "error", PCPU_ERROR }, { "warn", PCPU_WARN }, { "off", PCPU_OFF },
      { NULL, 0 } };

static void
print_choices (const char *name, const struct choice *choices,
	       const char *help)
{
  printf ("  %s=", name);
  for (const struct choice *c = choices; c->name; c++)
    printf ("%s%s", c == choices ? "" : "|", c->name);
  printf ("\n      %s\n", help);
}

static void
print_help (void)
{
  printf ("Options of the percpu plugin (-fplugin-arg-percpu-OPTION=VALUE):\n");
  for (const struct option_spec &spec : option_specs)
    print_choices (spec.name, spec.choices, spec.help);
  for (int i = 0; i < PCPU_WARNING_COUNT; i++)
    print_choices (pcpu_warning_name ((enum pcpu_warning) i), level_choices,
		   pcpu_warning_help ((enum pcpu_warning) i));
  printf ("  help\n      print this list\n");
}

/* Find the value that ARG has among CHOICES; an error if there is none.  */

static bool
parse_choice (const struct plugin_argument &arg, const struct choice *choices,
	      int *value)
{
  std::string list;
  for (const struct choice *c = choices; c->name; c++)
    {
      if (arg.value && strcmp (arg.value, c->name) == 0)
	{
	  *value = c->value;
	  return true;
	}
      list += std::string (c == choices ? "" : ", ") + c->name;
    }
  if (arg.value)
    error ("%qs is not a valid value for option %<-fplugin-arg-percpu-%s%>",
	   arg.value, arg.key);
  else
    error ("option %<-fplugin-arg-percpu-%s%> needs a value", arg.key);
  inform (UNKNOWN_LOCATION, "possible values are: %s", list.c_str ());
  return false;
}

static bool
parse_option (const struct plugin_argument &arg)
{
  if (strcmp (arg.key, "help") == 0)
    {
      print_help ();
      return true;
    }
  if (strcmp (arg.key, test_leave) == 0)
    {
      int kind;
      if (!parse_choice (arg, leave_choices, &kind))
	return false;
      left[kind] = true;
      return true;
    }
  for (const struct option_spec &spec : option_specs)
    if (strcmp (arg.key, spec.name) == 0)
      return parse_choice (arg, spec.choices, spec.value);
  for (int i = 0; i < PCPU_WARNING_COUNT; i++)
    if (strcmp (arg.key, pcpu_warning_name ((enum pcpu_warning) i)) == 0)
      {
	int level;
	if (!parse_choice (arg, level_choices, &level))
	  return false;
	pcpu_set_warning ((enum pcpu_warning) i, (enum pcpu_level) level);
	return true;
      }
  error ("unknown option %<-fplugin-arg-percpu-%s%>", arg.key);
  inform (UNKNOWN_LOCATION, "%<-fplugin-arg-percpu-help%> lists the options");
  return false;
}

static bool
parse_options (const struct plugin_name_args *info)
{
  for (int i = 0; i < info->argc; i++)
    if (!parse_option (info->argv[i]))
      return false;

  bool freestanding = ((&flag_hosted && !flag_hosted)
		       || (pcpu_target.kernel_code_p
			   && pcpu_target.kernel_code_p ()));
  pcpu_options.abi = (abi >= 0 ? (enum pcpu_abi) abi
		      : freestanding ? PCPU_ABI_FREESTANDING
		      : PCPU_ABI_HOSTED);
  pcpu_options.model = (model >= 0 ? (enum pcpu_model) model
			: (pcpu_options.abi == PCPU_ABI_HOSTED
			   && pcpu_target.restartable_p)
			? PCPU_MODEL_RSEQ : PCPU_MODEL_REGISTER);

  pcpu_options.hardened = (enum pcpu_hardened) hardened;
  pcpu_set_default_warnings ();

  if (pcpu_options.model == PCPU_MODEL_RSEQ
      && (!pcpu_target.restartable_p
	  || pcpu_options.abi != PCPU_ABI_HOSTED))
    {
      error (pcpu_target.restartable_p
	     ? G_("model %<rseq%> needs the hosted runtime")
	     : G_("model %<rseq%> is not supported on this target"));
      return false;
    }
  return true;
}

/* Pragmas, and macros for headers.  They must be there under -E too, where nothing but the
   initialisation of pragmas calls plugins; what -E made knows no more
   definitions.  */

static void
start_preprocessor (void *, void *)
{
  if (&c_register_pragma && pcpu_c_front_end_p ())
    pcpu_register_pragma ();
  if (!parse_in
      || !pcpu_c_front_end_p ()
      || cpp_get_options (parse_in)->preprocessed)
    return;
  /* Debug information for macros is not ready for definitions yet.  */
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
			: "__PERCPU_ABI_FREESTANDING__=1");
  if (pcpu_options.hardened != PCPU_HARDENED_OFF)
    cpp_define (parse_in, pcpu_options.hardened == PCPU_HARDENED_TRAP
			  ? "__PERCPU_HARDENED__=2" : "__PERCPU_HARDENED__=1");
  cpp_stop_forcing_token_locations (parse_in);
  callbacks->define = define;
}

static void
finish_unit (void *, void *)
{
  pcpu_explain_refusal ();
  pcpu_finish_sections ();
}

static void
start_unit (void *, void *)
{
  if (const char *reason = (pcpu_target.unsupported
			    ? pcpu_target.unsupported () : NULL))
    fatal_error (UNKNOWN_LOCATION, "percpu: %s", reason);
  if (pcpu_c_front_end_p () && ridpointers)
    {
      pcpu_register_keyword ();
      pcpu_register_builtins ();
    }
}

/* Put PASS behind the INSTANCE-th pass named REFERENCE, or all of them if that is
   0, or in front of it.  */

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
  if (!parse_options (info))
    return 1;

  static struct plugin_info about
    = { PERCPU_VERSION, "percpu: per-CPU variables as a feature of GNU C;"
	" see -fplugin-arg-percpu-help" };
  register_callback ("percpu", PLUGIN_INFO, NULL, &about);

  pcpu_register_space ();
  pcpu_register_declarations ();
  pcpu_register_directives ();
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
		     pcpu_settle_variables, NULL);
  register_callback ("percpu", PLUGIN_FINISH_UNIT, finish_unit, NULL);

  /* Lowering comes when bodies are flat lists of statements, which are easy
     to insert into, and before any pass that looks at what an access means,
     above all before SSA form and inlining: it runs once for each function as
     written, at every -O level, and what is inlined or cloned later is
     lowered already.  Lifetimes, and before them operations that should be one,
     are looked at as soon as there is a graph and SSA form: what the optimisers
     would make of it must not matter.  The check
     comes when all functions are lowered and the variables settled, once
     more when the optimisers are done, and on the instructions themselves.
     The vectoriser has a pass for loops, and one that runs where there are
     loops and, once more, where there are none.  */
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
