#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

"""Check that the folders of the source are layers.

  layers.py SOURCE BUILD [READELF]

SOURCE is the top directory of the source, BUILD that of a build; without
READELF only the sources are looked at.  The table PARTS below has the layers
of each part of the package, from the lowest to the highest.  What is an error:

  - a file that includes one of a higher layer
  - an object file that uses a symbol which an object file of a higher layer
    defines
  - object files that use each other's symbols in a circle, except those that
    the table names
  - a folder that is not in the table

The exit status is 0 if there is no error."""

import glob
import os
import re
import subprocess
import sys


class Part:
    """One part of the package.

    `layers' are folders below `folder', from the lowest to the highest; `files'
    maps the first words of the names of files in `folder' itself to layers.
    `common' are folders of SOURCE that every layer may include, and `search'
    those in which an #include without a folder is looked for.  `objects' maps
    the folder of an object file to a layer, where the two differ.  `circles'
    are sets of object files that may use each other.  The names of its object
    files begin with `prefix'.  `interface' is a version script: if there is
    one, symbols of object files of the part `below' may be used only if they
    are in it."""

    def __init__(self, folder, layers, common=(), search=(), objects=None,
                 circles=(), prefix="", below=None, interface=None,
                 files=None):
        self.folder = folder
        self.layers = layers
        self.common = common
        self.search = search
        self.objects = objects or {}
        self.circles = [frozenset(circle) for circle in circles]
        self.prefix = prefix
        self.below = below
        self.interface = interface
        self.files = files or {}

    def level(self, layer):
        """The place of LAYER, 0 for the lowest; None if there is none."""
        return self.layers.index(layer) if layer in self.layers else None


LIBRARY = Part(
    "runtime",
    ["os", "arch", "cpu", "area", "thread", "registry", "alloc", "sync",
     "report"],
    common=["abi", "runtime/include"],
    search=["runtime/arch/*"],
    # The way out of a sequence, and its landing places.
    objects={"arch": "registry"},
    circles=[["registry/entry", "arch/cold", "arch/retry"]])

# The part of the runtime in each image.
IMAGE = Part(
    "runtime",
    ["image"],
    common=["abi", "runtime/include", "runtime/arch"],
    search=["runtime/arch/*"],
    objects={"arch": "image"},
    prefix="libpercpu_nonshared_a-",
    below=LIBRARY,
    interface="abi/libpercpu.map")

# The runtime of kernels.  It shares files with the library.
FREESTANDING = Part(
    "runtime",
    ["freestanding"],
    common=["abi", "runtime/include"],
    objects={"report": "freestanding", "sync": "freestanding"},
    prefix="libpercpu_freestanding_a-")

PLUGIN = Part(
    "plugin",
    ["base", "targets", "lang", "generic", "gimple", "check-then-act",
     "lifetime", "main"],
    common=["abi", "runtime/include"],
    files={"gcc": "base", "settings": "base", "operations": "base",
           "passes": "base", "main": "main", "arguments": "main",
           "loader": "main"},
    # One class, in two files.
    circles=[["lifetime/guard-places", "lifetime/operands"]])

PARTS = [LIBRARY, IMAGE, FREESTANDING, PLUGIN]


