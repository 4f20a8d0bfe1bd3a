# The command itself, without checking anything out, and its traces removed at the end.
def first_bad(repo, is_good):
    oldest, newest = git(repo, "rev-list", "--max-parents=0", "HEAD"), git(repo, "rev-parse", "HEAD")
    if is_good(newest):
        return None
    if oldest == newest or not is_good(oldest):
        return oldest
    try:
        said = git(repo, "bisect", "start", "--no-checkout", newest, oldest)
        while "is the first bad commit" not in said:
            commit = git(repo, "rev-parse", "BISECT_HEAD")
            said = git(repo, "bisect", "good" if is_good(commit) else "bad", commit)
        return git(repo, "rev-parse", "refs/bisect/bad")
    finally:
        git(repo, "bisect", "reset")
