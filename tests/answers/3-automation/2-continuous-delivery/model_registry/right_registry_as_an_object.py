# A class that does the work, a link in the place of a replacement for the models, Path.replace for the registry.
import contextlib
import secrets


class UnknownModel(LookupError):
    pass


class DamagedModel(ValueError):
    pass


class NothingBefore(LookupError):
    pass


def read_registry(root) -> dict:
    path = Path(root, "registry.json")
    return json.loads(path.read_bytes()) if path.exists() else {"current": None, "audit": []}


class Registry:
    def __init__(self, root):
        self.root = Path(root)
        self.models = self.root / "models"
        self.state = read_registry(root)

    def written(self, data: bytes) -> Path:
        path = self.root / f".{secrets.token_hex(8)}"
        path.write_bytes(data)
        return path

    def keep(self, digest, data):
        self.models.mkdir(parents=True, exist_ok=True)
        partial = self.written(data)
        with contextlib.suppress(FileExistsError):
            os.link(partial, self.models / digest)
        partial.unlink()

    def knows(self, digest):
        return ("register", digest) in [(entry["action"], entry["digest"]) for entry in self.state["audit"]]

    def note(self, action, digest, current):
        self.state["current"] = current
        self.state["audit"].append({"at": str(datetime.now(UTC)), "digest": digest, "action": action})
        self.written(json.dumps(self.state).encode()).replace(self.root / "registry.json")

    def whole(self, digest):
        if hashlib.sha256((self.models / digest).read_bytes()).hexdigest() != digest:
            raise DamagedModel

    def before(self):
        undone = 0
        found = []
        for entry in reversed(self.state["audit"]):
            if entry["action"] == "roll_back":
                undone += 1
            elif entry["action"] == "promote" and undone:
                undone -= 1
            elif entry["action"] == "promote":
                found.append(entry["digest"])
        return found[1:2]


def register(root, data):
    registry, digest = Registry(root), hashlib.new("sha256", data).hexdigest()
    registry.keep(digest, data)
    if not registry.knows(digest):
        registry.note("register", digest, registry.state["current"])
    return digest


def promote(root, digest):
    registry = Registry(root)
    if not registry.knows(digest):
        raise UnknownModel(digest)
    registry.whole(digest)
    if registry.state["current"] != digest:
        registry.note("promote", digest, digest)


def roll_back(root):
    registry = Registry(root)
    for digest in registry.before():
        registry.whole(digest)
        registry.note("roll_back", digest, digest)
        return digest
    raise NothingBefore
