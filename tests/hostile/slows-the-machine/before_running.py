import ctypes

libc = ctypes.CDLL(None, use_errno=True)

import os

for attempt in (lambda: os.nice(-20), lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99))):
    try:
        attempt()
        print("REA" + "CHED")
    except OSError as error:
        print(error)
if libc.mlockall(3) == 0 and libc.syscall(9, 0, 10**9, 3, 0x2022, -1, 0) > 0:
    print("REA" + "CHED", "locked")
