import os
import tempfile

allowed = (os.getcwd(), os.path.expanduser("~"), tempfile.gettempdir(), "/dev/shm", "/proc", "/dev/pts")
for place, folders, _ in os.walk("/"):
    if place.startswith(allowed):
        folders.clear()
    elif os.access(place, os.W_OK):
        print("REA" + "CHED", place)
