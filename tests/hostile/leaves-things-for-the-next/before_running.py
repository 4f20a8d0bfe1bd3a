import socket
import sys
from multiprocessing.shared_memory import SharedMemory

for name in ("/tmp/{{TOKEN}}-note", "/dev/shm/{{TOKEN}}-note", "/var/tmp/{{TOKEN}}-note", "../{{TOKEN}}-note", "../../{{TOKEN}}-note"):
    try:
        open(name, "w").write("42")
    except OSError as error:
        print(error)
memory = SharedMemory("{{TOKEN}}-note", create=True, size=100)
listener = socket.socket(socket.AF_UNIX)
listener.bind(chr(0) + "{{TOKEN}}-note")
listener.listen()
