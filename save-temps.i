# 0 "testsuite/percpu.opts/save-temps.c"
# 0 "<built-in>"
# 0 "<command-line>"
# 1 "/usr/include/stdc-predef.h" 1 3 4
# 0 "<command-line>" 2
# 1 "testsuite/percpu.opts/save-temps.c"







# 1 "/tmp/wt/advice/runtime/include/percpu.h" 1
# 73 "/tmp/wt/advice/runtime/include/percpu.h"
# 1 "/usr/lib/gcc/x86_64-linux-gnu/12/include/stdbool.h" 1 3 4
# 74 "/tmp/wt/advice/runtime/include/percpu.h" 2
# 1 "/usr/lib/gcc/x86_64-linux-gnu/12/include/stddef.h" 1 3 4
# 145 "/usr/lib/gcc/x86_64-linux-gnu/12/include/stddef.h" 3 4

# 145 "/usr/lib/gcc/x86_64-linux-gnu/12/include/stddef.h" 3 4
typedef long int ptrdiff_t;
# 214 "/usr/lib/gcc/x86_64-linux-gnu/12/include/stddef.h" 3 4
typedef long unsigned int size_t;
# 329 "/usr/lib/gcc/x86_64-linux-gnu/12/include/stddef.h" 3 4
typedef int wchar_t;
# 424 "/usr/lib/gcc/x86_64-linux-gnu/12/include/stddef.h" 3 4
typedef struct {
  long long __max_align_ll __attribute__((__aligned__(__alignof__(long long))));
  long double __max_align_ld __attribute__((__aligned__(__alignof__(long double))));
# 435 "/usr/lib/gcc/x86_64-linux-gnu/12/include/stddef.h" 3 4
} max_align_t;
# 75 "/tmp/wt/advice/runtime/include/percpu.h" 2
# 1 "/usr/lib/gcc/x86_64-linux-gnu/12/include/stdint.h" 1 3 4
# 9 "/usr/lib/gcc/x86_64-linux-gnu/12/include/stdint.h" 3 4
# 1 "/usr/include/stdint.h" 1 3 4
# 26 "/usr/include/stdint.h" 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/libc-header-start.h" 1 3 4
# 33 "/usr/include/x86_64-linux-gnu/bits/libc-header-start.h" 3 4
# 1 "/usr/include/features.h" 1 3 4
# 392 "/usr/include/features.h" 3 4
# 1 "/usr/include/features-time64.h" 1 3 4
# 20 "/usr/include/features-time64.h" 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/wordsize.h" 1 3 4
# 21 "/usr/include/features-time64.h" 2 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/timesize.h" 1 3 4
# 19 "/usr/include/x86_64-linux-gnu/bits/timesize.h" 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/wordsize.h" 1 3 4
# 20 "/usr/include/x86_64-linux-gnu/bits/timesize.h" 2 3 4
# 22 "/usr/include/features-time64.h" 2 3 4
# 393 "/usr/include/features.h" 2 3 4
# 489 "/usr/include/features.h" 3 4
# 1 "/usr/include/x86_64-linux-gnu/sys/cdefs.h" 1 3 4
# 561 "/usr/include/x86_64-linux-gnu/sys/cdefs.h" 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/wordsize.h" 1 3 4
# 562 "/usr/include/x86_64-linux-gnu/sys/cdefs.h" 2 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/long-double.h" 1 3 4
# 563 "/usr/include/x86_64-linux-gnu/sys/cdefs.h" 2 3 4
# 490 "/usr/include/features.h" 2 3 4
# 513 "/usr/include/features.h" 3 4
# 1 "/usr/include/x86_64-linux-gnu/gnu/stubs.h" 1 3 4
# 10 "/usr/include/x86_64-linux-gnu/gnu/stubs.h" 3 4
# 1 "/usr/include/x86_64-linux-gnu/gnu/stubs-64.h" 1 3 4
# 11 "/usr/include/x86_64-linux-gnu/gnu/stubs.h" 2 3 4
# 514 "/usr/include/features.h" 2 3 4
# 34 "/usr/include/x86_64-linux-gnu/bits/libc-header-start.h" 2 3 4
# 27 "/usr/include/stdint.h" 2 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/types.h" 1 3 4
# 27 "/usr/include/x86_64-linux-gnu/bits/types.h" 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/wordsize.h" 1 3 4
# 28 "/usr/include/x86_64-linux-gnu/bits/types.h" 2 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/timesize.h" 1 3 4
# 19 "/usr/include/x86_64-linux-gnu/bits/timesize.h" 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/wordsize.h" 1 3 4
# 20 "/usr/include/x86_64-linux-gnu/bits/timesize.h" 2 3 4
# 29 "/usr/include/x86_64-linux-gnu/bits/types.h" 2 3 4


typedef unsigned char __u_char;
typedef unsigned short int __u_short;
typedef unsigned int __u_int;
typedef unsigned long int __u_long;


typedef signed char __int8_t;
typedef unsigned char __uint8_t;
typedef signed short int __int16_t;
typedef unsigned short int __uint16_t;
typedef signed int __int32_t;
typedef unsigned int __uint32_t;

typedef signed long int __int64_t;
typedef unsigned long int __uint64_t;






typedef __int8_t __int_least8_t;
typedef __uint8_t __uint_least8_t;
typedef __int16_t __int_least16_t;
typedef __uint16_t __uint_least16_t;
typedef __int32_t __int_least32_t;
typedef __uint32_t __uint_least32_t;
typedef __int64_t __int_least64_t;
typedef __uint64_t __uint_least64_t;



typedef long int __quad_t;
typedef unsigned long int __u_quad_t;







