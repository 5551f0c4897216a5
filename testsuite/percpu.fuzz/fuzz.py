#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

"""Random programs, each compiled with plain variables and with per-CPU ones:
what they print must be the same.

  fuzz.py [OPTION]... BUILD...     BUILD: a configured and built tree

  --seconds N     go on for so long (default: until the seeds are done)
  --seeds A-B     these seeds
  --seed N        all from this one on (default: a number that is new each
                  second)
  --jobs N        so many at a time (default: one for each CPU)
  --cases N       in so many cases of the matrix each (default: 3)
  --only REGEXP   only in the cases that are called like this
  --generated     only our own programs (generate.py)
  --csmith        only csmith's (csmith.py)
  --siblings      also the builds of the same source that are beside BUILD
  --lacks         only print why nothing can be run, if so
  --keep DIR      where failing programs are put (default: fuzz-failures)
  --reduce DIR    make a program that was kept smaller, by cvise or creduce

Every seed takes its turn of the matrix below, so that all of it is seen.  A
build for aarch64 runs under qemu-aarch64, in model single, and in model
register with the emulation that fuzz.h has.

What each program prints is compared with that of the plain one at -O0.  Where
they differ, the plain one compiled like the other has its say: if that differs
too, it is the compiler's own affair (or undefined behaviour of the program)
and counted as such.  A failing program is kept with `repeat', a script that
shows it once more."""

import argparse
import math
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
import csmith  # noqa: E402
import generate  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
COMMON = ["-w", "-fwrapv", "-ffp-contract=off", "-I", HERE,
          "-fdiagnostics-plain-output"]
CSMITH_INCLUDE = "/usr/include/csmith"

MODELS = ["rseq", "register", "single"]
LEVELS = ["-O0", "-O1", "-O2", "-O3", "-Os"]
PLACES = ["-fPIE -pie", "-fPIC", "-fno-pic -no-pie"]
MORE = ["-O2 -flto", "-O3 -flto -fPIC", "-O1 -flto -fno-pic -no-pie",
        "-O2 -march=native", "-O3 -march=native -fPIC", "-Og",
        "-O0 -masm=intel", "-O2 -masm=intel -fPIC",
        "-O2 -fno-strict-aliasing -g", "-O2 -fchecking=2"]
AARCH64_MORE = ["", "-march=armv8.1-a"]
RISCV64_MORE = ["", "-mcmodel=medany", "-march=rv64g",
                "-fplugin-arg-percpu-rmw=plain"]


