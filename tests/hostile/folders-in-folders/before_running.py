import os

for _ in range(10_000):
    os.mkdir("d" * 255)
    os.chdir("d" * 255)
