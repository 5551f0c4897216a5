/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The arguments of the plugin, -fplugin-arg-percpu-OPTION=VALUE.

   One table has the values of each option, its help text, and the variable
   that holds its value.  Only the values of `base' are those of the target.
   The levels of warnings are options too; warning.cc has their names.  */

#include "main.h"
#include "lang/lang.h"
#include "targets/target.h"

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
  struct choice choices[5];	/* the last has a NULL name  */
};

static int model = -1, abi = -1, hardened = PCPU_HARDENED_OFF;
static int rmw = PCPU_RMW_INDIVISIBLE;

static const struct option_spec option_specs[]
  = { { "model", "how an operation is kept on one CPU", &model,
	{ { "register", PCPU_MODEL_REGISTER },
	  { "rseq", PCPU_MODEL_RSEQ },
	  { "single", PCPU_MODEL_SINGLE } } },
      { "abi", "how areas are located and laid out", &abi,
	{ { "hosted", PCPU_ABI_HOSTED },
	  { "freestanding", PCPU_ABI_FREESTANDING },
	  { "linux", PCPU_ABI_LINUX } } },
      { "hardened", "action when a run-time check fails",
	&hardened,
	{ { "off", PCPU_HARDENED_OFF },
	  { "warn", PCPU_HARDENED_WARN },
	  { "trap", PCPU_HARDENED_TRAP } } },
      { "rmw", "how operations modify data (plain: no code can interrupt them)",
	&rmw,
	{ { "indivisible", PCPU_RMW_INDIVISIBLE },
	  { "plain", PCPU_RMW_PLAIN } } } };

/* The option for the register with the displacement.  Its values are those of
   the target.  */

static const char base[] = "base";

/* The register that the option has chosen, or NULL.  */

static const struct pcpu_base *chosen_base;

/* Return the values of the option `base', separated by SEPARATOR.  */

static std::string
base_names (const char *separator)
{
  std::string list;
  for (const struct pcpu_base *b = pcpu_target.bases; b->name; b++)
    list += (b == pcpu_target.bases ? "" : separator) + std::string (b->name);
  if (pcpu_target.numbered_bases)
    list += separator + std::string ("NUMBER");
  return list;
}

/* Return the register with the number in TEXT, or NULL.  Its name is the
   number in hexadecimal digits.  */

static const struct pcpu_base *
numbered_base (const char *text)
{
  static char name[16];
  static struct pcpu_base numbered = { name, ADDR_SPACE_GENERIC };
  char *end;

  if (!ISDIGIT (text[0]))
    return NULL;
  unsigned long number = strtoul (text, &end, 0);
  if (*end || number >= pcpu_target.numbered_bases)
    return NULL;
  snprintf (name, sizeof name, "0x%lx", number);
  return &numbered;
}

/* The values of the option for deliberate omissions (settings.h).  It is for
   tests only, so the help does not mention it.  */

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

static const struct choice level_choices[]
  = { { "error", PCPU_ERROR }, { "warn", PCPU_WARN }, { "off", PCPU_OFF },
      { NULL, 0 } };

/* Print option NAME with its CHOICES and its HELP.  */

static void
print_choices (const char *name, const struct choice *choices,
	       const char *help)
{
  printf ("  %s=", name);
  for (const struct choice *c = choices; c->name; c++)
    printf ("%s%s", c == choices ? "" : "|", c->name);
  printf ("\n      %s\n", help);
}

/* Print the list of options.  */

static void
print_help (void)
{
  printf ("Options of the percpu plugin (-fplugin-arg-percpu-OPTION=VALUE):\n");
  for (const struct option_spec &spec : option_specs)
    print_choices (spec.name, spec.choices, spec.help);
  printf ("  %s=%s\n      the register with the displacement of this CPU's"
	  " area\n", base, base_names ("|").c_str ());
  for (int i = 0; i < PCPU_WARNING_COUNT; i++)
    print_choices (pcpu_warning_name ((enum pcpu_warning) i), level_choices,
		   pcpu_warning_help ((enum pcpu_warning) i));
  printf ("  help\n      print this list\n");
}

