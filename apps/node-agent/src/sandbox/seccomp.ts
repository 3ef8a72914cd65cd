/**
 * The filter of system calls of a program, in the classic BPF of seccomp(2). The sandbox takes away rights already; this makes the
 * part of the kernel small that a program can reach. What is not known here does not exist for the program.
 */

const X64 = 'x64';
type Architecture = typeof X64 | 'arm64';

const AUDIT_ARCH: Record<Architecture, number> = { x64: 0xc000003e, arm64: 0xc00000b7 };
/** Calls of the 32-bit ABI on x64 have this bit. */
const X32_BIT = 0x40000000;
const LAST_KNOWN_CALL = 462;

/** Number of each call that fails with EPERM, on x64 and on arm64. */
const DENIED: Readonly<Record<string, readonly [x64: number, arm64: number]>> = {
  // other processes
  ...{ ptrace: [101, 117], process_vm_readv: [310, 270], process_vm_writev: [311, 271], kcmp: [312, 272] },
  ...{ pidfd_getfd: [438, 438], process_madvise: [440, 440], migrate_pages: [256, 238], move_pages: [279, 239] },
  // namespaces and mounts
  ...{ unshare: [272, 97], setns: [308, 268], mount: [165, 40], umount2: [166, 39], pivot_root: [155, 41] },
  ...{ chroot: [161, 51], fsopen: [430, 430], fsconfig: [431, 431], fsmount: [432, 432], fspick: [433, 433] },
  ...{ move_mount: [429, 429], open_tree: [428, 428], mount_setattr: [442, 442] },
  ...{ open_by_handle_at: [304, 265], name_to_handle_at: [303, 264], fanotify_init: [300, 262] },
  // the kernel itself
  ...{ bpf: [321, 280], perf_event_open: [298, 241], userfaultfd: [323, 282], init_module: [175, 105] },
  ...{ finit_module: [313, 273], delete_module: [176, 106], kexec_load: [246, 104], kexec_file_load: [320, 294] },
  ...{ reboot: [169, 142], swapon: [167, 224], swapoff: [168, 225], syslog: [103, 116], acct: [163, 89] },
  ...{ io_uring_setup: [425, 425], io_uring_enter: [426, 426], io_uring_register: [427, 427] },
  ...{ add_key: [248, 217], request_key: [249, 218], keyctl: [250, 219], quotactl: [179, 60], personality: [135, 92] },
  // clocks and names of the machine, and the processors that it was given
  ...{ settimeofday: [164, 170], clock_settime: [227, 112], adjtimex: [159, 171], clock_adjtime: [305, 266] },
  ...{ sethostname: [170, 161], setdomainname: [171, 162], sched_setaffinity: [203, 122] },
  ...{ mbind: [237, 235], set_mempolicy: [238, 237] },
  // the network, and memory that belongs to no process
  ...{ socket: [41, 198], memfd_create: [319, 279], memfd_secret: [447, 447], shmget: [29, 194], msgget: [68, 186] },
  ...{ semget: [64, 190], mq_open: [240, 180], vmsplice: [278, 75] },
};
const ONLY_X64 = { ioperm: 173, iopl: 172, modify_ldt: 154 };
const CLONE: Record<Architecture, number> = { x64: 56, arm64: 220 };
const CLONE3 = 435;
const IOCTL: Record<Architecture, number> = { x64: 16, arm64: 29 };
/** Every CLONE_NEW… flag: a new namespace of any kind. */
const NEW_NAMESPACES = 0x7e020080;
/** Write into a terminal as if it was typed there. */
const TERMINAL_INPUT = [0x5412, 0x541c];

const EPERM = 1;
const ENOSYS = 38;
const RETURN = { allow: 0x7fff0000, kill: 0x80000000, error: 0x00050000 };
const OFFSET = { call: 0, architecture: 4, argument: (at: number) => 16 + 8 * at };

type Instruction = readonly [code: number, whenTrue: number, whenFalse: number, value: number];
const load = (offset: number): Instruction => [0x20, 0, 0, offset];
const skipUnlessEqual = (value: number, skipped: number): Instruction => [0x15, 0, skipped, value];
const skipUnlessAtLeast = (value: number, skipped: number): Instruction => [0x35, 0, skipped, value];
const skipUnlessAnyOf = (bits: number, skipped: number): Instruction => [0x45, 0, skipped, bits];
const give = (value: number): Instruction => [0x06, 0, 0, value >>> 0];
const fail = (error: number): Instruction => give(RETURN.error | error);

/** The filter for this machine; undefined on a processor it is not written for. */
export function seccompFilter(architecture: string = process.arch): Buffer | undefined {
  if (!(architecture in AUDIT_ARCH)) return undefined;
  const program = programFor(architecture as Architecture);
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(([code, whenTrue, whenFalse, value], at) => {
    bytes.writeUInt16LE(code, 8 * at);
    bytes.writeUInt8(whenTrue, 8 * at + 2);
    bytes.writeUInt8(whenFalse, 8 * at + 3);
    bytes.writeUInt32LE(value >>> 0, 8 * at + 4);
  });
  return bytes;
}

function programFor(architecture: Architecture): Instruction[] {
  const denied = Object.values(DENIED).map((numbers) => numbers[architecture === X64 ? 0 : 1]);
  if (architecture === X64) denied.push(...Object.values(ONLY_X64));
  return [
    load(OFFSET.architecture),
    ...[[0x15, 1, 0, AUDIT_ARCH[architecture]] as const, give(RETURN.kill)],
    load(OFFSET.call),
    ...(architecture === X64 ? [skipUnlessAtLeast(X32_BIT, 1), give(RETURN.kill)] : []),
    ...[skipUnlessAtLeast(LAST_KNOWN_CALL + 1, 1), fail(ENOSYS)],
    // its flags lie in memory, which a filter cannot read; the C library falls back to clone
    ...[skipUnlessEqual(CLONE3, 1), fail(ENOSYS)],
    ...denied.flatMap((call) => [skipUnlessEqual(call, 1), fail(EPERM)]),
    ...[skipUnlessEqual(CLONE[architecture], 3), load(OFFSET.argument(0)), skipUnlessAnyOf(NEW_NAMESPACES, 1)],
    ...[fail(EPERM), load(OFFSET.call)],
    ...[skipUnlessEqual(IOCTL[architecture], 5), load(OFFSET.argument(1))],
    ...TERMINAL_INPUT.flatMap((request) => [skipUnlessEqual(request, 1), fail(EPERM)]),
    give(RETURN.allow),
  ];
}
