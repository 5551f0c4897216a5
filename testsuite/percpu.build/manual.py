# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

"""The user's manual and the names that it must define.

manual.py names SOURCE HELP

  Each public name has one definition (@def...) in the manual, and each
  definition is that of a name.  The names are those of the headers, the
  attributes, pragmas and predefined macros in the source of the plugin, the
  options and their values in HELP (the output of -fplugin-arg-percpu-help), and
  the environment variables that the library reads.  The form of a function is
  that of its declaration or of its comment, and the members of a structure are
  those of the header.  Prints the differences, or their absence.

manual.py examples SOURCE DIRECTORY

  Each example of the manual that looks like C has a comment before it:

    @c example: unit		a file, to which percpu.h is added if necessary
    @c example: freestanding	the same, for -ffreestanding
    @c example: statements	the body of a function
    @c example: freestanding statements
    @c example: assembler	an assembler file
    @c example: program		a program
    @c example: output		its output
    @c example: file NAME	a file of a build system
    @c example: other		another language, or an outline
    @c testsuite/FILE, NAME	the lines are in this file

  Further lines @c with three blanks at least are C code that precedes the
  example.  Writes the examples as DIRECTORY/KIND-NUMBER.c or .S, and the output
  of a program as program-NUMBER.out; prints those that have no comment or are
  not in their file.  A file of a build system keeps its name."""

import os
import re
import sys

# abi.h and debug.h are not for programs.
INTERNAL = 'abi.h'
READERS = 'debug.h'

errors = []


def error(text):
    errors.append(text)


def read(*path):
    with open(os.path.join(*path), encoding='utf-8') as f:
        return f.read()


def files(directory, *ends):
    for path, folders, names in sorted(os.walk(directory)):
        folders.sort()
        for name in sorted(names):
            if name.endswith(ends):
                yield os.path.join(path, name)


def manual(source):
    """Return the lines of the manual, as (file, line number, text)."""
    lines = []

    def include(name):
        for n, text in enumerate(read(source, 'docs', name).split('\n'), 1):
            m = re.match(r'@include (\S+)$', text)
            if m and os.path.exists(os.path.join(source, 'docs', m.group(1))):
                include(m.group(1))
            else:
                lines.append((name, n, text))

    include('percpu.texi')
    return lines


def plain(text):
    """Return TEXT without the commands of Texinfo."""
    text = re.sub(r'@(?:var|code|option|dots|r|i)\{([^{}]*)\}', r'\1', text)
    return re.sub(r'@([{}@])', r'\1', text)


# Definitions.

class Entry:
    def __init__(self, category, name, form, place):
        self.category = category
        self.name = name
        self.form = form
        self.place = place
        self.text = ''


def arguments(text):
    """Split the arguments of a definition; braces group words."""
    result = []
    while text:
        if text[0] == '{':
            depth = 0
            for i, c in enumerate(text):
                if c in '{}' and text[i - 1:i] != '@':
                    depth += 1 if c == '{' else -1
                if depth == 0:
                    break
            word, text = text[1:i], text[i + 1:]
        else:
            m = re.match(r'(?:@\w+\{[^{}]*\}|\S)+', text)
            word, text = m.group(0), text[m.end():]
        result.append(plain(word))
        text = text.lstrip()
    return result


def definitions(lines):
    entries, current = [], []
    for name, n, text in lines:
        m = re.match(r'@(deftypefun|deftypefn|defmac|deftp|defvr)x? (.*)$', text)
        if m:
            kind, words = m.group(1), arguments(m.group(2))
            if kind == 'deftypefun':
                words.insert(0, 'Function')
            elif kind == 'defmac':
                words.insert(0, 'Macro')
            category, form = words[0], None
            if kind in ('deftypefun', 'deftypefn'):
                word = words[2]
                form = '%s %s %s' % (words[1], word, ' '.join(words[3:]))
            else:
                word = words[1]
            entry = Entry(category, word, form, '%s:%d' % (name, n))
            if not m.group(0).startswith('@%sx' % kind):
                current = []
            current.append(entry)
            entries.append(entry)
        elif re.match(r'@end (deftypefun|deftypefn|defmac|deftp|defvr)$', text):
            current = []
        for entry in current:
            entry.text += text + '\n'
    return entries


# Names.

def uncommented(text):
    text = re.sub(r'/\*.*?\*/', ' ', text, flags=re.S)
    return re.sub(r'"(?:\\.|[^"\\])*"|^# *error.*$', ' ', text, flags=re.M)


def normal(text):
    return re.sub(r'\s+', '', text.replace('__PERCPU_SPACE', '__percpu'))


