/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* In C23 a structure whose members are per-CPU pointers to structures may be
   defined again in the same scope.  */
/* { dg-require feature same-definition } */
/* { dg-additional-options "-std=gnu2x -Wall -Wextra" } */

#define AGAIN(...) __VA_ARGS__; __VA_ARGS__

struct stats { int n; long m[4]; };
union either { int i; long l; };
typedef struct stats alias;
typedef struct stats __percpu *address;

AGAIN (struct request { struct stats __percpu *s; });
AGAIN (union both { struct stats __percpu *s; struct stats *plain; });
AGAIN (struct by_typedef { address s; alias __percpu *t; });
AGAIN (struct arrays { struct stats __percpu *a[3], *b[2][2];
		       struct stats __percpu *c[2][2]; });
AGAIN (struct self { struct self __percpu *next; struct self *plain; });
AGAIN (struct levels { struct levels __percpu *__percpu *next; });
AGAIN (struct functions { struct stats __percpu *(*get) (address, int);
			  void (*put) (union either __percpu *const); });
AGAIN (struct qualified { const struct stats __percpu *c;
			  volatile struct stats __percpu *const v; });
AGAIN (struct rows { struct stats __percpu (*row)[3]; });
AGAIN (struct flexible { int n; struct stats __percpu *f[]; });
AGAIN (struct aligned { struct stats __percpu *s; }
       __attribute__ ((aligned (64))));
AGAIN (struct mixed { struct stats __percpu *s; struct stats *t;
		      int __percpu *i; });
