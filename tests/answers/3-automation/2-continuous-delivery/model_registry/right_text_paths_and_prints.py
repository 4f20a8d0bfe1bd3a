# os.path and texts, a temporary file with a name of its own, json.dump into it; prints on the way.
import tempfile


class RegistryError(Exception):
    pass


class UnknownModel(RegistryError):
    pass


class DamagedModel(RegistryError):
    pass


class NothingBefore(RegistryError):
    pass


def read_registry(root) -> dict:
    path = os.path.join(root, "registry.json")
    if not os.path.exists(path):
        return {"current": None, "audit": []}
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def put(path, write, mode):
    handle, name = tempfile.mkstemp(dir=os.path.dirname(path))
    with os.fdopen(handle, mode) as file:
        write(file)
    os.replace(name, path)


def change(root, registry, action, digest, current):
    now = datetime.now().astimezone()
    audit = registry["audit"] + [dict(action=action, digest=digest, at=now.isoformat(timespec="microseconds"))]
    print(action, digest[:8])
    put(os.path.join(root, "registry.json"), lambda file: json.dump({"audit": audit, "current": current}, file), "w")


def registered(registry):
    return {entry["digest"] for entry in registry["audit"] if entry["action"] == "register"}


def in_production(registry):
    """The digests that were in production and were not undone, the present one last."""
    digests = []
    for entry in registry["audit"]:
        if entry["action"] == "promote":
            digests = [*digests, entry["digest"]]
        if entry["action"] == "roll_back":
            digests = digests[:-1]
    return digests


def check_bytes(root, digest):
    with open(os.path.join(root, "models", digest), "rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            raise DamagedModel(digest)


def register(root, data):
    digest = hashlib.sha256(data).hexdigest()
    folder = os.path.join(root, "models")
    os.makedirs(folder, exist_ok=True)
    put(os.path.join(folder, digest), lambda file: file.write(data), "wb")
    registry = read_registry(root)
    if digest not in registered(registry):
        change(root, registry, "register", digest, registry["current"])
    return digest


def promote(root, digest):
    registry = read_registry(root)
    if digest not in registered(registry):
        raise UnknownModel(digest)
    if registry["current"] == digest:
        return
    check_bytes(root, digest)
    change(root, registry, "promote", digest, digest)


def roll_back(root):
    registry = read_registry(root)
    *_, before, _ = [None, None, *in_production(registry)]
    if before is None:
        raise NothingBefore
    check_bytes(root, before)
    change(root, registry, "roll_back", before, before)
    return before
