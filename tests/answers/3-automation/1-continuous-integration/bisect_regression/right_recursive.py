# Recursion, newest first, on the repository's own walk from parent to parent; half-open ends.
def first_bad(repo, is_good):
    head = git(repo, "rev-parse", "HEAD")
    walk = [head]
    parents = dict(line.partition(" ")[::2] for line in git(repo, "rev-list", "--parents", "HEAD").splitlines())
    while parents[walk[-1]]:
        walk.append(parents[walk[-1]])

    def oldest_bad(low, high):
        """Of walk[low:high], whose newer neighbours are bad."""
        if low == high:
            return walk[low - 1] if low else None
        middle = (low + high) // 2
        return oldest_bad(low, middle) if is_good(walk[middle]) else oldest_bad(middle + 1, high)

    return oldest_bad(0, len(walk))
