# loses: test_the_formula, test_a_single_replica
# Runs the loop one time too few.
def erlang_c(arrivals, served, replicas) -> float:
    load = arrivals / served
    if load >= replicas:
        return 1.0
    blocked = 1.0
    for k in range(1, replicas):
        blocked = load * blocked / (k + load * blocked)
    return blocked / (1 - load / replicas * (1 - blocked))


def wait_at(share, arrivals, served, replicas) -> float:
    room = replicas * served - arrivals
    if room <= 0:
        return math.inf
    return max(0.0, math.log(erlang_c(arrivals, served, replicas) / (1 - share)) / room)


def replicas_for(limit, share, arrivals, served) -> int:
    replicas = math.floor(arrivals / served) + 1
    while wait_at(share, arrivals, served, replicas) > limit:
        replicas += 1
    return replicas


def in_system(arrivals, served, replicas) -> float:
    room = replicas * served - arrivals
    if room <= 0:
        return math.inf
    mean_wait = erlang_c(arrivals, served, replicas) / room
    return arrivals * (mean_wait + 1 / served)
