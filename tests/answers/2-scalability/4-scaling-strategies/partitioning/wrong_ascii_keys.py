# loses: test_any_text_is_a_key
# Believes that every key is ASCII.
class Ring:
    def __init__(self, nodes, points=200):
        circle = sorted((self.place(f"{node}/{point}"), node) for node in nodes for point in range(points))
        self.places = [place for place, _ in circle]
        self.owners = [node for _, node in circle]

    def owner(self, key: str) -> str:
        return self.owners[bisect.bisect(self.places, self.place(key)) % len(self.places)]

    @staticmethod
    def place(text: str) -> int:
        return int.from_bytes(hashlib.sha256(text.encode("ascii")).digest()[:8], "big")
