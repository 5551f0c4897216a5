/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Includes retry.S of the architecture that configure has chosen.  */

#include <retry.S>