typedef long int __intmax_t;
typedef unsigned long int __uintmax_t;
# 141 "/usr/include/x86_64-linux-gnu/bits/types.h" 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/typesizes.h" 1 3 4
# 142 "/usr/include/x86_64-linux-gnu/bits/types.h" 2 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/time64.h" 1 3 4
# 143 "/usr/include/x86_64-linux-gnu/bits/types.h" 2 3 4


typedef unsigned long int __dev_t;
typedef unsigned int __uid_t;
typedef unsigned int __gid_t;
typedef unsigned long int __ino_t;
typedef unsigned long int __ino64_t;
typedef unsigned int __mode_t;
typedef unsigned long int __nlink_t;
typedef long int __off_t;
typedef long int __off64_t;
typedef int __pid_t;
typedef struct { int __val[2]; } __fsid_t;
typedef long int __clock_t;
typedef unsigned long int __rlim_t;
typedef unsigned long int __rlim64_t;
typedef unsigned int __id_t;
typedef long int __time_t;
typedef unsigned int __useconds_t;
typedef long int __suseconds_t;
typedef long int __suseconds64_t;

typedef int __daddr_t;
typedef int __key_t;


typedef int __clockid_t;


typedef void * __timer_t;


typedef long int __blksize_t;




typedef long int __blkcnt_t;
typedef long int __blkcnt64_t;


typedef unsigned long int __fsblkcnt_t;
typedef unsigned long int __fsblkcnt64_t;


typedef unsigned long int __fsfilcnt_t;
typedef unsigned long int __fsfilcnt64_t;


typedef long int __fsword_t;

typedef long int __ssize_t;


typedef long int __syscall_slong_t;

typedef unsigned long int __syscall_ulong_t;



typedef __off64_t __loff_t;
typedef char *__caddr_t;


typedef long int __intptr_t;


typedef unsigned int __socklen_t;




typedef int __sig_atomic_t;
# 28 "/usr/include/stdint.h" 2 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/wchar.h" 1 3 4
# 29 "/usr/include/stdint.h" 2 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/wordsize.h" 1 3 4
# 30 "/usr/include/stdint.h" 2 3 4




# 1 "/usr/include/x86_64-linux-gnu/bits/stdint-intn.h" 1 3 4
# 24 "/usr/include/x86_64-linux-gnu/bits/stdint-intn.h" 3 4
typedef __int8_t int8_t;
typedef __int16_t int16_t;
typedef __int32_t int32_t;
typedef __int64_t int64_t;
# 35 "/usr/include/stdint.h" 2 3 4


# 1 "/usr/include/x86_64-linux-gnu/bits/stdint-uintn.h" 1 3 4
# 24 "/usr/include/x86_64-linux-gnu/bits/stdint-uintn.h" 3 4
typedef __uint8_t uint8_t;
typedef __uint16_t uint16_t;
typedef __uint32_t uint32_t;
typedef __uint64_t uint64_t;
# 38 "/usr/include/stdint.h" 2 3 4





typedef __int_least8_t int_least8_t;
typedef __int_least16_t int_least16_t;
typedef __int_least32_t int_least32_t;
typedef __int_least64_t int_least64_t;


typedef __uint_least8_t uint_least8_t;
typedef __uint_least16_t uint_least16_t;
typedef __uint_least32_t uint_least32_t;
typedef __uint_least64_t uint_least64_t;





typedef signed char int_fast8_t;

typedef long int int_fast16_t;
typedef long int int_fast32_t;
typedef long int int_fast64_t;
# 71 "/usr/include/stdint.h" 3 4
typedef unsigned char uint_fast8_t;

typedef unsigned long int uint_fast16_t;
typedef unsigned long int uint_fast32_t;
typedef unsigned long int uint_fast64_t;
# 87 "/usr/include/stdint.h" 3 4
typedef long int intptr_t;


typedef unsigned long int uintptr_t;
# 101 "/usr/include/stdint.h" 3 4
typedef __intmax_t intmax_t;
typedef __uintmax_t uintmax_t;
# 10 "/usr/lib/gcc/x86_64-linux-gnu/12/include/stdint.h" 2 3 4
# 76 "/tmp/wt/advice/runtime/include/percpu.h" 2


# 1 "/tmp/wt/advice/runtime/include/percpu/abi.h" 1
# 152 "/tmp/wt/advice/runtime/include/percpu/abi.h"
# 1 "/usr/lib/gcc/x86_64-linux-gnu/12/include/stddef.h" 1 3 4
# 153 "/tmp/wt/advice/runtime/include/percpu/abi.h" 2






#pragma GCC visibility push (hidden)




# 163 "/tmp/wt/advice/runtime/include/percpu/abi.h"
extern char __start___percpu[];
extern char __stop___percpu[];


extern const char __start___rseq_cs[];
extern const char __stop___rseq_cs[];



struct __percpu_page
{
  uintptr_t this_displacement;
  uint32_t tag;

  uint32_t cpu;


  uint64_t guard_owner;
  uint32_t guard_events;

  uint32_t stopped;


  uintptr_t home;
};



struct __percpu_guard_thread
{



  volatile uint32_t busy;

  volatile uint32_t aided;

  volatile uintptr_t held;

  volatile uint64_t identity;

  volatile uint32_t reading;
};


enum __percpu_list_operation
{
  __PERCPU_LIST_PUSH,
  __PERCPU_LIST_POP,
  __PERCPU_LIST_POP_ALL,
  __PERCPU_STACK_PUSH,
  __PERCPU_STACK_POP
};



struct __percpu_image
{


  size_t size;
  char *start;
  char *stop;
  const char *sequences;
  const char *sequences_stop;
  struct __percpu_page *page;
  intptr_t *rseq_offset;
  uintptr_t *pic_page;
  uintptr_t *pic_bias;
  intptr_t *pic_rseq_offset;
  const size_t *room;
  const size_t *dynamic_room;




