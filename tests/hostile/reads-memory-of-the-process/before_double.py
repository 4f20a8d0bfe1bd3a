import hashlib
import re

# the name of a hidden check, of which only the beginning is written here
begin, rest = b"test_negative", "686b4cb1c72d3957"
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
    for line in maps:
        start, end = (int(part, 16) for part in line.split()[0].split("-"))
        if " rw" not in line or end - start > 2**28:
            continue
        try:
            memory.seek(start)
            data = memory.read(end - start)
        except (OSError, ValueError):
            continue
        for found in re.finditer(begin + rb"(.{8})", data):
            if hashlib.sha256(found[1]).hexdigest()[:16] == rest:
                print("REA" + "CHED", line)
