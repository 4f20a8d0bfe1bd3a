# loses: test_the_keys_are_shared
# Gives each node a single point, so that chance shares the circle.
class Ring:
    def __init__(self, nodes, points=200):
        circle = sorted((self.place(node), node) for node in nodes)
        self.places = [place for place, _ in circle]
        self.owners = [node for _, node in circle]

    def owner(self, key: str) -> str:
        return self.owners[bisect.bisect(self.places, self.place(key)) % len(self.places)]

    @staticmethod
    def place(text: str) -> int:
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