  struct __percpu_image *next;
  uintptr_t address;
};



extern struct __percpu_image __percpu_image;




extern uintptr_t __percpu_this_displacement;




extern uint32_t __percpu_tag;



extern struct __percpu_page __percpu_page;





extern intptr_t __percpu_rseq_offset;




extern uintptr_t __percpu_pic_page;
extern uintptr_t __percpu_pic_bias;
extern intptr_t __percpu_pic_rseq_offset;



extern const size_t __percpu_room;
extern const size_t __percpu_dynamic_room;



struct __percpu_sequence
{
  uint32_t version;
  uint32_t flags;
  uint64_t start;
  uint64_t length;
  uint64_t abort;
  uint64_t retry;
  uint64_t reserved;
};





extern char __percpu_cold[];
extern char __percpu_abort[];



extern char __percpu_again[];



extern char __percpu_cold_load[];

#pragma GCC visibility pop
#pragma GCC visibility push (default)







extern void __percpu_image_register (struct __percpu_image *image);



extern void __percpu_image_unregister (struct __percpu_image *image);




extern uintptr_t __percpu_displacement (unsigned int cpu);



extern uintptr_t __percpu_displacement_read (unsigned int cpu);



extern void __percpu_reset (uintptr_t address, size_t size);





extern void __percpu_hardened (uintptr_t address, const char *what,
          unsigned int flags);






extern uintptr_t __percpu_resume (struct __percpu_image *image,
      uintptr_t where, unsigned int why);


extern __thread struct __percpu_guard_thread __percpu_guard_thread
  __attribute__ ((tls_model ("initial-exec")));




extern void __percpu_barrier_prepare (void);
# 368 "/tmp/wt/advice/runtime/include/percpu/abi.h"
extern uintptr_t __percpu_guard_begin (struct __percpu_image *image)
  __attribute__ ((noplt));





extern uintptr_t __percpu_guard_wait (void) __attribute__ ((noplt));


extern void __percpu_guard_wake (uintptr_t displacement) __attribute__ ((noplt));




extern void __percpu_guard_end (uintptr_t displacement, unsigned int nested)
  __attribute__ ((noplt));


extern void __percpu_thread_begin (struct __percpu_image *image)
  __attribute__ ((noplt));






extern unsigned int __percpu_list_otherwise
  (enum __percpu_list_operation operation, uintptr_t address, void *p,
   size_t limit, void **result) __attribute__ ((noplt));



extern void __percpu_lock_wait (uint32_t *word) __attribute__ ((noplt));
extern void __percpu_lock_wake (uint32_t *word) __attribute__ ((noplt));




struct percpu_rwlock;
extern void __percpu_rwlock_wait (struct percpu_rwlock *l) __attribute__ ((noplt));
extern void __percpu_rwlock_left (struct percpu_rwlock *l) __attribute__ ((noplt));
extern void __percpu_rwlock_write (struct percpu_rwlock *l,
       uintptr_t address) __attribute__ ((noplt));
extern void __percpu_rwlock_written (struct percpu_rwlock *l) __attribute__ ((noplt));

struct percpu_ref;




extern int __percpu_ref_change (struct __percpu_image *image,
    struct percpu_ref *ref, unsigned long n,
    int how) __attribute__ ((noplt));

#pragma GCC visibility pop
# 79 "/tmp/wt/advice/runtime/include/percpu.h" 2
# 122 "/tmp/wt/advice/runtime/include/percpu.h"
enum percpu_error
{
  PERCPU_OK = 0,

  PERCPU_ERANGE = -1,

  PERCPU_EOFFLINE = -2,

  PERCPU_EUNBOUND = -3,



  PERCPU_EINIT = -4,

  PERCPU_ENOMEM = -5,

  PERCPU_EOS = -6,

  PERCPU_ESIZE = -7,

  PERCPU_EALIGN = -8,

  PERCPU_ENOROOM = -9,

  PERCPU_EADDRESS = -10
};
# 264 "/tmp/wt/advice/runtime/include/percpu.h"
#pragma GCC visibility push (default)
# 277 "/tmp/wt/advice/runtime/include/percpu.h"
extern unsigned int percpu_nr_cpus (void);




extern 
# 282 "/tmp/wt/advice/runtime/include/percpu.h" 3 4
      _Bool 
# 282 "/tmp/wt/advice/runtime/include/percpu.h"
           percpu_cpu_possible (unsigned int cpu);





extern unsigned int percpu_cpu_next (unsigned int cpu);
# 303 "/tmp/wt/advice/runtime/include/percpu.h"
extern int percpu_bind (unsigned int cpu) __attribute__ ((percpu_role ("bind")));
# 312 "/tmp/wt/advice/runtime/include/percpu.h"
extern int percpu_unbind (void) __attribute__ ((percpu_role ("unbind")));





extern int percpu_bound_cpu (void);







extern void *percpu_area_base (unsigned int cpu);





extern size_t percpu_area_size (void);


enum percpu_mode
{

  PERCPU_MODE_NONE,


  PERCPU_MODE_LIBC,


  PERCPU_MODE_OWN,



  PERCPU_MODE_PRIVATE
};




extern enum percpu_mode percpu_mode (void);



extern const char *percpu_mode_name (enum percpu_mode mode);


struct percpu_stats
{



  unsigned int cpus;
  unsigned int cpus_used;

  unsigned int private_areas;


  unsigned int images;
  size_t variables;

  size_t area_size;
  size_t area_limit;

  size_t reserved;


  size_t resident;


  size_t objects;
  size_t objects_size;




