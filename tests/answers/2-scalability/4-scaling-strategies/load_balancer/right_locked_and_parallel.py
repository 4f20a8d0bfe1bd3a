@dataclass
class Worker:
    address: str
    healthy: bool = True
    active: int = 0


class NoWorker(Exception):
    pass


lock = threading.Lock()


class RoundRobin:
    def __init__(self):
        self.next = 0

    def choose(self, workers):
        with lock:
            for place in [*range(self.next, len(workers)), *range(min(self.next, len(workers)))]:
                if workers[place].healthy:
                    self.next = place + 1
                    return workers[place]
        raise NoWorker


class LeastConnections:
    def choose(self, workers):
        healthy = [worker for worker in workers if worker.healthy]
        if not healthy:
            raise NoWorker("nobody is healthy")
        return min(healthy, key=lambda worker: worker.active)


def forward(path, workers, balancer, timeout=1.0):
    while True:
        worker = balancer.choose(workers)
        with lock:
            worker.active += 1
        try:
            with urlopen(f"http://{worker.address}{path}", timeout=timeout) as answer:
                return [answer.status, answer.read().decode()]
        except HTTPError as refusal:
            return refusal.code, refusal.read()
        except (OSError, HTTPException):
            worker.healthy = False
        finally:
            with lock:
                worker.active -= 1


def check_health(workers, timeout=1.0) -> None:
    def is_healthy(worker):
        try:
            urlopen(f"http://{worker.address}/health", None, timeout).close()
            return True
        except Exception:
            return False

    with ThreadPoolExecutor() as pool:
        for worker, healthy in zip(workers, pool.map(is_healthy, workers)):
            worker.healthy = healthy
