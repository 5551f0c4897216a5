#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

"""Print a random C program that has the same meaning whether its variables
are plain or per-CPU, for each SEED.

  generate.py [--no-packed] SEED...

The tables say what there is: types, ways to store an object, operators, and
statements, each with a weight.  A program is a set of objects, some functions
that work on them, and a main that runs these and prints all of the state.

The program has one meaning only.  Signed arithmetic wraps (-fwrapv), shift
counts are masked, divisors positive, floating-point values converted in a way
that is defined.  And no object is written where C leaves open what comes
first: an `Effects' says what the rest of the full expression reads and
writes, and what an expression does is held against it.

The same seed gives the same program everywhere: the random numbers are our
own, and nothing depends on the order of a set."""

import re
import sys

# Types: C's name, bits, and their kind.
TYPES = {
    "sc": ("signed char", 8, "int"),
    "uc": ("unsigned char", 8, "int"),
    "ch": ("char", 8, "int"),
    "ss": ("short", 16, "int"),
    "us": ("unsigned short", 16, "int"),
    "si": ("int", 32, "int"),
    "ui": ("unsigned int", 32, "int"),
    "sl": ("long", 64, "int"),
    "ul": ("unsigned long", 64, "int"),
    "sq": ("long long", 64, "int"),
    "uq": ("unsigned long long", 64, "int"),
    "bo": ("_Bool", 8, "int"),
    "es": ("enum small", 32, "int"),
    "eu": ("enum large", 32, "int"),
    "fl": ("float", 32, "number"),
    "db": ("double", 64, "number"),
    "ld": ("long double", 128, "number"),
    "ti": ("__int128", 128, "wide"),
    "tu": ("unsigned __int128", 128, "wide"),
}
INTS = [t for t in TYPES if TYPES[t][2] == "int"]
# The effects of one operation.
SCALARS = [t for t in TYPES if TYPES[t][1] <= 64]
# Special values are used more often.
OFTEN = {"bo": 4, "uc": 2, "sc": 2, "ss": 2, "us": 2}
# Bit-fields: declared type, most bits.
FIELDS = [("si", 31), ("ui", 32), ("sl", 33), ("ul", 33), ("us", 16),
          ("sc", 8), ("bo", 1)]

# Types of indexes, plain and per-CPU.
COUNTERS = ["p_si", "p_ul", "p_uc", "g0_ui", "g0_sl", "g0_ss"]

# Declarations of a per-CPU object.
DECLARATIONS = [
    (4, "PERCPU %s"),
    (4, "static PERCPU %s"),
    (2, "PERCPU volatile %s"),
    (2, "static PERCPU volatile %s"),
    (2, "static %s __percpu"),
    (1, "static volatile %s __percpu"),
]

CONSTANTS = ["0", "1", "-1", "2", "3u", "4", "5", "7", "8", "64", "127", "255", "-128", "128",
             "32767", "-32768", "65535", "0x7fffffff", "(-0x7fffffff - 1)",
             "0x80000000u", "0xffffffffu", "0x123456789abcL", "-1L",
             "0x8000000000000000ul", "1ul", "'a'", "-3ll"]
NUMBERS = ["0.5", "2.0f", "-1.25", "3", "1e3", "-0.0", "0.1f", "7.0L"]
INITIAL = ["0", "1", "-1", "127", "-128", "255", "32767", "-32768", "65535",
           "2147483647", "-5", "1000000", "77"]

# Assignment operators: weight, spelling, how the right side is made.
INT_ASSIGN = [
    (6, "=", "value"), (5, "+=", "value"), (5, "-=", "value"),
    (4, "&=", "value"), (4, "|=", "value"), (4, "^=", "value"),
    (3, "*=", "value"), (2, "/=", "divisor"), (2, "%=", "divisor"),
    (3, "<<=", "count"), (3, ">>=", "count"), (1, "*=", "half"),
    (6, "++", "post"), (6, "--", "post"), (6, "++", "pre"), (6, "--", "pre"),
    (5, "=", "again"), (1, "+=", "truth"), (3, "MAXIMUM", "extremum"),
    (3, "MINIMUM", "extremum"), (3, "add", "overflow"),
    (2, "sub", "overflow"), (2, "mul", "overflow"),
]
NUMBER_ASSIGN = [
    (6, "=", "number"), (6, "+=", "number"), (6, "-=", "number"),
    (3, "*=", "factor"), (3, "/=", "divisor"), (2, "+=", "value"),
    (4, "++", "post"), (4, "--", "post"), (4, "++", "pre"), (4, "--", "pre"),
    (2, "=", "again"), (2, "MAXIMUM", "extremum"), (2, "MINIMUM", "extremum"),
]

INT_EXPRESSIONS = [
    (20, "binary"), (8, "lvalue"), (12, "compare"), (4, "shift"),
    (4, "divide"), (6, "unary"), (6, "cast"), (5, "conditional"),
    (5, "logical"), (4, "comma"), (3, "whole"), (22, "assign"), (5, "call"),
    (4, "block"), (3, "sum"), (1, "size"),
]
NUMBER_EXPRESSIONS = [
    (20, "binary"), (8, "lvalue"), (6, "convert"), (4, "negate"),
    (4, "conditional"), (14, "assign"), (3, "comma"),
]
STATEMENTS = [
    (50, "assign"), (14, "mix"), (5, "mix_number"), (12, "if"), (8, "for"),
    (4, "do"), (4, "while"), (5, "switch"), (4, "walk"), (3, "pointer"),
    (3, "complex"), (2, "decimal"), (3, "copy"), (3, "wide"), (2, "reset"), (3, "array_pointer"),
    (2, "return"),
]


