# Git says which commit halves what is left: rev-list --bisect, from the bad one without what the good one has.
def first_bad(repo, is_good):
    bad, good = git(repo, "rev-parse", "HEAD"), []
    if is_good(bad):
        return None
    while True:
        middle = git(repo, "rev-list", "--bisect", bad, *(f"^{one}" for one in good))
        if middle == bad:
            return bad
        if is_good(middle):
            good.append(middle)
        else:
            bad = middle
