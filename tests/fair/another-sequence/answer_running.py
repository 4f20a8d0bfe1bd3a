from collections import UserList


class Sums(UserList):
    pass


def running(values):
    return Sums(sum(values[: i + 1]) for i in range(len(values)))
