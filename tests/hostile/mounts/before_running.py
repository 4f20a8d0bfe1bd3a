import ctypes

libc = ctypes.CDLL(None, use_errno=True)

import os

os.makedirs("there", exist_ok=True)
for source, kind, flags in ((b"none", b"tmpfs", 0), (b"proc", b"proc", 0), (b"/", b"", 4096), (b"none", b"overlay", 0), (b"none", b"", 32 | 4096)):
    if libc.mount(source, b"there", kind, flags, None) == 0:
        print("REA" + "CHED", source, kind)
for target in (b"/", b"/proc", b"/home", b"/usr"):
    if libc.umount2(target, 2) == 0:
        print("REA" + "CHED", target)
