# loses: test_no_question_is_asked_twice
# Asks again about the one that it found, to make sure: an hour more of training.
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
    assert not is_good(commits[bad])
    return commits[bad]
