/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Includes cold.S of the architecture that configure has chosen.  */

#include <cold.S>
