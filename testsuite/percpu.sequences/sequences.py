#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

"""Check the restartable sequences of a linked x86-64 program.

  sequences.py PROGRAM           print what is wrong, and how many there are
  sequences.py -d KIND IN OUT    copy IN with its first sequence damaged

What must hold, for each struct __percpu_sequence in the section __rseq_cs
(percpu/abi.h has the text of a sequence):

  - it is aligned as the kernel demands, of version 0, without flags;
  - start and end lie in the same executable section, and instructions begin
    there; abort lies in an executable section, outside of the sequence,
    behind the signature;
  - retry is the lea that loads r11 with this very descriptor, and the
    instruction between it and start stores that in rseq->rseq_cs; no other
    instruction of the program does so with a descriptor;
  - the tag is compared with the cpu_id of the same struct rseq, and another
    one leads to __percpu_cold with the descriptor in r11; abort leads to
    __percpu_abort likewise;
  - one instruction writes memory: the last.  It writes per-CPU memory, and
    does not lock the bus.  No other branches or traps;
  - no code jumps into the middle of it.

The runtime's own, which are position-independent, may do more, each its own
things: EXCEPTIONS says which.  They find the tag behind a register, may jump to
their end, and there clear rseq_cs."""

import struct
import sys

from capstone import CS_AC_WRITE, CS_ARCH_X86, CS_GRP_JUMP, CS_MODE_64, Cs
from capstone import x86_const as x86
from elftools.elf.constants import SH_FLAGS
from elftools.elf.elffile import ELFFile
from elftools.elf.relocation import RelocationSection

SIGNATURE = 0x53053053
ALIGN, SIZE = 32, 48
R_X86_64_RELATIVE = 8
# The fields of a descriptor and their offsets.
FIELDS = {"version": 0, "flags": 4, "start": 8, "length": 16, "abort": 24,
          "retry": 32, "reserved": 40}
# Instructions that may stand before the commit.  All of them write only
# registers, or only their operands.
HARMLESS = {"mov", "movzx", "movsx", "movsxd", "movabs", "lea", "add", "sub",
            "and", "or", "xor", "not", "neg", "inc", "dec", "shl", "shr",
            "sal", "sar", "rol", "ror", "imul", "mul", "cmp", "test", "xadd",
            "cmpxchg", "movss", "movsd", "movd", "movq", "movaps", "movapd"}
# Functions whose sequences write memory that is not visible before the commit
# (the node, or a free slot); that write a word that is not per-CPU; and that
# only read.
EARLY, LOOK = "writes before the commit: ", "does not write: "
EXCEPTIONS = {"percpu_list_push": EARLY, "__percpu_stack_push": EARLY,
              "percpu_lock_this": LOOK, "percpu_rwlock_write_enter": LOOK,
              "percpu_rwlock_write_leave": LOOK}
# Instructions that write their first operand, even if the decoder does not say
# so.
WRITES = {"cmpxchg", "xadd"}


