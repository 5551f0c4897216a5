/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The table for debuggers and monitors; percpu/debug.h describes it.  It has
   addresses only, so that nothing has to be kept up to date.  */

#include "registry/registry.h"

#include <percpu/debug.h>

#define IMAGE(member) offsetof (struct __percpu_image, member)
#define PAGE(member) offsetof (struct __percpu_page, member)

const struct __percpu_debug __percpu_debug =
{
  .magic = { 'p', 'e', 'r', 'c', 'p', 'u', '\r', '\n' },
  .version = PERCPU_DEBUG_VERSION,
  .size = sizeof (struct __percpu_debug),
  .cpus = &pcpu_cpus_nr,
  .possible = pcpu_cpus_possible.bit,
  .opened = pcpu_areas_opened.bit,
  .base = &pcpu_layout.base,
  .displacement = &pcpu_layout.displacement,
  .stride = &pcpu_layout.stride,
  .unbound = &pcpu_layout.unbound,
  .origin = &pcpu_layout.origin,
  .page = &pcpu_layout.page,
  .limit = &pcpu_layout.limit,
  .dynamic_size = &pcpu_layout.dynamic_size,
  .images = &pcpu_images,
  .private_nr = &pcpu_private_pool.nr,
  .private_owners = pcpu_private_pool.owners,
  .private_displacements = pcpu_private_pool.displacement,
  .private_first = PCPU_PRIVATE_FIRST,
  .private_blocks = PCPU_PRIVATE_BLOCKS,
  .image_start = IMAGE (start),
  .image_stop = IMAGE (stop),
  .image_zero_start = IMAGE (zero_start),
  .image_zero_stop = IMAGE (zero_stop),
  .image_next = IMAGE (next),
  .image_address = IMAGE (address),
  .page_tag = PAGE (tag),
  .page_cpu = PAGE (cpu)
};
