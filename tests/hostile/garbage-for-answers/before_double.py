import os
from multiprocessing.connection import Connection

Connection.send_bytes = lambda self, data, *rest: self._send_bytes(os.urandom(1000))