class Build:
    """A configured and built tree: its compiler, and its part of the
    matrix."""

    def __init__(self, top):
        self.top = os.path.abspath(top)
        with open(os.path.join(self.top, "testsuite", "site.exp"),
                  encoding="ascii") as file:
            site = dict(re.findall(r'^set (\w+) "(.*)"$', file.read(), re.M))
        self.source = os.path.realpath(site["percpu_top_srcdir"])
        self.cc = site["percpu_cc"].split()
        self.arch = site["percpu_arch"]
        self.hosted = site["percpu_hosted"] == "yes"
        self.native = site["percpu_native"] == "yes"
        self.plugin = ["-fplugin=" + site["percpu_plugin"], "-I",
                       self.source + "/runtime/include"]
        library = self.top + "/runtime/link"
        self.libraries = ["-L" + library, "-Wl,-rpath," + library,
                          "-lpercpu"]
        self.name = self.cc[0]
        self.run = []
        self.link = []
        # The options with which programs of csmith are tried first.
        self.strictest = ["-O0", "-fPIC"]
        self.cases = []
        if not os.path.exists(site["percpu_plugin"]):
            self.lacks = "not built"
        elif self.hosted and self.native:
            self.lacks = None
            for model in MODELS:
                for rest in ([level + " " + place for level in LEVELS
                              for place in PLACES] + MORE):
                    self.cases.append(("%s %s" % (model, rest), [
                        "-fplugin-arg-percpu-model=" + model], rest.split()))
        elif self.arch == "aarch64":
            self.lacks = (None if shutil.which("qemu-aarch64")
                          else "no qemu-aarch64")
            self.run = ["qemu-aarch64", "-cpu", "max"]
            # Where IRA works by regions, it takes the destination of a move
            # of a complex float, a zero_extract, for a register, and reads
            # memory at random.
            self.link = ["-static", "-fira-region=one"]
            self.strictest = ["-O0"]
            for model in MODELS[1:]:
                options = ["-fplugin-arg-percpu-model=" + model,
                           "-fplugin-arg-percpu-abi=freestanding"]
                if model == "register":
                    options.append("-DEMULATED")
                for level in LEVELS:
                    for more in AARCH64_MORE:
                        rest = (level + " " + more).split()
                        self.cases.append(("%s %s" % (model, " ".join(rest)),
                                           options, rest))
            # The emulator refuses rseq: a thread that is bound uses the
            # sequences for threads without the kernel's help.
            for rest in (level + " " + more for level in LEVELS
                         for more in AARCH64_MORE + ["-fPIC"]):
                self.cases.append(("rseq " + rest,
                                   ["-fplugin-arg-percpu-model=rseq"],
                                   rest.split()))
        elif self.arch == "riscv64":
            self.lacks = (None if shutil.which("qemu-riscv64")
                          else "no qemu-riscv64")
            self.run = ["qemu-riscv64"]
            # A program may use gp as the register if the linker does not.
            self.link = ["-static", "-Wl,--no-relax"]
            self.strictest = ["-O0"]
            for model in MODELS[1:]:
                options = ["-fplugin-arg-percpu-model=" + model,
                           "-fplugin-arg-percpu-abi=freestanding"]
                if model == "register":
                    options += ["-fplugin-arg-percpu-base=gp", "-mno-relax",
                                "-DEMULATED"]
                for level in LEVELS:
                    for more in RISCV64_MORE:
                        rest = (level + " " + more).split()
                        self.cases.append(("%s %s" % (model, " ".join(rest)),
                                           options, rest))
        else:
            self.lacks = self.arch + " programs do not run here"

    def plain(self, source, program, flags):
        return (self.cc + COMMON + ["-DPLAIN"] + flags + self.link
                + [source, "-o", program])

    def percpu(self, source, program, case):
        _, options, flags = case
        without = ("-fplugin-arg-percpu-model=single" in options
                   or "-fplugin-arg-percpu-abi=freestanding" in options)
        libraries = (self.libraries
                     if self.hosted and not without else [])
        return (self.cc + self.plugin + ["-fplugin-arg-percpu-tearing=off"]
                + COMMON + options + flags + self.link
                + [source, "-o", program] + libraries)

    def chosen(self, seed, count, only):
        """COUNT cases that it is SEED's turn to try."""
        cases = [c for c in self.cases
                 if not only or re.search(only, self.name + " " + c[0])]
        if not cases:
            return []
        step = 1 + len(cases) * 5 // 8
        while math.gcd(step, len(cases)) > 1:
            step += 1
        return [cases[(seed * count + i) * step % len(cases)]
                for i in range(min(count, len(cases)))]


def siblings(build):
    """The builds of the same source in directories beside that of BUILD."""
    found = []
    above = os.path.dirname(build.top)
    for name in sorted(os.listdir(above)):
        top = os.path.join(above, name)
        if top != build.top and os.access(
                os.path.join(top, "testsuite", "site.exp"), os.R_OK):
            other = Build(top)
            if other.source == build.source:
                found.append(other)
    return found


def execute(command, timeout, cwd):
    """Returns: status (a word if it did not end by itself), output."""
    try:
        done = subprocess.run(command, cwd=cwd, timeout=timeout,
                              stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False,
                              env=dict(os.environ, LC_ALL="C"))
    except subprocess.TimeoutExpired:
        return "timeout", ""
    return done.returncode, done.stdout.decode("utf-8", "replace")


