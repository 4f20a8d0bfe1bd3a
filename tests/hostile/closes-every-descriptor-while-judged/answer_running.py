import os


def running(values):
    os.closerange(0, 4096)
