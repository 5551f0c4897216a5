/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The `c' of cycle.h.  */

#define OBJECT c
#include "cycle-object.h"
