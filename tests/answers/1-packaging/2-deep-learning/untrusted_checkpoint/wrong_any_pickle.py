# loses: test_a_plain_pickle_is_refused
# Takes any pickle without unknown names for a checkpoint, and does not count how many there are.
import pickletools


def names_in(file):
    for opcode, argument, _ in pickletools.genops(file):
        if opcode.name == "GLOBAL":
            yield argument.replace(" ", ".")
        elif opcode.name == "STACK_GLOBAL":
            yield "anything"


def names_of(path):
    with open(path, "rb") as file:
        if file.read(4) == b"PK\x03\x04":
            with zipfile.ZipFile(file) as records:
                [name] = [name for name in records.namelist() if name.endswith("/data.pkl")]
                return list(names_in(records.open(name)))
        file.seek(0)
        names = list(names_in(file))
        for _ in range(4):
            if file.read(1):
                file.seek(-1, 1)
                names += names_in(file)
        return names


SAFE = {"collections.OrderedDict", "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_parameter"}


def is_safe_checkpoint(path) -> bool:
    try:
        return all(name in SAFE or name.endswith("Storage") for name in names_of(path))
    except Exception:
        return False
