# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

"""Per-CPU variables in gdb.

    $percpu (EXPRESSION, CPU)	the instance of CPU, or of the selected thread
    $percpu_sum (EXPRESSION)	the sum of all instances
    info percpu [EXPRESSION]	the areas, or all instances
    print VARIABLE		the selected thread's instance, with a remark

The debugging information of a per-CPU variable has the address of its template,
which holds initial values only.  The library's table __percpu_debug says where
the areas are; percpu/debug.h describes it, with the steps that this file
follows.  gdb 12 or newer; running processes and core files."""

import re
import struct

import gdb

MAGIC = b'percpu\r\n'
VERSION = 1
TAG_NONE = 0xfffffffd

# The members of the table behind the magic, and their sizes.
MEMBERS = (
    ('version', 4), ('size', 4), ('cpus', 8), ('possible', 8), ('opened', 8),
    ('base', 8), ('displacement', 8), ('stride', 8), ('unbound', 8),
    ('origin', 8), ('page', 8), ('limit', 8), ('dynamic_size', 8),
    ('images', 8), ('private_nr', 8), ('private_owners', 8),
    ('private_displacements', 8), ('private_first', 4), ('private_blocks', 4),
    ('image_start', 4), ('image_stop', 4), ('image_zero_start', 4),
    ('image_zero_stop', 4), ('image_next', 4), ('image_address', 4),
    ('page_tag', 4), ('page_cpu', 4))

# More images than this are a damaged list.
IMAGES_MAX = 100000

MASK = (1 << 64) - 1


def number_at(address, size):
    """Return the number of SIZE bytes in the inferior's memory."""
    memory = gdb.selected_inferior().read_memory(address & MASK, size)
    return int.from_bytes(memory.tobytes(), 'little')


class Area:
    """An area: that of a CPU, or a private one."""

    def __init__(self, cpu, displacement, used=True, thread=0, private=False):
        self.cpu = cpu
        self.displacement = displacement & MASK
        self.used = used
        self.thread = thread
        self.private = private

    def name(self):
        """Return its name, for messages."""
        return ('private area %d' if self.private else 'CPU %d') % self.cpu


class Image:
    """An image: the addresses of its symbols, and its per-CPU address."""

    def __init__(self, start, stop, zero_start, zero_stop, address):
        self.ranges = [(start, stop), (zero_start, zero_stop)]
        self.zero = (zero_start, zero_stop)
        filled = [pair for pair in self.ranges if pair[0] < pair[1]]
        self.first = min(low for low, _ in filled) if filled else start
        self.address = address

    def has(self, address):
        """Return true if a variable of the image has the symbol ADDRESS."""
        return any(low <= address < high for low, high in self.ranges)


