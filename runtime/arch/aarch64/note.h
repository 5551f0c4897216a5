/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The note for the linker that the code of an assembler file supports branch
   target identification and signed return addresses: no indirect jump leads
   into it but that of the kernel, to an abort handler.  Without the note in
   every object, the linker removes the property from the whole program.  */

#ifndef PCPU_NOTE_H
#define PCPU_NOTE_H 1

	.pushsection .note.gnu.property, "a", %note
	.p2align 3
	.long	4, 16		/* Length of the name, and of the data.  */
	.long	5		/* NT_GNU_PROPERTY_TYPE_0.  */
	.asciz	"GNU"
	.long	0xc0000000	/* GNU_PROPERTY_AARCH64_FEATURE_1_AND.  */
	.long	4
	.long	3		/* BTI and PAC.  */
	.long	0
	.popsection

#endif /* PCPU_NOTE_H */
