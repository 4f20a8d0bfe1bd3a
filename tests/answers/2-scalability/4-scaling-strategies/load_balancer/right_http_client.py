from http.client import HTTPConnection


class Worker:
    def __init__(self, address, healthy=True, active=0):
        self.address, self.healthy, self.active = address, healthy, active


class NoWorker(RuntimeError):
    pass


class RoundRobin:
    count = -1

    def choose(self, workers):
        healthy = [worker for worker in workers if worker.healthy]
        if not healthy:
            raise NoWorker
        self.count += 1
        return healthy[self.count % len(healthy)]


class LeastConnections:
    def choose(self, workers):
        best = None
        for worker in workers:
            if worker.healthy and (best is None or worker.active <= best.active):
                best = worker  # the last of those that tie
        if best is None:
            raise NoWorker
        return best


def get(worker, path, timeout):
    connection = HTTPConnection(worker.address, timeout=timeout)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def forward(path, workers, balancer, timeout=1.0):
    worker = balancer.choose(workers)
    worker.active = worker.active + 1
    try:
        return get(worker, path, timeout)
    except Exception as error:
        print(worker.address, "does not answer:", error)
        worker.healthy = False
    finally:
        worker.active = worker.active - 1
    return forward(path, workers, balancer, timeout)


def check_health(workers, timeout=1.0):
    for worker in workers:
        try:
            worker.healthy = get(worker, "/health", timeout)[0] == 200
        except Exception:
            worker.healthy = False
