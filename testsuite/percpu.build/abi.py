#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

"""Compare three lists of what the library exports.

  abi.py MAP HEADERS [SYMBOLS]

MAP is the version script.  HEADERS is the preprocessed text of all public
headers, as the library sees them: what they declare with default visibility,
and do not define, is to be exported.  SYMBOLS is what `readelf -W --dyn-syms'
prints for the library.  Each difference is one line; the exit status is 0 if
there is none."""

import re
import sys


def of_map(text):
    """The symbols of a version script, and their versions; patterns too."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    found = {}
    for version, body in re.findall(r"^([\w.]+)\s*\{(.*?)\}", text,
                                    re.M | re.S):
        exported = re.search(r"global:(.*?)(local:|$)", body, re.S)
        for symbol in re.findall(r"([^\s;]+);",
                                 exported.group(1) if exported else ""):
            found[symbol] = version
    return found


def of_library(text):
    """The symbols that the library defines, and their versions."""
    found = {}
    for line in text.splitlines():
        field = line.split()
        if (len(field) < 8 or field[4] not in ("GLOBAL", "WEAK")
                or field[6] == "UND"):
            continue
        # The name of a version is a symbol of its own, an absolute one.
        if field[6] != "ABS":
            symbol, _, version = field[7].partition("@")
            found[symbol] = version.lstrip("@")
    return found


def declared(statement):
    """The name that a declaration declares, or None."""
    statement = re.sub(r"__attribute__\s*\(\((?:[^()]|\([^()]*\))*\)\)", " ",
                       statement)
    statement = re.sub(r"\b(__extension__|__inline__|__thread)\b", " ",
                       statement).strip()
    if re.match(r"(typedef|static|_Static_assert|(struct|enum)\s+\w+\s*;|;|$)",
                statement):
        return None
    found = (re.search(r"(\w+)\s*\(", statement)
             or re.search(r"(\w+)\s*(\[[^]]*\]\s*)*;", statement))
    return found.group(1) if found else None


def of_headers(text):
    """The functions and variables of percpu that are declared with default
    visibility in the preprocessed TEXT."""
    found = set()
    visibility = ["default"]
    depth = 0
    statement = ""
    for line in text.splitlines():
        pragma = re.match(r"\s*#\s*pragma GCC visibility (push|pop)"
                          r"(?: ?\(?(\w+)\)?)?", line)
        if pragma:
            if pragma.group(1) == "push":
                visibility.append(pragma.group(2))
            else:
                visibility.pop()
        if line.lstrip().startswith("#"):
            continue
        for character in line + "\n":
            statement += character
            if character == "{":
                depth += 1
            elif character == "}":
                depth -= 1
                if depth == 0 and ")" in statement.split("{")[0]:
                    # A function that is defined.
                    statement = ""
            elif character == ";" and depth == 0:
                name = declared(re.sub(r"\{.*\}", " ", statement,
                                       flags=re.S))
                if (name and re.match(r"(__)?percpu_", name)
                        and visibility[-1] == "default"
                        and "visibility (\"hidden\")" not in statement):
                    found.add(name)
                statement = ""
    return found


def main(args):
    """Compare.  Returns: the exit status."""
    if len(args) not in (2, 3):
        print(__doc__)
        return 2
    texts = []
    for path in args:
        with open(path, encoding="utf-8") as file:
            texts.append(file.read())
    listed = of_map(texts[0])
    headers = of_headers(texts[1])
    errors = ["%s is a pattern" % symbol for symbol in sorted(listed)
              if not re.fullmatch(r"\w+", symbol)]
    errors += ["%s is declared, but not in the list" % symbol
               for symbol in sorted(headers - set(listed))]
    errors += ["%s is in the list, but not declared" % symbol
               for symbol in sorted(set(listed) - headers)]
    if len(args) > 2:
        exported = of_library(texts[2])
        errors += ["%s is exported, but not in the list" % symbol
                   for symbol in sorted(set(exported) - set(listed))]
        errors += ["%s is in the list, but not exported" % symbol
                   for symbol in sorted(set(listed) - set(exported))]
        errors += ["%s has the version %s, not %s" % (symbol, exported[symbol],
                                                      version)
                   for symbol, version in sorted(listed.items())
                   if exported.get(symbol, version) != version]
    for error in errors:
        print(error)
    print("compared %d symbols" % len(listed))
    return 1 if errors or not listed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
