import mmap
import os

kept = []
for number in range(50):
    descriptor = os.open(f"/dev/shm/{{TOKEN}}-{number}", os.O_RDWR | os.O_CREAT)
    os.posix_fallocate(descriptor, 0, 10**9)
    kept.append(mmap.mmap(descriptor, 10**9))