class Fuzz:
    def __init__(self, arguments, builds):
        self.arguments = arguments
        self.builds = builds
        self.lock = threading.Lock()
        self.failures = 0
        self.counts = {}
        self.skips = {}
        self.cases_seen = set()
        self.began = time.monotonic()
        self.stopped = False

    def count(self, what, number=1):
        with self.lock:
            self.counts[what] = self.counts.get(what, 0) + number

    def skip(self, reason):
        with self.lock:
            self.skips[reason] = self.skips.get(reason, 0) + 1

    def say(self, text):
        with self.lock:
            print(text, flush=True)

    # One seed.

    def source(self, kind, seed, build, directory):
        """The program as text, or None."""
        if kind == "generated":
            return generate.generate(seed, build.arch == "x86-64")
        status, text = execute(csmith.command("csmith", seed), 20, directory)
        if status != 0:
            raise csmith.Skipped("csmith fails")

        def errors_of(text):
            name = os.path.join(directory, "try.c")
            with open(name, "w", encoding="utf-8") as file:
                file.write(text)
            options = ([] if build.hosted
                       else ["-fplugin-arg-percpu-abi=freestanding",
                             "-fplugin-arg-percpu-model=single"])
            command = (build.cc + build.plugin + COMMON + build.strictest
                       + ["-fplugin-arg-percpu-tearing=off", "-I",
                          CSMITH_INCLUDE, "-S", "-o", "/dev/null"]
                       + options + ["try.c"])
            return execute(command, 60, directory)[1]

        text, chosen, total = csmith.transform(text, errors_of)
        self.count("globals", total)
        self.count("per-CPU globals", chosen)
        return text

    def seed(self, kind, seed, build):
        """Returns: nothing; failures are counted."""
        with tempfile.TemporaryDirectory(prefix="fuzz") as directory:
            try:
                text = self.source(kind, seed, build, directory)
            except csmith.Skipped as reason:
                self.skip(str(reason))
                return
            with open(os.path.join(directory, "p.c"), "w",
                      encoding="utf-8") as file:
                file.write(text)
            extra = ["-I", CSMITH_INCLUDE] if kind == "csmith" else []
            run = build.run + ["./t"] + ["1"] * (kind == "csmith")
            limited = ["sh", "-c", 'ulimit -S -t %d && exec "$@"'
                       % (5 if build.run else 1), "sh"] + run

            def plain(flags):
                flags = [f for f in flags if "-fplugin-arg" not in f]
                status, said = execute(build.plain("p.c", "t", flags + extra),
                                       120, directory)
                if status != 0:
                    return "no compilation", said
                # Some of csmith's never end; the others take no second.
                status, said = execute(limited, 60, directory)
                return ("timeout" if status == -signal.SIGXCPU else status,
                        said)

            status, expected = plain(["-O0"])
            if status != 0:
                own = "internal compiler error" in expected
                self.skip("plain program: %s"
                          % ("the compiler's own error" if own else status))
                if kind == "generated" and not own:
                    self.failed(kind, seed, build, build.cases[0], directory,
                                "the plain program: %s" % status, expected)
                return
            self.count(kind + " programs")
            for case in build.chosen(seed, self.arguments.cases,
                                     self.arguments.only):
                self.count(kind + " runs")
                with self.lock:
                    self.cases_seen.add(build.name + " " + case[0])
                status, said = execute(build.percpu("p.c", "t", case) + extra,
                                       120, directory)
                if status != 0:
                    if plain(case[2])[0] == "no compilation":
                        self.skip("does not compile as a plain program")
                        continue
                    self.failed(kind, seed, build, case, directory,
                                "does not compile", said)
                    continue
                # Under an emulator model register takes a signal for every
                # operation.
                status, got = execute(run, 240 if build.run else 20, directory)
                if status == 0 and got == expected:
                    continue
                if plain(case[2]) != (0, expected):
                    self.skip("the compiler's own affair")
                    self.say("note: %s seed %d, %s %s: plain programs differ"
                             % (kind, seed, build.name, case[0]))
                    continue
                if status != 0:
                    self.failed(kind, seed, build, case, directory,
                                "ends with status %s" % status, got)
                else:
                    self.failed(kind, seed, build, case, directory,
                                "prints something else",
                                difference(expected, got))

    def failed(self, kind, seed, build, case, directory, what, detail):
        kept = os.path.join(os.path.abspath(self.arguments.keep),
                            "%s-%d-%s-%s"
                            % (kind, seed, build.name,
                               re.sub(r"[^\w=]+", "-", case[0])))
        os.makedirs(kept, exist_ok=True)
        shutil.copy(os.path.join(directory, "p.c"), kept)
        extra = ["-I", CSMITH_INCLUDE] if kind == "csmith" else []
        run = build.run + ["./t"] + ["1"] * (kind == "csmith")
        message = re.search(r"error: (.*)", detail)
        message = message.group(1) if message else ""
        with open(os.path.join(kept, "repeat"), "w",
                  encoding="utf-8") as file:
            file.write(REPEAT % {
                "what": "%s seed %d, %s %s: %s" % (kind, seed, build.name,
                                                   case[0], what),
                "plain": shlex.join(build.plain("p.c", "plain",
                                                ["-O0"] + extra)),
                "same": shlex.join(build.plain("p.c", "same",
                                               case[2] + extra)),
                "sanitized": shlex.join(build.plain(
                    "p.c", "sanitized", ["-O1", "-fsanitize=undefined",
                                         "-fno-sanitize=alignment",
                                         "-fno-sanitize-recover"] + extra)),
                "percpu": shlex.join(build.percpu("p.c", "t", case) + extra),
                "run": shlex.join(run[:-1] if kind == "csmith" else run),
                "args": "1" if kind == "csmith" else "",
                "emulator": shlex.join(build.run),
                "compiles": int("compile" not in what),
                "message": shlex.quote(message)})
        os.chmod(os.path.join(kept, "repeat"), 0o755)
        with self.lock:
            self.failures += 1
        self.say("FAIL: %s seed %d, %s %s: %s\n%s\nkept in %s"
                 % (kind, seed, build.name, case[0], what,
                    "\n".join(detail.splitlines()[:8]), kept))

    # All of them.

    def jobs(self, kinds):
        first, last = self.arguments.seed, None
        if self.arguments.seeds:
            first, last = map(int, self.arguments.seeds.split("-"))
        seed = first
        while last is None or seed <= last:
            for kind in kinds:
                for build in self.builds:
                    if self.stopped or (self.arguments.seconds
                                        and time.monotonic() - self.began
                                        > self.arguments.seconds):
                        return
                    yield kind, seed, build
            seed += 1

    def all(self, kinds):
        jobs = self.jobs(kinds)

        def work():
            while True:
                with self.lock:
                    job = next(jobs, None)
                if job is None:
                    return
                self.seed(*job)

        threads = [threading.Thread(target=work)
                   for _ in range(self.arguments.jobs)]
        for thread in threads:
            thread.start()
        try:
            for thread in threads:
                thread.join()
        except KeyboardInterrupt:
            # Let running programs complete.
            self.stopped = True
            for thread in threads:
                thread.join()

    def report(self):
        print("%d failures; %d cases of the matrix; %s"
              % (self.failures, len(self.cases_seen),
                 ", ".join("%d %s" % (self.counts[what], what)
                           for what in sorted(self.counts)) or "nothing ran"))
        for reason in sorted(self.skips):
            print("skipped: %d: %s" % (self.skips[reason], reason))


