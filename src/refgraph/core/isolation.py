"""What a process gives up before it works for strangers: memory beyond a ceiling, the network, endless computing."""

from __future__ import annotations

import ctypes
import os
import resource
import sys
import time

_CLONE_NEWNET = 0x40000000
_CLONE_NEWUSER = 0x10000000


def leave_network() -> bool:
    """Move this process to an empty network namespace; False where the kernel or the container forbids it.

    As root a network namespace is enough; other users need a user namespace around it (Linux, unshare(2)).
    """
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    flags = _CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWNET | _CLONE_NEWUSER
    return bool(libc.unshare(flags) == 0)


def cap_memory(size: int) -> None:
    """Refuse this process any address space beyond ``size`` bytes."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    ceiling = size if hard == resource.RLIM_INFINITY else min(size, hard)
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))


def cap_processor(seconds: float) -> None:
    """Let this process compute ``seconds`` more, then die: a backstop for when nobody is left to kill it."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + seconds) + 2, hard))


def write_no_files() -> None:
    """Let this process write to no file, and leave none of its memory behind when it dies."""
    for limit in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        resource.setrlimit(limit, (0, resource.getrlimit(limit)[1]))


def resident_bytes() -> int:
    """The physical memory that this process holds now (0 where the system does not tell)."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 - pathlib would not be faster
            return int(statm.read().split()[1]) * resource.getpagesize()
    except OSError:
        return 0
