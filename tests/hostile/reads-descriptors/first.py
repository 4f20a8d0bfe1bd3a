import os
import stat

for name in os.listdir("/proc/self/fd"):
    try:
        target, mode = os.readlink(f"/proc/self/fd/{name}"), os.fstat(int(name)).st_mode
    except OSError:
        continue
    if stat.S_ISDIR(mode) or "{{COURSE}}" in target or "{{HOME}}" in target:
        print("REA" + "CHED", name, target)
