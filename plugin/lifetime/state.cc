/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* State: the key by which equal states are recognised.

   The key contains what decides how the walk continues.  It omits locations,
   and what follows from other members: for example, the statement that made a
   borrow follows from the name that identifies it.  UINTPTR_MAX ends each
   table, so that an entry cannot be mistaken for one of the next table.  Keys
   contain addresses of trees and statements; they are compared within one walk
   only, and do not affect the order of messages.  */

#include "state.h"

namespace lifetime {


std::vector<uintptr_t>
state::key () const
{
  std::vector<uintptr_t> k;
  /* Two trees of the same number must give the same key.  */
  auto add = [&k] (const value &v)
    {
      k.push_back (v.kind * 2 + v.interior);
      k.push_back (v.kind == value::CONSTANT ? tree_to_shwi (v.id)
		   : (uintptr_t) v.id);
    };
  for (const auto &n : names)
    {
      k.push_back (n.first);
      add (n.second);
    }
  k.push_back (UINTPTR_MAX);
  /* Places have been made unique (facts::find_known), so that their addresses
     identify them.  */
  for (const auto &m : memory)
    {
      k.push_back ((uintptr_t) m.place);
      add (m.v);
    }
  k.push_back (UINTPTR_MAX);
  for (const auto &g : guards)
    {
      k.push_back (g.first * 4 + g.second.state);
      k.push_back ((uintptr_t) g.second.entered);
      k.push_back ((uintptr_t) g.second.left);
      k.push_back ((uintptr_t) g.second.copy);
    }
  k.push_back (UINTPTR_MAX);
  /* MADE, GUARD, OBJECT and the bytes are fixed when a name is borrowed to.  */
  for (const auto &b : borrows)
    {
      k.push_back (b.first);
      k.push_back ((uintptr_t) b.second.ended);
      k.push_back ((uintptr_t) b.second.later);
    }
  k.push_back (UINTPTR_MAX);
  for (const auto &o : objects)
    {
      k.push_back (o.first * 4 + o.second.state);
      k.push_back ((uintptr_t) o.second.freed);
      k.push_back (o.second.retained);
      k.push_back ((uintptr_t) o.second.kept);
    }
  k.push_back (UINTPTR_MAX);
  for (const lock &l : locks)
    {
      k.push_back ((uintptr_t) l.place);
      k.push_back ((uintptr_t) l.cpu);
      k.push_back (l.state * 64 + l.kind * 16 + l.depth);
      k.push_back (l.carried * 8 + l.called * 4 + l.given * 2 + l.named);
      k.push_back ((uintptr_t) l.entered);
      k.push_back ((uintptr_t) l.left);
      k.push_back ((uintptr_t) l.result);
    }
  k.push_back (UINTPTR_MAX);
  for (unsigned int n : stale)
    k.push_back (n);
  k.push_back (UINTPTR_MAX);
  for (size_t n : freed)
    k.push_back (n);
  return k;
}

} // namespace lifetime