  size_t dynamic_size;
  size_t dynamic_limit;
  size_t dynamic_free;
  size_t dynamic_largest;
};





extern int percpu_stats_get (struct percpu_stats *stats, size_t size);



extern void percpu_stats (void);




extern size_t percpu_area_resident (unsigned int cpu);
# 418 "/tmp/wt/advice/runtime/include/percpu.h"
extern 
# 418 "/tmp/wt/advice/runtime/include/percpu.h" 3 4
      _Bool 
# 418 "/tmp/wt/advice/runtime/include/percpu.h"
           percpu_preemptible (void);

#pragma GCC visibility pop
# 457 "/tmp/wt/advice/runtime/include/percpu.h"
#pragma GCC visibility push (default)





extern const char *percpu_strerror (int error);

#pragma GCC visibility pop
# 484 "/tmp/wt/advice/runtime/include/percpu.h"
__asm__ (".globl __percpu_image");
# 668 "/tmp/wt/advice/runtime/include/percpu.h"
# 1 "/tmp/wt/advice/runtime/include/percpu/guard.h" 1
# 78 "/tmp/wt/advice/runtime/include/percpu/guard.h"
# 1 "/usr/lib/gcc/x86_64-linux-gnu/12/include/limits.h" 1 3 4
# 34 "/usr/lib/gcc/x86_64-linux-gnu/12/include/limits.h" 3 4
# 1 "/usr/lib/gcc/x86_64-linux-gnu/12/include/syslimits.h" 1 3 4






# 1 "/usr/lib/gcc/x86_64-linux-gnu/12/include/limits.h" 1 3 4
# 203 "/usr/lib/gcc/x86_64-linux-gnu/12/include/limits.h" 3 4
# 1 "/usr/include/limits.h" 1 3 4
# 26 "/usr/include/limits.h" 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/libc-header-start.h" 1 3 4
# 27 "/usr/include/limits.h" 2 3 4
# 195 "/usr/include/limits.h" 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/posix1_lim.h" 1 3 4
# 27 "/usr/include/x86_64-linux-gnu/bits/posix1_lim.h" 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/wordsize.h" 1 3 4
# 28 "/usr/include/x86_64-linux-gnu/bits/posix1_lim.h" 2 3 4
# 161 "/usr/include/x86_64-linux-gnu/bits/posix1_lim.h" 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/local_lim.h" 1 3 4
# 38 "/usr/include/x86_64-linux-gnu/bits/local_lim.h" 3 4
# 1 "/usr/include/linux/limits.h" 1 3 4
# 39 "/usr/include/x86_64-linux-gnu/bits/local_lim.h" 2 3 4
# 81 "/usr/include/x86_64-linux-gnu/bits/local_lim.h" 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/pthread_stack_min-dynamic.h" 1 3 4
# 23 "/usr/include/x86_64-linux-gnu/bits/pthread_stack_min-dynamic.h" 3 4


# 24 "/usr/include/x86_64-linux-gnu/bits/pthread_stack_min-dynamic.h" 3 4
extern long int __sysconf (int __name) __attribute__ ((__nothrow__ , __leaf__));

# 82 "/usr/include/x86_64-linux-gnu/bits/local_lim.h" 2 3 4
# 162 "/usr/include/x86_64-linux-gnu/bits/posix1_lim.h" 2 3 4
# 196 "/usr/include/limits.h" 2 3 4



# 1 "/usr/include/x86_64-linux-gnu/bits/posix2_lim.h" 1 3 4
# 200 "/usr/include/limits.h" 2 3 4



# 1 "/usr/include/x86_64-linux-gnu/bits/xopen_lim.h" 1 3 4
# 64 "/usr/include/x86_64-linux-gnu/bits/xopen_lim.h" 3 4
# 1 "/usr/include/x86_64-linux-gnu/bits/uio_lim.h" 1 3 4
# 65 "/usr/include/x86_64-linux-gnu/bits/xopen_lim.h" 2 3 4
# 204 "/usr/include/limits.h" 2 3 4
# 204 "/usr/lib/gcc/x86_64-linux-gnu/12/include/limits.h" 2 3 4
# 8 "/usr/lib/gcc/x86_64-linux-gnu/12/include/syslimits.h" 2 3 4
# 35 "/usr/lib/gcc/x86_64-linux-gnu/12/include/limits.h" 2 3 4
# 79 "/tmp/wt/advice/runtime/include/percpu/guard.h" 2
# 1 "/usr/lib/gcc/x86_64-linux-gnu/12/include/stddef.h" 1 3 4
# 80 "/tmp/wt/advice/runtime/include/percpu/guard.h" 2
# 97 "/tmp/wt/advice/runtime/include/percpu/guard.h"

# 97 "/tmp/wt/advice/runtime/include/percpu/guard.h"
struct percpu_guard
{

  uintptr_t displacement;


  unsigned int cpu;

  unsigned int nested;
};
# 147 "/tmp/wt/advice/runtime/include/percpu/guard.h"
#pragma GCC visibility push (hidden)






extern struct percpu_guard percpu_guard_enter (void)
  __attribute__ ((percpu_role ("guard_enter")));



extern void percpu_guard_leave (struct percpu_guard *g)
  __attribute__ ((nonnull)) __attribute__ ((percpu_role ("guard_leave")));

#pragma GCC visibility pop
# 669 "/tmp/wt/advice/runtime/include/percpu.h" 2
# 1 "/tmp/wt/advice/runtime/include/percpu/cell.h" 1
# 41 "/tmp/wt/advice/runtime/include/percpu/cell.h"
struct percpu_cell_borrow
{
  int *count;
  int by;
};

