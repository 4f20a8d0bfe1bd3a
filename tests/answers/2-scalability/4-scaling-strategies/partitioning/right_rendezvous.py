class Ring:
    """Rendezvous hashing: the node whose number with this key is the highest. It needs no points."""

    def __init__(self, nodes, points=200):
        self.nodes = list(nodes)

    def owner(self, key):
        return max(self.nodes, key=lambda node: hashlib.blake2b(key.encode(), key=hashlib.md5(node.encode()).digest()).digest())
