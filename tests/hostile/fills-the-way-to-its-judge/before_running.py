import os
import stat

for name in os.listdir("/proc/self/fd"):
    try:
        if int(name) > 2 and stat.S_ISSOCK(os.fstat(int(name)).st_mode):
            os.set_blocking(int(name), False)
            while True:
                os.write(int(name), bytes(65536))
    except OSError:
        pass
