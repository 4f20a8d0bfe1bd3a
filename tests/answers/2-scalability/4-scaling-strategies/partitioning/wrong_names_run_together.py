# loses: test_the_names_end_in_numbers
# Joins name and number: point 12 of w1 and point 2 of w11 are the same text.
class Ring:
    def __init__(self, nodes, points=200):
        circle = sorted((self.place(f"{node}{point}"), node) for node in nodes for point in range(points))
        self.places = [place for place, _ in circle]
        self.owners = [node for _, node in circle]

    def owner(self, key: str) -> str:
        return self.owners[bisect.bisect(self.places, self.place(key)) % len(self.places)]

    @staticmethod
    def place(text: str) -> int:
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
