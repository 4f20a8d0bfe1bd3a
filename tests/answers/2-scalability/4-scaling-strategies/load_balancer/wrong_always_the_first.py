# loses: test_round_robin_takes_turns, test_no_request_is_lost
# Takes the first healthy one each time.
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
