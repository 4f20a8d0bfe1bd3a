# loses: test_the_order_of_the_nodes_does_not_matter
# Places the points by the order of the list, not by the name of the node.
import random


class Ring:
    def __init__(self, nodes, points=200):
        chance = random.Random(2026)
        circle = sorted((chance.getrandbits(64), node) for node in nodes for point in range(points))
        self.places = [place for place, _ in circle]
        self.owners = [node for _, node in circle]

    def owner(self, key):
        return self.owners[bisect.bisect(self.places, self.place(key)) % len(self.places)]

    @staticmethod
    def place(text):
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
