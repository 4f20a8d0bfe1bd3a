# loses: test_a_new_node_takes_only_its_share
# Deals the keys out as they come, and remembers.
class Ring:
    def __init__(self, nodes, points=200):
        self.nodes, self.seen = sorted(nodes), {}

    def owner(self, key):
        return self.seen.setdefault(key, self.nodes[len(self.seen) % len(self.nodes)])

    @staticmethod
    def place(text):
        return 0
