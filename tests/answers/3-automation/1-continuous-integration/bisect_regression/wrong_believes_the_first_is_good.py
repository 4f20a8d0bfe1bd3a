# loses: test_the_very_first_may_be_bad
# Takes it for granted that the oldest commit is good.
def first_bad(repo, is_good) -> str | None:
    commits = git(repo, "rev-list", "--reverse", "HEAD").split()
    good, bad = 0, len(commits) - 1
    if is_good(commits[bad]):
        return None
    while bad - good > 1:
        middle = (good + bad) // 2
        if is_good(commits[middle]):
            good = middle
        else:
            bad = middle
    return commits[bad]
