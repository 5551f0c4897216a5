// SPDX-License-Identifier: GPL-2.0 OR MIT
// SPDX-FileCopyrightText: The percpu authors

/* Statistics of the IPv4 packets that this machine receives, in a module.

   Each CPU counts in its own instances: packets and bytes, a histogram of
   sizes, and a dynamic object for each protocol that was seen.  A receiver
   executes a few instructions on its CPU's memory and takes no lock; the file
   /proc/percpu_packets adds all instances when it is read.

     # insmod packets.ko; ping -c 5 127.0.0.1; cat /proc/percpu_packets
     packets 10
     bytes 840
     longest 84
     size <128 10
     protocol 1: 10 packets, 840 bytes
     CPU 0: 4 packets
     CPU 1: 6 packets  */

#include <linux/ip.h>
#include <linux/log2.h>
#include <linux/module.h>
#include <linux/netfilter.h>
#include <linux/netfilter_ipv4.h>
#include <linux/percpu.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/skbuff.h>
#include <net/net_namespace.h>

#include <percpu/linux.h>

#define SIZES 17

static __attribute__ ((percpu)) struct {
	u64 packets, bytes;
	u32 sizes[SIZES];	/* [n]: less than 2^n bytes  */
} total;

static __attribute__ ((percpu)) u32 longest;

/* A protocol that was seen.  Objects are made before packets arrive, because
   the hook cannot wait for memory.  */
struct protocol {
	u64 packets, bytes;
};

static struct protocol __percpu *protocols[256];

/* Called for every packet, with preemption enabled or not.  Each operator is
   one instruction on the instances of the CPU where it executes.  */
static unsigned int count (void *private, struct sk_buff *skb,
			   const struct nf_hook_state *state)
{
	u32 length = skb->len;
	struct protocol __percpu *p = protocols[ip_hdr (skb)->protocol];

	total.packets++;
	total.bytes += length;
	total.sizes[min (fls (length), SIZES - 1)]++;
	percpu_max (longest, length);
	p->packets++;
	p->bytes += length;
	return NF_ACCEPT;
}

static const struct nf_hook_ops hook = {
	.hook = count,
	.pf = NFPROTO_IPV4,
	.hooknum = NF_INET_LOCAL_IN,
	.priority = NF_IP_PRI_FIRST,
};

/* Print the sums of all CPUs, then the packets of each.  */
static int show (struct seq_file *file, void *v)
{
	unsigned int i;
	u32 most = 0;

	percpu_foreach (cpu)
		most = max (most, READ_ONCE (*percpu_ptr (&longest, cpu)));
	seq_printf (file, "packets %llu\nbytes %llu\nlongest %u\n",
		    percpu_sum (total.packets), percpu_sum (total.bytes), most);
	for (i = 0; i < SIZES; i++) {
		u32 n = percpu_sum (total.sizes[i]);

		if (n)
			seq_printf (file, "size <%u %u\n", 1u << i, n);
	}
	for (i = 0; i < ARRAY_SIZE (protocols); i++) {
		u64 packets = percpu_sum (protocols[i]->packets);

		if (packets)
			seq_printf (file, "protocol %u: %llu packets,"
				    " %llu bytes\n", i, packets,
				    percpu_sum (protocols[i]->bytes));
	}
	percpu_foreach (cpu) {
		u64 packets = READ_ONCE (percpu_ptr (&total, cpu)->packets);

		if (packets)
			seq_printf (file, "CPU %u: %llu packets\n", cpu,
				    packets);
	}
	return 0;
}

static void free_protocols (void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE (protocols); i++)
		free_percpu (protocols[i]);
}

static int __init packets_init (void)
{
	unsigned int i;
	int error = -ENOMEM;

	for (i = 0; i < ARRAY_SIZE (protocols); i++) {
		protocols[i] = alloc_percpu (struct protocol);
		if (!protocols[i])
			goto free;
	}
	if (!proc_create_single ("percpu_packets", 0444, NULL, show))
		goto free;
	error = nf_register_net_hook (&init_net, &hook);
	if (!error)
		return 0;
	remove_proc_entry ("percpu_packets", NULL);
free:
	free_protocols ();
	return error;
}

static void __exit packets_exit (void)
{
	/* When this returns no CPU executes the hook any more.  */
	nf_unregister_net_hook (&init_net, &hook);
	remove_proc_entry ("percpu_packets", NULL);
	free_protocols ();
}

module_init (packets_init);
module_exit (packets_exit);
MODULE_DESCRIPTION ("per-CPU statistics of received packets");
MODULE_LICENSE ("GPL");
