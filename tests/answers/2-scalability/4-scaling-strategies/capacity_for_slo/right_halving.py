def erlang_c(arrivals, served, replicas):
    load = arrivals / served
    if load >= replicas:
        return 1.0
    term = total = 1.0
    for k in range(replicas - 1, 0, -1):  # each term as a multiple of the one for replicas - 1
        term *= k / load
        total += term
    last = load / replicas * replicas / (replicas - load)
    return last / (total + last)


def wait_at(share, arrivals, served, replicas):
    print("p", share)
    room = replicas * served - arrivals
    return np.float64(np.inf) if room <= 0 else max(0, -math.log((1 - share) / erlang_c(arrivals, served, replicas)) / room)


def replicas_for(limit, share, arrivals, served):
    low, high = 0, 1
    while wait_at(share, arrivals, served, high) > limit:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if wait_at(share, arrivals, served, middle) <= limit else (middle, high)
    return high


def in_system(arrivals, served, replicas):
    room = replicas * served - arrivals
    return math.inf if room <= 0 else arrivals / served + arrivals * erlang_c(arrivals, served, replicas) / room