class Program:
    """A linked program: what a loader would see, and its symbols."""

    def __init__(self, file):
        self.elf = ELFFile(file)
        self.sections = [(s["sh_addr"], bytearray(s.data()), s)
                         for s in self.elf.iter_sections()
                         if s["sh_flags"] & SH_FLAGS.SHF_ALLOC
                         and s["sh_type"] == "SHT_PROGBITS"]
        for section in self.elf.iter_sections():
            if isinstance(section, RelocationSection):
                for reloc in section.iter_relocations():
                    if reloc["r_info_type"] == R_X86_64_RELATIVE:
                        self.patch(reloc["r_offset"], reloc["r_addend"])
        symtab = self.elf.get_section_by_name(".symtab")
        self.symbols = {s.name: s["st_value"]
                        for s in symtab.iter_symbols()} if symtab else {}
        self.functions = sorted(
            (s["st_value"], s.name) for s in symtab.iter_symbols()
            if s["st_info"]["type"] == "STT_FUNC" and s["st_value"]
            and not s.name.startswith("__percpu_cold_")) if symtab else []
        self.decoder = Cs(CS_ARCH_X86, CS_MODE_64)
        self.decoder.detail = True

    def function(self, address):
        """The name of the function at ADDRESS."""
        return max([f for f in self.functions if f[0] <= address],
                   default=(0, ""))[1]

    def find(self, address):
        """The section at ADDRESS and its bytes from there on, or None."""
        for start, data, section in self.sections:
            if start <= address < start + len(data):
                return section, memoryview(data)[address - start:]
        return None, b""

    def patch(self, address, value):
        data = self.find(address)[1]
        if len(data) >= 8:
            struct.pack_into("<Q", data, 0, value)

    def text(self, address):
        """The executable section at ADDRESS, or None."""
        section = self.find(address)[0]
        if section and section["sh_flags"] & SH_FLAGS.SHF_EXECINSTR:
            return section
        return None

    def decode(self, address, length=None, count=0):
        """The instructions from ADDRESS on, COUNT of them at most."""
        data = bytes(self.find(address)[1][:length or 64])
        return list(self.decoder.disasm(data, address, count))

    def branches(self):
        """The addresses and targets of all direct branches."""
        decoder = Cs(CS_ARCH_X86, CS_MODE_64)
        decoder.skipdata = True
        for start, data, section in self.sections:
            if not section["sh_flags"] & SH_FLAGS.SHF_EXECINSTR:
                continue
            for address, _, name, operand in decoder.disasm_lite(bytes(data),
                                                                 start):
                if name[0] in "jcl" and operand.startswith("0x"):
                    if name[0] == "j" or name in ("call", "loop"):
                        yield address, int(operand, 16)

    def arms(self):
        """Where rseq_cs is set: the addresses of all `mov %r11, %fs:8(R)'
        that stand behind `lea X(%rip), %r11'."""
        found = set()
        for start, data, section in self.sections:
            if not section["sh_flags"] & SH_FLAGS.SHF_EXECINSTR:
                continue
            at = data.find(b"\x4c\x8d\x1d")
            while at >= 0:
                store = self.decode(start + at + 7, count=1)
                if store and arm_p(store[0]):
                    found.add(store[0].address)
                at = data.find(b"\x4c\x8d\x1d", at + 1)
        return found


def memory(insn):
    """The memory operand of INSN, or None."""
    for operand in insn.operands:
        if operand.type == x86.X86_OP_MEM and insn.mnemonic != "lea":
            return operand
    return None


def rip_relative(insn):
    """The address that INSN computes from rip, or None."""
    for operand in insn.operands:
        if (operand.type == x86.X86_OP_MEM
                and operand.mem.base == x86.X86_REG_RIP):
            return insn.address + insn.size + operand.mem.disp
    return None


def fs_p(insn, offset):
    """True if INSN has an operand %fs:OFFSET(R)."""
    operand = memory(insn)
    return bool(operand and operand.mem.segment == x86.X86_REG_FS
                and operand.mem.base and not operand.mem.index
                and operand.mem.disp == offset)


def arm_p(insn):
    return (insn.mnemonic == "mov" and fs_p(insn, 8)
            and insn.operands[0].type == x86.X86_OP_MEM
            and insn.operands[1].reg == x86.X86_REG_R11)


def leads_to(program, address, descriptor, label):
    """True if from ADDRESS code goes to LABEL with r11 = DESCRIPTOR."""
    code = program.decode(address, count=2)
    return (len(code) == 2 and code[0].mnemonic == "lea"
            and code[0].operands[0].reg == x86.X86_REG_R11
            and rip_relative(code[0]) == descriptor
            and code[1].mnemonic == "jmp"
            and code[1].operands[0].imm == program.symbols.get(label))


