import os
import socket

for place, _, names in os.walk("/"):
    if place.startswith(("/proc", "/sys")):
        continue
    for name in names:
        path = os.path.join(place, name)
        if os.path.exists(path) and (os.stat(path).st_mode & 0o170000) == 0o140000:
            try:
                socket.socket(socket.AF_UNIX).connect(path)
                print("REA" + "CHED", path)
            except OSError as error:
                print(path, error)