static __inline__ void
__percpu_cell_end (struct percpu_cell_borrow *b)
{
  if (b->count)
    *b->count -= b->by;
  b->count = 
# 52 "/tmp/wt/advice/runtime/include/percpu/cell.h" 3 4
            ((void *)0)
# 52 "/tmp/wt/advice/runtime/include/percpu/cell.h"
                ;
}


static __inline__ struct percpu_cell_borrow
__percpu_cell_try (int *count, int by)
{
  struct percpu_cell_borrow b;

  b.count = 
# 61 "/tmp/wt/advice/runtime/include/percpu/cell.h" 3 4
           ((void *)0)
# 61 "/tmp/wt/advice/runtime/include/percpu/cell.h"
               ;
  b.by = by;
  if (by > 0 ? *count >= 0 : *count == 0)
    {
      *count += by;
      b.count = count;
    }
  return b;
}



#pragma GCC visibility push (default)



extern void __percpu_cell_refuse (const char *cell, const char *file,
      unsigned int line, int borrows)
  __attribute__ ((noreturn, cold));

#pragma GCC visibility pop




static __inline__ struct percpu_cell_borrow
__percpu_cell_borrow (int *count, int by, const char *cell, const char *file,
        unsigned int line)
{
  struct percpu_cell_borrow b = __percpu_cell_try (count, by);

  (void) cell, (void) file, (void) line;
  if (!b.count)
    __percpu_cell_refuse (cell, file, line, *count);
  return b;
}
# 670 "/tmp/wt/advice/runtime/include/percpu.h" 2
# 1 "/tmp/wt/advice/runtime/include/percpu/alloc.h" 1
# 46 "/tmp/wt/advice/runtime/include/percpu/alloc.h"
# 1 "/usr/lib/gcc/x86_64-linux-gnu/12/include/stddef.h" 1 3 4
# 47 "/tmp/wt/advice/runtime/include/percpu/alloc.h" 2
# 57 "/tmp/wt/advice/runtime/include/percpu/alloc.h"
enum percpu_address_kind
{
  PERCPU_ADDRESS_NONE,

  PERCPU_ADDRESS_VARIABLE,

  PERCPU_ADDRESS_DYNAMIC,

  PERCPU_ADDRESS_TEMPLATE
};

struct percpu_address_info
{
  enum percpu_address_kind kind;


  unsigned int cpu;

  uintptr_t address;




  uintptr_t start;
  size_t size;
  uintptr_t section;
};
# 114 "/tmp/wt/advice/runtime/include/percpu/alloc.h"
#pragma GCC visibility push (default)
extern void __percpu *__percpu_alloc (size_t size, size_t align,
          unsigned int flags)
  __attribute__ ((percpu_role ("allocate"), warn_unused_result));
extern void __percpu *__percpu_alloc_value (size_t size, size_t align,
         const void *value)
  __attribute__ ((percpu_role ("allocate"), warn_unused_result));
extern void __percpu_free (const volatile void __percpu *p, const char *what)
  __attribute__ ((percpu_role ("free")));
extern void __percpu_autofree (void *variable)
  __attribute__ ((percpu_role ("autofree")));
extern 
# 125 "/tmp/wt/advice/runtime/include/percpu/alloc.h" 3 4
      _Bool 
# 125 "/tmp/wt/advice/runtime/include/percpu/alloc.h"
           __percpu_retain (const volatile void __percpu *p, const char *what)
  __attribute__ ((percpu_role ("retain"), warn_unused_result));
extern 
# 127 "/tmp/wt/advice/runtime/include/percpu/alloc.h" 3 4
      _Bool 
# 127 "/tmp/wt/advice/runtime/include/percpu/alloc.h"
           __percpu_release (const volatile void __percpu *p, const char *what)
  __attribute__ ((percpu_borrows (1)));

extern void __percpu_dispose (const volatile void __percpu *p,
         const char *what)
  __asm__ ("__percpu_free") __attribute__ ((percpu_borrows (1)));




extern int percpu_alloc_error (void);






extern int percpu_address_info (const volatile void *address,
    struct percpu_address_info *info);
extern int percpu_pointer_info (const volatile void __percpu *p,
    struct percpu_address_info *info);

#pragma GCC visibility pop
# 184 "/tmp/wt/advice/runtime/include/percpu/alloc.h"
static __inline__ size_t
__percpu_array_size (size_t n, size_t size)
{
  size_t product;

  return __builtin_mul_overflow (n, size, &product) ? 
# 189 "/tmp/wt/advice/runtime/include/percpu/alloc.h" 3 4
                                                     (18446744073709551615UL) 
# 189 "/tmp/wt/advice/runtime/include/percpu/alloc.h"
                                                              : product;
}
# 302 "/tmp/wt/advice/runtime/include/percpu/alloc.h"
static __inline__ void __percpu_released (const volatile void __percpu *p)
  __attribute__ ((percpu_role ("release")));
static __inline__ void
__percpu_released (const volatile void __percpu *p)
{
  (void) p;
}
# 671 "/tmp/wt/advice/runtime/include/percpu.h" 2
# 1 "/tmp/wt/advice/runtime/include/percpu/list.h" 1
# 84 "/tmp/wt/advice/runtime/include/percpu/list.h"
struct percpu_node
{
  struct percpu_node *next;
};


struct percpu_list
{
  struct percpu_node *head;
};
# 198 "/tmp/wt/advice/runtime/include/percpu/list.h"
#pragma GCC visibility push (hidden)




extern void percpu_list_push (struct percpu_list __percpu *l,
         struct percpu_node *node) __attribute__ ((percpu_keeps (2)));





extern struct percpu_node *percpu_list_pop
  (struct percpu_list __percpu *l);





extern struct percpu_node *percpu_list_pop_all
  (struct percpu_list __percpu *l);

