import os

for place in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/run/user/0", "."):
    try:
        with open(f"{place}/{{TOKEN}}", "wb") as file:
            for _ in range(8000):
                file.write(bytes(10**6))
    except OSError as error:
        print(place, error)
