# loses: test_it_asks_few_times, test_no_question_is_asked_twice
# From the oldest on, one by one.
def first_bad(repo, is_good) -> str | None:
    for commit in git(repo, "rev-list", "--reverse", "HEAD").split():
        if not is_good(commit):
            return commit
    return None