/* Report that ARG has no value, or none of those in LIST.  */

static void
report_value (const struct plugin_argument &arg, const std::string &list)
{
  if (arg.value)
    error ("%qs is not a valid value for option %<-fplugin-arg-percpu-%s%>",
	   arg.value, arg.key);
  else
    error ("option %<-fplugin-arg-percpu-%s%> needs a value", arg.key);
  inform (UNKNOWN_LOCATION, "possible values are: %s", list.c_str ());
}

/* Store in *VALUE the value of ARG, which must be one of CHOICES.  Otherwise
   report an error and return false.  */

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
  report_value (arg, list);
  return false;
}

/* Choose the register that ARG names.  If there is none, report an error and
   return false.  */

static bool
parse_base (const struct plugin_argument &arg)
{
  chosen_base = arg.value ? numbered_base (arg.value) : NULL;
  for (const struct pcpu_base *b = pcpu_target.bases; b->name; b++)
    if (arg.value && strcmp (arg.value, b->name) == 0)
      chosen_base = b;
  if (!chosen_base)
    report_value (arg, base_names (", "));
  return chosen_base != NULL;
}

/* Return true if the command line defines the macro NAME.  */

static bool
macro_defined_p (const char *name)
{
  size_t length = strlen (name);
  bool defined = false;

  for (unsigned int i = 0; i < save_decoded_options_count; i++)
    {
      const struct cl_decoded_option &option = save_decoded_options[i];
      if ((option.opt_index == OPT_D || option.opt_index == OPT_U)
	  && option.arg
	  && strncmp (option.arg, name, length) == 0
	  && (option.arg[length] == '\0' || option.arg[length] == '='))
	defined = option.opt_index == OPT_D;
    }
  return defined;
}

/* Return true if the options are those with which Linux is compiled.  */

static bool
linux_code_p (void)
{
  return (pcpu_target.kernel_code_p && pcpu_target.kernel_code_p ()
	  && macro_defined_p ("__KERNEL__"));
}

/* Return true if the options are possible with those with which Linux is
   compiled.  Otherwise report an error.  */

static bool
check_linux (void)
{
  if (pcpu_options.abi != PCPU_ABI_LINUX)
    {
      /* The loader of modules looks for one section only.  */
      if (!linux_code_p () || !macro_defined_p ("MODULE"))
	return true;
      error ("a Linux kernel module needs"
	     " %<-fplugin-arg-percpu-abi=linux%>");
      inform (UNKNOWN_LOCATION, "the kernel does not find the variables in"
	      " another section; with its own options this one is the default");
      return false;
    }
  if (!pcpu_target.linux_p)
    {
      error ("option %<-fplugin-arg-percpu-abi=linux%> is not supported on this"
	     " target");
      return false;
    }
  if (pcpu_options.model == PCPU_MODEL_SINGLE)
    {
      error ("model %<single%> is not possible with"
	     " %<-fplugin-arg-percpu-abi=linux%>");
      return false;
    }
  if (pcpu_options.base != pcpu_target.bases)
    {
      error ("option %<-fplugin-arg-percpu-base=%s%> is not possible with"
	     " %<-fplugin-arg-percpu-abi=linux%>", chosen_base->name);
      inform (UNKNOWN_LOCATION, "the register of Linux is %qs",
	      pcpu_target.bases->name);
      return false;
    }
  return true;
}

/* Return true if the options are possible together.  Otherwise report an
   error.  */

