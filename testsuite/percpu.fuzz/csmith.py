# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

"""Random programs of csmith's whose globals become per-CPU.

csmith writes every global at the beginning of a line, as

  static volatile int32_t g_5 = 0x1234L;

At first all of them get the attribute.  What is refused then, with good
reason, is mostly the address of a global in a plain pointer.  In each line in
which the compiler reports an error, the globals whose address is taken there
(or all that it names, if there is none) become plain again, until there are
no more errors.  This is done with -fPIC, where least is allowed.

A program is skipped, and the reason counted, if no global is left, if an
error is in a line without a global, or if it runs too long."""

import re

# Small programs, many of them: the options besides the seed.
LIMITS = ["--max-funcs", "4", "--max-block-size", "3", "--max-block-depth",
          "3", "--max-expr-complexity", "6", "--max-array-len-per-dim", "6",
          "--max-struct-fields", "6", "--no-argc"]
VARIANTS = [
    [],
    ["--no-pointers"],
    ["--no-pointers", "--no-volatiles", "--float"],
    ["--no-arrays", "--max-pointer-depth", "3"],
    ["--no-pointers", "--no-packed-struct"],
]
ROUNDS = 12

GLOBAL = re.compile(r"^static (?=.*?\b(g_\d+)\b)", re.M)
ERROR = re.compile(r"^[^\n:]*:(\d+):(?:\d+:)? error: (.*)", re.M)


class Skipped(Exception):
    """The reason."""


def command(csmith, seed):
    return ([csmith, "--seed", str(seed)] + LIMITS
            + VARIANTS[seed % len(VARIANTS)])


def globals_of(text):
    """The names of all globals."""
    names = []
    for match in GLOBAL.finditer(text):
        head = text[match.start():text.index("\n", match.start())]
        # Not a function.
        if re.search(r"\b%s(\[\d+\])*( =|;)" % match.group(1), head):
            names.append(match.group(1))
    return names


def spell(text, chosen):
    """TEXT with the attribute for the CHOSEN globals."""
    def mark(match):
        name = match.group(1)
        return "static PERCPU " if name in chosen else "static "
    return '#include "fuzz.h"\n' + GLOBAL.sub(mark, text)


def transform(text, errors_of):
    """ERRORS_OF compiles a text and returns what the compiler says.
    Returns: the text, how many globals are per-CPU, and of how many."""
    names = globals_of(text)
    chosen = set(names)
    for _ in range(ROUNDS):
        spelt = spell(text, chosen)
        said = errors_of(spelt)
        errors = ERROR.findall(said)
        if not errors:
            if said.strip() and "error" in said:
                # No message about the program: worth an inspection.
                return spelt, len(chosen), len(names)
            break
        lines = spelt.split("\n")
        gone = set()
        for number, message in errors:
            line = lines[int(number) - 1]
            taken = chosen & set(re.findall(r"&(g_\d+)\b", line))
            gone |= taken or chosen & set(re.findall(r"\b(g_\d+)\b", line))
        if not gone:
            raise Skipped(re.sub(r"'[^']*'|‘[^’]*’", "...", errors[0][1]))
        chosen -= gone
        if not chosen:
            raise Skipped("no global can be per-CPU")
    else:
        raise Skipped("still refused after %d rounds" % ROUNDS)
    if not chosen:
        raise Skipped("no global")
    return spelt, len(chosen), len(names)
