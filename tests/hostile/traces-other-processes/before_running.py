import ctypes

libc = ctypes.CDLL(None, use_errno=True)

import os
from pathlib import Path

for path in Path("/proc").glob("[0-9]*"):
    pid = int(path.name)
    if pid != os.getpid() and libc.ptrace(16, pid, 0, 0) == 0:
        print("REA" + "CHED", pid)
