/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The places of images in the areas.

   An image has two sections, which linkers put at a fixed distance:
   `__percpu', the last of the data, and `__percpu_zero', behind .bss.  Its
   place reaches from the beginning of the first to the end of the last,
   because one bias must fit both.  The memory between them takes address space
   only.

   An image gets the first free place that preserves its alignment.  The
   alignment of an image's section is not recorded, but it is at most that of
   the section's address.  */

#include "area/area.h"

struct __percpu_image *pcpu_images;
bool pcpu_images_ending;
bool pcpu_images_forgotten;

unsigned int
pcpu_image_sections (const struct __percpu_image *image,
		     struct pcpu_section section[2])
{
  struct pcpu_section data
    = { image->start, (size_t) (image->stop - image->start), true };
  struct pcpu_section zero
    = { image->zero_start, (size_t) (image->zero_stop - image->zero_start),
	false };
  unsigned int n = 0;

  if (zero.size != 0 && (data.size == 0 || zero.start < data.start))
    section[n++] = zero;
  if (data.size != 0)
    section[n++] = data;
  if (zero.size != 0 && data.size != 0 && zero.start > data.start)
    section[n++] = zero;
  return n;
}

char *
pcpu_image_start (const struct __percpu_image *image)
{
  struct pcpu_section section[2];

  return (pcpu_image_sections (image, section) > 0
	  ? section[0].start : image->start);
}

size_t
pcpu_image_size (const struct __percpu_image *image)
{
  struct pcpu_section section[2];
  unsigned int n = pcpu_image_sections (image, section);

  return n == 0 ? 0 : (size_t) (section[n - 1].start + section[n - 1].size
				- section[0].start);
}

uintptr_t
pcpu_image_section (const struct __percpu_image *image,
		    const struct pcpu_section *section)
{
  return image->address + (size_t) (section->start - pcpu_image_start (image));
}

/* Returns: the alignment of the distance between IMAGE's place and its
   sections.  */
static size_t
image_align (const struct __percpu_image *image)
{
  struct pcpu_section section[2];
  unsigned int n = pcpu_image_sections (image, section);
  size_t align = 1;

  for (unsigned int i = 0; i < n; i++)
    {
      uintptr_t start = (uintptr_t) section[i].start;

      if ((start & -start) > align)
	align = start & -start;
    }
  return align < pcpu_os_page_size () ? align : pcpu_os_page_size ();
}

/* Returns: the first address at or above LOW where IMAGE may be placed.  */
static uintptr_t
image_fit (const struct __percpu_image *image, uintptr_t low)
{
  size_t align = image_align (image);

  low = (low + PCPU_IMAGE_LINE - 1) & -(uintptr_t) PCPU_IMAGE_LINE;
  return low + (((uintptr_t) pcpu_image_start (image) - low) & (align - 1));
}

void
pcpu_image_insert (struct __percpu_image *image, uintptr_t address)
{
  struct __percpu_image **link = &pcpu_images;

  while (*link && (*link)->address < address)
    link = &(*link)->next;
  image->next = *link;
  image->address = address;
  __atomic_store_n (link, image, __ATOMIC_RELEASE);
}

uintptr_t
pcpu_image_place (struct __percpu_image *image, uintptr_t low)
{
  uintptr_t address = image_fit (image, low);

  for (struct __percpu_image *other = pcpu_images; other; other = other->next)
    {
      if (address + pcpu_image_size (image) <= other->address)
	break;
      low = other->address + pcpu_image_size (other);
      if (low > address)
	address = image_fit (image, low);
    }
  pcpu_image_insert (image, address);
  return address + pcpu_image_size (image);
}

bool
pcpu_image_has (uintptr_t address, size_t size)
{
  struct pcpu_section section[2];

  for (struct __percpu_image *image = pcpu_images; image; image = image->next)
    for (unsigned int i = pcpu_image_sections (image, section); i-- > 0; )
      {
	uintptr_t words = (uintptr_t) image->page;
	uintptr_t offset = address - pcpu_image_section (image, &section[i]);

	if (size <= section[i].size && offset <= section[i].size - size)
	  return (!words || address + size <= words
		  || address >= words + pcpu_os_page_size ());
      }
  /* It may belong to an image that was unregistered.  */
  return (pcpu_images_ending && address >= pcpu_layout.origin
	  && size <= pcpu_layout.size
	  && address - pcpu_layout.origin <= pcpu_layout.size - size);
}

bool
pcpu_image_data (uintptr_t *address, size_t *size)
{
  struct pcpu_section section[2];

  if (pcpu_images_forgotten)
    {
      uintptr_t end = pcpu_layout.origin + pcpu_layout.size;

      *size = end - *address;
      return *address < end;
    }
  for (struct __percpu_image *image = pcpu_images; image; image = image->next)
    for (unsigned int i = 0, n = pcpu_image_sections (image, section);
	 i < n; i++)
      if (section[i].data
	  && pcpu_image_section (image, &section[i]) >= *address)
	{
	  *address = pcpu_image_section (image, &section[i]);
	  *size = section[i].size;
	  return true;
	}
  return false;
}

void
pcpu_image_find (struct percpu_address_info *info)
{
  struct pcpu_os_signals signals;
  bool locked = pcpu_layout_lock (&signals);
  struct pcpu_section section[2];

  for (struct __percpu_image *image = pcpu_images; image; image = image->next)
    for (unsigned int i = pcpu_image_sections (image, section); i-- > 0; )
      if (info->address - pcpu_image_section (image, &section[i])
	  < section[i].size)
	{
	  if (info->kind == PERCPU_ADDRESS_NONE)
	    info->kind = PERCPU_ADDRESS_VARIABLE;
	  info->start = pcpu_image_section (image, &section[i]);
	  info->size = section[i].size;
	  info->section = (uintptr_t) section[i].start;
	}
  pcpu_layout_unlock (locked, &signals);
}

void
pcpu_image_stats (struct percpu_stats *stats)
{
  struct pcpu_os_signals signals;
  bool locked = pcpu_layout_lock (&signals);

  for (struct __percpu_image *image = pcpu_images; image; image = image->next)
    {
      stats->images++;
      stats->variables += (size_t) ((image->stop - image->start)
				    + (image->zero_stop - image->zero_start));
      if (image->page)
	stats->variables -= pcpu_os_page_size ();
    }
  pcpu_layout_unlock (locked, &signals);
}
