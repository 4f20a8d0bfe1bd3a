# loses: test_a_new_node_takes_only_its_share, test_only_the_keys_of_who_leaves_move
# Divides by the number of nodes: a new one moves almost every key.
class Ring:
    def __init__(self, nodes, points=200):
        self.nodes = sorted(nodes)

    def owner(self, key):
        return self.nodes[self.place(key) % len(self.nodes)]

    @staticmethod
    def place(text):
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
