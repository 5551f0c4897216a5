/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* retry.S of the architecture whose folder configure has chosen.  */

#include <retry.S>
