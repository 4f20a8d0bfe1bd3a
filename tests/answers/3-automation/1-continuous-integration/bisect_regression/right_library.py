# The library's bisect, which asks about the middle; whoever finds no place inside the list finds none that is bad.
from bisect import bisect_left


def first_bad(repo, is_good):
    commits = git(repo, "log", "--reverse", "--format=%H").splitlines()
    print(len(commits), "commits")
    place = bisect_left(commits, True, key=lambda commit: not is_good(commit))
    return (commits + [None])[place]
