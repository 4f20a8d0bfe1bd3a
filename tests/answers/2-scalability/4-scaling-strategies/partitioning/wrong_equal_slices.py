# loses: test_a_new_node_takes_only_its_share
# Cuts the circle in as many equal slices as nodes: a new one shifts every border.
class Ring:
    def __init__(self, nodes, points=200):
        self.nodes = sorted(nodes)

    def owner(self, key):
        return self.nodes[self.place(key) * len(self.nodes) >> 64]

    @staticmethod
    def place(text):
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
