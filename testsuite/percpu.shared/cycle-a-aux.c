/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The `a' of cycle.h.  */

#define OBJECT a
#include "cycle-object.h"
