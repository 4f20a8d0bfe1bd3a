"""What talks to the operating system: a place for a student's processes where nothing else is seen and nothing harmed.

A ``Box`` is made by a process of ours that enters it before any code of a student's runs. Each of its members (a kernel, a
clean process) is forked from there, into process ids of its own, and gives up its rights before it does anything.

Two kinds, by what the machine gives. ``namespaces`` (Linux): own mounts, processes, network and IPC; all that is not the
system or Python is out of sight, and what is written lies in a bounded memory file system. ``process``: an own uid where
root, Landlock where the kernel has it, and the limits. Inside the grading image the second one is called ``container``:
the image has no network and holds nothing else.
"""

from __future__ import annotations

import ctypes
import errno
import functools
import math
import os
import shutil
import signal
import socket
import stat
import struct
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NoReturn

import psutil

if sys.platform != "win32":  # where there is no sandbox, but checks import this too
    import fcntl
    import resource

from grader.exercises import CHECKS

Level = Literal["namespaces", "container", "process", "none"]

HOME = Path("/home/student")
"""The only folder, with /tmp and /dev/shm, that a member of a box with namespaces can write in."""
_WRITABLE = (HOME, Path("/tmp"), Path("/dev/shm"))
KERNEL_SOCKETS = Path("/run/kernel")
CONTAINER = "GRADER_CONTAINER"
"""The variable that the grading image sets."""
_FIRST_UID = 2_000_000_000
"""With the process id added, a user of its own for each box; nobody's account is up there."""
_DYNAMIC_UIDS = range(61_184, 65_520)
"""Those that systemd gives to services while they run: no account has them either. For a root who has few uids."""

_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
_NEWNS, _NEWUTS, _NEWIPC, _NEWUSER, _NEWPID, _NEWNET = 0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
_MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_BIND, _MS_REC = 2, 4, 8, 4096, 16384
_MS_PRIVATE, _MS_SLAVE, _MS_SHARED = 1 << 18, 1 << 19, 1 << 20
_MNT_DETACH = 2
_SYS_MOUNT_SETATTR, _AT_FDCWD, _AT_RECURSIVE, _ATTR_RDONLY, _ATTR_NOSUID = 442, -100, 0x8000, 1, 2
_SYS_LANDLOCK_CREATE, _SYS_LANDLOCK_ADD, _SYS_LANDLOCK_RESTRICT = 444, 445, 446
_LANDLOCK_VERSION, _BENEATH, _REFER, _SCOPE_ABSTRACT_SOCKETS, _SCOPE_SIGNALS, _SCOPES_SINCE = 1, 1, 1 << 13, 1, 2, 6
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 4, 24, 36, 38


@dataclass(frozen=True)
class Bounds:
    """What one submission may use, all its processes together. Sizes in bytes."""

    memory: int = 3 * 2**30
    files: int = 512 * 2**20
    inodes: int = 50_000
    processes: int = 256
    """Threads count."""
    open_files: int = 256
    """Of each process. A full socket holds some 200 kB that no process is charged with."""


class SandboxError(Exception):
    """The operating system does not give what the sandbox needs."""


def _call(name: str, *arguments: Any) -> int:
    if _LIBC is None:
        raise SandboxError(f"this is not Linux: there is no {name}")
    converted = [os.fsencode(a) if isinstance(a, str | Path) else a for a in arguments]
    result: int = getattr(_LIBC, name)(*converted)
    if result < 0:
        code = ctypes.get_errno()
        raise SandboxError(f"{name}: {os.strerror(code)}")
    return result


def _mount(source: Any, target: Path, kind: str | None, flags: int, options: str | None = None) -> None:
    _call("mount", source, target, kind, ctypes.c_ulong(flags), options)


def _set_attributes(target: Path, attributes: int, *, recursive: bool) -> None:
    """Read-only and the like, on a mount and those below it, whatever flags it came with."""
    values = struct.pack("QQQQ", attributes, 0, 0, 0)
    flags = _AT_RECURSIVE if recursive else 0
    number = ctypes.c_long(_SYS_MOUNT_SETATTR)
    _call("syscall", number, _AT_FDCWD, os.fsencode(target), flags, values, ctypes.c_size_t(len(values)))


