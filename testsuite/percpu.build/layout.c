/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The layout that programs are compiled with: sizes, offsets and values, as
   libpercpu.so.0 has them.  They must not change as long as the soname does
   not.  Versioned structures may get new members at their end, so their old
   size is a lower limit.  */

#include "abi/runtime.h"
#include <percpu/cell.h>
#include <percpu/guard.h>
#include <percpu/list.h>
#include <percpu/lock.h>
#include <percpu/ref.h>

#define HAS(type, member, offset, bytes)				\
  _Static_assert (__builtin_offsetof (type, member) == (offset)	\
		  && sizeof ((type *) 0)->member == (bytes),		\
		  #type ": " #member)
#define SIZE(type, size)						\
  _Static_assert (sizeof (type) == (size), "size of " #type)
#define AT_LEAST(type, size)						\
  _Static_assert (sizeof (type) >= (size), "size of " #type)
#define VALUE(name, value) _Static_assert ((name) == (value), #name)

/* Returned by value, and made by the part of the runtime in each image.  */
SIZE (struct percpu_guard, 16);
HAS (struct percpu_guard, displacement, 0, 8);
HAS (struct percpu_guard, cpu, 8, 4);
HAS (struct percpu_guard, nested, 12, 4);

/* Members of the program's own structures.  */
SIZE (struct percpu_node, 8);
HAS (struct percpu_node, next, 0, 8);
SIZE (struct percpu_list, 8);
HAS (struct percpu_list, head, 0, 8);
typedef PERCPU_STACK (3) stack;
SIZE (stack, 32);
HAS (stack, count, 0, 8);
HAS (stack, slot, 8, 24);
SIZE (struct percpu_lock, 4);
HAS (struct percpu_lock, state, 0, 4);
SIZE (struct percpu_rwlock, 128);
HAS (struct percpu_rwlock, entered, 0, 8);
HAS (struct percpu_rwlock, left, 8, 8);
HAS (struct percpu_rwlock, gate, 64, 4);
HAS (struct percpu_rwlock, events, 68, 4);
HAS (struct percpu_rwlock, waiting, 72, 4);
HAS (struct percpu_rwlock, writers, 76, 4);
HAS (struct percpu_rwlock, owner, 80, 8);
HAS (struct percpu_rwlock, entered_late, 88, 8);
HAS (struct percpu_rwlock, left_late, 96, 8);
SIZE (struct percpu_ref, 40);
HAS (struct percpu_ref, counts, 0, 8);
HAS (struct percpu_ref, count, 8, 8);
HAS (struct percpu_ref, release, 16, 8);
HAS (struct percpu_ref, owner, 24, 8);
HAS (struct percpu_ref, flags, 32, 4);
VALUE (PERCPU_REF_INIT_ATOMIC, 1);
VALUE (PERCPU_REF_INIT_DEAD, 2);
VALUE (PERCPU_REF_ALLOW_REINIT, 4);
VALUE (__PERCPU_REF_PERCPU, 1);
VALUE (__PERCPU_REF_INIT, 2);
VALUE (__PERCPU_REF_DYING, 1);
VALUE (__PERCPU_REF_ONE, 2);
VALUE (__PERCPU_REF_LIMIT, (uint64_t) 1 << 61);
VALUE (__PERCPU_REF_BIAS, (uint64_t) 1 << 62);
VALUE (__PERCPU_REF_PUT, 0);
VALUE (__PERCPU_REF_GET, 1);
VALUE (__PERCPU_REF_TRYGET, 2);
VALUE (__PERCPU_REF_TRYGET_LIVE, 3);
SIZE (struct percpu_counter, 128);
HAS (struct percpu_counter, local, 0, 8);
HAS (struct percpu_counter, batch, 8, 8);
HAS (struct percpu_counter, base, 64, 8);
HAS (struct percpu_counter, rounded, 72, 8);
typedef PERCPU_CELL (int) cell;
SIZE (cell, 8);
HAS (cell, percpu_borrows, 0, 4);

/* Filled in by the library.  The caller does not say its size.  */
SIZE (struct percpu_address_info, 40);
HAS (struct percpu_address_info, kind, 0, 4);
HAS (struct percpu_address_info, cpu, 4, 4);
HAS (struct percpu_address_info, address, 8, 8);
HAS (struct percpu_address_info, start, 16, 8);
HAS (struct percpu_address_info, size, 24, 8);
HAS (struct percpu_address_info, section, 32, 8);
VALUE (PERCPU_ADDRESS_NONE, 0);
VALUE (PERCPU_ADDRESS_VARIABLE, 1);
VALUE (PERCPU_ADDRESS_DYNAMIC, 2);
VALUE (PERCPU_ADDRESS_TEMPLATE, 3);
VALUE (PERCPU_ALLOC_UNINIT, 1);

/* Versioned: the caller says the size.  */
AT_LEAST (struct percpu_stats, 104);
HAS (struct percpu_stats, cpus, 0, 4);
HAS (struct percpu_stats, cpus_used, 4, 4);
HAS (struct percpu_stats, private_areas, 8, 4);
HAS (struct percpu_stats, images, 12, 4);
HAS (struct percpu_stats, variables, 16, 8);
HAS (struct percpu_stats, area_size, 24, 8);
HAS (struct percpu_stats, area_limit, 32, 8);
HAS (struct percpu_stats, reserved, 40, 8);
HAS (struct percpu_stats, resident, 48, 8);
HAS (struct percpu_stats, objects, 56, 8);
HAS (struct percpu_stats, objects_size, 64, 8);
HAS (struct percpu_stats, dynamic_size, 72, 8);
HAS (struct percpu_stats, dynamic_limit, 80, 8);
HAS (struct percpu_stats, dynamic_free, 88, 8);
HAS (struct percpu_stats, dynamic_largest, 96, 8);

VALUE (PERCPU_OK, 0);
VALUE (PERCPU_ERANGE, -1);
VALUE (PERCPU_EOFFLINE, -2);
VALUE (PERCPU_EUNBOUND, -3);
VALUE (PERCPU_EINIT, -4);
VALUE (PERCPU_ENOMEM, -5);
VALUE (PERCPU_EOS, -6);
VALUE (PERCPU_ESIZE, -7);
VALUE (PERCPU_EALIGN, -8);
VALUE (PERCPU_ENOROOM, -9);
VALUE (PERCPU_EADDRESS, -10);
VALUE (PERCPU_ECPUS, -11);
VALUE (PERCPU_ENULL, -12);
VALUE (PERCPU_EUNALIGNED, -13);
VALUE (PERCPU_ESMALL, -14);
VALUE (PERCPU_EOVERFLOW, -15);
VALUE (PERCPU_ETWICE, -16);
VALUE (PERCPU_EBUSY, -17);
VALUE (PERCPU_MODE_NONE, 0);
VALUE (PERCPU_MODE_LIBC, 1);
VALUE (PERCPU_MODE_OWN, 2);
VALUE (PERCPU_MODE_PRIVATE, 3);
VALUE (PERCPU_HARDENED_CPU, 1);
VALUE (PERCPU_HARDENED_TRAP, 2);

/* Compiled code and the sequences know the offsets.  */
AT_LEAST (struct __percpu_page, 40);
HAS (struct __percpu_page, this_displacement, 0, 8);
HAS (struct __percpu_page, tag, 8, 4);
HAS (struct __percpu_page, cpu, 12, 4);
HAS (struct __percpu_page, guard_owner, 16, 8);
HAS (struct __percpu_page, guard_events, 24, 4);
HAS (struct __percpu_page, stopped, 28, 4);
HAS (struct __percpu_page, home, 32, 8);
AT_LEAST (struct __percpu_guard_thread, 32);
HAS (struct __percpu_guard_thread, busy, 0, 4);
HAS (struct __percpu_guard_thread, has_rseq, 4, 4);
HAS (struct __percpu_guard_thread, held, 8, 8);
HAS (struct __percpu_guard_thread, identity, 16, 8);
HAS (struct __percpu_guard_thread, reading, 24, 4);
SIZE (struct __percpu_sequence, 48);
HAS (struct __percpu_sequence, version, 0, 4);
HAS (struct __percpu_sequence, flags, 4, 4);
HAS (struct __percpu_sequence, start, 8, 8);
HAS (struct __percpu_sequence, length, 16, 8);
HAS (struct __percpu_sequence, abort, 24, 8);
HAS (struct __percpu_sequence, retry, 32, 8);
VALUE (PERCPU_TAG_NONE, 0xfffffffd);
VALUE (PERCPU_TAG_PRIVATE, 0x80000000);
#ifdef __aarch64__
VALUE (PERCPU_NOWHERE, (uintptr_t) 1 << 54);
VALUE (PERCPU_TAG_OF (0), 0xfffffff0);
VALUE (PERCPU_TAG_OF (1), 0xffffffef);
VALUE (PERCPU_TAG_BOUND (0), 0xfffe0000);
VALUE (PERCPU_TAG_BOUND (1), 0xfffdffff);
VALUE (PERCPU_RSEQ_SIGNATURE, 0xd428bc00);
#else
VALUE (PERCPU_NOWHERE, (uintptr_t) 1 << 63);
VALUE (PERCPU_RSEQ_SIGNATURE, 0x53053053);
#endif
VALUE (PERCPU_WHY_COLD, 0);
VALUE (PERCPU_WHY_ABORT, 1);
VALUE (PERCPU_WHY_LOAD, 3);
VALUE (__PERCPU_LIST_PUSH, 0);
VALUE (__PERCPU_LIST_POP, 1);
VALUE (__PERCPU_LIST_POP_ALL, 2);
VALUE (__PERCPU_STACK_PUSH, 3);
VALUE (__PERCPU_STACK_POP, 4);

/* Versioned by its first member: registry/registry.c knows the sizes.  */
HAS (struct __percpu_image, size, 0, 8);
HAS (struct __percpu_image, start, 8, 8);
HAS (struct __percpu_image, stop, 16, 8);
HAS (struct __percpu_image, zero_start, 24, 8);
HAS (struct __percpu_image, zero_stop, 32, 8);
HAS (struct __percpu_image, sequences, 40, 8);
HAS (struct __percpu_image, sequences_stop, 48, 8);
HAS (struct __percpu_image, page, 56, 8);
HAS (struct __percpu_image, rseq_offset, 64, 8);
HAS (struct __percpu_image, pic_page, 72, 8);
HAS (struct __percpu_image, pic_bias, 80, 8);
HAS (struct __percpu_image, pic_rseq_offset, 88, 8);
HAS (struct __percpu_image, room, 96, 8);
HAS (struct __percpu_image, dynamic_room, 104, 8);
#ifdef PERCPU_RSEQ_TABLE
SIZE (struct __percpu_image, 160);
HAS (struct __percpu_image, rseq_table, 112, 8);
HAS (struct __percpu_image, pic_rseq_table, 120, 8);
HAS (struct __percpu_image, register_offset, 128, 8);
HAS (struct __percpu_image, pic_register_offset, 136, 8);
HAS (struct __percpu_image, next, 144, 8);
HAS (struct __percpu_image, address, 152, 8);
#else
SIZE (struct __percpu_image, 128);
HAS (struct __percpu_image, next, 112, 8);
HAS (struct __percpu_image, address, 120, 8);
#endif

/* Definitions that the library and the part of the runtime in each image
   share.  */
VALUE (PCPU_LIST_SLOW, 0);
VALUE (PCPU_LIST_NONE, 1);
VALUE (PCPU_LIST_DONE, 2);
VALUE (PCPU_GATE_SLOW, 0);
VALUE (PCPU_GATE_OPEN, 1);
VALUE (PCPU_GATE_CLOSED, 2);
VALUE (PCPU_GATE_TAKEN, 3);
