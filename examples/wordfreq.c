/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Count the occurrences of each word in files, by several threads in one hash
   table; twice, and compare the results:

     mutex	a plain table under one lock
     percpu	a table that is built on per-CPU data, as follows

   Words.  A bucket is a chain of entries to which entries are only added, at
   its head, by a compare-exchange; so no lock is needed to look up a word.  An
   entry has a percpu_counter.  Usually the word is there already, and its
   counter is incremented: memory that threads share is only read.  Counters
   are initialised in batches, and a thread uses the rest of its batch for its
   next words.

   Tables.  After a number of files the main thread replaces the current table
   by an empty one while the workers continue.  A worker has a reference
   (percpu_ref) to the table while it counts a file.  When the table was killed
   and the last reference is put, the main thread merges the table into the
   result, and destroys its counters.  There are two tables, whose memory
   always exists: a worker that requests a reference too late is refused, and
   tries the other table.

     dead --open--> live --kill--> dying --last put--> released --merge--> dead

   Entries.  They come from a cache in front of malloc.  Each CPU has a stack
   of idle entries.  When it is empty, half a stack is taken from the depot,
   and when it is full as many are moved there, because all CPUs need the
   entries that the main thread frees.

   Statistics.  The longest word and its file must match, so each CPU's record
   of them is changed in sections under a guard.  */

#include <percpu.h>

#include "files.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The maximum length of a word; of a longer one, only the beginning is
   used.  */
#define WORD_MAX 56

struct word
{
  uint32_t hash;
  uint32_t length;
  char text[WORD_MAX];
};

struct entry
{
  struct entry *next;
  struct word word;
  union
  {
    /* In a table of the form `percpu'.  */
    struct percpu_counter *counter;
    /* In a result.  */
    int64_t n;
  };
};

enum { BUCKETS = 1 << 15 };

enum total { FILES, BINARY, BYTES, WORDS, ENTRIES, TOTALS };

struct longest
{
  struct word word;
  char file[PATH_MAX];
};

/* The result, in both forms: a plain table.  */
struct result
{
  int64_t totals[TOTALS];
  struct longest longest;
  struct entry *buckets[BUCKETS];
};

/* The result of this run, which the form `mutex' changes under the lock, and
   that of the first run.  */
static struct result result, reference;
static pthread_mutex_t result_lock = PTHREAD_MUTEX_INITIALIZER;

/* The operation on words; FORM_NONE, for comparison, only reads them.  */
enum form { FORM_NONE, FORM_MUTEX, FORM_PERCPU, FORMS };

static const char *const form_names[] = { "reading alone", "mutex", "percpu" };

static enum form form;

/* The number of files after which a table is replaced.  */
static unsigned int replace_after = 64;

/* The number of runs of each form.  */
static unsigned int repeat = 3;

/* The cache of entries.  */

enum { CACHE_IDLE = 64, CACHE_MOVED = CACHE_IDLE / 2 };

static __attribute__ ((percpu)) struct
{
  PERCPU_STACK (CACHE_IDLE) idle;
  unsigned long hits;
  /* The number of hits for which the depot was used.  */
  unsigned long refills;
  unsigned long misses;
} cache;

static struct
{
  pthread_mutex_t lock;
  struct entry *top;
} depot = { PTHREAD_MUTEX_INITIALIZER, NULL };

/* Put the chain from FIRST to LAST into the depot.  */
static void
depot_put (struct entry *first, struct entry *last)
{
  pthread_mutex_lock (&depot.lock);
  last->next = depot.top;
  depot.top = first;
  pthread_mutex_unlock (&depot.lock);
}

/* Returns: a chain of up to CACHE_MOVED entries, or NULL.  */
static struct entry *
depot_take (void)
{
  struct entry *first, **end;
  int n = 0;

  pthread_mutex_lock (&depot.lock);
  first = depot.top;
  for (end = &depot.top; *end && n < CACHE_MOVED; n++)
    end = &(*end)->next;
  depot.top = *end;
  *end = NULL;
  pthread_mutex_unlock (&depot.lock);
  return n > 0 ? first : NULL;
}

