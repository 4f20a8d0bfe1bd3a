def erlang_c(arrivals, served, replicas):
    load = arrivals / served
    if replicas <= load:
        return 1
    terms = [k * math.log(load) - math.lgamma(k + 1) for k in range(replicas)]
    last = replicas * math.log(load) - math.lgamma(replicas + 1) + math.log(replicas / (replicas - load))
    highest = max([*terms, last])
    return math.exp(last - highest) / (sum(math.exp(term - highest) for term in terms) + math.exp(last - highest))


def wait_at(share, arrivals, served, replicas):
    if replicas * served <= arrivals:
        return float("inf")
    waiting = erlang_c(arrivals, served, replicas)
    if waiting <= 1 - share:
        return 0
    return np.log(waiting / (1 - share)) / (replicas * served - arrivals)


def replicas_for(limit, share, arrivals, served):
    return next(replicas for replicas in itertools.count(1) if wait_at(share, arrivals, served, replicas) <= limit)


def in_system(arrivals, served, replicas):
    load = arrivals / served
    if load >= replicas:
        return np.inf
    return load + erlang_c(arrivals, served, replicas) * load / (replicas - load)
