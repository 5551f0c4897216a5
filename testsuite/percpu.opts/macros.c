/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Headers can test for the plugin, the model and the ABI.  */

#if !__PERCPU__ || !__PERCPU_ABI_HOSTED__
# error "macros of the defaults"
#endif
#if defined __x86_64__ || (defined __aarch64__ && defined __linux__)
# if !__PERCPU_MODEL_RSEQ__ || defined __PERCPU_MODEL_REGISTER__
#  error "the default model"
# endif
#elif !__PERCPU_MODEL_REGISTER__ || defined __PERCPU_MODEL_RSEQ__
# error "the default model"
#endif
#if defined __PERCPU_MODEL_SINGLE__ || defined __PERCPU_ABI_FREESTANDING__
# error "macros of what is not the default"
#endif
int x;
