import socket
from pathlib import Path

for line in Path("/proc/net/unix").read_text().splitlines()[1:]:
    name = line.split()[7] if len(line.split()) > 7 else ""
    if name and (name.startswith("@") or "kernel" not in name):
        try:
            socket.socket(socket.AF_UNIX).connect(name.replace("@", chr(0)))
            print("REA" + "CHED", name)
        except OSError as error:
            print(name, error)