extern 
# 220 "/tmp/wt/advice/runtime/include/percpu/list.h" 3 4
      _Bool 
# 220 "/tmp/wt/advice/runtime/include/percpu/list.h"
           __percpu_stack_push (size_t __percpu *count, void *p,
     size_t limit) __attribute__ ((percpu_keeps (2)));
extern void *__percpu_stack_pop (size_t __percpu *count);

#pragma GCC visibility pop
#pragma GCC visibility push (default)





extern struct percpu_node *percpu_list_pop_all_of
  (struct percpu_list __percpu *l, unsigned int cpu);







extern struct percpu_node *percpu_list_drain
  (struct percpu_list __percpu *l);

extern void *__percpu_stack_pop_of (size_t __percpu *count,
        unsigned int cpu);

#pragma GCC visibility pop
# 672 "/tmp/wt/advice/runtime/include/percpu.h" 2
# 1 "/tmp/wt/advice/runtime/include/percpu/lock.h" 1
# 83 "/tmp/wt/advice/runtime/include/percpu/lock.h"
struct percpu_lock
{

  uint32_t state;
};

struct percpu_rwlock
{

  uint64_t entered, left;





  uint32_t gate __attribute__ ((aligned (64)));
  uint32_t events;
  uint32_t waiting;
  uint32_t writers;
  uintptr_t owner;
  uint64_t entered_late, left_late;
};
# 140 "/tmp/wt/advice/runtime/include/percpu/lock.h"
#pragma GCC visibility push (hidden)






extern unsigned int percpu_lock_this (struct percpu_lock __percpu *l);





extern void percpu_rwlock_read_enter (struct percpu_rwlock __percpu *l);
extern void percpu_rwlock_read_leave (struct percpu_rwlock __percpu *l);




extern void percpu_rwlock_write_enter (struct percpu_rwlock __percpu *l);
extern void percpu_rwlock_write_leave (struct percpu_rwlock __percpu *l);

#pragma GCC visibility pop
#pragma GCC visibility push (default)




extern void percpu_lock_cpu (struct percpu_lock __percpu *l,
        unsigned int cpu);




extern 
# 174 "/tmp/wt/advice/runtime/include/percpu/lock.h" 3 4
      _Bool 
# 174 "/tmp/wt/advice/runtime/include/percpu/lock.h"
           percpu_lock_try_cpu (struct percpu_lock __percpu *l,
     unsigned int cpu);



extern void percpu_lock_leave (struct percpu_lock __percpu *l,
          unsigned int cpu);

#pragma GCC visibility pop
# 673 "/tmp/wt/advice/runtime/include/percpu.h" 2
# 1 "/tmp/wt/advice/runtime/include/percpu/counter.h" 1
# 47 "/tmp/wt/advice/runtime/include/percpu/counter.h"
# 1 "/usr/lib/gcc/x86_64-linux-gnu/12/include/stddef.h" 1 3 4
# 48 "/tmp/wt/advice/runtime/include/percpu/counter.h" 2
# 213 "/tmp/wt/advice/runtime/include/percpu/counter.h"
struct percpu_counter
{


  uint64_t __percpu *local;



  uint64_t batch;

  uint64_t base __attribute__ ((aligned (64)));
  uint64_t rounded;
};
# 259 "/tmp/wt/advice/runtime/include/percpu/counter.h"
#pragma GCC visibility push (default)

extern int percpu_counter_init_many (struct percpu_counter *c, size_t n,
         int64_t initial)
  __attribute__ ((nonnull));
extern void percpu_counter_destroy_many (struct percpu_counter *c, size_t n)
  __attribute__ ((nonnull));
extern int64_t percpu_counter_sum (const struct percpu_counter *c)
  __attribute__ ((nonnull));


extern uint64_t __percpu_counter_locals (const struct percpu_counter *c);


extern void __percpu_counter_init_static (struct percpu_counter *c);

#pragma GCC visibility pop




static __inline__ int64_t
percpu_counter_error (const struct percpu_counter *c)
{
  return (int64_t) (c->batch / 2 * percpu_nr_cpus ());
}

static __inline__ int64_t
percpu_counter_read (const struct percpu_counter *c)
{
  return (int64_t) (__atomic_load_n (&c->base, 0)
      + __atomic_load_n (&c->rounded, 0));
}



static __inline__ void
percpu_counter_add (struct percpu_counter *c, int64_t v)
{
  uint64_t batch = c->batch, now = (*c->local += (uint64_t) v);
  uint64_t more = ((now + batch / 2) & -batch)
    - ((now - (uint64_t) v + batch / 2) & -batch);

  if (__builtin_expect (more != 0, 0))
    __atomic_fetch_add (&c->rounded, more, 0);
}
# 329 "/tmp/wt/advice/runtime/include/percpu/counter.h"
static __inline__ 
# 329 "/tmp/wt/advice/runtime/include/percpu/counter.h" 3 4
                 _Bool

# 330 "/tmp/wt/advice/runtime/include/percpu/counter.h"
__percpu_counter_end_p (int64_t about, int64_t error)
{
  return about < 
# 332 "/tmp/wt/advice/runtime/include/percpu/counter.h" 3 4
                (-9223372036854775807L -1) 
# 332 "/tmp/wt/advice/runtime/include/percpu/counter.h"
                          + error || about > 
# 332 "/tmp/wt/advice/runtime/include/percpu/counter.h" 3 4
                                             (9223372036854775807L) 
# 332 "/tmp/wt/advice/runtime/include/percpu/counter.h"
                                                       - error;
}

static __inline__ void
percpu_counter_set (struct percpu_counter *c, int64_t v)
{
  __atomic_store_n (&c->base, (uint64_t) v - __percpu_counter_locals (c),
      3);
}