static void
entry_free (struct entry *entry)
{
  struct entry *last = entry, *more;

  if (percpu_stack_push (&cache.idle, entry))
    return;
  for (int n = 1; n < CACHE_MOVED && (more = percpu_stack_pop (&cache.idle));
       n++)
    {
      more->next = entry;
      entry = more;
    }
  depot_put (entry, last);
}

static struct entry *
entry_new (void)
{
  struct entry *entry = malloc (sizeof *entry);

  if (!entry)
    files_die (ENOMEM, "an entry");
  return entry;
}

static struct entry *
entry_alloc (void)
{
  struct entry *entry = percpu_stack_pop (&cache.idle), *more, *next;

  if (!entry)
    {
      entry = depot_take ();
      if (!entry)
	{
	  cache.misses++;
	  return entry_new ();
	}
      cache.refills++;
      for (more = entry->next; more; more = next)
	{
	  next = more->next;
	  entry_free (more);
	}
    }
  cache.hits++;
  return entry;
}

/* Return all idle entries to malloc.  */
static void
cache_drain (void)
{
  struct entry *entry;

  percpu_foreach (cpu)
    while ((entry = percpu_stack_pop_of (&cache.idle, cpu)))
      free (entry);
  while ((entry = depot.top))
    {
      depot.top = entry->next;
      free (entry);
    }
}

/* Words and plain tables.  */

/* Compare words by length, the longest first, and then by text.
   Returns: a value below, equal to or above 0 if A comes before B, is the
   same, or comes after B.  */
static int
word_compare (const struct word *a, const struct word *b)
{
  return (a->length != b->length ? (a->length > b->length ? -1 : 1)
	  : memcmp (a->text, b->text, a->length));
}

/* Returns: the entry of WORD in the chain from FIRST to END, exclusive; or
   NULL.  */
static struct entry *
chain_find (struct entry *first, const struct entry *end,
	    const struct word *word)
{
  for (; first != end; first = first->next)
    if (first->word.hash == word->hash
	&& word_compare (&first->word, word) == 0)
      return first;
  return NULL;
}

static struct entry **
result_bucket (struct result *r, const struct word *word)
{
  return &r->buckets[word->hash % BUCKETS];
}

/* Insert ENTRY, whose word is not in R.  */
static void
result_insert (struct result *r, struct entry *entry)
{
  struct entry **bucket = result_bucket (r, &entry->word);

  entry->next = *bucket;
  *bucket = entry;
  r->totals[ENTRIES]++;
}

/* Update *LONGEST if WORD of FILE comes before it in the order of word_compare,
   or is the same word in a file whose name comes first.  */
static void
longest_offer (struct longest *longest, const struct word *word,
	       const char *file)
{
  int order = word_compare (word, &longest->word);

  if (word->length > 0
      && (order < 0 || (order == 0 && strcmp (file, longest->file) < 0)))
    {
      longest->word = *word;
      snprintf (longest->file, sizeof longest->file, "%s", file);
    }
}

static void
result_clear (struct result *r)
{
  for (size_t i = 0; i < BUCKETS; i++)
    for (struct entry *entry = r->buckets[i], *next; entry; entry = next)
      {
	next = entry->next;
	free (entry);
      }
  memset (r, 0, sizeof *r);
}

/* Returns: true if A and B are equal.  */
static bool
result_same (struct result *a, struct result *b)
{
  if (memcmp (a->totals, b->totals, sizeof a->totals) != 0
      || word_compare (&a->longest.word, &b->longest.word) != 0
      || strcmp (a->longest.file, b->longest.file) != 0)
    return false;
  for (size_t i = 0; i < BUCKETS; i++)
    for (struct entry *entry = a->buckets[i]; entry; entry = entry->next)
      {
	struct entry *other = chain_find (*result_bucket (b, &entry->word),
					  NULL, &entry->word);

	if (!other || other->n != entry->n)
	  return false;
      }
  return true;
}

/* Tables of the form `percpu'.  */

enum { BATCH = 32 };