class Random:
    """splitmix64."""

    def __init__(self, seed):
        self.state = seed & (1 << 64) - 1

    def below(self, n):
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9e3779b97f4a7c15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xbf58476d1ce4e5b9) & mask
        z = ((z ^ (z >> 27)) * 0x94d049bb133111eb) & mask
        return ((z ^ (z >> 31)) >> 11) % n

    def chance(self, percent):
        return self.below(100) < percent

    def choose(self, sequence):
        return sequence[self.below(len(sequence))]

    def weighted(self, table):
        """One row of TABLE, without its weight."""
        at = self.below(sum(row[0] for row in table))
        for row in table:
            at -= row[0]
            if at < 0:
                return row[1] if len(row) == 2 else row[1:]
        raise AssertionError


class Effects:
    """What an expression reads and writes, as names of objects, and what it
    must leave alone because something unsequenced to it reads or writes it."""

    def __init__(self, reads_elsewhere=(), writes_elsewhere=()):
        self.reads_elsewhere = frozenset(reads_elsewhere)
        self.writes_elsewhere = frozenset(writes_elsewhere)
        self.reads, self.writes = set(), set()

    def may_read(self, name):
        return name not in self.writes_elsewhere

    def may_write(self, name):
        return (name not in self.writes_elsewhere
                and name not in self.reads_elsewhere)

    def part(self, beside=None, reads=()):
        """For a part of this expression, unsequenced to BESIDE, and to
        something that reads READS."""
        return Effects(self.reads_elsewhere | set(reads)
                       | (beside.reads if beside else set()),
                       self.writes_elsewhere
                       | (beside.writes if beside else set()))

    def take(self, *parts):
        for part in parts:
            self.reads |= part.reads
            self.writes |= part.writes


class Lvalue:
    """TEXT designates an object of TYPE in the object NAME.  BITS is that of a
    bit-field.  PACKED: it may lie across the bounds of its alignment."""

    def __init__(self, text, type_, name, bits=None, packed=False):
        self.text, self.type, self.name, self.bits = text, type_, name, bits
        self.packed = packed
        self.kind = TYPES[type_][2]

    def percpu(self):
        """Whether it designates a part of a per-CPU variable, and not of an
        instance by its address."""
        return (self.name.startswith(("g0_", "g1_", "a_", "v_s", "o_s",
                                      "local"))
                and "THIS (" not in self.text and "AT (" not in self.text)

    def mask(self):
        """What shift counts are masked with."""
        if self.bits or TYPES[self.type][1] <= 32:
            return 31
        return TYPES[self.type][1] - 1


class Struct:
    """MEMBERS are pairs: type, bits or None."""

    def __init__(self, tag, members, packed):
        self.tag, self.members, self.packed = tag, members, packed

    def declare(self):
        text = "".join("  %s m%d%s;\n" % (TYPES[t][0], i,
                                          " : %d" % bits if bits else "")
                       for i, (t, bits) in enumerate(self.members))
        outer = self.members[0][0]
        return ("struct %s%s\n{\n%s};\n"
                "struct outer_%s\n{\n  char z;\n  struct %s in;\n"
                "  struct %s ar[4];\n  %s q[2][4];\n};\n"
                % ("__attribute__ ((packed)) " if self.packed else "",
                   self.tag, text, self.tag, self.tag, self.tag,
                   TYPES[outer][0]))


class Function:
    """NAME returns a value of type RESULT, takes ARGS, and costs COST."""

    def __init__(self, name):
        self.name = name
        self.args = []          # type, or the text of a pointer argument
        self.result = None
        self.effects = Effects()
        self.cost = 0


