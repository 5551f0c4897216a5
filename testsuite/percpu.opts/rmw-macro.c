/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Headers can ask for plain operations.  */
/* { dg-options "-fplugin-arg-percpu-model=register -fplugin-arg-percpu-rmw=plain" } */

#if !__PERCPU_RMW_PLAIN__
# error "the macro of the option"
#endif
int x;
