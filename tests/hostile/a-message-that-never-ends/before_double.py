import threading
from multiprocessing.connection import Connection


def send_half(self, data, *rest):
    self._send(b"\0\0\1\0=")
    threading.Event().wait()


Connection.send_bytes = send_half