def check(program, at, entry):
    """What is wrong with the descriptor ENTRY at AT."""
    version, flags, start, length, abort, retry, reserved = entry
    end = start + length
    text = program.text(start)
    if version or flags or reserved:
        yield "version %#x, flags %#x, reserved %#x" % (version, flags,
                                                        reserved)
    if not text or length == 0 or program.text(end - 1) != text:
        yield "it is not in an executable section"
        return
    if not program.text(abort):
        yield "abort is not in an executable section"
        return
    if start <= abort < end:
        yield "abort is inside of it"
    signature = program.find(abort - 4)[1][:4]
    if struct.unpack("<I", signature)[0] != SIGNATURE:
        yield "no signature before abort"
    if not leads_to(program, abort, at, "__percpu_abort"):
        yield "abort does not lead to __percpu_abort"

    front = program.decode(retry, count=2) if program.text(retry) else []
    if (len(front) < 2 or front[0].size != 7 or front[0].mnemonic != "lea"
            or front[0].operands[0].reg != x86.X86_REG_R11
            or rip_relative(front[0]) != at or not arm_p(front[1])
            or front[1].address + front[1].size != start):
        yield "retry does not set rseq_cs"
        return

    code = program.decode(start, length)
    if not code or code[-1].address + code[-1].size != end:
        yield "the end is no end of an instruction"
        return
    if len(code) < 4:
        yield "it is too short"
        return
    rseq = memory(front[1]).mem.base
    if not (code[0].mnemonic == "mov" and fs_p(code[0], 4)
            and memory(code[0]).mem.base == rseq
            and code[0].operands[0].reg == x86.X86_REG_R11D):
        yield "it does not begin by loading cpu_id"
    tag = memory(code[1])
    pic = bool(tag and tag.mem.base != x86.X86_REG_RIP)
    if not (code[1].mnemonic == "cmp" and tag
            and tag.mem.segment == x86.X86_REG_GS
            and (pic and tag.mem.disp == 8 and not tag.mem.index
                 or rip_relative(code[1])
                 == program.symbols.get("__percpu_tag"))):
        yield "it does not look at the tag"
    exception = EXCEPTIONS.get(program.function(retry)) if pic else None
    if pic:
        clear = program.decode(end, count=1)
        if not (clear and clear[0].mnemonic == "mov" and fs_p(clear[0], 8)
                and memory(clear[0]).mem.base == rseq
                and clear[0].operands[1].imm == 0):
            yield "it does not clear rseq_cs"
    if not (code[2].mnemonic == "jne" and code[2].operands[0].imm
            and leads_to(program, code[2].operands[0].imm, at,
                         "__percpu_cold")):
        yield "another tag does not lead to __percpu_cold"
    for insn in code[:2] + code[3:]:
        operand = memory(insn)
        writes = bool(operand and (operand.access & CS_AC_WRITE
                                   or insn.mnemonic in WRITES))
        where = "%s %s" % (insn.mnemonic, insn.op_str)
        jump = CS_GRP_JUMP in insn.groups
        if jump and pic and insn.mnemonic in ("je", "jne", "jae"):
            if insn.operands[0].imm != end:
                yield "jumps to elsewhere: " + where
            continue
        if jump or insn.mnemonic.split()[-1] not in HARMLESS:
            yield "not expected in a sequence: " + where
        if writes != (insn is code[-1]):
            what = LOOK if insn is code[-1] else EARLY
            if what != exception:
                yield what + where
        elif writes and operand.mem.segment != x86.X86_REG_GS:
            yield "writes what is not per-CPU: " + where
        if insn.prefix[0] in (x86.X86_PREFIX_LOCK, x86.X86_PREFIX_REP,
                              x86.X86_PREFIX_REPNE) and writes:
            yield "has a prefix: " + where


def descriptors(program):
    """The address and fields of each."""
    section = program.elf.get_section_by_name("__rseq_cs")
    if not section:
        return
    start = section["sh_addr"]
    data = program.find(start)[1]
    for offset in range(0, section["sh_size"] - SIZE + 1, 2 * ALIGN):
        yield start + offset, struct.unpack_from("<2I5Q", data, offset)


