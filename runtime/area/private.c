/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Private areas: areas of single threads, for threads whose sequences the
   kernel does not abort (thread/rseq.c).

   The number of such threads is not known in advance; it may be that of all
   threads.  Areas come in blocks, each reserved when its first area is needed
   and twice as large as the previous one:

     block 0   areas 0 ... 15
     block 1   areas 16 ... 47
     block 2   areas 48 ... 111   ...

     block   | owners |g| area |g| area |g| ...

   so the address follows from the number by arithmetic alone.  Within a block,
   areas have the stride of all areas.  An area consists of anonymous memory,
   into which initial values other than zero are copied.

   Areas are never freed.  A thread owns its area until it ends, including the
   last destructor of its thread-local data.  A thread that needs an area
   probes some existing ones, and takes one whose owner has ended, with its
   values.  In a child of fork, which has one thread, the numbers of the
   parent's threads may be in use by other threads.  Areas that belong to
   threads of other generations are therefore never taken: the areas of the
   parent's other threads are idle in the child, but their values count in
   sums.  */

#include "area/area.h"

enum
{
  BLOCKS = PCPU_PRIVATE_BLOCKS,
  BLOCK_FIRST = PCPU_PRIVATE_FIRST,
  /* The number of areas that are probed before a new one is made.  */
  INHERIT_PROBES = 16
};

struct pcpu_private_pool pcpu_private_pool;

/* The start of the next search for an area without an owner.  */
static unsigned int hand;

/* Returns: the block of area NUMBER.  Stores the area's index in it in
   *INDEX.  */
static unsigned int
block_of (unsigned int number, unsigned int *index)
{
  unsigned int block = 0;

  while (number >= (unsigned int) BLOCK_FIRST << block)
    number -= (unsigned int) BLOCK_FIRST << block++;
  *index = number;
  return block;
}

/* Returns: the bytes in front of a block's areas.  The last page is
   inaccessible: without it the system would merge the owners and the first
   area into one mapping, and could not report their memory separately.  */
static size_t
owners_size (unsigned int block)
{
  size_t page = pcpu_os_page_size ();
  size_t size = ((size_t) BLOCK_FIRST << block) * sizeof (uint64_t);

  return ((size + page - 1) & -page) + page;
}

/* Returns: the start of BLOCK, or 0.  */
static uintptr_t
block_owners (unsigned int block)
{
  return __atomic_load_n (&pcpu_private_pool.owners[block], __ATOMIC_ACQUIRE);
}

/* Returns: the address of the owner of area NUMBER, whose block must exist.
   The owner is 0 while the area is being made.  */
static uint64_t *
owner_word (unsigned int number)
{
  unsigned int index, block = block_of (number, &index);

  return (uint64_t *) block_owners (block) + index;
}

unsigned int
pcpu_private_nr (void)
{
  return __atomic_load_n (&pcpu_private_pool.nr, __ATOMIC_ACQUIRE);
}

bool
pcpu_private_p (unsigned int number)
{
  unsigned int index;

  return (number < pcpu_private_nr ()
	  && block_owners (block_of (number, &index)) != 0
	  && __atomic_load_n (owner_word (number), __ATOMIC_ACQUIRE) != 0);
}

/* Returns: the address of the first area of BLOCK, which must exist.  */
static uintptr_t
block_areas (unsigned int block)
{
  return pcpu_reserve_areas (&pcpu_layout, block_owners (block),
			     owners_size (block));
}

uintptr_t
pcpu_private_displacement (unsigned int number)
{
  unsigned int index, block = block_of (number, &index);

  return (__atomic_load_n (&pcpu_private_pool.displacement[block],
			   __ATOMIC_ACQUIRE) + index * pcpu_layout.stride);
}

size_t
pcpu_private_reserved (void)
{
  size_t reserved = 0;

  for (unsigned int i = 0; i < BLOCKS; i++)
    if (block_owners (i) != 0)
      reserved += pcpu_reserve_size (&pcpu_layout, owners_size (i),
				     (size_t) BLOCK_FIRST << i);
  return reserved;
}

size_t
pcpu_private_resident (void)
{
  size_t resident = 0;

  for (unsigned int i = 0; i < BLOCKS; i++)
    {
      size_t more;

      if (block_owners (i) == 0)
	continue;
      more = pcpu_os_resident (block_areas (i), ((size_t) BLOCK_FIRST << i)
						* pcpu_layout.stride);
      if (more == SIZE_MAX)
	return SIZE_MAX;
      resident += more;
    }
  return resident;
}

void
pcpu_private_refuse (const char *reason)
{
  pcpu_os_message ("cannot make an area for a thread: %s", reason);
  pcpu_os_abort ();
}

/* Reserve BLOCK unless it exists.  */
static void
block_reserve (unsigned int block)
{
  size_t areas = (size_t) BLOCK_FIRST << block, owners;
  struct pcpu_layout layout = pcpu_layout;
  uintptr_t base, none = 0;
  int error;

  if (block >= BLOCKS)
    pcpu_private_refuse ("too many threads");
  if (__atomic_load_n (&pcpu_private_pool.displacement[block],
		       __ATOMIC_ACQUIRE) != 0)
    return;
  owners = owners_size (block);
  error = pcpu_reserve_more (&layout, owners, areas, &base);
  if (error != 0 && !layout.sparse)
    {
      /* Without windows the thread can at least continue.  */
      layout.windows = false;
      error = pcpu_reserve_more (&layout, owners, areas, &base);
    }
  if (error == 0)
    error = pcpu_os_commit (base, owners - pcpu_os_page_size ());
  if (error != 0)
    pcpu_private_refuse (pcpu_os_reason (error));
  if (!layout.sparse)
    pcpu_os_small_pages (base, pcpu_reserve_areas (&layout, 0, owners)
			       + areas * pcpu_layout.stride);
  if (!__atomic_compare_exchange_n (&pcpu_private_pool.owners[block], &none,
				    base, false, __ATOMIC_ACQ_REL,
				    __ATOMIC_ACQUIRE))
    pcpu_reserve_release (&layout, base, owners, areas);
  /* All threads that come here store the same value.  */
  __atomic_store_n (&pcpu_private_pool.displacement[block],
		    block_areas (block) - pcpu_layout.origin,
		    __ATOMIC_RELEASE);
}

bool
pcpu_private_inherit (uint64_t self, unsigned int *number)
{
  unsigned int nr = pcpu_private_nr ();

  for (unsigned int i = 0; i < INHERIT_PROBES && i < nr; i++)
    {
      unsigned int n = __atomic_fetch_add (&hand, 1,
					   __ATOMIC_RELAXED) % nr;
      uint64_t owner;

      if (!pcpu_private_p (n))
	continue;
      owner = __atomic_load_n (owner_word (n), __ATOMIC_ACQUIRE);
      if (pcpu_os_thread_ended_p (owner)
	  && __atomic_compare_exchange_n (owner_word (n), &owner, self, false,
					  __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
	{
	  *number = n;
	  return true;
	}
    }
  return false;
}

unsigned int
pcpu_private_add (void)
{
  unsigned int number = __atomic_fetch_add (&pcpu_private_pool.nr, 1,
					    __ATOMIC_ACQ_REL);
  unsigned int index;

  block_reserve (block_of (number, &index));
  return number;
}

void
pcpu_private_give (unsigned int number, uint64_t self)
{
  __atomic_store_n (owner_word (number), self, __ATOMIC_RELEASE);
}