struct batch
{
  struct batch *next;
  struct percpu_counter counters[BATCH];
};

struct table
{
  /* The first member, so that it has the table's address.  */
  struct percpu_ref ref;
  /* Different for all tables that were ever opened.  */
  unsigned long number;
  struct percpu_counter totals[TOTALS];
  struct batch *batches;
  struct entry *buckets[BUCKETS];
};

static struct table tables[2], *current;

/* The events that the main thread waits for.  */
static struct
{
  pthread_mutex_t lock;
  pthread_cond_t changed;
  /* The table to be merged.  */
  struct table *released;
  /* The number of the table that is to be replaced.  */
  unsigned long full;
  /* The number of workers that have nothing left to do.  */
  unsigned int ended;
} events = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, NULL, 0, 0 };

/* The state of a thread.  */
static __thread struct
{
  /* The unused counters of table NUMBER: those of BATCH from USED on.  */
  unsigned long number;
  struct batch *batch;
  unsigned int used;
  /* The table whose last reference the thread has just put.  */
  struct table *released;
} mine;

static void
counters_init (struct percpu_counter *counters, size_t n)
{
  int error = percpu_counter_init_many (counters, n, 0);

  if (error != 0)
    files_die (0, "counters: %s", percpu_strerror (error));
}

/* Returns: an unused counter of TABLE; it remains the next one until MINE.USED
   is incremented.  */
static struct percpu_counter *
counter_next (struct table *table)
{
  if (mine.number != table->number || mine.used == BATCH)
    {
      struct batch *batch = aligned_alloc (_Alignof (struct batch),
					   sizeof *batch);

      if (!batch)
	files_die (ENOMEM, "counters");
      counters_init (batch->counters, BATCH);
      batch->next = __atomic_load_n (&table->batches, __ATOMIC_RELAXED);
      while (!__atomic_compare_exchange_n (&table->batches, &batch->next,
					   batch, true, __ATOMIC_RELEASE,
					   __ATOMIC_RELAXED))
	continue;
      mine.number = table->number;
      mine.batch = batch;
      mine.used = 0;
    }
  return &mine.batch->counters[mine.used];
}

/* Returns: the counter of WORD in TABLE, to which the word is added if
   necessary.  */
