# Asks through a memory, so that no question is paid twice; steps that halve, from the oldest on.
def first_bad(repo, is_good):
    commits = git(repo, "rev-list", "--topo-order", "--reverse", "main").split()
    known = {}

    def good(place):
        if place not in known:
            known[place] = is_good(commits[place])
        return known[place]

    step = 1
    while step < len(commits):
        step *= 2
    place = -1
    while step:
        if place + step < len(commits) and good(place + step):
            place += step
        step //= 2
    return commits[place + 1] if place + 1 < len(commits) else None