class Program:
    MAX_COST = 2500

    def __init__(self, seed, packed=True):
        self.random = Random(seed)
        self.packed = packed
        self.out = []
        self.show = []
        self.setup = []
        self.functions = []
        self.scalars = []       # (text, type, name, writable)
        self.arrays = []        # (text of the array or pointer, type, name)
        self.structs = []       # Struct, its variables
        self.resets = []        # (statement, name)
        self.sums = []          # (type, name)
        self.scope = None
        self.serial = 0
        self.seed = seed

    def line(self, text=""):
        self.out.append(text)

    def fresh(self, prefix):
        self.serial += 1
        return "%s%d" % (prefix, self.serial)

    def initial(self, type_):
        if TYPES[type_][2] == "number":
            return self.random.choose(["0", "1.5", "-2.25", "1000", "3e4"])
        if type_ == "bo":
            return self.random.choose(["0", "1"])
        if type_ == "eu":
            return self.random.choose(["0", "1", "3000000000u"])
        return self.random.choose(INITIAL)

    # Objects.

    def add_show(self, text, type_, index=0, label=None):
        kind = TYPES[type_][2]
        function = {"int": "show", "number": "show_number",
                    "wide": "show_wide"}[kind]
        self.show.append('%s ("%s", %s, %s);' % (function, label or text,
                                                 index, text))

    def objects(self):
        random = self.random
        for type_ in TYPES:
            wide = type_ not in SCALARS
            for i in range(1 if wide else 2):
                name = "g%d_%s" % (i, type_)
                declaration = random.weighted(DECLARATIONS)
                value = self.initial(type_)
                self.line("static const %s %s_0 = %s;"
                          % (TYPES[type_][0], name, value))
                self.line("%s %s = %s;" % (declaration % TYPES[type_][0],
                                           name, value))
                for _ in range(OFTEN.get(type_, 1)):
                    self.scalars.append((name, type_, name, True))
                self.add_show(name, type_)
                if not wide:
                    self.sums.append((type_, name))
                    self.setup.append("ONLY (%s);" % name)
                    self.resets.append(("RESET (%s);" % name, name))
            if random.chance(25):
                name = "c_" + type_
                self.line("PERCPU const %s%s %s = %s;"
                          % (random.choose(["", "volatile "]),
                             TYPES[type_][0], name, self.initial(type_)))
                self.scalars.append((name, type_, name, False))
            name = "p_" + type_
            self.line("static %s%s %s = %s;"
                      % (random.choose(["", "volatile "]), TYPES[type_][0],
                         name, self.initial(type_)))
            self.scalars.append((name, type_, name, True))
            self.add_show(name, type_)

        for type_ in SCALARS:
            name = "a_" + type_
            declaration = random.weighted(DECLARATIONS) % TYPES[type_][0]
            values = ", ".join(self.initial(type_)
                               for _ in range(1 + random.below(8)))
            self.line("static const %s %s_0[8] = { %s };"
                      % (TYPES[type_][0], name, values))
            self.line("%s %s[8] = { %s };" % (declaration, name, values))
            self.arrays.append((name, type_, name))
            self.setup.append("ONLY (%s);" % name)
            self.resets.append(("RESET_ARRAY (%s);" % name, name))
            self.show.append("for (int i = 0; i < 8; i++)")
            self.add_show("%s[i]" % name, type_, "i", name)

        # Pointers to them in a plain and in a per-CPU structure.
        types = [random.choose(SCALARS) for _ in range(3)]
        self.line("struct holder\n{")
        for i, type_ in enumerate(types):
            self.line("  volatile %s __percpu *p%d;" % (TYPES[type_][0], i))
        self.line("};\nstatic struct holder hold;")
        self.line("static PERCPU struct holder percpu_hold;")
        for i, type_ in enumerate(types):
            self.setup.append("hold.p%d = percpu_hold.p%d = a_%s;"
                              % (i, i, type_))
            self.arrays.append(("hold.p%d" % i, type_, "a_" + type_))
            self.arrays.append(("percpu_hold.p%d" % i, type_, "a_" + type_))

        # Structures.
        for tag in ("s0", "s1", "s2"):
            members = []
            for _ in range(2 + random.below(4)):
                if random.chance(25):
                    type_, most = random.choose(FIELDS)
                    members.append((type_, 1 + random.below(most)))
                elif random.chance(8):
                    members.append((random.choose(["ld", "ti", "tu"]), None))
                else:
                    members.append((random.choose(SCALARS), None))
            # The type of outer.q.
            members[0] = (random.choose(SCALARS), None)
            struct = Struct(tag, members, self.packed and random.chance(30))
            self.structs.append(struct)
            self.line(struct.declare().rstrip())
            declaration = random.weighted(DECLARATIONS)
            self.line("%s v_%s;" % (declaration % ("struct " + tag), tag))
            declaration = random.weighted(DECLARATIONS)
            self.line("%s o_%s;" % (declaration % ("struct outer_" + tag),
                                    tag))
            self.line("static struct %s l_%s;" % (tag, tag))
            for i, (type_, _) in enumerate(members):
                for base in ("v_%s" % tag, "l_%s" % tag, "o_%s.in" % tag):
                    self.add_show("%s.m%d" % (base, i), type_)
                self.show.append("for (int i = 0; i < 4; i++)")
                self.add_show("o_%s.ar[i].m%d" % (tag, i), type_, "i",
                              "o_%s.ar.m%d" % (tag, i))
            self.show.append("for (int i = 0; i < 8; i++)")
            self.add_show("o_%s.q[i / 4][i %% 4]" % tag, members[0][0], "i",
                          "o_%s.q" % tag)

        # Per-CPU pointers to plain objects.
        self.line("static int base[64];")
        self.line("static struct s0 rooms[16];")
        self.line("%s;" % (random.weighted(DECLARATIONS[:2])
                           % "int *gp = base + 5"))
        self.line("static PERCPU char *volatile gq = (char *) base;")
        self.line("static PERCPU struct s0 *gr = rooms;")
        # As aligned as one operation needs it.
        aligned = "__attribute__ ((aligned (8)))"
        self.line("%s zi %s;" % (random.weighted(DECLARATIONS)
                                 % "_Complex int", aligned))
        self.line("static PERCPU _Complex short zs %s = 3 + 4i;" % aligned)
        self.line("PERCPU _Complex float zf %s;" % aligned)
        self.line("static PERCPU fuzz_decimal dec = 3;")
        for part in ("__real__", "__imag__"):
            for name in ("zi", "zs"):
                self.show.append('show ("%s", 0, %s %s);' % (name, part, name))
            self.show.append('show_number ("zf", 0, %s zf);' % part)
        self.show.append('show ("dec", 0, (long) (dec * 8));')
        self.show += ['show ("base", 0, gp - base);',
                      'show ("base", 1, gq - (char *) base);',
                      'show ("rooms", 0, gr - rooms);',
                      "for (int i = 0; i < 64; i++)",
                      'show ("base", i + 2, base[i]);']

    # Lvalues.

    def pick_type(self, kinds):
        return lambda type_: TYPES[type_][2] in kinds

    def index(self, effects, depth, name, size):
        """An index below SIZE into the object NAME."""
        if self.random.chance(30):
            return str(self.random.below(size)), effects.part()
        part = effects.part(reads=[name])
        if self.random.chance(30):
            # An operand that shows how often it was evaluated.
            counter = self.random.choose(COUNTERS)
            if part.may_write(counter):
                part.writes.add(counter)
                return ("(%s) & %d"
                        % (self.random.choose(["%s++", "++%s", "%s--",
                                               "%s += 3"]) % counter,
                           size - 1)), part
        return "(%s) & %d" % (self.int_(part, depth), size - 1), part

    def lvalue(self, effects, depth, kinds, write):
        """An lvalue of one of KINDS that may be read, or written; with the
        effects of its indexes.  None if none was found."""
        random = self.random
        fits = self.pick_type(kinds)
        allowed = effects.may_write if write else effects.may_read
        depth = min(depth, 1)
        for _ in range(12):
            form = random.below(100)
            if form < 45:
                text, type_, name, writable = random.choose(
                    self.scalars + self.scope.scalars)
                if (not fits(type_) or not allowed(name)
                        or write and not writable):
                    continue
                extra = random.below(40)
                if extra == 0:
                    text = "(*&%s)" % text
                elif extra == 1 and name.startswith("g"):
                    text = "(*THIS (&%s))" % text
                elif extra == 2 and name.startswith("g"):
                    text = "(*AT (&%s))" % text
                return Lvalue(text, type_, name), effects.part()
            if form < 70:
                text, type_, name = random.choose(
                    self.arrays + self.scope.arrays)
                if not fits(type_) or not allowed(name):
                    continue
                index, part = self.index(effects, depth, name, 8)
                text = random.choose(["%s[%s]", "(*(%s + (%s)))", "%s[%s]",
                                      "(&%s[3])[(int) ((%s) & 7) - 3]"]
                                     ) % (text, index)
                return Lvalue(text, type_, name), part
            struct = random.choose(self.structs)
            at = random.below(len(struct.members))
            type_, bits = struct.members[at]
            place = random.below(7)
            if place >= 5:
                # The matrix.
                type_, bits = struct.members[0]
            if not fits(type_):
                continue
            name = "%s_%s" % ("vl"[place] if place < 2 else "o", struct.tag)
            if not allowed(name):
                continue
            part = effects.part()
            if place == 0 and self.scope.pointers.get(struct.tag) == name:
                text = random.choose(["v_%s.m%d", "s_%s->m%d"])
                text %= (struct.tag, at)
            elif place < 2:
                text = "%s.m%d" % (name, at)
            elif place == 2:
                text = random.choose(["o_%s.in.m%d", "(&o_%s)->in.m%d",
                                      "(&o_%s.in)->m%d"]) % (struct.tag, at)
            elif place <= 4:
                index, part = self.index(effects, depth, name, 4)
                if place == 4 and self.scope.pointers.get(struct.tag) == name:
                    text = "s_%s[%s].m%d" % (struct.tag, index, at)
                else:
                    text = "o_%s.ar[%s].m%d" % (struct.tag, index, at)
            else:
                index, first = self.index(effects, depth, name, 2)
                inner = effects.part(first, reads=[name])
                other = "(%s) & 3" % self.int_(inner, 0)
                part.take(first, inner)
                text = "o_%s.q[%s][%s]" % (struct.tag, index, other)
                bits = None
            return Lvalue(text, type_, name, bits,
                          struct.packed and place < 5), part
        return None

    def read(self, effects, depth, kinds):
        found = self.lvalue(effects, depth, kinds, False)
        if not found:
            return None
        lvalue, part = found
        effects.take(part)
        effects.reads.add(lvalue.name)
        return lvalue

    # Expressions.

    def pair(self, effects, first, second):
        """Two unsequenced parts."""
        one = effects.part()
        left = first(one)
        other = effects.part(one)
        right = second(other)
        effects.take(one, other)
        return left, right

    def sequence(self, effects, *makers):
        """Parts each of which begins when the one before it is done."""
        texts = []
        for maker in makers:
            part = effects.part()
            texts.append(maker(part))
            effects.take(part)
        return tuple(texts)

    def constant(self):
        if self.random.chance(80):
            return self.random.choose(CONSTANTS)
        return str(self.random.below(2001) - 1000)

    def int_(self, effects, depth):
        random = self.random
        if depth <= 0 or random.chance(8):
            lvalue = None
            if random.chance(70):
                lvalue = self.read(effects, 0, ["int"])
            return lvalue.text if lvalue else self.constant()

        def deeper(part):
            return self.int_(part, depth - 1)

        form = random.weighted(INT_EXPRESSIONS)
        if form == "binary":
            operator = random.choose(["+", "-", "*", "&", "|", "^"])
            return "(%s %s %s)" % ((lambda p: (p[0], operator, p[1]))
                                   (self.pair(effects, deeper, deeper)))
        if form == "compare":
            operator = random.choose(["==", "!=", "<", ">", "<=", ">="])
            left, right = self.pair(effects, deeper, deeper)
            return "(%s %s %s)" % (left, operator, right)
        if form == "lvalue":
            lvalue = self.read(effects, depth, ["int"])
            return lvalue.text if lvalue else self.constant()
        if form == "shift":
            left, right = self.pair(effects, deeper, deeper)
            return "((%s)%s %s ((%s) & %d))" % (
                ("unsigned long", left, ">>", right, 63)
                if random.chance(50)
                else ("int", left, random.choose(["<<", ">>"]), right, 31))
        if form == "divide":
            left, right = self.pair(effects, deeper, deeper)
            return "(%s %s (((%s) & 15) + 1))" % (left,
                                                  random.choose(["/", "%"]),
                                                  right)
        if form == "unary":
            return "(%s %s)" % (random.choose(["-", "~", "!", "+"]),
                                deeper(effects))
        if form == "cast":
            return "((%s) %s)" % (TYPES[random.choose(INTS)][0],
                                  deeper(effects))
        if form == "conditional":
            texts = self.sequence(effects, deeper, deeper, deeper)
            return "(%s ? %s : %s)" % texts
        if form == "logical":
            left, right = self.sequence(effects, deeper, deeper)
            return "(%s %s %s)" % (left, random.choose(["&&", "||"]), right)
        if form == "comma":
            return "(%s, %s)" % self.sequence(effects, deeper, deeper)
        if form == "whole":
            return "whole (%s)" % self.number(effects, depth - 1)
        if form == "assign":
            kinds = random.weighted([(20, ["int"]), (3, ["number"]),
                                     (1, ["wide"])])
            found = self.assign(effects, depth, kinds)
            if found:
                text, lvalue = found
                if lvalue.kind == "number":
                    return "whole (%s)" % text
                if lvalue.kind == "wide":
                    return "(long) (%s)" % text
                return "(%s)" % text
        if form == "call":
            text = self.call(effects, depth)
            if text:
                return text
        if form == "block":
            name = self.fresh("k")
            first, second = self.sequence(effects, deeper, deeper)
            return "({ %s %s = %s; %s %s %s; })" % (
                TYPES[random.choose(INTS)][0], name, first, name,
                random.choose(["+", "-", "^"]), second)
        if form == "sum":
            type_, name = random.choose(self.sums)
            if effects.may_read(name):
                effects.reads.add(name)
                text = "SUM (%s)" % name
                return ("whole (%s)" % text if TYPES[type_][2] == "number"
                        else text)
        if form == "size":
            lvalue = self.lvalue(Effects(), 0, ["int"], False)
            if lvalue and not lvalue[0].bits:
                return "(int) sizeof (%s)" % lvalue[0].text
        return self.int_(effects, depth - 1)

    def number(self, effects, depth):
        random = self.random
        if depth <= 0 or random.chance(15):
            lvalue = None
            if random.chance(70):
                lvalue = self.read(effects, 0, ["number"])
            return lvalue.text if lvalue else random.choose(NUMBERS)

        def deeper(part):
            return self.number(part, depth - 1)

        form = random.weighted(NUMBER_EXPRESSIONS)
        if form == "binary":
            left, right = self.pair(effects, deeper, deeper)
            return "(%s %s %s)" % (left, random.choose(["+", "-", "*"]),
                                   right)
        if form == "lvalue":
            lvalue = self.read(effects, depth, ["number"])
            return lvalue.text if lvalue else random.choose(NUMBERS)
        if form == "convert":
            return "((%s) ((%s) %% 1000))" % (
                random.choose(["float", "double"]),
                self.int_(effects, depth - 1))
        if form == "negate":
            return "(- %s)" % deeper(effects)
        if form == "conditional":
            texts = self.sequence(effects,
                                  lambda e: self.int_(e, depth - 1), deeper,
                                  deeper)
            return "(%s ? %s : %s)" % texts
        if form == "comma":
            texts = self.sequence(effects,
                                  lambda e: self.int_(e, depth - 1), deeper)
            return "(%s, %s)" % texts
        found = self.assign(effects, depth, ["number"])
        return "(%s)" % found[0] if found else random.choose(NUMBERS)

    def assign(self, effects, depth, kinds):
        """An assignment or increment, and its lvalue.  The right side may read
        the object, and must not write it."""
        random = self.random
        found = self.lvalue(effects, depth, kinds, True)
        if not found:
            return None
        lvalue, place = found
        name, text = lvalue.name, lvalue.text
        number = lvalue.kind == "number"
        operator, how = random.weighted(NUMBER_ASSIGN if number
                                        else INT_ASSIGN)
        effects.take(place)
        if how in ("pre", "post"):
            effects.writes.add(name)
            if how == "pre":
                return "%s%s" % (operator, text), lvalue
            return "%s%s" % (text, operator), lvalue

        right = effects.part(place, reads=[name])
        # Operations that this lvalue does not support become assignments.
        if how == "extremum" and (lvalue.bits or lvalue.packed
                                  or not lvalue.percpu()
                                  or TYPES[lvalue.type][1] > 64):
            operator, how = "=", "number" if number else "value"
        if how == "overflow" and (lvalue.bits or place.writes
                                  or lvalue.type in ("bo", "es", "eu")
                                  or TYPES[lvalue.type][1] > 64):
            operator, how = "+=", "value"
        if how in ("extremum", "overflow"):
            value = (self.number if number else self.int_)(right, depth - 1)
            effects.take(right)
            effects.writes.add(name)
            if how == "extremum":
                return "%s (%s, (%s))" % (operator, text, value), lvalue
            operands = [text, "(%s)" % value]
            if random.chance(30):
                operands.reverse()
            return ("__builtin_%s_overflow (%s, %s, &%s)"
                    % (operator, operands[0], operands[1], text)), lvalue
        if how == "number":
            value = self.number(right, depth - 1)
        elif how == "factor":
            value = "(whole (%s) & 3) - 1.25" % self.number(right, depth - 1)
        elif how == "half":
            value = random.choose(["0.5", "0.25f", "0.0"])
        elif how == "again":
            # Not if its text, used twice, would write an object twice.
            if place.writes:
                value = (self.number if number else self.int_)(right,
                                                               depth - 1)
            else:
                value = self.around(lvalue, right.part(place), right, depth)
        else:
            value = self.int_(right, depth - 1)
            if how == "divisor":
                value = "((%s) & 15) + 1" % value
            elif how == "count":
                value = random.weighted([
                    (3, "(%s) & %d" % (value, lvalue.mask())),
                    (2, "(%s) & 7" % value), (2, random.choose("1234567"))])
            elif how == "truth":
                value = "!(%s)" % value
            elif number:
                value = "(%s) %% 100" % value
            if random.chance(3):
                value = "(%s, %s)" % (self.constant(), value)
        effects.take(right)
        effects.writes.add(name)
        return "%s %s %s" % (text, operator, value), lvalue

    def around(self, lvalue, inner, effects, depth):
        """A computation with the value of LVALUE: what `x OP= v' may look
        like when the front end is done with it, and what it may not."""
        random = self.random
        number = lvalue.kind == "number"
        # INNER may not write what the indexes read.
        inner = Effects(inner.reads_elsewhere | {lvalue.name},
                        inner.writes_elsewhere)
        text = lvalue.text
        for _ in range(1 + random.below(3)):
            maker = self.number if number else self.int_
            part = Effects(inner.reads_elsewhere | inner.reads,
                           inner.writes_elsewhere | inner.writes)
            form = random.below(10)
            if form < 4:
                operands = [text, "(%s)" % maker(part, depth - 2)]
                if random.chance(40):
                    operands.reverse()
                between = random.choose(["+", "-", "*"] if number else
                                        ["+", "-", "&", "|", "^", "*"])
                text = "(%s %s %s)" % (operands[0], between, operands[1])
            elif form == 4:
                text = "(- %s)" % text
            elif form == 5 and not number:
                text = "(%s %s)" % (random.choose(["~", "!", "~", "+"]), text)
            elif form == 6 and not number:
                text = "(%s %s %s)" % (text, random.choose(["<<", ">>"]),
                                       random.choose("1234567"))
            elif form == 7 and not number:
                text = "((%s) %s)" % (TYPES[random.choose(INTS)][0], text)
            elif form == 8 and not number:
                text = "(%s %s %s)" % (text,
                                       random.choose(["!=", "==", "<"]),
                                       random.choose(["0", "0", "1"]))
            elif form == 9:
                text = "(%s, %s)" % (maker(part, depth - 2), text)
            inner.take(part)
        effects.take(inner)
        return text

    def call(self, effects, depth):
        cost = self.scope.loops
        possible = [f for f in self.functions
                    if f.cost * cost + self.scope.cost < self.MAX_COST
                    and all(map(effects.may_write, f.effects.writes))
                    and all(map(effects.may_read, f.effects.reads))]
        if not possible:
            return None
        function = self.random.choose(possible)
        self.scope.cost += function.cost * cost
        texts = []
        done = effects.part()
        for arg in function.args:
            if arg not in TYPES:
                texts.append(arg)
                continue
            part = effects.part(done)
            maker = self.number if TYPES[arg][2] == "number" else self.int_
            texts.append(maker(part, depth - 2))
            done.take(part)
        effects.take(done, function.effects)
        text = "%s (%s)" % (function.name, ", ".join(texts))
        if TYPES[function.result][2] == "number":
            text = "whole (%s)" % text
        return text

    # Statements.

    def put(self, text):
        self.line("  " * self.scope.indent + text)

    def full(self, maker, *args):
        """A full expression."""
        effects = Effects()
        result = maker(effects, *args)
        self.scope.effects.take(effects)
        return result

    def wrote(self, *names):
        self.scope.effects.writes.update(names)

    def block(self, depth, loops=1):
        scope = self.scope
        scope.indent += 2
        scope.loops *= loops
        for _ in range(1 + self.random.below(3)):
            self.statement(depth - 1)
        scope.loops //= loops
        scope.indent -= 2

    def braces(self, depth, loops=1):
        self.put("  {")
        self.block(depth, loops)
        self.put("  }")

    def statement(self, depth):
        random = self.random
        scope = self.scope
        size = 1 + random.below(3)
        scope.cost += scope.loops
        form = random.weighted(STATEMENTS)
        if depth <= 0 and form in ("if", "for", "do", "while", "switch"):
            form = "assign"
        if scope.loops > 30 and form in ("for", "do", "while"):
            form = "assign"

        if form == "assign":
            kinds = random.weighted([(16, ["int"]), (5, ["number"])])
            found = self.full(self.assign, size, kinds)
            if found:
                self.put("%s;" % found[0])
        elif form == "mix":
            effects = Effects(writes_elsewhere=["mixed"])
            self.put("mix (%s);" % self.int_(effects, size))
            scope.effects.take(effects)
            self.wrote("mixed")
        elif form == "mix_number":
            effects = Effects(writes_elsewhere=["mixed"])
            self.put("mix (whole (%s));" % self.number(effects, size))
            scope.effects.take(effects)
            self.wrote("mixed")
        elif form == "if":
            self.put("if (%s)" % self.full(self.int_, size))
            self.braces(depth)
            if random.chance(50):
                self.put("else")
                self.braces(depth)
        elif form == "for":
            name = self.fresh("i")
            times = 1 + random.below(4)
            step = ""
            if random.chance(50):
                found = self.full(self.assign, 1, ["int"])
                step = ", %s" % found[0] if found else ""
            self.put("for (int %s = 0; %s < %d; %s++%s)"
                     % (name, name, times, name, step))
            self.braces(depth, times)
        elif form in ("do", "while"):
            name = self.fresh("w")
            self.put("int %s = 0;" % name)
            condition = "%s++ < 2 && (%s)" % (name,
                                              self.full(self.int_, size))
            self.put("do" if form == "do" else "while (%s)" % condition)
            self.braces(depth, 3)
            if form == "do":
                self.put("while (%s);" % condition)
        elif form == "switch":
            self.put("switch ((%s) & 3)" % self.full(self.int_, size))
            self.put("  {")
            for i in range(3):
                self.put("  case %d:" % i)
                self.put("    {")
                scope.indent += 2
                self.block(depth)
                scope.indent -= 2
                self.put("    }")
                if random.chance(70):
                    self.put("    break;")
            self.put("  default:;")
            self.put("  }")
        elif form == "walk":
            text, type_, name = random.choose(self.arrays)
            if TYPES[type_][2] != "int" or scope.loops > 10:
                return
            step = self.fresh("p")
            value = self.full(self.int_, 1)
            self.put("for (volatile %s __percpu *%s = %s; %s < %s + 8; )"
                     % (TYPES[type_][0], step, text, step, text))
            self.put("  *%s++ %s %s;" % (step,
                                         random.choose(["+=", "^=", "|=",
                                                        "*=", "="]), value))
            self.wrote(name)
        elif form == "pointer":
            self.pointer(size)
        elif form == "complex":
            self.template(size, [
                "zi += (%s); zi *= 3; zi++; mix (__real__ zi);"
                " __imag__ zi -= 2; zi = ~zi; mix (__imag__ zi);",
                "zi -= 5i; zi = -zi + (%s); mix (__imag__ (zi += 2));"
                " (__real__ zi)++; mix (__real__ zi--);",
                "zs += (short) (%s); zs = zs * zs; zs += 1i;"
                " mix (__real__ zs); --zs; mix (__imag__ zs);",
                "zf = (%s) %% 100; zf += 0.5f; zf *= 2; zf++; zf -= 3.0fi;"
                " __imag__ zf *= 4; mix ((long) __real__ zf);"
                " mix ((long) __imag__ ~zf);",
                "__real__ zi = __imag__ zi + (%s); zi += zi;"
                " mix (zi == 3); zs = zi; zi = zs + 1i;"])
            self.wrote("zi", "zs", "zf", "mixed")
        elif form == "decimal":
            self.template(size, [
                "dec = (%s) %% 1000; dec += 1; dec *= 3; mix ((long) dec);"
                " dec /= 4; dec++; mix (dec > 7); mix ((long) (dec -= 2));",
                "dec -= (%s) %% 1000; dec = -dec; mix ((long) (dec-- * 8));"
                " dec = dec < 1000000 && dec > -1000000 ? dec / 8 : 1;"])
            self.wrote("dec", "mixed")
        elif form == "array_pointer":
            # An lvalue chosen at run time.
            types = [t for t in SCALARS if TYPES[t][2] == "int"]
            type_ = random.choose(types)
            condition = self.full(self.int_, size)
            self.put("*((%s) ? (volatile %s __percpu *) &g0_%s"
                     " : (volatile %s __percpu *) &g1_%s) %s %s;"
                     % (condition, TYPES[type_][0], type_, TYPES[type_][0],
                        type_, random.choose(["+=", "-=", "^=", "="]),
                        self.full(self.constant_only)))
            self.wrote("g0_" + type_, "g1_" + type_)
        elif form == "copy":
            struct = random.choose(self.structs).tag
            index = "(%s) & 3" % self.full(self.int_, 1)
            form = random.choose(["v_S = o_S.in;", "o_S.in = l_S;",
                                  "l_S = v_S;", "o_S.ar[%s] = v_S;",
                                  "v_S = o_S.ar[%s];", "l_S = o_S.ar[%s];",
                                  "o_S.ar[%s] = o_S.in;"])
            form = form.replace("_S", "_" + struct)
            self.put(form % index if "%" in form else form)
            self.wrote("v_" + struct, "o_" + struct, "l_" + struct)
        elif form == "wide":
            found = self.full(self.assign, size,
                              random.choose([["wide"], ["number"]]))
            if found:
                self.put("%s;" % found[0])
        elif form == "reset":
            text, name = random.choose(self.resets)
            self.put(text)
            self.wrote(name)
        elif form == "return" and scope.indent > 1:
            self.put("if (%s)" % self.full(self.int_, size))
            self.put("  return %s;" % self.full(self.int_, 1))

    def drill(self):
        """Many short ones, and what each of them did."""
        for _ in range(40):
            self.scope.cost += 1
            kinds = self.random.weighted([(16, ["int"]), (4, ["number"])])
            found = self.full(self.assign, self.random.below(3), kinds)
            if not found:
                continue
            text, lvalue = found
            if self.random.chance(30):
                self.put("mix (whole (%s));" % text)
            else:
                self.put("%s;" % text)
                if self.random.chance(40):
                    index = re.search(r"\[.*[a-z]", lvalue.text)
                    if not index:
                        self.put("mix (whole (%s));" % lvalue.text)
        self.wrote("mixed")

    def constant_only(self, _effects):
        return self.constant()

    def template(self, size, texts):
        """Statements with one integer in them."""
        value = self.full(self.int_, size)
        text = self.random.choose(texts) % value
        for part in text.split("; "):
            self.put(part.rstrip(";") + ";")

    def pointer(self, size):
        self.template(size, [
            "gp = base + ((%s) & 15); gp += 3; gp++; mix (gp - base);"
            " mix (*gp); *gp += 5; gp -= 2; mix (gp-- - base);"
            " mix (++gp - base); gp[1]++; (*gp++)--;",
            "gq = (char *) base + ((%s) & 15); gq += 3u; gq++;"
            " mix (gq - (char *) base); gq -= 2l;"
            " mix (gq-- - (char *) base); mix ((gq += 4) - (char *) base);"
            " *gq++ = 3; --*gq;",
            "gr = rooms + ((%s) & 3); gr += 3; gr++; mix (gr - rooms);"
            " mix ((gr -= 2) - rooms); mix (gr++ - rooms); gr = gr + 1;"
            " mix (gr > rooms); gr->m0++;"])
        self.wrote("gp", "mixed", "base")

    def function(self, number):
        random = self.random
        function = Function("f%d" % number)
        self.scope = scope = Scope()
        function.result = random.choose(SCALARS)
        params = []
        for i in range(random.below(4)):
            if random.chance(30):
                _, type_, name = random.choose(self.arrays)
                params.append("%s%s __percpu *q%d"
                              % ("volatile ", TYPES[type_][0], i))
                function.args.append(random.choose(["%s", "&%s[0]"]) % name)
                scope.arrays.append(("q%d" % i, type_, name))
            else:
                type_ = random.choose(SCALARS)
                params.append("%s x%d" % (TYPES[type_][0], i))
                function.args.append(type_)
                scope.scalars.append(("x%d" % i, type_, "x%d" % i, True))
        self.line("")
        self.line(random.choose(["static", "static inline",
                                 "static __attribute__ ((noinline))",
                                 "static __attribute__ ((noipa))"])
                  + " " + TYPES[function.result][0])
        self.line("%s (%s)" % (function.name, ", ".join(params) or "void"))
        self.line("{")
        for i in range(2):
            type_ = random.choose(SCALARS)
            self.put("%s%s v%d = %s;" % (random.choose(["", "volatile "]),
                                         TYPES[type_][0], i,
                                         self.initial(type_)))
            scope.scalars.append(("v%d" % i, type_, "v%d" % i, True))
        statics = set()
        for i in range(2):
            type_ = random.choose(SCALARS)
            name = "local%d_%d" % (number, i)
            self.put("static PERCPU %s%s %s = %s;"
                     % (random.choose(["", "volatile "]), TYPES[type_][0],
                        name, self.initial(type_)))
            scope.scalars.append((name, type_, name, True))
            statics.add(name)
        for i in range(2):
            type_ = random.choose(SCALARS)
            self.put("volatile %s __percpu *%sr%d = &g%d_%s;"
                     % (TYPES[type_][0], random.choose(["", "volatile "]), i,
                        i, type_))
            scope.scalars.append(("(*r%d)" % i, type_, "g%d_%s" % (i, type_),
                                  True))
        text, type_, name = random.choose(self.arrays)
        self.put("volatile %s __percpu *volatile a0 = %s;"
                 % (TYPES[type_][0], text))
        scope.arrays.append(("a0", type_, name))
        for struct in self.structs:
            if not struct.packed and random.chance(70):
                name, text = random.choose([("v_", "&v_%s"),
                                            ("o_", "o_%s.ar")])
                self.put("volatile struct %s __percpu *s_%s = %s;"
                         % (struct.tag, struct.tag, text % struct.tag))
                scope.pointers[struct.tag] = name + struct.tag

        if number == 0:
            self.drill()
        for _ in range(5 + random.below(8)):
            self.statement(3)
        for name in sorted(statics):
            self.put("mix (whole (%s));" % name)
        self.wrote("mixed")
        maker = (self.number if TYPES[function.result][2] == "number"
                 else self.int_)
        self.put("return %s;" % self.full(maker, 2))
        self.line("}")

        local = {n for _, _, n, _ in scope.scalars
                 if n[0] in "xv"}
        function.effects.reads = scope.effects.reads - local
        function.effects.writes = scope.effects.writes - local
        # The side effects of a call may be anything that mixes.
        function.effects.writes.add("mixed")
        function.cost = scope.cost
        self.functions.append(function)

    def text(self):
        self.line("/* Seed %d.  */" % self.seed)
        self.line('#include "fuzz.h"')
        self.line("enum small { SMALL_LEAST = -3, SMALL_MOST = 100000 };")
        self.line("enum large { LARGE_NONE, LARGE_MOST = 3000000000u };")
        self.objects()
        for number in range(3 + self.random.below(3)):
            self.function(number)
        self.line("\nint\nmain (void)\n{")
        for text in self.setup:
            self.line("  " + text)
        self.line("  for (int round = 0; round < 2; round++)\n    {")
        for function in self.functions:
            args = [self.initial(a) if a in TYPES else a
                    for a in function.args]
            self.line("      mix (whole (%s (%s)));" % (function.name,
                                                        ", ".join(args)))
        self.line('      show ("mixed", round, mixed);')
        self.line("    }")
        for text in self.show:
            self.line("  " + text)
        self.line("  return 0;\n}")
        return "\n".join(self.out) + "\n"


class Scope:
    """What a function has of its own, and what it does."""

    def __init__(self):
        self.scalars, self.arrays, self.pointers = [], [], {}
        self.effects = Effects()
        self.indent = 1
        self.loops = 1
        self.cost = 1


def generate(seed, packed=True):
    return Program(seed, packed).text()


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        if argument != "--no-packed":
            sys.stdout.write(generate(int(argument),
                                      "--no-packed" not in sys.argv))