def check_all(name):
    """Returns: the number of things that are wrong."""
    wrong = 0
    with open(name, "rb") as file:
        program = Program(file)
        found = list(descriptors(program))
        bounds = {}
        for at, entry in found:
            problems = list(check(program, at, entry))
            if at % ALIGN:
                problems.append("not aligned")
            for problem in problems:
                print("sequence %#x: %s" % (at, problem))
            wrong += len(problems)
            for address in range(entry[2] + 1, entry[2] + min(entry[3], 999)):
                bounds[address] = at
        for address, target in program.branches():
            if target in bounds:
                print("sequence %#x: jumped into from %#x" % (bounds[target],
                                                              address))
                wrong += 1
        # start is behind the instruction that sets rseq_cs.
        fronts = [program.decode(entry[5], count=2) for _, entry in found]
        armed = {front[1].address for front in fronts if len(front) > 1}
        for address in sorted(program.arms() - armed):
            print("%#x sets rseq_cs to what is no sequence" % address)
            wrong += 1
        print("%d sequences" % len(found))
        return wrong + (not found)


def damage(kind, source, target):
    """Copy SOURCE to TARGET with the first sequence damaged."""
    with open(source, "rb") as file:
        program = Program(file)
        file.seek(0)
        data = bytearray(file.read())
        at, entry = next(descriptors(program))
        fields = dict(zip(FIELDS, entry))

        def place(address):
            section = program.find(address)[0]
            return section["sh_offset"] + address - section["sh_addr"]

        def put(field, value):
            struct.pack_into("<I" if FIELDS[field] < 8 else "<Q", data,
                             place(at) + FIELDS[field], value)

        start, end = fields["start"], fields["start"] + fields["length"]
        code = program.decode(start, fields["length"])
        if kind in ("version", "flags", "reserved"):
            put(kind, 1)
        elif kind == "start":
            put("start", at)
        elif kind == "start-late":
            put("start", code[1].address)
            put("length", end - code[1].address)
        elif kind == "length-zero":
            put("length", 0)
        elif kind == "length-short":
            put("length", code[-1].address - start)
        elif kind == "length-long":
            put("length", fields["length"] + 1)
        elif kind == "abort-inside":
            put("abort", code[2].address)
        elif kind == "abort-next":
            put("abort", fields["abort"] + 7)
        elif kind == "retry":
            put("retry", start)
        elif kind == "signature":
            data[place(fields["abort"] - 4)] ^= 1
        elif kind == "two-writes":
            # The load of cpu_id becomes a store to it.
            where = place(start) + bytes(code[0].bytes).index(0x8b)
            data[where] = 0x89
        elif kind == "no-write":
            where = place(code[-1].address)
            data[where:place(end)] = b"\x90" * code[-1].size
        elif kind == "not-percpu":
            # The commit without its segment prefix.
            data[place(code[-1].address)] = 0x2e
        elif kind == "cold":
            struct.pack_into("<i", data, place(code[3].address) - 4, 0)
        elif kind == "jump":
            # `jne' of the next sequence jumps into the middle of this one.
            other = list(descriptors(program))[1][1]
            jump = program.decode(other[2], other[3])[2]
            struct.pack_into("<i", data, place(jump.address) + 2,
                             code[1].address - jump.address - 6)
        elif kind in ("uncleared", "elsewhere"):
            # A sequence with a jump to its end.
            for _, other in descriptors(program):
                start, end = other[2], other[2] + other[3]
                jumps = [i for i in program.decode(start, other[3])
                         if i.mnemonic in ("je", "jae") and i.size == 2
                         and i.operands[0].imm == end]
                if jumps:
                    break
            if kind == "elsewhere":
                data[place(jumps[0].address) + 1] += 1
            else:
                clear = program.decode(end, count=1)[0]
                data[place(end):place(end + clear.size)] = b"\x90" * clear.size
        elif kind == "lost":
            # The descriptor of another sequence.
            other = list(descriptors(program))[1][1]
            for field, value in zip(FIELDS, other):
                put(field, value)
        else:
            sys.exit("no such damage: " + kind)
    with open(target, "wb") as file:
        file.write(data)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        sys.exit(check_all(sys.argv[1]) != 0)
    if len(sys.argv) == 5 and sys.argv[1] == "-d":
        damage(*sys.argv[2:])
    else:
        sys.exit(__doc__)
