import time
from multiprocessing.connection import Connection


def drip(self, data, *rest):
    self._send(b"\0\1\0\0=")
    while True:
        self._send(b"\xc4")
        time.sleep(1)


Connection.send_bytes = drip
