import ctypes
import os

libc = ctypes.CDLL(None)


def double(x):
    os.write(2, b"I0000 cpu_feature_guard: this binary is optimized\n")
    libc.perror(b"libdouble")
    return 2 * x
