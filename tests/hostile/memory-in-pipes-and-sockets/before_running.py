import fcntl
import os
import socket

kept = []
try:
    for _ in range(20_000):
        near, far = socket.socketpair()
        near.setblocking(False)
        near.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**30)
        kept.append((near, far))
        try:
            while True:
                near.send(bytes(2**20))
        except BlockingIOError:
            pass
except OSError as error:
    print(error)
kept.clear()