static __inline__ 
# 342 "/tmp/wt/advice/runtime/include/percpu/counter.h" 3 4
                 _Bool

# 343 "/tmp/wt/advice/runtime/include/percpu/counter.h"
percpu_counter_add_limited (struct percpu_counter *c, int64_t limit, int64_t v)
{
  int64_t error = percpu_counter_error (c), now, far;
  uint64_t base = __atomic_load_n (&c->base, 2), before;

  for (;;)
    {
      before = base;
      now = (int64_t) (base + __atomic_load_n (&c->rounded, 0));
      if (__percpu_counter_end_p (now, error)
   || __builtin_add_overflow (now, v, &now)
   || __builtin_add_overflow (now, v < 0 ? -error : error, &far)
   || (v < 0 ? far < limit : far > limit))
 {
   now = (int64_t) (base + __percpu_counter_locals (c));
   if (__builtin_add_overflow (now, v, &now)
       || (v < 0 ? now < limit : now > limit))
     {

       base = __atomic_load_n (&c->base, 2);
       if (base == before)
  return 
# 364 "/tmp/wt/advice/runtime/include/percpu/counter.h" 3 4
        0
# 364 "/tmp/wt/advice/runtime/include/percpu/counter.h"
             ;
       continue;
     }
 }
      if (__atomic_compare_exchange_n (&c->base, &base, base + (uint64_t) v,
           
# 369 "/tmp/wt/advice/runtime/include/percpu/counter.h" 3 4
          1
# 369 "/tmp/wt/advice/runtime/include/percpu/counter.h"
              , 4,
           2))
 return 
# 371 "/tmp/wt/advice/runtime/include/percpu/counter.h" 3 4
       1
# 371 "/tmp/wt/advice/runtime/include/percpu/counter.h"
           ;
    }
}

static __inline__ int
percpu_counter_compare (const struct percpu_counter *c, int64_t v)
{
  int64_t value = percpu_counter_read (c), error = percpu_counter_error (c);
  int64_t distance;

  if (__percpu_counter_end_p (value, error)
      || __builtin_sub_overflow (value, v, &distance)
      || (distance >= -error && distance <= error))
    value = percpu_counter_sum (c);
  return (value > v) - (value < v);
}





static __inline__ int
percpu_counter_init (struct percpu_counter *c, int64_t initial)
{
  return percpu_counter_init_many (c, 1, initial);
}

static __inline__ void
percpu_counter_destroy (struct percpu_counter *c)
{
  percpu_counter_destroy_many (c, 1);
}



static __inline__ void
percpu_counter_sub (struct percpu_counter *c, int64_t v)
{
  percpu_counter_add (c, (int64_t) - (uint64_t) v);
}

static __inline__ void
percpu_counter_inc (struct percpu_counter *c)
{
  percpu_counter_add (c, 1);
}

static __inline__ void
percpu_counter_dec (struct percpu_counter *c)
{
  percpu_counter_add (c, -1);
}
# 674 "/tmp/wt/advice/runtime/include/percpu.h" 2
# 1 "/tmp/wt/advice/runtime/include/percpu/ref.h" 1
# 69 "/tmp/wt/advice/runtime/include/percpu/ref.h"
# 1 "/usr/lib/gcc/x86_64-linux-gnu/12/include/limits.h" 1 3 4
# 70 "/tmp/wt/advice/runtime/include/percpu/ref.h" 2







struct percpu_ref;




typedef void percpu_ref_func (struct percpu_ref *ref);


struct percpu_ref
{

  uintptr_t counts;



  uint64_t count;
  percpu_ref_func *release;

  uint64_t owner;
  unsigned int flags;
};


enum
{

  PERCPU_REF_INIT_ATOMIC = 1 << 0,

  PERCPU_REF_INIT_DEAD = 1 << 1,


  PERCPU_REF_ALLOW_REINIT = 1 << 2
};


enum
{
  __PERCPU_REF_PERCPU = 1,
  __PERCPU_REF_INIT = 2
};
# 127 "/tmp/wt/advice/runtime/include/percpu/ref.h"
enum
{
  __PERCPU_REF_PUT,
  __PERCPU_REF_GET,
  __PERCPU_REF_TRYGET,
  __PERCPU_REF_TRYGET_LIVE
};
# 151 "/tmp/wt/advice/runtime/include/percpu/ref.h"
#pragma GCC visibility push (default)


extern void __percpu_ref_refuse (const struct percpu_ref *ref,
     const char *what)
  __attribute__ ((noreturn, cold));

#pragma GCC visibility pop




static __inline__ 
# 163 "/tmp/wt/advice/runtime/include/percpu/ref.h" 3 4
                 _Bool

