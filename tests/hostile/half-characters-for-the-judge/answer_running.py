class Broken(Exception):
    def __str__(self):
        return "\ud800\x00"


Broken.__name__ = "\udc80"


def running(values):
    raise Broken


def double(x):
    return type("\ud800\x00", (), {})()