class Namespaces:
    """A box with namespaces of its own. Make it in a process that does nothing else: that process enters it.

    ``scratch`` is an empty folder of the caller's, outside; in it, ``root`` becomes the box's root, and ``kernel`` stays
    in reach from both sides, for a kernel's sockets, until ``seal``.
    """

    home = HOME
    kernel_sockets = KERNEL_SOCKETS

    def __init__(self, scratch: Path, bounds: Bounds) -> None:
        self._bounds = bounds
        self._uid = _own_uid() if os.getuid() == 0 else os.getuid()
        self._root = scratch / "root"
        self._root.mkdir(exist_ok=True)
        sockets = scratch / "kernel"
        sockets.mkdir(exist_ok=True)
        _unshare_all()
        _loopback_up()
        _mount(None, Path("/"), None, _MS_REC | _MS_PRIVATE)
        options = f"size={bounds.files},nr_inodes={bounds.inodes},mode=755"
        _mount("tmpfs", self._root, "tmpfs", _MS_NOSUID | _MS_NODEV, options)
        for path in visible():
            self._show(path)
        self._make_etc()
        self._make_devices()
        self._cover_checks()
        for folder in _WRITABLE:
            self._bind(self._inside(folder), folder)
        os.chown(sockets, self._uid, -1)
        self._bind(sockets, KERNEL_SOCKETS)
        self._inside(Path("/proc")).mkdir()

    def start(self, files: Path | None) -> None:
        """Fill the home with the regular files below ``files``, and leave the world outside. To be called as the box's
        first process, by which everything in the box ends."""
        home = self._inside(HOME)
        if files:
            _copy_files(files, home)
        for path in [*map(self._inside, _WRITABLE), *home.rglob("*")]:
            os.chown(path, self._uid, -1)
        # a user namespace may mount /proc only while it still sees one that is whole
        _mount("proc", self._inside(Path("/proc")), "proc", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC)
        _set_attributes(self._root, _ATTR_RDONLY | _ATTR_NOSUID, recursive=False)
        os.chdir(self._root)
        _call("pivot_root", ".", ".")
        _call("umount2", ".", _MNT_DETACH)
        os.chdir("/")
        _mount(None, Path("/"), None, _MS_REC | _MS_SHARED)  # what is unmounted here goes from the members too
        self._processes = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)

    def fork(self, run: Callable[[], None], keep: Iterable[int]) -> int:
        """Run ``run`` as a member, with no open file but ``keep``; the process id of the member's first process."""
        _call("setns", self._processes, _NEWPID)
        _call("unshare", _NEWPID)
        if pid := os.fork():
            return pid
        with _never_returning():
            os.setsid()  # a signal to one's own process group would reach the box, and whoever made it
            _call("unshare", _NEWNS)
            _mount(None, Path("/"), None, _MS_REC | _MS_SLAVE)  # what is mounted here stays here
            _mount("proc", Path("/proc"), "proc", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC)
            close_all_but(keep)
            _limit(self._bounds)
            _drop_rights(self._uid)
            _forbid_system_calls()
            _as_init(run, HOME)

    def seal(self) -> None:
        """Take the kernel's sockets, now that they are open, out of reach of the box."""
        _call("umount2", KERNEL_SOCKETS, _MNT_DETACH)

    def kill(self) -> NoReturn:
        """End every process of the box: this one is their init."""
        os._exit(0)

    def _inside(self, path: Path) -> Path:
        return self._root / path.relative_to("/")

    def _bind(self, source: Path, path: Path) -> None:
        target = self._inside(path)
        if source.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch()
        _mount(source, target, None, _MS_BIND | _MS_REC)

    def _show(self, path: Path) -> None:
        """Make ``path`` of the world outside visible, read-only."""
        if path.is_symlink():
            target = self._inside(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(os.readlink(path))
            return
        self._bind(path, path)
        _set_attributes(self._inside(path), _ATTR_RDONLY | _ATTR_NOSUID, recursive=True)

    def _make_etc(self) -> None:
        etc = self._inside(Path("/etc"))
        etc.mkdir(exist_ok=True)
        (etc / "passwd").write_text(f"root:x:0:0::/:/bin/false\nstudent:x:{self._uid}:{self._uid}::{HOME}:/bin/sh\n")
        (etc / "group").write_text(f"root:x:0:\nstudent:x:{self._uid}:\n")
        (etc / "hosts").write_text("127.0.0.1 localhost\n::1 localhost\n")
        (etc / "nsswitch.conf").write_text("passwd: files\ngroup: files\nhosts: files\n")

    def _make_devices(self) -> None:
        dev = self._inside(Path("/dev"))
        for name in ("null", "zero", "full", "random", "urandom"):
            self._bind(Path("/dev") / name, Path("/dev") / name)
        (dev / "pts").mkdir()
        _mount("devpts", dev / "pts", "devpts", _MS_NOSUID | _MS_NOEXEC, "newinstance,ptmxmode=0666,mode=620")
        links = {"ptmx": "pts/ptmx", "fd": "/proc/self/fd"}
        links |= {name: f"/proc/self/fd/{number}" for number, name in enumerate(("stdin", "stdout", "stderr"))}
        for name, target in links.items():
            (dev / name).symlink_to(target)
        for folder in _WRITABLE:
            self._inside(folder).mkdir(parents=True, exist_ok=True)

    def _cover_checks(self) -> None:
        """Of the checks only what an exercise is (its title, its hints) can be seen."""
        cover = self._root / "checks"
        cover.mkdir()
        for path in CHECKS.glob("*/*/exercises.toml"):
            copy = cover / path.relative_to(CHECKS)
            copy.parent.mkdir(parents=True)
            shutil.copyfile(path, copy)
        _mount(cover, self._inside(CHECKS), None, _MS_BIND)
        _set_attributes(self._inside(CHECKS), _ATTR_RDONLY, recursive=False)


class Limited:
    """A box without namespaces: the limits, and what Landlock and an own uid give. Make it as ``Namespaces``."""

    def __init__(self, scratch: Path, bounds: Bounds) -> None:
        self._bounds = bounds
        own = os.getuid() == 0 and all(_anybody_reaches(path) for path in visible())
        self._uid = _own_uid() if own else os.getuid()
        self.home, self.kernel_sockets = scratch / "home", scratch / "kernel"
        for folder in (self.home, self.kernel_sockets, self.home / ".tmp"):
            folder.mkdir(exist_ok=True)
        scratch.chmod(0o711)

    def start(self, files: Path | None) -> None:
        _call("prctl", _PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        if files:
            _copy_files(files, self.home)
        for path in [self.home, self.kernel_sockets, *self.home.rglob("*")]:
            os.chown(path, self._uid, -1)

    def fork(self, run: Callable[[], None], keep: Iterable[int]) -> int:
        if pid := os.fork():
            return pid
        with _never_returning():
            os.setsid()
            close_all_but(keep)
            _limit(self._bounds)
            self._see_little()
            _drop_rights(self._uid)
            _call("prctl", _PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            _forbid_system_calls()
            _begin(run, self.home)

    def seal(self) -> None:
        """Nothing to take away here: the box sees its part of the file system as it is."""

    def kill(self) -> NoReturn:
        """End every process that comes from here; orphans have become this process's children."""
        while children := psutil.Process().children(recursive=True):
            for child in children:
                with suppress(psutil.NoSuchProcess):
                    child.kill()
            psutil.wait_procs(children, timeout=1)
        os._exit(0)

    def _see_little(self) -> None:
        if not has_landlock():
            return
        import landlock

        rules = landlock.Ruleset()
        read = landlock.FSAccess.READ_FILE | landlock.FSAccess.READ_DIR | landlock.FSAccess.EXECUTE
        package = CHECKS.parent
        shown = [path for path in visible() if path != package and not path.is_symlink()]
        shown += [path for path in package.iterdir() if path != CHECKS]
        shown += CHECKS.glob("*/*/exercises.toml")  # titles and hints: progress() and hint() read them
        for path in [*shown, Path("/proc"), Path("/dev")]:
            access = read if path.is_dir() else landlock.FSAccess.READ_FILE | landlock.FSAccess.EXECUTE
            rules.allow(path, rules=access)
        rules.allow(package, rules=landlock.FSAccess.READ_DIR)  # an import lists it; what the checks say stays unread
        rules.allow(self.home, self.kernel_sockets, Path("/dev/shm"), rules=landlock.FSAccess.all())
        devices = landlock.FSAccess.READ_FILE | landlock.FSAccess.WRITE_FILE
        rules.allow(*(Path("/dev") / name for name in ("null", "zero", "full", "random", "urandom")), rules=devices)
        _call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        rules.apply()
        _reach_nobody_else()


Box = Namespaces | Limited


def _own_uid() -> int:
    """A uid that nobody has, for root to become; in a user namespace, such as a rootless engine's, one that is mapped."""
    uid = _FIRST_UID + os.getpid()
    ranges = [[int(word) for word in line.split()] for line in Path("/proc/self/uid_map").read_text().splitlines()]
    if any(first <= uid < first + count for first, _, count in ranges):
        return uid
    return _DYNAMIC_UIDS[os.getpid() % len(_DYNAMIC_UIDS)]


def _reach_nobody_else() -> None:
    """Signals and abstract sockets stay among what descends from this process, from Linux 6.12 on (landlock(7)).

    Of files these rules say one thing, for they would forbid it if they said nothing: they may move to another folder.
    """
    create, add, restrict = map(ctypes.c_long, (_SYS_LANDLOCK_CREATE, _SYS_LANDLOCK_ADD, _SYS_LANDLOCK_RESTRICT))
    if _call("syscall", create, None, ctypes.c_size_t(0), _LANDLOCK_VERSION) < _SCOPES_SINCE:
        return
    attributes = struct.pack("QQQ", _REFER, 0, _SCOPE_ABSTRACT_SOCKETS | _SCOPE_SIGNALS)
    ruleset = _call("syscall", create, attributes, ctypes.c_size_t(len(attributes)), 0)
    everywhere = os.open("/", os.O_PATH)
    _call("syscall", add, ruleset, _BENEATH, struct.pack("=Qi", _REFER, everywhere), 0)
    _call("syscall", restrict, ruleset, 0)
    os.close(everywhere)
    os.close(ruleset)


@functools.cache
def level() -> tuple[Level, str]:
    """The isolation that this machine gives, and, where it is not ``namespaces``, why."""
    if sys.platform != "linux":
        return "none", f"{sys.platform} has no Linux namespaces"
    reason = _try_namespaces()
    if not reason:
        return "namespaces", ""
    return ("container" if os.environ.get(CONTAINER) else "process"), reason


def _try_namespaces() -> str:
    """Why a box with namespaces cannot be made here; empty if it can."""
    import subprocess

    code = "from grader.judging.sandbox import _probe; _probe()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else (done.stderr.strip().splitlines() or ["no reason was given"])[-1]


def _probe() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        if pid := os.fork():
            _, status = os.waitpid(pid, 0)
            sys.exit(os.waitstatus_to_exitcode(status) != 0)
        with _never_returning():
            box = Namespaces(Path(scratch), Bounds())
            if first := os.fork():
                _, status = os.waitpid(first, 0)
                os._exit(os.waitstatus_to_exitcode(status) != 0)
            box.start(None)
            _, status = os.waitpid(box.fork(lambda: None, keep=[]), 0)
            os._exit(os.waitstatus_to_exitcode(status) != 0)


def has_seccomp() -> bool:
    """Whether libseccomp is there to forbid system calls."""
    with suppress(ImportError, RuntimeError, OSError):
        import pyseccomp  # noqa: F401

        return True
    return False


def has_landlock() -> bool:
    """Whether this kernel lets a process forbid itself parts of the file system."""
    with suppress(Exception):  # no such package, or no Landlock in this kernel, which it says in several ways
        import landlock

        landlock.Ruleset()
        return True
    return False


def memory_of(pid: int) -> int:
    """Bytes of memory of a process and all that descends from it, pages that several share counted once between them."""
    return sum(_own_memory(member) for member in [pid, *descendants(pid)])


class MemoryWatch:
    """Says whether a process and its descendants together use more memory than ``most`` bytes.

    The exact count walks all of their pages, which takes tens of milliseconds, and many are shared with the process that
    they were forked from. So it is made only when the quick one, which counts those for each of them, has come nearer to
    the limit, and at times, for to write to a shared page changes no quick count.
    """

    _EXACT_EVERY = 2.0

    def __init__(self, pid: int, most: int) -> None:
        self._pid, self._most = pid, most
        self._quick, self._exact, self._counted = 0, 0, -math.inf

    def exceeded(self) -> bool:
        quick = sum(_resident(member) for member in [self._pid, *descendants(self._pid)])
        if quick <= self._most:
            return False
        near = quick - self._quick > (self._most - self._exact) / 2
        if near or time.monotonic() - self._counted > self._EXACT_EVERY:
            self._quick, self._exact, self._counted = quick, memory_of(self._pid), time.monotonic()
        return self._exact > self._most


def _resident(pid: int) -> int:
    """Anonymous and shared memory in use by a process, shared or not, in bytes (proc(5), status)."""
    with suppress(OSError):  # it has ended
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(("RssAnon:", "RssShmem:")))
    return 0


def descendants(pid: int) -> list[int]:
    """The processes that come from a process, by proc(5): psutil's way would look at every one of the machine."""
    found = []
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # that thread has ended
            for child in map(int, children.read_text().split()):
                found += [child, *descendants(child)]
    return found


def _own_memory(pid: int) -> int:
    """Anonymous and shared memory, by the kernel's proportional count (proc(5), smaps_rollup), in bytes."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(("Pss_Anon:", "Pss_Shmem:")))


@functools.cache
def visible() -> tuple[Path, ...]:
    """What of the world outside a member sees: the system's programs and libraries, Python, and this package."""
    system = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/sys/devices/system/cpu"]
    etc = ["ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "localtime", "mime.types", "ssl", "fonts", "magic"]
    java = [str(path) for path in Path("/etc").glob("java-*")]
    python = [sys.prefix, sys.base_prefix, str(Path(os.path.realpath(sys.executable)).parent.parent), str(CHECKS.parent)]
    paths = [Path(name) for name in [*system, *(f"/etc/{name}" for name in etc), *java, *python]]
    chosen: list[Path] = []
    for path in paths:
        if path.exists() and not any(path == shown or shown in path.parents for shown in chosen):
            chosen.append(path)
    return tuple(chosen)


def _anybody_reaches(path: Path) -> bool:
    """Whether a user of no account can read what is in ``path``: not if Python lies in somebody's private home."""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in [*path.parents, path] if folder.is_dir())


def environment(home: Path) -> dict[str, str]:
    """All that a member's environment holds."""
    temporary = "/tmp" if home == HOME else str(home / ".tmp")
    return {
        "PATH": f"{sys.prefix}/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
        "HOME": str(home),
        "USER": "student",
        "LOGNAME": "student",
        "LANG": "C.UTF-8",
        "TMPDIR": temporary,
        "PYTHONNOUSERSITE": "1",
        "NBGRADER_EXECUTION": "autograde",
        **quiet_libraries(),
    }


def quiet_libraries() -> dict[str, str]:
    """One thread for each numerical library: results do not depend on the machine, and a class shares its cores."""
    threads = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"]
    threads += ["TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"]
    return {**dict.fromkeys(threads, "1"), "TF_CPP_MIN_LOG_LEVEL": "2"}


def _unshare_all() -> None:
    """Enter new namespaces; where we are not root, a user namespace first, which gives the right to the others."""
    uid, gid = os.getuid(), os.getgid()
    ordinary = 0 if uid == 0 else _NEWUSER
    _call("unshare", ordinary | _NEWNS | _NEWNET | _NEWIPC | _NEWUTS | _NEWPID)
    if ordinary:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
        Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")
        Path("/proc/sys/user/max_user_namespaces").write_text("0")
    socket.sethostname("sandbox")


def _loopback_up() -> None:
    """What ``ip link set lo up`` does (netdevice(7))."""
    get_flags, set_flags, up = 0x8913, 0x8914, 1
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh22x", b"lo", 0)
        flags = struct.unpack("16xh22x", fcntl.ioctl(any_socket, get_flags, request))[0]
        fcntl.ioctl(any_socket, set_flags, struct.pack("16sh22x", b"lo", flags | up))


def _copy_files(source: Path, target: Path) -> None:
    """The regular files below ``source``, without its notebooks; links are not followed."""
    for folder, _, names in os.walk(source):
        for name in names:
            path = Path(folder) / name
            if path.suffix != ".ipynb" and path.is_file() and not path.is_symlink():
                copy = target / path.relative_to(source)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)


def close_all_but(keep: Iterable[int]) -> None:
    kept = sorted({0, 1, 2, *keep})
    for low, high in zip(kept, [*kept[1:], os.sysconf("SC_OPEN_MAX")], strict=True):
        os.closerange(low + 1, high)


def _limit(bounds: Bounds) -> None:
    limits = {
        resource.RLIMIT_DATA: bounds.memory,
        resource.RLIMIT_FSIZE: bounds.files,
        resource.RLIMIT_NPROC: bounds.processes,
        resource.RLIMIT_NOFILE: bounds.open_files,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 2**20,
    }
    for kind, value in limits.items():
        _, most = resource.getrlimit(kind)
        value = value if most == resource.RLIM_INFINITY else min(value, most)
        resource.setrlimit(kind, (value, value))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")  # should memory run out, these go first


def _drop_rights(uid: int) -> None:
    """Own uid where we are root, no capability, and no way to get one."""
    for capability in range(64):
        with suppress(SandboxError):
            _call("prctl", _PR_CAPBSET_DROP, capability, 0, 0, 0)
    if uid != os.getuid():
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    header, nothing = struct.pack("Ii", 0x20080522, 0), bytes(24)
    _call("capset", header, nothing)
    _call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _call("prctl", _PR_SET_DUMPABLE, 1, 0, 0, 0)  # a change of uid clears it, and /proc/self would be out of reach


_FORBIDDEN = """
    unshare setns mount umount2 pivot_root chroot mount_setattr open_tree move_mount fsopen fsconfig fsmount fspick ptrace
    process_vm_readv process_vm_writev kcmp pidfd_getfd bpf perf_event_open userfaultfd io_uring_setup io_uring_enter
    io_uring_register memfd_secret shmget shmat shmctl semget msgget keyctl add_key request_key name_to_handle_at
    open_by_handle_at quotactl swapon swapoff reboot kexec_load init_module finit_module delete_module acct syslog
    lookup_dcookie nfsservctl personality
""".split()


def _forbid_system_calls() -> None:
    """New namespaces, foreign memory, memory that nobody counts, services of the kernel. What is refused gets an error."""
    if not has_seccomp():
        return
    import pyseccomp as seccomp

    rules = seccomp.SyscallFilter(seccomp.ALLOW)
    for name in _FORBIDDEN:
        with suppress(OSError, RuntimeError):  # a system call that this architecture does not have
            rules.add_rule(seccomp.ERRNO(errno.EPERM), name)
    for name in ("clone3", "memfd_create"):  # the C library falls back to clone, and to files
        rules.add_rule(seccomp.ERRNO(errno.ENOSYS), name)
    for flag in (_NEWNS, _NEWUTS, _NEWIPC, _NEWUSER, _NEWPID, _NEWNET, 0x2000000):
        rules.add_rule(seccomp.ERRNO(errno.EPERM), "clone", seccomp.Arg(0, seccomp.MASKED_EQ, flag, flag))
    families = {socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK}
    for family in set(range(64)) - families:
        rules.add_rule(seccomp.ERRNO(errno.EAFNOSUPPORT), "socket", seccomp.Arg(0, seccomp.EQ, family))
    rules.load()


def _as_init(run: Callable[[], None], home: Path) -> NoReturn:
    """Be the first process of a member: start what it runs, pass an interrupt on, bury orphans, and end as it ends."""
    child = os.fork()
    if child == 0:
        _begin(run, home)
    signal.signal(signal.SIGINT, lambda *_: os.kill(child, signal.SIGINT))
    while True:
        pid, status = os.wait()
        if pid == child:
            os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _begin(run: Callable[[], None], home: Path) -> NoReturn:
    with _never_returning():
        os.umask(0o022)
        os.chdir(home)
        os.environ.clear()
        os.environ.update(environment(home))
        tempfile.tempdir = None  # what was imported before may have asked already where that is
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nowhere, descriptor)
        run()
        os._exit(0)


class _never_returning:
    """What is forked must not go on with its parent's work, whatever happens in it."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: Any, trace: Any) -> NoReturn:
        if error is not None:
            with suppress(Exception):
                print(error, file=sys.stderr, flush=True)
        os._exit(1 if error is not None else 0)
