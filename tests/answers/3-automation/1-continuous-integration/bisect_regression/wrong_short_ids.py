# loses: test_it_finds_the_first_bad_commit
# The short ids of --oneline are for people to read.
def first_bad(repo, is_good) -> str | None:
    commits = [line.split()[0] for line in git(repo, "log", "--reverse", "--oneline").splitlines()]
    good, bad = -1, len(commits) - 1
    if is_good(commits[bad]):
        return None
    while bad - good > 1:
        middle = (good + bad) // 2
        if is_good(commits[middle]):
            good = middle
        else:
            bad = middle
    return commits[bad]
