/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Ways to take a node from a list and put it back, and to enter a read section
   and leave it, each with its own loop; list-NAME.c defines them.  */

#ifndef LIST_H
#define LIST_H 1

#ifdef __cplusplus
extern "C" {
#endif

struct pair
{
  const char *name;
  /* The name of the way with which it is compared.  */
  const char *against;
  /* Execute both operations ROUNDS times.  */
  void (*loop) (unsigned long rounds);
  /* Returns: true if no node was lost, when no thread is in the loop.  */
  int (*whole) (void);
};

extern const struct pair pair_list, pair_stack, pair_lock_free, pair_mutex,
  pair_rwlock, pair_pthread_rwlock;

#ifdef __cplusplus
}
#endif

#endif /* LIST_H */
