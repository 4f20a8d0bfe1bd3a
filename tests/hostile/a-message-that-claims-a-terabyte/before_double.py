import struct
from multiprocessing.connection import Connection

Connection.send_bytes = lambda self, data, *rest: self._send(struct.pack("!i", -1) + struct.pack("!Q", 2**40))