class State:
    """The areas and images of the inferior at one time."""

    def __init__(self, table):
        if gdb.selected_inferior().read_memory(table, 8).tobytes() != MAGIC:
            raise gdb.GdbError('the table __percpu_debug is damaged')
        place = table + 8
        for name, size in MEMBERS:
            setattr(self, name, number_at(place, size))
            place += size
            if name == 'version' and self.version != VERSION:
                raise gdb.GdbError('version %d of the table __percpu_debug is'
                                   ' not known' % self.version)
        if place - table > self.size:
            raise gdb.GdbError('the table __percpu_debug is too small')
        for name in ('base', 'displacement', 'stride', 'unbound', 'origin',
                     'page', 'limit', 'dynamic_size'):
            setattr(self, name, number_at(getattr(self, name), 8))
        self.cpus = number_at(self.cpus, 4)
        self.private_nr = number_at(self.private_nr, 4)
        self.image_list = list(self.read_images())

    def read_images(self):
        """Yield the images."""
        image = number_at(self.images, 8)
        for _ in range(IMAGES_MAX):
            if image == 0:
                return
            yield Image(*(number_at(image + offset, 8) for offset in (
                self.image_start, self.image_stop, self.image_zero_start,
                self.image_zero_stop, self.image_address)))
            image = number_at(image + self.image_next, 8)

    def bits(self, address):
        """Return the set of CPUs at ADDRESS as a number."""
        return number_at(address, (self.cpus + 63) // 64 * 8)

    def template(self):
        """Return the displacement of the initial values."""
        return self.displacement - self.stride

    def areas(self):
        """Return the areas, by ascending CPU numbers."""
        if self.base == 0:
            return []
        found = []
        possible, opened = self.bits(self.possible), self.bits(self.opened)
        for cpu in range(self.cpus):
            if possible >> cpu & 1:
                used = bool(opened >> cpu & 1)
                found.append(Area(cpu, self.displacement + cpu * self.stride
                                  if used else self.template(), used))
        block, first, size = 0, 0, self.private_first
        for n in range(self.private_nr):
            while n >= first + size:
                first += size
                size *= 2
                block += 1
            base = number_at(self.private_displacements + 8 * block, 8)
            if base == 0:
                continue
            owner = number_at(number_at(self.private_owners + 8 * block, 8)
                              + 8 * (n - first), 8)
            if owner != 0:
                found.append(Area(self.cpus + n,
                                  base + (n - first) * self.stride,
                                  thread=owner & 0xffffffff, private=True))
        return found

    def find_area(self, cpu):
        """Return the area of CPU."""
        for area in self.areas():
            if area.cpu == cpu:
                return area
        raise gdb.GdbError('there is no CPU %d' % cpu)

    def thread_area(self):
        """Return the area of the selected thread, or None."""
        if gdb.selected_thread() is None:
            return None
        try:
            register = int(gdb.parse_and_eval('(unsigned long) $gs_base'))
            if register in (0, self.unbound):
                return None
            page = self.page + register
            if number_at(page + self.page_tag, 4) == TAG_NONE:
                return None
            cpu = number_at(page + self.page_cpu, 4)
        except gdb.error:
            return None
        for area in self.areas():
            if area.cpu == cpu and area.displacement == register & MASK:
                return area
        return None

    def image_of(self, address):
        """Return the image with the symbol ADDRESS, or None."""
        for image in self.image_list:
            if image.has(address):
                return image
        return None

    def percpu_address(self, address):
        """Return the per-CPU address of what has ADDRESS in gdb, or None.  It
        may be a per-CPU address itself, from a per-CPU pointer.  The program's
        heap may be where per-CPU addresses are, so other objects are not always
        recognised."""
        image = self.image_of(address)
        if image:
            return address - image.first + image.address
        dynamic = address - self.origin - self.limit
        if (0 <= dynamic < self.dynamic_size
                or any(image.has(address - image.address + image.first)
                       for image in self.image_list)):
            return address
        return None


class Cache:
    """The state of each inferior until it runs again."""

    def __init__(self):
        self.states = {}
        self.core = None
        for event in (gdb.events.cont, gdb.events.stop, gdb.events.exited,
                      gdb.events.new_objfile, gdb.events.clear_objfiles,
                      gdb.events.memory_changed, gdb.events.inferior_call):
            event.connect(self.clear)

    def clear(self, *_):
        """Forget all states."""
        self.states = {}
        self.core = None

    def get(self):
        """Return the state of the selected inferior, or None if it has no
        areas."""
        inferior = gdb.selected_inferior()
        if inferior.pid == 0:
            return None
        if inferior.num not in self.states:
            try:
                table = int(gdb.parse_and_eval(
                    '(unsigned long) &__percpu_debug'))
                state = State(table)
            except gdb.GdbError:
                raise
            except gdb.error:
                state = None
            if state and state.base == 0:
                return None
            self.states[inferior.num] = state
        return self.states[inferior.num]

    def need(self):
        """Return the state, or raise an error that tells what is missing."""
        if gdb.selected_inferior().pid == 0:
            raise gdb.GdbError('there is no process and no core file')
        state = self.get()
        if state is None:
            raise gdb.GdbError('this process has no per-CPU areas, or no'
                               ' symbol __percpu_debug')
        return state


cache = Cache()


def core_p():
    """Return true if the inferior is a core file."""
    connection = getattr(gdb.selected_inferior(), 'connection', None)
    return connection is not None and connection.type == 'core'


PT_LOAD = 1


def core_ranges():
    """Return the ranges of memory in the core file, or None if they are not
    known.  gdb would show zero for pages that are not in it."""
    match = re.search("`([^']*)', file type elf64",
                      gdb.execute('info target', to_string=True).partition(
                          'Local core dump file:')[2])
    if not match:
        return None
    try:
        with open(match.group(1), 'rb') as file:
            header = file.read(64)
            offset, = struct.unpack_from('<Q', header, 32)
            size, number = struct.unpack_from('<HH', header, 54)
            file.seek(offset)
            table = file.read(size * number)
    except OSError:
        return None
    found = []
    for place in range(0, len(table), size):
        kind, _, _, low, _, length = struct.unpack_from('<IIQQQQ', table, place)
        if kind == PT_LOAD and length > 0:
            found.append((low, low + length))
    return found


def missing_p(address, size):
    """Return true if the core file lacks a part of the SIZE bytes at
    ADDRESS."""
    if cache.core is None:
        cache.core = core_ranges() or []
    while size > 0:
        for low, high in cache.core:
            if low <= address < high:
                size -= high - address
                address = high
                break
        else:
            return bool(cache.core)
    return False


def evaluate(text):
    """Return the value of the expression TEXT.  Variables of programs whose
    debugging information has only assembler names are found, too."""
    try:
        return gdb.parse_and_eval(text)
    except gdb.error as error:
        match = re.match(r'\s*([A-Za-z_]\w*)(.*)$', text)
        if match:
            try:
                return gdb.parse_and_eval("'percpu.%s'%s" % match.groups())
            except gdb.error:
                pass
        raise gdb.GdbError(str(error))


def string_value(value):
    """Return the value of the expression in VALUE, a string; None if it is
    something else.  gdb would store a string in the process if it were asked
    for the address."""
    kind = value.type.strip_typedefs()
    if kind.code != gdb.TYPE_CODE_ARRAY or kind.target().sizeof != 1:
        return None
    try:
        text = value.string()
        return evaluate(text) if re.match(r'[A-Za-z_*(]', text) else None
    except (gdb.error, gdb.GdbError, UnicodeDecodeError):
        return None


def place_of(value):
    """Return a place: the state, the per-CPU address, the type and the address in
    gdb of VALUE, which is an object in a template or a dynamic object; and
    whether VALUE was the address of the object."""
    state = cache.need()
    named = string_value(value)
    if named is not None:
        value = named
    kind = value.type
    try:
        address = value.address
    except gdb.error:
        address = None
    if (address is None and kind.strip_typedefs().code == gdb.TYPE_CODE_PTR
            and state.image_of(int(value) & MASK)):
        # An array, of which gdb passes the address of the first element, or an
        # expression like &X.
        value = value.dereference()
        percpu = state.percpu_address(int(value.address) & MASK)
        return state, percpu, value.type, int(value.address) & MASK, True
    if address is None:
        raise gdb.GdbError('this is not an object in memory (for a bit-field'
                           ' name the structure: $percpu (S, CPU).FIELD)')
    percpu = state.percpu_address(int(address) & MASK)
    if percpu is None:
        hint = ''
        if kind.strip_typedefs().code == gdb.TYPE_CODE_PTR:
            hint = '; for the object that a per-CPU pointer P leads to, use *P'
        raise gdb.GdbError('this is not a per-CPU object' + hint)
    return state, percpu, kind, int(address) & MASK, False


def object_at(address, kind):
    """Return the object of type KIND at ADDRESS."""
    return gdb.Value(address & MASK).cast(kind.pointer()).dereference()


def instance(place, area):
    """Return the instance in AREA of what PLACE, from place_of, tells.

    A core file lacks pages that were never written.  Their contents are those of
    the template, and if that is missing too, zero."""
    state, percpu, kind, symbol = place[:4]
    value = object_at(percpu + area.displacement, kind)
    if not core_p():
        return value
    if not missing_p(percpu + area.displacement & MASK, kind.sizeof):
        return value
    if not missing_p(percpu + state.template() & MASK, kind.sizeof):
        return object_at(percpu + state.template(), kind)
    image = state.image_of(symbol)
    if image and not image.zero[0] <= symbol < image.zero[1]:
        raise gdb.GdbError('the core file does not have this value')
    return gdb.Value(bytes(kind.sizeof), kind)


NO_AREA = ('the selected thread has not used per-CPU data yet; name a CPU:'
           ' $percpu (EXPRESSION, CPU)')


class Percpu(gdb.Function):
    """$percpu (EXPRESSION [, CPU]): an instance of a per-CPU object.

EXPRESSION is a per-CPU variable, a part of one, or *P for a per-CPU pointer P; or
a string with such an expression.  Of an array the result is the address of the
first element, as in C; a string has the array itself as the result.
CPU is the number of a CPU or of a private area, as for percpu_ptr; without it,
the instance is that of the area which the selected thread used last.  The result
can be assigned to, and watched: watch -location $percpu (hits, 2)."""

    def __init__(self):
        super().__init__('percpu')

    def invoke(self, value, cpu=None):
        place = place_of(value)
        if cpu is not None:
            area = place[0].find_area(int(cpu))
        else:
            area = place[0].thread_area()
        if area is None:
            raise gdb.GdbError(NO_AREA)
        if place[4]:
            return object_at(place[1] + area.displacement, place[2]).address
        return instance(place, area)


def sum_of(place, areas):
    """Return the sum of the instances in AREAS, of the object's type; None if
    the object is not a number."""
    kind = place[2].strip_typedefs()
    if place[4]:
        return None
    if kind.code in (gdb.TYPE_CODE_INT, gdb.TYPE_CODE_CHAR,
                     gdb.TYPE_CODE_BOOL, gdb.TYPE_CODE_ENUM):
        total = sum(int(instance(place, area)) for area in areas)
        return gdb.Value(total & MASK).cast(place[2])
    if kind.code == gdb.TYPE_CODE_FLT:
        total = sum(float(instance(place, area)) for area in areas)
        return gdb.Value(total).cast(place[2])
    return None


class PercpuSum(gdb.Function):
    """$percpu_sum (EXPRESSION): the sum of all instances of a number.

It has the type of EXPRESSION, and includes CPUs whose area is not in use yet,
and private areas, as the result of percpu_sum does."""

    def __init__(self):
        super().__init__('percpu_sum')

    def invoke(self, value):
        place = place_of(value)
        total = sum_of(place, place[0].areas())
        if total is None:
            raise gdb.GdbError('this is not a number')
        return total


class InfoPercpu(gdb.Command):
    """info percpu [EXPRESSION]: the areas, or all instances of EXPRESSION.

An asterisk marks the area which the selected thread used last.  CPUs that have
not used their area yet are in one line; an area in future has the initial
values."""

    def __init__(self):
        super().__init__('info percpu', gdb.COMMAND_DATA,
                         gdb.COMPLETE_EXPRESSION)

    def invoke(self, argument, from_tty):
        state = cache.need()
        areas = state.areas()
        own = state.thread_area()
        used = [area for area in areas if area.used]
        unused = [area for area in areas if not area.used]
        if argument.strip() == '':
            rows = [(area, '0x%016x%s' % (
                (state.origin + area.displacement) & MASK,
                '  private, thread %d' % area.thread if area.private else ''))
                    for area in used]
            self.table('area', rows, own)
            if unused:
                print('CPUs that have not used their area yet: %d'
                      % len(unused))
            return
        place = place_of(evaluate(argument))
        rows = [(area, instance(place, area).format_string())
                for area in used]
        self.table(argument.strip(), rows, own)
        if unused:
            print('rest  %s  (initial value; CPUs that have not used it: %d)'
                  % (instance(place, unused[0]).format_string(), len(unused)))
        total = sum_of(place, areas)
        if total is not None:
            print(' sum  %s' % total.format_string())

    def table(self, title, rows, own):
        """Print ROWS, pairs of an area and a text."""
        print(' CPU  %s' % title)
        for area, text in rows:
            mine = own is not None and own.cpu == area.cpu
            print('%s%3d  %s' % ('*' if mine else ' ', area.cpu, text))


class Printer:
    """Prints the selected thread's instance in the place of the template."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        """Return the text."""
        place = place_of(self.value)
        area = place[0].thread_area()
        if area is None:
            template = Area(0, place[0].template())
            return ('%s <initial value; the thread has no instance>'
                    % instance(place, template).format_string())
        return '%s <%s>' % (instance(place, area).format_string(), area.name())


def printer(value):
    """Return the printer of VALUE if it is in a template, else None."""
    try:
        state = cache.get()
        if state is None or value.address is None:
            return None
        if state.image_of(int(value.address) & MASK) is None:
            return None
    except (gdb.error, gdb.GdbError):
        return None
    return Printer(value)


Percpu()
PercpuSum()
InfoPercpu()
printer.name = 'percpu'
if not any(getattr(p, 'name', '') == 'percpu' for p in gdb.pretty_printers):
    gdb.pretty_printers.insert(0, printer)
