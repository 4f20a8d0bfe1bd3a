# loses: test_the_repository_stays_as_it_was
# Throws away what is half done, and leaves the repository at the last commit it looked at.
def first_bad(repo, is_good) -> str | None:
    commits = git(repo, "rev-list", "--reverse", "HEAD").split()
    good, bad = -1, len(commits) - 1
    if is_good(commits[bad]):
        return None
    while bad - good > 1:
        middle = (good + bad) // 2
        git(repo, "checkout", "--quiet", "--force", commits[middle])
        if is_good(commits[middle]):
            good = middle
        else:
            bad = middle
    return commits[bad]
