import os
import signal
import socket

for _ in range(200):
    if not os.fork():
        kept = []
        try:
            while True:
                near, far = socket.socketpair()
                near.setblocking(False)
                kept.append((near, far))
                try:
                    while True:
                        near.send(bytes(2**16))
                except BlockingIOError:
                    pass
        except OSError:
            signal.pause()
signal.pause()
