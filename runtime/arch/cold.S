/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* cold.S of the architecture whose folder configure has chosen.  */

#include <cold.S>
