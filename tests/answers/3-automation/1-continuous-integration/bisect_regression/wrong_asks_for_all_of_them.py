# loses: test_it_asks_few_times, test_no_question_is_asked_twice
# Halves a list of answers that has been paid for already.
def first_bad(repo, is_good) -> str | None:
    commits = git(repo, "rev-list", "--reverse", "HEAD").split()
    answers = [is_good(commit) for commit in commits]
    return commits[answers.index(False)] if False in answers else None
