import ctypes

libc = ctypes.CDLL(None, use_errno=True)

import os

os.makedirs("jail", exist_ok=True)
for attempt in (lambda: os.chroot("jail"), lambda: os.setuid(0), lambda: os.setgroups([0]), lambda: os.open("/proc/1/root/{{HOME}}", 0)):
    try:
        attempt()
        print("REA" + "CHED")
    except OSError as error:
        print(error)
if libc.pivot_root(b"jail", b"jail") == 0:
    print("REA" + "CHED")
os.chdir("../" * 50)
print([name for name in os.listdir() if name == "work"], os.path.exists("{{COURSE}}") and "REA" + "CHED")
