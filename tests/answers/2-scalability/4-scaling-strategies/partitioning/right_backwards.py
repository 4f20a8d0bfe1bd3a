class Ring:
    """Each key belongs to the point before it, not to the one after."""

    def __init__(self, nodes, points=200):
        self.circle = {}
        for node in nodes:
            for point in range(points):
                self.circle[self.place(repr((node, point)))] = node
        self.places = sorted(self.circle)

    def owner(self, key):
        return self.circle[self.places[bisect.bisect_right(self.places, self.place(key)) - 1]]

    def place(self, text):
        return hashlib.sha1(text.encode()).hexdigest()