def header_names(source):
    """Return the names in the headers, the text of all headers, and the members
    of the structures."""
    directory = os.path.join(source, 'runtime', 'include')
    internal = set(re.findall(r'(?:^# *define |\bdefined )(PERCPU_\w+)',
                              read(directory, 'percpu', INTERNAL), re.M))
    names, every, members = set(), '', {}
    for path in files(directory, '.h'):
        if os.path.basename(path) in (INTERNAL, READERS):
            continue
        text = read(path)
        every += text
        text = uncommented(text)
        text = re.sub(r'\bPERCPU(_\w+)?_H\b', ' ', text)
        for tag, name in re.findall(r'\b(struct|enum) (percpu_\w+)', text):
            names.add('%s %s' % (tag, name))
        for name, body in re.findall(r'\bstruct (percpu_\w+)\s*\{([^{}]*)\}',
                                     text):
            fields = re.sub(r'__attribute__ \(\(.*?\)\)\)?', '', body)
            members.setdefault('struct ' + name, set()).update(
                re.findall(r'(\w+)\s*[;,]', fields))
        text = re.sub(r'\b(struct|enum) percpu_\w+', ' ', text)
        names.update(re.findall(r'\b(?:percpu|PERCPU)_\w+', text))
    return names - internal, normal(every), members


def plugin_names(source):
    text = ''.join(read(path)
                   for path in files(os.path.join(source, 'plugin'), '.cc'))
    code = re.sub(r'/\*.*?\*/', ' ', text, flags=re.S)
    attributes = set(re.findall(r'\{ "(percpu(?:_\w+)?)", -?\d', code))
    macros = set(re.findall(r'"(__PERCPU_\w+)=', code))
    roles = set(re.findall(r'\{ "(\w+)", PCPU_\w+, (?:true|false) \}', code))
    placements = set(re.findall(r'\{ "(\w+)", [\w ]+, UNIQUE', code))
    pragmas = set(re.findall(r'c_register_pragma \("percpu", "(\w+)"', code))
    return attributes, macros, roles, placements, pragmas


def options(text):
    """Return the values of each option, or an empty list."""
    found = re.findall(r'^  ([a-z-]+)(?:=(\S+))?$', text, re.M)
    return {name: [v for v in values.split('|') if v]
            for name, values in found}


def environment(source):
    text = ''.join(uncommented(re.sub(r'"(\w+)"', r'\1', read(path)))
                   for path in files(os.path.join(source, 'runtime'), '.c'))
    return set(re.findall(r'getenv \((\w+)\)', text))


def compare(what, names, entries):
    found = {}
    for entry in entries:
        if entry.name in found:
            error('%s: second definition of %s' % (entry.place, entry.name))
        found[entry.name] = entry
    for name in sorted(set(names) - set(found)):
        error('%s %s has no definition in the manual' % (what, name))
    for name in sorted(set(found) - set(names)):
        error('%s: there is no %s %s' % (found[name].place, what, name))
    return found


def mentions(entry, what, names):
    for name in sorted(names):
        if not re.search(r'\b%s\b' % re.escape(name), entry.text):
            error('%s: the definition of %s omits the %s %s'
                  % (entry.place, entry.name, what, name))


def check_names(source, help_file):
    entries = definitions(manual(source))
    special = ('Attribute', 'Option', 'Pragma', 'Predefined macro',
               'Environment variable', 'Type qualifier')

    def of(category):
        return [e for e in entries if e.category == category]

    attributes, macros, roles, placements, pragmas = plugin_names(source)
    listed = options(read(help_file))
    names, headers, members = header_names(source)
    if not (attributes and macros and roles and placements and pragmas
            and listed and names):
        error('a kind of name was not found at all')

    # The headers.
    found = compare('name', names - attributes,
                    [e for e in entries if e.category not in special])
    for entry in found.values():
        if entry.form and normal(entry.form) not in headers:
            error('%s: the headers have no: %s' % (entry.place, entry.form))
        if '@table' in entry.text and entry.name in members:
            described = set()
            for item in re.findall(r'^@itemx? (.*)$', entry.text, re.M):
                described.add(item.split()[-1].lstrip('*'))
            for name in sorted(described ^ members[entry.name]):
                error('%s: the member %s of %s is in one of manual and header'
                      % (entry.place, name, entry.name))

    # The plugin.
    found = {}
    for entry in of('Attribute'):
        found.setdefault(entry.name.split()[0], entry).text += entry.text
    for name in sorted(attributes - set(found)):
        error('attribute %s has no definition in the manual' % name)
    for name in sorted(set(found) - attributes):
        error('%s: there is no attribute %s' % (found[name].place, name))
    if 'percpu_role' in found:
        mentions(found['percpu_role'], 'role', roles)
    if 'percpu' in found:
        mentions(found['percpu'], 'argument', placements | {'guarded'})

    found = {}
    for entry in of('Option'):
        m = re.match(r'-fplugin-arg-percpu-([a-z-]+)', entry.name)
        if m.group(1) in found:
            error('%s: second definition of %s' % (entry.place, entry.name))
        found[m.group(1)] = entry
    for name in sorted(set(listed) - set(found)):
        error('option %s has no definition in the manual' % name)
    for name in sorted(set(found) - set(listed)):
        error('%s: there is no option %s' % (found[name].place, name))
    for name in sorted(set(found) & set(listed)):
        # The registers are those of one target; the manual has a table.
        if name != 'base':
            mentions(found[name], 'value', listed[name])

    levels = {n for n, values in listed.items() if 'error' in values}
    generic = [e for e in of('Pragma') if 'level' in e.name]
    compare('pragma', {'#pragma percpu %s' % p for p in pragmas},
            [e for e in of('Pragma') if e not in generic])
    if len(generic) == 1:
        mentions(generic[0], 'name', {n.replace('-', '_') for n in levels})
    else:
        error('there are %d definitions of pragmas with a level' % len(generic))

    # One of them contains the name of a register.
    compare('predefined macro', macros | {'__PERCPU_BASE_REGISTER__'},
            of('Predefined macro'))
    compare('type qualifier', {'__percpu'}, of('Type qualifier'))
    compare('environment variable', environment(source),
            of('Environment variable'))
    if not errors:
        print('%d definitions' % len(entries))


