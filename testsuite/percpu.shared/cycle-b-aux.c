/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The `b' of cycle.h.  */

#define OBJECT b
#include "cycle-object.h"
