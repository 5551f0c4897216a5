/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Ways to take a node from a list and put it back, and to enter a read section
   and leave it; list-NAME.c has them, in loops of its own.  */

#ifndef LIST_H
#define LIST_H 1

#ifdef __cplusplus
extern "C" {
#endif

struct pair
{
  const char *name;
  /* The way that it is compared with.  */
  const char *against;
  /* ROUNDS times both.  */
  void (*loop) (unsigned long rounds);
  /* Returns: whether all is there, when nobody is in the loop.  */
  int (*whole) (void);
};

extern const struct pair pair_list, pair_stack, pair_lock_free, pair_mutex,
  pair_rwlock, pair_pthread_rwlock;

#ifdef __cplusplus
}
#endif

#endif /* LIST_H */
