# loses: test_the_repository_stays_as_it_was
# Checks each commit out to look at it: Git refuses, or takes along what somebody had half done.
def first_bad(repo, is_good) -> str | None:
    commits = git(repo, "rev-list", "--reverse", "HEAD").split()
    good, bad = -1, len(commits) - 1
    if is_good(commits[bad]):
        return None
    while bad - good > 1:
        middle = (good + bad) // 2
        git(repo, "checkout", "--quiet", commits[middle])
        if is_good(commits[middle]):
            good = middle
        else:
            bad = middle
    git(repo, "checkout", "--quiet", "main")
    return commits[bad]
