/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Dynamic objects in model `single', where a program has no library: memory
   from malloc, with the number of owners in front of the object.

     | ... | distance to the block | owners | object ...
     ^ block				    ^ the address

   This file is included by percpu/alloc.h only, which has the contracts.  */

#ifndef PERCPU_ALLOC_SINGLE_H
#define PERCPU_ALLOC_SINGLE_H 1

#include <stdlib.h>
#include <string.h>

static int __percpu_single_error __attribute__ ((unused));

static __inline__ size_t *
__percpu_single_header (const volatile void __percpu *p)
{
  const volatile void *object = __builtin_percpu_translate (p, 0);

  return (size_t *) (uintptr_t) object - 2;
}

static __inline__ void __percpu *__percpu_alloc (size_t size, size_t align,
						 unsigned int flags)
  __attribute__ ((percpu_role ("allocate"), warn_unused_result));
static __inline__ void __percpu *
__percpu_alloc (size_t size, size_t align, unsigned int flags)
{
  size_t front = align < 2 * sizeof (size_t) ? 2 * sizeof (size_t) : align;
  char *block = NULL;
  uintptr_t address;

  __percpu_single_error = 0;
  if (align == 0 || (align & (align - 1)) != 0 || align > 4096)
    __percpu_single_error = PERCPU_EALIGN;
  else if (size == 0 || size > SIZE_MAX / 2)
    __percpu_single_error = PERCPU_ESIZE;
  else if (!(block = (char *) malloc (2 * front + size)))
    __percpu_single_error = PERCPU_ENOMEM;
  if (!block)
    return NULL;
  front += -((uintptr_t) block + front) & (front - 1);
  if (!(flags & PERCPU_ALLOC_UNINIT))
    memset (block + front, 0, size);
  ((size_t *) (void *) (block + front))[-2] = front;
  ((size_t *) (void *) (block + front))[-1] = 0;
  /* An integer may be converted to a per-CPU address.  */
  address = (uintptr_t) (block + front);
  return (void __percpu *) address;
}

static __inline__ void __percpu *
__percpu_alloc_value (size_t size, size_t align, const void *value)
  __attribute__ ((percpu_role ("allocate"), warn_unused_result));
static __inline__ void __percpu *
__percpu_alloc_value (size_t size, size_t align, const void *value)
{
  void __percpu *p = __percpu_alloc (size, align, PERCPU_ALLOC_UNINIT);

  if (p)
    memcpy ((void *) __builtin_percpu_translate (p, 0), value, size);
  return p;
}

static __inline__ void __percpu_dispose (const volatile void __percpu *p,
					 const char *what)
  __attribute__ ((percpu_borrows (1)));
static __inline__ void
__percpu_dispose (const volatile void __percpu *p, const char *what)
{
  (void) what;
  if (p)
    free ((char *) (__percpu_single_header (p) + 2)
	  - __percpu_single_header (p)[0]);
}

static __inline__ void __percpu_free (const volatile void __percpu *p,
				      const char *what)
  __attribute__ ((percpu_role ("free")));
static __inline__ void
__percpu_free (const volatile void __percpu *p, const char *what)
{
  __percpu_dispose (p, what);
}

static __inline__ void __percpu_autofree (void *variable)
  __attribute__ ((percpu_role ("autofree")));
static __inline__ void
__percpu_autofree (void *variable)
{
  __percpu_free (*(void __percpu **) variable, NULL);
}

static __inline__ bool __percpu_retain (const volatile void __percpu *p,
					const char *what)
  __attribute__ ((percpu_role ("retain"), warn_unused_result));
static __inline__ bool
__percpu_retain (const volatile void __percpu *p, const char *what)
{
  (void) what;
  __percpu_single_header (p)[1]++;
  return true;
}

static __inline__ bool __percpu_release (const volatile void __percpu *p,
					 const char *what)
  __attribute__ ((percpu_borrows (1)));
static __inline__ bool
__percpu_release (const volatile void __percpu *p, const char *what)
{
  (void) what;
  return p && __percpu_single_header (p)[1]-- == 0;
}

static __inline__ int
percpu_alloc_error (void)
{
  return __percpu_single_error;
}

#endif /* PERCPU_ALLOC_SINGLE_H */
