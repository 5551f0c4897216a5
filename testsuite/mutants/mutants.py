#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

"""Break the code in one place after the other and see the tests go red.

  mutants.py [OPTION]... BUILD     BUILD: a configured and built tree

  --only REGEXP   only the mutants whose file names match
  --jobs N        so many at a time (default: one for each CPU)
  --work DIR      where the copies of the tree are (default: mutants-work)
  --list          print the mutants and the tests that must see them
  --check         only look whether each mutant is complete and applies

Each *.patch beside this file is a mutant.  Its first lines say what it breaks
and which test must fail, as RUNTESTFLAGS has it; an empty line and a patch for
`patch -p1' follow:

  What: an update of a shared object is not followed by a store to rseq_cs
  Test: shared.exp=load.c

With a line `Arch: riscv64' it is only for builds for that target.  A mutant is
applied to a copy of the source, which is built and tested as BUILD was
configured.  Before that, the same tests must pass without it.  The exit status
is 0 if every mutant was killed."""

import argparse
import glob
import os
import queue
import re
import shlex
import shutil
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(HERE))
FAILED = re.compile(r"^(FAIL|XPASS|ERROR|UNRESOLVED): (.*)$", re.M)
PASSED = re.compile(r"^PASS: ", re.M)
# Files that the copies of the tree do not need.
LEFT_OUT = shutil.ignore_patterns(".git", "build", "*-work", "work",
                                  "__pycache__", "*.sum", "*.log")


class Broken(Exception):
    """The mutant could not be tried; the text says why."""


class Mutant:
    """One patch file."""

    def __init__(self, path):
        self.path = path
        self.name = os.path.basename(path)[:-len(".patch")]
        with open(path, encoding="utf-8") as file:
            head = file.read().split("\n\n", 1)[0]
        fields = dict(re.findall(r"^(\w+): *(.*)$", head, re.M))
        self.what = fields.get("What", "")
        self.tests = fields.get("Test", "")
        self.arch = fields.get("Arch", "")

    def check(self):
        """Raise Broken unless the mutant says all it must, and applies."""
        if not self.what or not self.tests:
            raise Broken("no `What:' or no `Test:' line")
        for test in shlex.split(self.tests):
            exp, _, names = test.partition("=")
            found = glob.glob(os.path.join(SOURCE, "testsuite", "*.*", exp))
            if not found:
                raise Broken("there is no " + exp)
            for name in names.split():
                if not glob.glob(os.path.join(os.path.dirname(found[0]),
                                              "**", name), recursive=True):
                    raise Broken("there is no %s for %s" % (name, exp))
        patch(SOURCE, self.path, "--dry-run")


def command(args, cwd=None):
    """Run ARGS.  Returns: whether it succeeded, and what it said."""
    done = subprocess.run(args, cwd=cwd, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          encoding="utf-8", errors="replace", check=False)
    return done.returncode == 0, done.stdout


def patch(directory, path, *options):
    """Apply the patch in file PATH to DIRECTORY; Broken if it does not."""
    good, said = command(["patch", "-p1", "-s", "-f", "-F", "1",
                          "--no-backup-if-mismatch", "-d", directory,
                          "-r", "-", "-i", path, *options])
    if not good:
        raise Broken("does not apply:\n" + said)


class Tree:
    """A copy of the source and a build of it."""

    def __init__(self, work, build):
        self.source = os.path.join(work, "source")
        self.build = os.path.join(work, "build")
        if os.path.exists(work):
            shutil.rmtree(work)
        shutil.copytree(SOURCE, self.source, symlinks=True, ignore=LEFT_OUT)
        os.makedirs(self.build)
        good, said = command([os.path.join(build, "config.status"),
                              "--config"])
        if good:
            good, said = command(["sh", os.path.join(self.source,
                                                     "configure"),
                                  *shlex.split(said)], self.build)
        if not good:
            raise Broken("the copy cannot be configured:\n" + said[-2000:])
        self.make()
        # Those tests that pass as things are.
        self.sound = set()

    def make(self, path=os.devnull):
        """Build what a mutant, the patch in file PATH, may change."""
        with open(path, encoding="utf-8") as file:
            text = file.read()
        # Makefiles do not relink a library if only the options of the link
        # change.
        for part in re.findall(r"^\+\+\+ b/(\w+)/Makefile.am", text, re.M):
            command(["make", "-s", "-C", part, "clean"], self.build)
        for part in ["plugin", "runtime", "tools"]:
            good, said = command(["make", "-s", "-C", part], self.build)
            if not good:
                raise Broken("does not build:\n" + said[-2000:])

    def test(self, tests):
        """Run TESTS.  Returns: the names of those that failed, and how many
        passed."""
        tests_build = os.path.join(self.build, "testsuite")
        total = os.path.join(tests_build, "percpu.sum")
        if os.path.exists(total):
            os.remove(total)
        said = command(["make", "-s", "check", "JOBS=1",
                        "RUNTESTFLAGS=" + tests], tests_build)[1]
        if not os.path.exists(total):
            raise Broken("no test was run:\n" + said[-2000:])
        with open(total, encoding="utf-8", errors="replace") as file:
            text = file.read()
        return ([name for _, name in FAILED.findall(text)],
                len(PASSED.findall(text)))

    def try_mutant(self, mutant):
        """Returns: what failed with MUTANT, which is not empty if it was
        killed."""
        mutant.check()
        if mutant.tests not in self.sound:
            failed, passed = self.test(mutant.tests)
            if failed:
                raise Broken("%s fails without it: %s"
                             % (mutant.tests, failed[0]))
            if not passed:
                raise Broken(mutant.tests + " cannot be run here")
            self.sound.add(mutant.tests)
        patch(self.source, mutant.path)
        try:
            self.make(mutant.path)
            return self.test(mutant.tests)[0]
        finally:
            patch(self.source, mutant.path, "-R")
            self.make(mutant.path)


