# loses: test_a_name_of_torchs_proves_nothing
# Trusts every name that begins with torch.
import pickletools


def names_in(file):
    texts = []
    for opcode, argument, _ in pickletools.genops(file):
        if opcode.name == "GLOBAL":
            yield argument.replace(" ", ".")
        elif opcode.name == "STACK_GLOBAL":
            yield ".".join(texts[-2:])
        elif isinstance(argument, str):
            texts.append(argument)


def names_of(path):
    with open(path, "rb") as file:
        if file.read(4) == b"PK\x03\x04":
            with zipfile.ZipFile(file) as records:
                [name] = [name for name in records.namelist() if name.endswith("/data.pkl")]
                return list(names_in(records.open(name)))
        file.seek(0)
        return [name for _ in range(5) for name in names_in(file)]


def is_safe_checkpoint(path) -> bool:
    try:
        return all(name.split(".")[0] in ("torch", "collections") for name in names_of(path))
    except Exception:
        return False
