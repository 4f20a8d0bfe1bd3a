# loses: test_the_list_changes
# Keeps the list of the first call: a new worker never gets a turn.
@dataclass
class Worker:
    address: str
    healthy: bool = True
    active: int = 0


class NoWorker(Exception):
    pass


class RoundRobin:
    def __init__(self):
        self.turns = None

    def choose(self, workers):
        if self.turns is None:
            self.turns = itertools.cycle(workers)
        for worker in itertools.islice(self.turns, len(workers)):
            if worker.healthy:
                return worker
        raise NoWorker("nobody is healthy")


class LeastConnections:
    def choose(self, workers):
        healthy = [worker for worker in workers if worker.healthy]
        if not healthy:
            raise NoWorker("nobody is healthy")
        return min(healthy, key=lambda worker: worker.active)


def forward(path, workers, balancer, timeout=1.0):
    while True:
        worker = balancer.choose(workers)
        worker.active += 1
        try:
            with urlopen(f"http://{worker.address}{path}", timeout=timeout) as answer:
                return answer.status, answer.read()
        except HTTPError as refusal:
            return refusal.code, refusal.read()
        except (OSError, HTTPException):
            worker.healthy = False
        finally:
            worker.active -= 1


def check_health(workers, timeout=1.0) -> None:
    for worker in workers:
        try:
            with urlopen(f"http://{worker.address}/health", timeout=timeout) as answer:
                worker.healthy = answer.status == 200
        except (OSError, HTTPException):
            worker.healthy = False