# Examples.

def c_code(text):
    """Return true if TEXT looks like C code."""
    return re.search(r'[;{}]\s*$|^#(include|define|pragma)', text, re.M)


def check_examples(source, directory):
    lines = manual(source)
    count, i = 0, 0
    while i < len(lines):
        name, n, text = lines[i]
        i += 1
        if text not in ('@example', '@smallexample'):
            continue
        place = '%s:%d' % (name, n)
        prelude, j = [], i - 2
        while re.match(r'@c {3}', lines[j][2]):
            prelude.insert(0, plain(lines[j][2][5:]))
            j -= 1
        mark = lines[j][2]
        body = []
        while not lines[i][2].startswith('@end '):
            body.append(plain(lines[i][2].replace('@dots{}', ';')))
            i += 1
        code = '\n'.join(body) + '\n'
        m = re.match(r'@c (testsuite/\S+?)(?:,|$)', mark)
        if m:
            in_test(source, place, m.group(1), body)
            continue
        m = re.match(r'@c example: '
                     r'(unit|statements|freestanding(?: statements)?|assembler'
                     r'|program|output|other|file [\w.]+)$', mark)
        if not m:
            if c_code(code) or mark.startswith('@c example'):
                error('%s: this example is not marked' % place)
            continue
        kind = m.group(1)
        if kind == 'other':
            continue
        if kind == 'output' or kind.startswith('file '):
            written = ('program-%d.out' % count if kind == 'output'
                       else kind[len('file '):])
            with open(os.path.join(directory, written), 'w',
                      encoding='utf-8') as f:
                f.write(code)
            continue
        count += 1
        before = ''.join(line + '\n' for line in prelude)
        if kind.endswith('statements'):
            code = 'void example (void);\nvoid\nexample (void)\n{\n%s}\n' % code
        if kind != 'assembler' and '#include <percpu' not in before + code:
            before = '#include <percpu.h>\n' + before
        with open(os.path.join(directory, '%s-%d.%s' % (
                kind.replace(' ', '-'), count, 'S' if kind == 'assembler' else 'c')), 'w',
                  encoding='utf-8') as f:
            f.write('/* %s */\n%s%s' % (place, before, code))
    if not errors:
        print('%d examples' % count)


def in_test(source, place, test, body):
    """The lines BODY of an example are in the file TEST, in this order, without
    regard to indentation, comments and empty lines."""
    path = os.path.join(source, test)
    if not os.path.exists(path):
        error('%s: there is no %s' % (place, test))
        return

    def bare(line):
        return re.sub(r'\s+', ' ', re.sub(r'/\*.*?\*/', '', line)).strip()

    wanted = [bare(line) for line in body if bare(line)]
    text = re.sub(r'/\*.*?\*/', '', read(path), flags=re.S)
    have = [bare(line) for line in text.split('\n') if bare(line)]
    rest = iter(have)
    if not all(line in rest for line in wanted):
        error('%s: the example is not in %s' % (place, test))


if sys.argv[1] == 'names':
    check_names(sys.argv[2], sys.argv[3])
else:
    check_examples(sys.argv[2], sys.argv[3])
for e in errors:
    print(e)
sys.exit(1 if errors else 0)