def report(lock, word, mutant, text):
    """Print one result."""
    with lock:
        print("%-9s %-28s %s" % (word, mutant.name, text), flush=True)


def work_on(tree, todo, results, lock):
    """Try the mutants that are waiting, until there are none."""
    while True:
        try:
            mutant = todo.get_nowait()
        except queue.Empty:
            return
        begin = time.time()
        try:
            failed = tree.try_mutant(mutant)
        except Broken as why:
            results.append("broken")
            report(lock, "BROKEN", mutant, str(why))
            continue
        seconds = "%.0f s" % (time.time() - begin)
        if failed:
            results.append("killed")
            report(lock, "killed", mutant, "%d by %s (%s)"
                   % (len(failed), mutant.tests, seconds))
        else:
            results.append("survived")
            report(lock, "SURVIVED", mutant, "%s: %s"
                   % (mutant.tests, mutant.what))


def try_all(mutants, options):
    """Try MUTANTS.  Returns: a word for each."""
    todo = queue.Queue()
    for mutant in mutants:
        todo.put(mutant)
    jobs = min(options.jobs, len(mutants))
    print("%d mutants, %d at a time; the copies of the tree are built first"
          % (len(mutants), jobs), flush=True)
    work = os.path.abspath(options.work)
    build = os.path.abspath(options.build)
    results, lock = [], threading.Lock()

    def run(number):
        try:
            tree = Tree(os.path.join(work, str(number)), build)
        except Broken as why:
            results.append("broken")
            print("mutants: %s" % why, file=sys.stderr)
            return
        work_on(tree, todo, results, lock)

    threads = [threading.Thread(target=run, args=(number,))
               for number in range(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    shutil.rmtree(work, ignore_errors=True)
    return results


def arch_of(build):
    """Returns: the target of BUILD, as configure.tgt calls it."""
    with open(os.path.join(build, "testsuite", "site.exp"),
              encoding="utf-8") as file:
        return re.search(r'^set percpu_arch "(.*)"$', file.read(), re.M)[1]


def check_all(mutants):
    """Look at MUTANTS without a build.  Returns: a word for each."""
    results = []
    for mutant in mutants:
        try:
            mutant.check()
        except Broken as why:
            print("%s: %s" % (mutant.name, why))
            results.append("broken")
        else:
            results.append("killed")
    return results


def main():
    parser = argparse.ArgumentParser(description="see the head of this file")
    parser.add_argument("build", nargs="?")
    parser.add_argument("--only", default="")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--work", default="mutants-work")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    mutants = [Mutant(path)
               for path in sorted(glob.glob(os.path.join(HERE, "*.patch")))]
    mutants = [m for m in mutants if re.search(options.only, m.name)]
    if not mutants:
        sys.exit("mutants: no mutant has such a name")
    if options.list:
        for mutant in mutants:
            print("%-28s %-32s %s" % (mutant.name, mutant.tests, mutant.what))
        return
    if options.check:
        results = check_all(mutants)
        sys.exit("broken" in results)
    if not options.build:
        parser.error("a build directory is needed")
    arch = arch_of(options.build)
    mutants = [m for m in mutants if m.arch in ("", arch)]
    if not mutants:
        sys.exit("mutants: none of them is for " + arch)
    results = try_all(mutants, options)
    killed = results.count("killed")
    print("%d killed, %d survived, %d broken"
          % (killed, results.count("survived"), results.count("broken")))
    sys.exit(killed != len(mutants))


if __name__ == "__main__":
    main()
