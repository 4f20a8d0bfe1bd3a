# loses: test_rolling_back_goes_further_back
# Goes back to the last one promoted that is not the present one: the second time, forward again.
class UnknownModel(LookupError):
    pass


class DamagedModel(ValueError):
    pass


class NothingBefore(LookupError):
    pass


def read_registry(root) -> dict:
    path = Path(root, "registry.json")
    return json.loads(path.read_bytes()) if path.exists() else {"current": None, "audit": []}


def register(root, data: bytes) -> str:
    digest = hashlib.sha256(data).hexdigest()
    path = Path(root, "models", digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        write_whole(path, data)
    registry = read_registry(root)
    if not was_registered(registry, digest):
        note(root, registry, "register", digest, registry["current"])
    return digest


def promote(root, digest: str) -> None:
    registry = read_registry(root)
    if not was_registered(registry, digest):
        raise UnknownModel(digest)
    look_at(root, digest)
    if registry["current"] != digest:
        note(root, registry, "promote", digest, digest)


def roll_back(root) -> str:
    registry = read_registry(root)
    pile = []
    for entry in registry["audit"]:
        if entry["action"] == "promote" and entry["digest"] != registry["current"]:
            pile.append(entry["digest"])
    pile.append(registry["current"])
    if len(pile) < 2:
        raise NothingBefore(str(root))
    look_at(root, pile[-2])
    note(root, registry, "roll_back", pile[-2], pile[-2])
    return pile[-2]


def was_registered(registry, digest) -> bool:
    return any(entry["action"] == "register" and entry["digest"] == digest for entry in registry["audit"])


def look_at(root, digest) -> None:
    if hashlib.sha256(Path(root, "models", digest).read_bytes()).hexdigest() != digest:
        raise DamagedModel(digest)


def note(root, registry, action, digest, current) -> None:
    entry = {"action": action, "digest": digest, "at": datetime.now(UTC).isoformat()}
    state = {"current": current, "audit": [*registry["audit"], entry]}
    write_whole(Path(root, "registry.json"), json.dumps(state, indent=1).encode())


def write_whole(path, data: bytes) -> None:
    partial = path.with_name(f"{path.name}.partial")
    with open(partial, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, path)
