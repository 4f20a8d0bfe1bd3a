# loses: test_the_repository_stays_as_it_was
# git bisect without git bisect reset: the next one to come finds a search under way.
def first_bad(repo, is_good) -> str | None:
    oldest, newest = git(repo, "rev-list", "--max-parents=0", "HEAD"), git(repo, "rev-parse", "HEAD")
    if is_good(newest):
        return None
    if oldest == newest or not is_good(oldest):
        return oldest
    said = git(repo, "bisect", "start", "--no-checkout", newest, oldest)
    while "is the first bad commit" not in said:
        commit = git(repo, "rev-parse", "BISECT_HEAD")
        said = git(repo, "bisect", "good" if is_good(commit) else "bad", commit)
    return git(repo, "rev-parse", "refs/bisect/bad")
