import atexit
import signal
import sys


def write(*args):
    open("{{CANARY}}", "w").write("at exit")


class Last:
    __del__ = write


last = Last()
sys.last = last
atexit.register(write)
for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGUSR1):
    signal.signal(number, write)
