# loses: test_it_asks_few_times, test_no_question_is_asked_twice
# From the newest back: quick where the fault is recent, which nobody promised.
def first_bad(repo, is_good) -> str | None:
    found = None
    for commit in git(repo, "rev-list", "HEAD").split():
        if is_good(commit):
            break
        found = commit
    return found
