# loses: test_it_finds_the_first_bad_commit
# The list of git rev-list begins with the newest.
def first_bad(repo, is_good) -> str | None:
    commits = git(repo, "rev-list", "HEAD").split()
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
