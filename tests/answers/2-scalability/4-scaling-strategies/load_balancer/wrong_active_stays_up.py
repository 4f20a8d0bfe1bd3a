# loses: test_it_dies_in_the_middle_of_an_answer, test_nobody_is_healthy
# Forgets to count down when the worker fails: once it is back it seems busy for ever.
@dataclass
class Worker:
    address: str
    healthy: bool = True
    active: int = 0


class NoWorker(Exception):
    pass


class RoundRobin:
    def __init__(self):
        self.next = 0

    def choose(self, workers):
        for step in range(len(workers)):
            place = (self.next + step) % len(workers)
            if workers[place].healthy:
                self.next = place + 1
                return workers[place]
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
                reply = answer.status, answer.read()
            worker.active -= 1
            return reply
        except HTTPError as refusal:
            worker.active -= 1
            return refusal.code, refusal.read()
        except (OSError, HTTPException):
            worker.healthy = False


def check_health(workers, timeout=1.0) -> None:
    for worker in workers:
        try:
            with urlopen(f"http://{worker.address}/health", timeout=timeout) as answer:
                worker.healthy = answer.status == 200
        except (OSError, HTTPException):
            worker.healthy = False
