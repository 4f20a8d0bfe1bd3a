# loses: test_dates_do_not_say_the_order
# Puts the commits in order by their dates, which a machine with a wrong clock has written.
def first_bad(repo, is_good) -> str | None:
    commits = [line.split()[1] for line in sorted(git(repo, "log", "--format=%ct %H").splitlines())]
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
