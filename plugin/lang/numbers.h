/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Numbers computed from addresses (numbers.cc).  */

#ifndef PERCPU_NUMBERS_H
#define PERCPU_NUMBERS_H

#include "lang/lang.h"

/* Return true if TYPE is an integer type with too few bits for an address.  */
extern bool pcpu_narrow_type_p (const_tree type);

/* Return true if operation CODE with an address and the constant B as operands,
   in this order, has a result that is too small for an address.  */
extern bool pcpu_small_result_p (enum tree_code code, const_tree b);

#endif /* PERCPU_NUMBERS_H */