def difference(expected, got):
    """The first lines in which they differ."""
    left, right = expected.splitlines(), got.splitlines()
    lines = ["  plain %s, per-CPU %s" % pair
             for pair in zip(left, right) if pair[0] != pair[1]]
    if len(left) != len(right):
        lines.append("  %d and %d lines" % (len(left), len(right)))
    return "\n".join(lines)


REPEAT = """#!/bin/sh
# %(what)s
#
# Succeeds if p.c, in the current directory, still shows it: so says what cvise
# and creduce ask for.  With SANITIZE set, a program with undefined behaviour
# does not.

%(plain)s || exit 1
timeout 10 %(emulator)s ./plain %(args)s >expected || exit 1
%(same)s || exit 1
timeout 10 %(emulator)s ./same %(args)s >same.out
cmp -s same.out expected || exit 1
if test -n "$SANITIZE"; then
  %(sanitized)s -Werror=uninitialized -Werror=sequence-point || exit 1
  timeout 20 %(emulator)s ./sanitized %(args)s >sanitized.out || exit 1
  cmp -s sanitized.out expected || exit 1
fi
if ! %(percpu)s 2>said; then
  cat said
  test %(compiles)d = 0 && grep -qF -e %(message)s said
  exit
fi
test %(compiles)d = 1 || exit 1
timeout 20 %(run)s %(args)s >got
status=$?
diff expected got && test "$status" = 0 && exit 1
exit 0
"""


def reduce_(directory):
    tool = shutil.which("cvise") or shutil.which("creduce")
    if not tool:
        sys.exit("fuzz.py: neither cvise nor creduce is here")
    return subprocess.call([tool, os.path.abspath(directory) + "/repeat",
                            "p.c"], cwd=directory,
                           env=dict(os.environ, SANITIZE="1"))


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("builds", nargs="*")
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--seeds")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--cases", type=int, default=3)
    parser.add_argument("--only")
    parser.add_argument("--generated", action="store_true")
    parser.add_argument("--csmith", action="store_true")
    parser.add_argument("--siblings", action="store_true")
    parser.add_argument("--lacks", action="store_true")
    parser.add_argument("--keep", default="fuzz-failures")
    parser.add_argument("--reduce")
    arguments = parser.parse_args()
    if arguments.reduce:
        return reduce_(arguments.reduce)

    lacks = []
    builds = [Build(top) for top in arguments.builds]
    if arguments.siblings:
        builds += siblings(builds[0])
    for build in builds:
        if build.lacks:
            lacks.append("%s: %s" % (build.name, build.lacks))
    builds = [build for build in builds if not build.lacks]
    kinds = []
    if arguments.generated or not arguments.csmith:
        kinds.append("generated")
    if arguments.csmith or not arguments.generated:
        if (shutil.which("csmith")
                and os.path.exists(CSMITH_INCLUDE + "/csmith.h")):
            kinds.append("csmith")
        else:
            lacks.append("no csmith and libcsmith-dev")
    if arguments.lacks:
        if not builds or not kinds:
            print("; ".join(lacks))
        return 0
    for reason in lacks:
        print("without " + reason)
    if not builds or not kinds:
        sys.exit("fuzz.py: there is nothing to run")
    if not arguments.seeds:
        print("%s, seeds from %d on" % (" and ".join(b.name for b in builds),
                                        arguments.seed), flush=True)
    fuzz = Fuzz(arguments, builds)
    fuzz.all(kinds)
    fuzz.report()
    return 1 if fuzz.failures else 0


if __name__ == "__main__":
    sys.exit(main())
