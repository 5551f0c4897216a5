/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* One sample: as a table, or as one line of JSON.  */

#define _GNU_SOURCE 1

#include "stat.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The columns of a table, and the number of areas that have one each.  */
enum { WIDTH = 12, COLUMNS = 16 };

/* Add READING, times NR, to *SUM.  Integers wrap at the size of VALUE, as
   those of percpu_sum do.  */
static void
sum_add (const struct value *value, struct reading *sum,
	 const struct reading *reading, uint64_t nr)
{
  unsigned int unused = 64 - 8 * (value->size < 8 ? value->size : 8);

  sum->kind = reading->kind == BOOLEAN ? UNSIGNED : reading->kind;
  if (reading->kind == FLOAT)
    {
      sum->f += reading->f * (long double) nr;
      return;
    }
  sum->u += reading->u * nr;
  sum->u <<= unused;
  if (sum->kind == SIGNED)
    sum->i >>= unused;
  else
    sum->u >>= unused;
}

/* Write READING into TEXT.  */
static const char *
text_of (const struct reading *reading, bool json, char text[64])
{
  switch (reading->kind)
    {
    case SIGNED:
      snprintf (text, 64, "%ld", (long) reading->i);
      break;
    case FLOAT:
      if (json && !isfinite (reading->f))
	snprintf (text, 64, "null");
      else
	snprintf (text, 64, json ? "%.17Lg" : "%.9Lg", reading->f);
      break;
    case BOOLEAN:
      snprintf (text, 64, "%s", reading->u ? "true" : "false");
      break;
    case ADDRESS:
      snprintf (text, 64, json ? "\"%#lx\"" : "%#lx",
		(unsigned long) reading->u);
      break;
    default:
      snprintf (text, 64, "%lu", (unsigned long) reading->u);
    }
  return text;
}

/* True if VALUE has a sum.  */
static bool
summable_p (const struct value *value)
{
  return value->kind != ADDRESS;
}

/* Returns: the change from OLD to NEW for each second of INTERVAL.  */
static double
rate (const struct value *value, const struct reading *old,
      const struct reading *new, double interval)
{
  unsigned int unused = 64 - 8 * (value->size < 8 ? value->size : 8);
  int64_t change;

  if (new->kind == FLOAT)
    return (double) (new->f - old->f) / interval;
  change = (int64_t) ((new->u - old->u) << unused) >> unused;
  return (double) change / interval;
}

/* Print TEXT as a string of JSON.  */
static void
json_string (const char *text)
{
  putchar ('"');
  for (; *text; text++)
    if (*text == '"' || *text == '\\' || (unsigned char) *text < ' ')
      printf ("\\u%04x", (unsigned char) *text);
    else
      putchar (*text);
  putchar ('"');
}

/* Print the description of the process and of the areas.  */
static void
json_head (const struct target *target, const struct table *table)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  printf ("{\"process\":");
  json_string (target->name);
  printf (",\"time\":%ld.%03ld,\"areas\":[", (long) now.tv_sec,
	  now.tv_nsec / 1000000);
  for (unsigned int i = 0; i < table->nr_areas; i++)
    {
      const struct area *area = &table->areas[i];

      printf ("%s{\"cpu\":%u,\"used\":%s", i ? "," : "", area->cpu,
	      area->used ? "true" : "false");
      if (area->private)
	printf (",\"thread\":%u", area->thread);
      putchar ('}');
    }
  printf ("],\"variables\":[");
}

/* Print the head of the table.  */
static void
table_head (const struct target *target, const struct table *table,
	    const struct format *format, unsigned int used)
{
  unsigned int private = 0;

  for (unsigned int i = 0; i < table->nr_areas; i++)
    private += table->areas[i].private;
  printf ("%s: CPUs: %u, areas in use: %u, private areas: %u\n", target->name,
	  table->nr_areas - private, used, private);
  printf ("%-24s %*s", "NAME", WIDTH, "SUM");
  if (format->interval > 0)
    printf (" %*s", WIDTH, "PER SECOND");
  if (!format->sums_only && used <= COLUMNS)
    for (unsigned int i = 0; i < table->nr_areas; i++)
      if (table->areas[i].used)
	printf (table->areas[i].private ? " %*s%-4u" : " %*s%-4u", WIDTH - 4,
		table->areas[i].private ? "PRIV" : "CPU",
		table->areas[i].cpu);
  putchar ('\n');
}

void
print_sample (const struct target *target, const struct table *table,
	      const struct values *values, const struct format *format,
	      struct reading *previous)
{
  unsigned int used = 0;
  bool first = true;
  char text[64];

  for (unsigned int i = 0; i < table->nr_areas; i++)
    used += table->areas[i].used;
  if (format->json)
    json_head (target, table);
  else
    table_head (target, table, format, used);
  for (size_t v = 0; v < values->nr; v++)
    {
      const struct value *value = &values->value[v];
      struct reading sum = { .kind = value->kind }, initial, reading;
      bool columns = !format->sums_only && (format->json || used <= COLUMNS);
      bool whole = true, initial_known;
      char *line = NULL;
      size_t length;
      FILE *out;

      memset (&sum, 0, sizeof sum);
      initial_known = value_read (target, table, value, table->template,
				  &initial) == 0;
      out = open_memstream (&line, &length);
      if (!out)
	fail (0, "no memory");
      for (unsigned int i = 0, n = 0; i < table->nr_areas; i++)
	{
	  const struct area *area = &table->areas[i];
	  bool known = (area->used
			? value_read (target, table, value,
				      area->displacement, &reading) == 0
			: (reading = initial, initial_known));

	  whole &= known;
	  if (known)
	    sum_add (value, &sum, &reading, 1);
	  if (!area->used || !columns)
	    continue;
	  if (known)
	    text_of (&reading, format->json, text);
	  else
	    strcpy (text, format->json ? "null" : "?");
	  if (format->json)
	    fprintf (out, "%s\"%u\":%s", n++ ? "," : "", area->cpu, text);
	  else
	    fprintf (out, " %*s", WIDTH, text);
	}
      fclose (out);
      if (format->json)
	{
	  printf ("%s{\"name\":", first ? "" : ",");
	  json_string (value->name);
	  printf (",\"type\":");
	  json_string (value->type);
	  printf (",\"image\":");
	  json_string (value->file);
	  if (whole && summable_p (value))
	    printf (",\"sum\":%s", text_of (&sum, true, text));
	  if (whole && summable_p (value) && format->interval > 0)
	    printf (",\"rate\":%.6g", rate (value, &previous[v], &sum,
					    format->interval));
	  if (initial_known)
	    printf (",\"initial\":%s", text_of (&initial, true, text));
	  printf (",\"values\":{%s}}", line);
	}
      else
	{
	  printf ("%-24s %*s", value->name, WIDTH,
		  !summable_p (value) ? "-"
		  : whole ? text_of (&sum, false, text) : "?");
	  if (format->interval > 0)
	    {
	      if (whole && summable_p (value))
		snprintf (text, sizeof text, "%.1f",
			  rate (value, &previous[v], &sum, format->interval));
	      else
		strcpy (text, "-");
	      printf (" %*s", WIDTH, text);
	    }
	  printf ("%s\n", line);
	}
      free (line);
      previous[v] = sum;
      first = false;
    }
  if (format->json)
    printf ("]}\n");
  fflush (stdout);
}