class Check:
    """What is known of one source and one build, and the errors."""

    def __init__(self, source, build, readelf):
        self.source = source
        self.build = build
        self.readelf = readelf
        self.errors = []
        self.looked = 0

    def error(self, *words):
        """Note an error."""
        if " ".join(words) not in self.errors:
            self.errors.append(" ".join(words))

    # Includes.

    def layer_of(self, part, path):
        """The layer of the file PATH; "" for one of a common folder, None for
        one that is not of PART."""
        for folder in part.common:
            if path.startswith(folder + "/"):
                return ""
        if not path.startswith(part.folder + "/"):
            return None
        layer = path[len(part.folder) + 1:].split("/")[0]
        layer = part.files.get(re.split("[-.]", layer)[0], layer)
        return layer if layer in part.layers else None

    def find(self, part, path, name):
        """The file that `#include NAME' in PATH means, or None."""
        places = [os.path.dirname(path), "", part.folder, *part.common]
        for pattern in part.search:
            places += [os.path.relpath(place, self.source) for place
                       in glob.glob(os.path.join(self.source, pattern))]
        for place in places:
            found = os.path.normpath(os.path.join(place, name))
            if os.path.isfile(os.path.join(self.source, found)):
                return found
        return None

    def includes(self, part):
        """Look at every file of PART."""
        for folder, _, names in os.walk(os.path.join(self.source,
                                                     part.folder)):
            for name in names:
                path = os.path.relpath(os.path.join(folder, name),
                                       self.source)
                if (not re.search(r"\.(c|cc|h|S)$", name)
                        or not self.layer_of(part, path)):
                    continue
                with open(os.path.join(self.source, path),
                          encoding="utf-8") as file:
                    text = file.read()
                for included in re.findall(
                        r"^[ \t]*#[ \t]*include[ \t]*[\"<]([^\">]*)[\">]",
                        text, re.M):
                    self.include(part, path, included)

    def include(self, part, path, name):
        """Look at one #include of PATH."""
        found = self.find(part, path, name)
        if not found:
            # A header of the system or of the compiler.
            if os.path.dirname(name) in part.layers:
                self.error(path, "includes", name, "which does not exist")
            return
        self.looked += 1
        layer = self.layer_of(part, found)
        if layer == "":
            return
        if layer is None:
            self.error(path, "includes", found, "of another part")
        elif part.level(layer) > part.level(self.layer_of(part, path)):
            self.error(path, "includes", found, "of a higher layer")

    def folders(self):
        """Look whether every folder with sources is in the table."""
        known = {part.folder + "/" + layer
                 for part in PARTS for layer in part.layers}
        known |= {folder for part in PARTS for folder in part.common}
        own = {part.folder for part in PARTS if part.files}
        for part in PARTS:
            top = os.path.join(self.source, part.folder)
            for folder, _, names in os.walk(top):
                path = os.path.relpath(folder, self.source)
                if (any(re.search(r"\.(c|cc|h|S)$", name) for name in names)
                        and path not in own
                        and not any(path == one or path.startswith(one + "/")
                                    for one in known)):
                    self.error(path, "is in no layer")

    # Symbols.

    def symbols(self, path):
        """The global symbols that the object file PATH defines, the weak ones,
        and those that it uses."""
        text = subprocess.run([self.readelf, "-sW", path], check=True,
                              stdout=subprocess.PIPE,
                              encoding="utf-8").stdout
        strong, weak, used = set(), set(), set()
        for line in text.splitlines():
            field = line.split()
            if len(field) < 8 or field[4] not in ("GLOBAL", "WEAK"):
                continue
            if field[6] == "UND":
                used.add(field[7])
            elif field[4] == "WEAK":
                weak.add(field[7])
            else:
                strong.add(field[7])
        return strong, weak, used

    def objects(self, part):
        """The object files of PART: from names such as "area/open" to the
        symbols that each defines and uses."""
        top = os.path.join(self.build, part.folder)
        found = {}
        for path in glob.glob(os.path.join(top, "**", "*.o"),
                              recursive=True):
            folder, name = os.path.split(os.path.relpath(path, top))
            folder = re.sub(r"/\.libs$", "", folder)
            folder = folder or part.files.get(re.split("[-.]", name)[0], "")
            layer = folder.split("/")[0]
            prefix = re.match(r"(lib\w*_a-)?", name).group()
            if (prefix == part.prefix
                    and (layer in part.layers or layer in part.objects)):
                name = name[len(prefix):-len(".o")]
                found.setdefault(folder + "/" + name, path)
        return {name: self.symbols(path) for name, path in found.items()}

    def definitions(self, objects):
        """From symbols to the object files that define them.  A weak symbol
        that several files define belongs to none of them."""
        where = {}
        for name, (strong, _, _) in objects.items():
            for symbol in strong:
                where[symbol] = name
        counts = {}
        for name, (_, weak, _) in objects.items():
            for symbol in weak:
                counts.setdefault(symbol, []).append(name)
        for symbol, names in counts.items():
            if len(names) == 1:
                where.setdefault(symbol, names[0])
        return where

    def object_level(self, part, name):
        """The level of the object file NAME."""
        folder = name.split("/")[0]
        return part.level(part.objects.get(folder, folder))

    def calls(self, part):
        """Look at the symbols of all object files of PART."""
        objects = self.objects(part)
        where = self.definitions(objects)
        graph = {}
        for name, (_, _, used) in objects.items():
            graph[name] = set()
            for symbol in sorted(used):
                other = where.get(symbol, name)
                if other == name:
                    continue
                self.looked += 1
                graph[name].add(other)
                if (self.object_level(part, other)
                        > self.object_level(part, name)):
                    self.error(name, "uses", symbol, "of", other + ",",
                               "in a higher layer")
        for circle in circles(graph):
            if not any(circle <= known for known in part.circles):
                self.error("circle:", " ".join(sorted(circle)))
        if part.below:
            self.interface(part, objects, where)

    def interface(self, part, objects, where):
        """Look whether OBJECTS use exported symbols only of the part below."""
        with open(os.path.join(self.source, part.interface),
                  encoding="utf-8") as file:
            exported = set(re.findall(r"^ +(\w+);", file.read(), re.M))
        below = self.definitions(self.objects(part.below))
        for name, (_, _, used) in objects.items():
            for symbol in sorted(used):
                if (symbol in below and symbol not in where
                        and symbol not in exported):
                    self.error(name, "uses", symbol, "of", below[symbol]
                               + ",", "which is not exported")


def circles(graph):
    """The sets of nodes of GRAPH that are on circles."""
    number, low, stack, found = {}, {}, [], []

    def visit(node):
        number[node] = low[node] = len(number)
        stack.append(node)
        for other in sorted(graph[node]):
            if other not in number:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], number[other])
        if low[node] == number[node]:
            circle = set()
            while node not in circle:
                circle.add(stack.pop())
            if len(circle) > 1:
                found.append(circle)

    for node in sorted(graph):
        if node not in number:
            visit(node)
    return found


def main(args):
    """Run the check.  Returns: the exit status."""
    if len(args) not in (2, 3):
        print(__doc__)
        return 2
    check = Check(args[0], args[1], args[2] if len(args) > 2 else None)
    check.folders()
    for part in PARTS:
        before = check.looked
        check.includes(part)
        if check.looked == before:
            check.error(part.folder, "includes nothing")
        if check.readelf:
            before = check.looked
            check.calls(part)
            if check.looked == before and not part.below:
                check.error(part.folder, "has no calls between its files")
    for error in check.errors:
        print(error)
    print("looked at %d includes and uses of symbols" % check.looked)
    return 1 if check.errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
