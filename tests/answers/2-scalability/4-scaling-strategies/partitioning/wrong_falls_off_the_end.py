# loses: test_the_keys_are_shared
# Forgets that after the last point comes the first.
class Ring:
    def __init__(self, nodes, points=200):
        circle = sorted((self.place(f"{node}/{point}"), node) for node in nodes for point in range(points))
        self.places = [place for place, _ in circle]
        self.owners = [node for _, node in circle]

    def owner(self, key: str) -> str:
        return self.owners[bisect.bisect(self.places, self.place(key))]

    @staticmethod
    def place(text: str) -> int:
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
