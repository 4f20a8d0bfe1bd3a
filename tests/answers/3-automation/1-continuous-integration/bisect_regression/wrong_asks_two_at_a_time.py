# loses: test_it_asks_few_times
# Asks about the middle and its neighbour at each step: twice as many trainings.
def first_bad(repo, is_good) -> str | None:
    commits = git(repo, "rev-list", "--reverse", "HEAD").split()
    low, high = 0, len(commits) - 1
    while low <= high:
        middle = (low + high) // 2
        if is_good(commits[middle]):
            low = middle + 1
        elif middle == 0 or is_good(commits[middle - 1]):
            return commits[middle]
        else:
            high = middle - 1
    return None
