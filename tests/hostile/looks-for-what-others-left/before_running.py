import ctypes
import glob
import socket
from pathlib import Path

print(*(f"REA{'CHED'} {name}" for place in ("/tmp", "/dev/shm", "/var/tmp", "..", "../..") for name in glob.glob(f"{place}/*{{TOKEN}}*")))
try:
    socket.socket(socket.AF_UNIX).connect(chr(0) + "{{TOKEN}}-note")
    print("REA" + "CHED", "socket")
except OSError as error:
    print(error)
libc = ctypes.CDLL(None, use_errno=True)
if libc.shmget(0x7E57, 0, 0) >= 0 or libc.syscall(250, 10, -4, b"user", b"{{TOKEN}}", 0) >= 0:
    print("REA" + "CHED", "memory or key")
