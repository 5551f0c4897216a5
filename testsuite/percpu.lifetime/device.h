/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A device with per-CPU objects that records in several ways whether it owns
   them.  */

#ifndef DEVICE_H
#define DEVICE_H 1

#include <errno.h>
#include <stdint.h>
#include <unistd.h>
#include "lifetime.h"

typedef struct stats __percpu *P;

static __attribute__ ((percpu, unused)) struct stats st, tab[4], fallback;

struct dev
{
  P s, t;
  unsigned flags;
  bool owned;
  unsigned up : 1, own : 1;
  struct dev *next;
  int state, refs;
  P v[4];
  uintptr_t handle;
  struct
  {
    P s;
    int n;
  } q;
};

#endif
