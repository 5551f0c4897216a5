/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

#include <stdio.h>
