# loses: test_it_finds_the_first_bad_commit
# Gives back which place it has, not which commit it is.
def first_bad(repo, is_good) -> str | None:
    commits = git(repo, "rev-list", "--reverse", "HEAD").split()
    good, bad = -1, len(commits) - 1
    if is_good(commits[bad]):
        return None
    while bad - good > 1:
        middle = (good + bad) // 2
        if is_good(commits[middle]):
            good = middle
        else:
            bad = middle
    return bad