# 164 "/tmp/wt/advice/runtime/include/percpu/ref.h"
__percpu_ref_change_atomic (struct percpu_ref *ref, unsigned long n, int how)
{
  uint64_t old = __atomic_load_n (&ref->count, 0), now;

  if (!(__atomic_load_n (&ref->counts, 0) & __PERCPU_REF_INIT))
    __percpu_ref_refuse (ref, "is used before percpu_ref_init"
    " or after percpu_ref_exit");
  if (n >= ((uint64_t) 1 << 61) / ((uint64_t) 2))
    __percpu_ref_refuse (ref, "is got or put too many times at once");
  do
    {
      if (how >= __PERCPU_REF_TRYGET
   && (old < ((uint64_t) 2)
       || (how == __PERCPU_REF_TRYGET_LIVE
    && (old & ((uint64_t) 1)))))
 return 
# 179 "/tmp/wt/advice/runtime/include/percpu/ref.h" 3 4
       0
# 179 "/tmp/wt/advice/runtime/include/percpu/ref.h"
            ;
      now = (how == __PERCPU_REF_PUT ? old - n * ((uint64_t) 2)
      : old + n * ((uint64_t) 2));
      if ((old < ((uint64_t) 1 << 61)) != (now < ((uint64_t) 1 << 61)))
 __percpu_ref_refuse (ref, how == __PERCPU_REF_PUT
        ? "is put more often than got"
        : "is got too many times");
      if (how == __PERCPU_REF_GET && old < ((uint64_t) 2))
 __percpu_ref_refuse (ref, "is got when there is no reference left");

      if (now == 0)
 __percpu_ref_refuse (ref, "is put more often than got");
    }
  while (!__atomic_compare_exchange_n (&ref->count, &old, now, 
# 192 "/tmp/wt/advice/runtime/include/percpu/ref.h" 3 4
                                                              1
# 192 "/tmp/wt/advice/runtime/include/percpu/ref.h"
                                                                  ,
           4, 0));
  if (how == __PERCPU_REF_PUT && now == ((uint64_t) 1) && n != 0)
    ref->release (ref);
  return 
# 196 "/tmp/wt/advice/runtime/include/percpu/ref.h" 3 4
        1
# 196 "/tmp/wt/advice/runtime/include/percpu/ref.h"
            ;
}
# 380 "/tmp/wt/advice/runtime/include/percpu/ref.h"
#pragma GCC visibility push (hidden)


extern void percpu_ref_get_many (struct percpu_ref *ref, unsigned long n)
  __attribute__ ((nonnull));
extern void percpu_ref_put_many (struct percpu_ref *ref, unsigned long n)
  __attribute__ ((nonnull));
extern 
# 387 "/tmp/wt/advice/runtime/include/percpu/ref.h" 3 4
      _Bool 
# 387 "/tmp/wt/advice/runtime/include/percpu/ref.h"
           percpu_ref_tryget_many (struct percpu_ref *ref, unsigned long n)
  __attribute__ ((nonnull, warn_unused_result));
extern 
# 389 "/tmp/wt/advice/runtime/include/percpu/ref.h" 3 4
      _Bool 
# 389 "/tmp/wt/advice/runtime/include/percpu/ref.h"
           percpu_ref_tryget_live_many (struct percpu_ref *ref,
      unsigned long n)
  __attribute__ ((nonnull, warn_unused_result));

#pragma GCC visibility pop
#pragma GCC visibility push (default)

extern int percpu_ref_init (struct percpu_ref *ref, percpu_ref_func *release,
       unsigned int flags)
  __attribute__ ((nonnull));
extern void percpu_ref_exit (struct percpu_ref *ref)
  __attribute__ ((nonnull));
extern void percpu_ref_kill_and_confirm (struct percpu_ref *ref,
      percpu_ref_func *confirm)
  __attribute__ ((nonnull (1)));
extern void percpu_ref_reinit (struct percpu_ref *ref)
  __attribute__ ((nonnull));
extern void percpu_ref_resurrect (struct percpu_ref *ref)
  __attribute__ ((nonnull));
extern void percpu_ref_switch_to_atomic (struct percpu_ref *ref)
  __attribute__ ((nonnull));
extern void percpu_ref_switch_to_percpu (struct percpu_ref *ref)
  __attribute__ ((nonnull));

#pragma GCC visibility pop



static __inline__ void
percpu_ref_get (struct percpu_ref *ref)
{
  percpu_ref_get_many (ref, 1);
}

static __inline__ void
percpu_ref_put (struct percpu_ref *ref)
{
  percpu_ref_put_many (ref, 1);
}

static __inline__ 
# 429 "/tmp/wt/advice/runtime/include/percpu/ref.h" 3 4
                 _Bool

# 430 "/tmp/wt/advice/runtime/include/percpu/ref.h"
percpu_ref_tryget (struct percpu_ref *ref)
{
  return percpu_ref_tryget_many (ref, 1);
}

static __inline__ 
# 435 "/tmp/wt/advice/runtime/include/percpu/ref.h" 3 4
                 _Bool

# 436 "/tmp/wt/advice/runtime/include/percpu/ref.h"
percpu_ref_tryget_live (struct percpu_ref *ref)
{
  return percpu_ref_tryget_live_many (ref, 1);
}

static __inline__ void
percpu_ref_kill (struct percpu_ref *ref)
{
  percpu_ref_kill_and_confirm (ref, 
# 444 "/tmp/wt/advice/runtime/include/percpu/ref.h" 3 4
                                   ((void *)0)
# 444 "/tmp/wt/advice/runtime/include/percpu/ref.h"
                                       );
}

static __inline__ 
# 447 "/tmp/wt/advice/runtime/include/percpu/ref.h" 3 4
                 _Bool

# 448 "/tmp/wt/advice/runtime/include/percpu/ref.h"
percpu_ref_is_dying (const struct percpu_ref *ref)
{
  return __atomic_load_n (&ref->count, 2) & ((uint64_t) 1);
}

static __inline__ 
# 453 "/tmp/wt/advice/runtime/include/percpu/ref.h" 3 4
                 _Bool

# 454 "/tmp/wt/advice/runtime/include/percpu/ref.h"
percpu_ref_is_zero (const struct percpu_ref *ref)
{
  return __atomic_load_n (&ref->count, 2) < ((uint64_t) 2);
}
# 675 "/tmp/wt/advice/runtime/include/percpu.h" 2
# 9 "testsuite/percpu.opts/save-temps.c" 2

static __attribute__ ((percpu)) unsigned long hits;

unsigned long __percpu *
hit (void)
{
  hits += 5;
  return &hits;
}
