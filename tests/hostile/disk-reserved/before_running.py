import os

with open("hole", "wb") as file:
    try:
        file.truncate(10**12)
    except OSError as error:
        print(error)
    os.posix_fallocate(file.fileno(), 0, 10**11)
