import os

for _ in range(10_000):
    if not os.fork():
        os._exit(0)
