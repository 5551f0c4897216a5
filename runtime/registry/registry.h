/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Layer registry: registration of images.

     registry.c  registration, and the layout for the images at start
     entry.c     functions that images may call before they are registered

   Both define exported functions only, which percpu/abi.h declares.  */

#ifndef PCPU_REGISTRY_H
#define PCPU_REGISTRY_H 1

#include "thread/thread.h"

#endif /* PCPU_REGISTRY_H */