static struct percpu_counter *
table_find (struct table *table, const struct word *word)
{
  struct entry **bucket = &table->buckets[word->hash % BUCKETS];
  struct entry *first = __atomic_load_n (bucket, __ATOMIC_ACQUIRE);
  struct entry *found = chain_find (first, NULL, word), *entry;

  if (found)
    return found->counter;
  entry = entry_alloc ();
  entry->word = *word;
  entry->counter = counter_next (table);
  entry->next = first;
  while (!__atomic_compare_exchange_n (bucket, &first, entry, false,
				       __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
    {
      /* The word may be among the entries that were added meanwhile.  */
      found = chain_find (first, entry->next, word);
      if (found)
	{
	  entry_free (entry);
	  return found->counter;
	}
      entry->next = first;
    }
  mine.used++;
  percpu_counter_inc (&table->totals[ENTRIES]);
  return entry->counter;
}

/* The release function.  The main thread opens the table again after it is
   told of the release, which must not be before this function has returned:
   table_released tells it afterwards.
   Context: that of the put, or of the kill.  */
static void
table_release (struct percpu_ref *ref)
{
  mine.released = (struct table *) ref;
}

/* Tell the main thread if this thread has released a table.  */
static void
table_released (void)
{
  if (!mine.released)
    return;
  pthread_mutex_lock (&events.lock);
  events.released = mine.released;
  pthread_cond_signal (&events.changed);
  pthread_mutex_unlock (&events.lock);
  mine.released = NULL;
}

/* Returns: the current table, with a reference.  */
static struct table *
table_get (void)
{
  struct table *table;

  do
    table = __atomic_load_n (&current, __ATOMIC_ACQUIRE);
  while (!percpu_ref_tryget_live (&table->ref));
  return table;
}

static void
table_put (struct table *table)
{
  percpu_ref_put (&table->ref);
  table_released ();
}

/* Make TABLE, which is dead, live and the current one.  */
static void
table_open (struct table *table)
{
  static unsigned long number;

  counters_init (table->totals, TOTALS);
  table->number = ++number;
  percpu_ref_reinit (&table->ref);
  __atomic_store_n (&current, table, __ATOMIC_RELEASE);
}

static void
table_kill (struct table *table)
{
  percpu_ref_kill (&table->ref);
  table_released ();
}

/* Merge TABLE, which no thread uses any more, into the result.  */
static void
table_merge (struct table *table)
{
  int64_t words = 0, entries = 0;

  for (size_t i = 0; i < BUCKETS; i++)
    {
      for (struct entry *entry = table->buckets[i], *next; entry; entry = next)
	{
	  int64_t n = percpu_counter_sum (entry->counter);
	  struct entry *found
	    = chain_find (*result_bucket (&result, &entry->word), NULL,
			  &entry->word);

	  next = entry->next;
	  words += n;
	  entries++;
	  if (found)
	    {
	      found->n += n;
	      entry_free (entry);
	    }
	  else
	    {
	      entry->n = n;
	      result_insert (&result, entry);
	    }
	}
      table->buckets[i] = NULL;
    }
  if (words != percpu_counter_sum (&table->totals[WORDS])
      || entries != percpu_counter_sum (&table->totals[ENTRIES]))
    files_die (0, "table %lu has lost words", table->number);
  for (enum total i = 0; i < ENTRIES; i++)
    result.totals[i] += percpu_counter_sum (&table->totals[i]);

  percpu_counter_destroy_many (table->totals, TOTALS);
  for (struct batch *batch = table->batches, *next; batch; batch = next)
    {
      next = batch->next;
      percpu_counter_destroy_many (batch->counters, BATCH);
      free (batch);
    }
  table->batches = NULL;
}

/* Replace and merge tables until THREADS workers have ended.
   Returns: the number of tables.  */
static unsigned int
tables_keep (unsigned int threads)
{
  struct table *spare = current == tables ? tables + 1 : tables, *table;
  unsigned int opened = 1;
  bool over = false, replace = false;

  while (!over || !spare)
    {
      pthread_mutex_lock (&events.lock);
      while (!(table = events.released)
	     && !(over = events.ended == threads)
	     && !(replace = spare && events.full == current->number))
	pthread_cond_wait (&events.changed, &events.lock);
      events.released = NULL;
      pthread_mutex_unlock (&events.lock);

      if (table)
	{
	  table_merge (table);
	  spare = table;
	}
      else if (!over && replace)
	{
	  table = current;
	  table_open (spare);
	  spare = NULL;
	  opened++;
	  table_kill (table);
	}
    }
  table_kill (current);
  table_merge (events.released);
  events.released = NULL;
  return opened;
}

/* Files.  */

/* Statistics of each CPU.  */
static __attribute__ ((percpu ("guarded"))) struct section
{
  unsigned long files;
  int64_t words;
  struct longest longest;
} section;

/* The state of reading a file.  */
struct visit
{
  struct table *table;
  /* The part of the current word that was read.  */
  struct word word;
  struct word longest;
  int64_t totals[TOTALS];
};

#define WORD_HASH 2166136261u

/* Count the current word of V, which is complete.  WHICH is a constant in each
   inlined copy.  */
static inline __attribute__ ((always_inline)) void
word_count (enum form which, struct visit *v)
{
  struct entry *entry;

  switch (which)
    {
    case FORM_MUTEX:
      pthread_mutex_lock (&result_lock);
      entry = chain_find (*result_bucket (&result, &v->word), NULL, &v->word);
      if (!entry)
	{
	  entry = entry_new ();
	  entry->word = v->word;
	  entry->n = 0;
	  result_insert (&result, entry);
	}
      entry->n++;
      pthread_mutex_unlock (&result_lock);
      break;
    case FORM_PERCPU:
      percpu_counter_inc (table_find (v->table, &v->word));
      break;
    default:
      break;
    }
  v->totals[WORDS]++;
  if (v->word.length >= v->longest.length
      && word_compare (&v->word, &v->longest) < 0)
    v->longest = v->word;
  v->word.length = 0;
  v->word.hash = WORD_HASH;
}

/* True for the bytes of words: letters, digits, the underscore, and all bytes
   that are not ASCII.  */
static inline bool
word_p (unsigned char c)
{
  return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9')
	 || c == '_' || c >= 0x80;
}

/* Count all words that end in the LEN bytes at BUF.  */
static inline __attribute__ ((always_inline)) void
block_count (enum form which, struct visit *v, const unsigned char *buf,
	     size_t len)
{
  for (size_t i = 0; i < len; i++)
    if (!word_p (buf[i]))
      {
	if (v->word.length > 0)
	  word_count (which, v);
      }
    else if (v->word.length < WORD_MAX)
      {
	v->word.text[v->word.length++] = (char) buf[i];
	v->word.hash = (v->word.hash ^ buf[i]) * 16777619;
      }
  v->totals[BYTES] += (int64_t) len;
}

/* Read the file NAME.  A file with a null byte in its first block is not
   text.  */
static inline __attribute__ ((always_inline)) void
text_count (enum form which, struct visit *v, const char *name, int fd)
{
  unsigned char buf[1 << 16];
  size_t len = files_read (name, fd, buf, sizeof buf);

  if (memchr (buf, 0, len))
    {
      v->totals[BINARY]++;
      return;
    }
  v->totals[FILES]++;
  for (; len > 0; len = files_read (name, fd, buf, sizeof buf))
    block_count (which, v, buf, len);
  if (v->word.length > 0)
    word_count (which, v);
}

static void
count_mutex (struct visit *v, const char *name, int fd)
{
  text_count (FORM_MUTEX, v, name, fd);
  pthread_mutex_lock (&result_lock);
  for (enum total i = 0; i < ENTRIES; i++)
    result.totals[i] += v->totals[i];
  longest_offer (&result.longest, &v->longest, name);
  pthread_mutex_unlock (&result_lock);
}

static void
count_percpu (struct visit *v, const char *name, int fd)
{
  struct percpu_counter *totals;

  v->table = table_get ();
  totals = v->table->totals;
  text_count (FORM_PERCPU, v, name, fd);
  for (enum total i = 0; i < ENTRIES; i++)
    percpu_counter_add (&totals[i], v->totals[i]);
  percpu_guarded (g)
    {
      struct section *its = percpu_borrow (g, &section);

      its->files += (unsigned long) v->totals[FILES];
      its->words += v->totals[WORDS];
      longest_offer (&its->longest, &v->longest, name);
    }
  if (percpu_counter_compare (&totals[FILES], replace_after) >= 0)
    {
      pthread_mutex_lock (&events.lock);
      events.full = v->table->number;
      pthread_cond_signal (&events.changed);
      pthread_mutex_unlock (&events.lock);
    }
  table_put (v->table);
}

static void
file_count (const char *name, int fd)
{
  struct visit v = { .word.hash = WORD_HASH };

  switch (form)
    {
    case FORM_MUTEX:
      count_mutex (&v, name, fd);
      break;
    case FORM_PERCPU:
      count_percpu (&v, name, fd);
      break;
    default:
      text_count (FORM_NONE, &v, name, fd);
      break;
    }
}

static void
worker_end (void)
{
  pthread_mutex_lock (&events.lock);
  events.ended++;
  pthread_cond_signal (&events.changed);
  pthread_mutex_unlock (&events.lock);
}

static __attribute__ ((percpu)) unsigned long skipped;

static void
skipped_count (void)
{
  skipped++;
}

const struct files_program files_program =
{
  "wordfreq", file_count, NULL, skipped_count, worker_end
};

/* The runs.  */

static unsigned int table_count;

/* Read and count all files below the COUNT paths at PATHS in form WHICH by
   THREADS threads.
   Returns: the elapsed seconds.  */
static double
run_once (enum form which, unsigned int threads, int count, char **paths)
{
  double start = files_now ();

  result_clear (&result);
  form = which;
  events.ended = 0;
  files_push_arguments (count, paths);
  if (which == FORM_PERCPU)
    {
      percpu_reset (section);
      percpu_reset (cache);
      table_open (tables);
    }
  files_start (threads);
  if (which == FORM_PERCPU)
    {
      table_count = tables_keep (threads);
      percpu_foreach (cpu)
	{
	  const struct section *its = percpu_ptr (&section, cpu);

	  longest_offer (&result.longest, &its->longest.word,
			 its->longest.file);
	}
    }
  files_wait ();
  return files_now () - start;
}

/* Do so REPEAT times.  *SAME becomes false if a result differs from that of
   the first run of the form `mutex'.
   Returns: the minimum of the times.  */
static double
run (enum form which, unsigned int threads, int count, char **paths,
     bool *same)
{
  static bool have_reference;
  double least = 0;

  for (unsigned int i = 0; i < repeat; i++)
    {
      double seconds = run_once (which, threads, count, paths);

      if (i == 0 || seconds < least)
	least = seconds;
      cache_drain ();
      if (which == FORM_NONE)
	continue;
      if (have_reference)
	*same = *same && result_same (&result, &reference);
      else
	{
	  reference = result;
	  memset (&result, 0, sizeof result);
	  have_reference = true;
	}
    }
  return least;
}

/* The most frequent words first; words with the same frequency by
   word_compare.  */
static int
entry_order (const void *a, const void *b)
{
  const struct entry *x = *(struct entry *const *) a;
  const struct entry *y = *(struct entry *const *) b;

  return (x->n != y->n ? (x->n > y->n ? -1 : 1)
	  : word_compare (&x->word, &y->word));
}

static void
word_print (const struct word *word)
{
  printf ("%.*s", (int) word->length, word->text);
}

/* Print the SHOWN most frequent words.  */
static void
words_print (const struct result *r, int64_t shown)
{
  struct entry **all = malloc ((size_t) r->totals[ENTRIES] * sizeof *all + 1);
  int64_t n = 0;

  if (!all)
    files_die (ENOMEM, "the words");
  for (size_t i = 0; i < BUCKETS; i++)
    for (struct entry *entry = r->buckets[i]; entry; entry = entry->next)
      all[n++] = entry;
  qsort (all, (size_t) n, sizeof *all, entry_order);
  printf ("\nmost frequent words\n");
  for (int64_t i = 0; i < n && i < shown; i++)
    {
      printf ("  %12lld  ", (long long) all[i]->n);
      word_print (&all[i]->word);
      putchar ('\n');
    }
  free (all);
}

static void
result_print (const struct result *r, int64_t shown)
{
  printf ("%lld files: %lld bytes, %lld words, %lld different ones;"
	  " %lld files are not text\n",
	  (long long) r->totals[FILES], (long long) r->totals[BYTES],
	  (long long) r->totals[WORDS], (long long) r->totals[ENTRIES],
	  (long long) r->totals[BINARY]);
  words_print (r, shown);
  if (r->longest.word.length > 0)
    {
      printf ("\nlongest word, %d bytes at most: ", WORD_MAX);
      word_print (&r->longest.word);
      printf ("\n  in %s\n", r->longest.file);
    }
}

/* Print the statistics of each CPU in the last run.  */
static void
cpus_print (void)
{
  printf ("\n%4s %10s %12s %12s %10s %10s\n", "CPU", "files", "words",
	  "cache hits", "refills", "misses");
  percpu_foreach (cpu)
    {
      const struct section *its = percpu_ptr (&section, cpu);

      if (its->files > 0 || *percpu_ptr (&cache.misses, cpu) > 0)
	printf ("%4u %10lu %12lld %12lu %10lu %10lu\n", cpu, its->files,
		(long long) its->words, *percpu_ptr (&cache.hits, cpu),
		*percpu_ptr (&cache.refills, cpu),
		*percpu_ptr (&cache.misses, cpu));
    }
  printf ("%4s %10s %12s %12lu %10lu %10lu\n", "all", "", "",
	  percpu_sum (cache.hits), percpu_sum (cache.refills),
	  percpu_sum (cache.misses));
  printf ("tables, one after the other: %u\n", table_count);
}

static const char help[] =
"Usage: wordfreq [OPTION]... [FILE|DIRECTORY]...\n"
"Count how often each word occurs, in a table under a lock and in one that\n"
"is built on per-CPU data, and compare.  All files below a directory are\n"
"read; the default is the current directory.\n"
"\n"
"  -t, --threads=N      use one thread, and N; default: one for each CPU\n"
"  -r, --replace=N      replace the table after N files; default: 64\n"
"  -R, --repeat=N       repeat N times and print the least time; default: 3\n"
"  -n, --top=N          print N words; default: 10\n"
"  -h, --help           print this text\n"
"\n"
"A word is made of ASCII letters, digits, underscores, and bytes that are\n"
"not ASCII; of a long one the first 56 bytes count.  A file with a null byte\n"
"at its beginning is not text.  Unreadable files are reported and skipped.\n"
"Exit status: 0; 1 if something was skipped or the results differ; 2 if the\n"
"program cannot work.\n";

int
main (int argc, char **argv)
{
  static const struct option options[] =
  {
    { "threads", required_argument, NULL, 't' },
    { "replace", required_argument, NULL, 'r' },
    { "repeat", required_argument, NULL, 'R' },
    { "top", required_argument, NULL, 'n' },
    { "help", no_argument, NULL, 'h' },
    { NULL, 0, NULL, 0 }
  };
  unsigned int threads[2] = { 1, 0 }, shown = 10;
  double seconds[FORMS][2];
  int option, columns;
  bool same = true;

  while ((option = getopt_long (argc, argv, "t:r:R:n:h", options, NULL)) != -1)
    switch (option)
      {
      case 't':
	threads[1] = files_number ("number of threads", optarg, 10000);
	break;
      case 'r':
	replace_after = files_number ("number of files", optarg, INT_MAX);
	break;
      case 'R':
	repeat = files_number ("number of runs", optarg, INT_MAX);
	break;
      case 'n':
	shown = files_number ("number of words", optarg, INT_MAX);
	break;
      case 'h':
	fputs (help, stdout);
	return 0;
      default:
	fputs ("Try `wordfreq --help'.\n", stderr);
	return 2;
      }
  if (threads[1] == 0)
    threads[1] = files_cpus ();
  columns = threads[1] == 1 ? 1 : 2;
  argc -= optind;
  argv += optind;

  for (size_t i = 0; i < 2; i++)
    {
      int error = percpu_ref_init (&tables[i].ref, table_release,
				   PERCPU_REF_INIT_DEAD);

      if (error != 0)
	files_die (0, "references: %s", percpu_strerror (error));
    }

  /* Read all files once, so that the page cache is the same for all forms.  */
  run_once (FORM_NONE, threads[columns - 1], argc, argv);
  files_quiet = true;
  for (enum form which = 0; which < FORMS; which++)
    for (int i = 0; i < columns; i++)
      seconds[which][i] = run (which, threads[i], argc, argv, &same);

  result_print (&reference, shown);
  cpus_print ();
  printf ("\n%-14s", "threads");
  for (int i = 0; i < columns; i++)
    printf (" %22u", threads[i]);
  putchar ('\n');
  for (enum form which = 0; which < FORMS; which++)
    {
      printf ("%-14s", form_names[which]);
      for (int i = 0; i < columns; i++)
	printf (" %7.3f s %7.1f MB/s", seconds[which][i],
		(double) reference.totals[BYTES] / 1e6
		/ (seconds[which][i] > 0 ? seconds[which][i] : 1e-9));
      putchar ('\n');
    }
  puts (same ? "they are the same" : "they differ");

  for (size_t i = 0; i < 2; i++)
    percpu_ref_exit (&tables[i].ref);
  result_clear (&result);
  result_clear (&reference);
  if (fflush (stdout) != 0 || ferror (stdout))
    files_die (errno, "cannot write");
  return !same || percpu_sum (skipped) > 0;
}