static bool
check_combination (void)
{
  if (pcpu_options.model == PCPU_MODEL_RSEQ
      && (!pcpu_target.restartable_p
	  || pcpu_options.abi != PCPU_ABI_HOSTED))
    {
      error (pcpu_target.restartable_p
	     ? G_("model %<rseq%> needs the hosted runtime")
	     : G_("model %<rseq%> is not supported on this target"));
      return false;
    }
  if (pcpu_options.model == PCPU_MODEL_RSEQ
      && pcpu_options.rmw == PCPU_RMW_PLAIN)
    {
      error ("option %<-fplugin-arg-percpu-rmw=plain%> is not possible in model"
	     " %<rseq%>");
      inform (UNKNOWN_LOCATION, "a thread can be preempted; in code that cannot"
	      " be, use %<-fplugin-arg-percpu-model=register%> or"
	      " %<single%>");
      return false;
    }
  if (chosen_base && pcpu_options.model == PCPU_MODEL_SINGLE)
    {
      error ("option %<-fplugin-arg-percpu-base=%s%> is not possible in model"
	     " %<single%>, which uses no register", chosen_base->name);
      return false;
    }
  if (pcpu_options.base != pcpu_target.bases
      && pcpu_target.thread_pointer
      && pcpu_options.model == PCPU_MODEL_RSEQ)
    {
      error ("option %<-fplugin-arg-percpu-base=%s%> is not possible in model"
	     " %<rseq%>, which uses no register on this target",
	     chosen_base->name);
      inform (UNKNOWN_LOCATION, "model %<register%> uses it; in kernels it is"
	      " the default with %<-ffreestanding%>");
      return false;
    }
  if ((pcpu_target.thread_pointer ? chosen_base != NULL
       : pcpu_options.base != pcpu_target.bases)
      && pcpu_target.restartable_p
      && pcpu_options.abi == PCPU_ABI_HOSTED)
    {
      error ("option %<-fplugin-arg-percpu-base=%s%> is not possible with the"
	     " hosted runtime", chosen_base->name);
      if (pcpu_target.thread_pointer)
	inform (UNKNOWN_LOCATION, "it uses a word of each thread; registers"
		" need %<-ffreestanding%> or"
		" %<-fplugin-arg-percpu-abi=freestanding%>");
      else
	inform (UNKNOWN_LOCATION, "its register is %qs; other registers need"
		" %<-ffreestanding%> or"
		" %<-fplugin-arg-percpu-abi=freestanding%>",
		pcpu_target.bases->name);
      return false;
    }
  return check_linux ();
}

/* Handle the option ARG.  Return false if there is no such option, or it has an
   invalid value.  */

static bool
parse_option (const struct plugin_argument &arg)
{
  if (strcmp (arg.key, "help") == 0)
    {
      print_help ();
      return true;
    }
  if (strcmp (arg.key, base) == 0)
    return parse_base (arg);
  if (strcmp (arg.key, test_leave) == 0)
    {
      int kind;
      if (!parse_choice (arg, leave_choices, &kind))
	return false;
      pcpu_set_left ((enum pcpu_leave) kind);
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

bool
pcpu_parse_arguments (const struct plugin_name_args *info)
{
  for (int i = 0; i < info->argc; i++)
    if (!parse_option (info->argv[i]))
      return false;

  bool freestanding = ((&flag_hosted && !flag_hosted)
		       || (pcpu_target.kernel_code_p
			   && pcpu_target.kernel_code_p ()));
  pcpu_options.abi = (abi >= 0 ? (enum pcpu_abi) abi
		      : linux_code_p () ? PCPU_ABI_LINUX
		      : freestanding ? PCPU_ABI_FREESTANDING
		      : PCPU_ABI_HOSTED);
  pcpu_options.model = (model >= 0 ? (enum pcpu_model) model
			: (pcpu_options.abi == PCPU_ABI_HOSTED
			   && pcpu_target.restartable_p)
			? PCPU_MODEL_RSEQ : PCPU_MODEL_REGISTER);

  pcpu_options.hardened = (enum pcpu_hardened) hardened;
  pcpu_options.rmw = (enum pcpu_rmw) rmw;
  pcpu_options.base = chosen_base ? chosen_base : pcpu_target.bases;
  pcpu_set_default_warnings ();

  return check_combination ();
}
