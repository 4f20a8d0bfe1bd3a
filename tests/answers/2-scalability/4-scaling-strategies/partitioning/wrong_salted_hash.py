# loses: test_every_process_agrees
# Uses hash, which is salted: another process gives another answer.
class Ring:
    def __init__(self, nodes, points=200):
        circle = sorted((self.place(f"{node}/{point}"), node) for node in nodes for point in range(points))
        self.places = [place for place, _ in circle]
        self.owners = [node for _, node in circle]

    def owner(self, key: str) -> str:
        return self.owners[bisect.bisect(self.places, self.place(key)) % len(self.places)]

    @staticmethod
    def place(text: str) -> int:
        return hash(text)
