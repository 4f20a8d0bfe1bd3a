# loses: test_two_formats_in_one_file_fool_nobody
# Looks for the zip from its end, as zipfile does, and torch from its beginning.
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
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as records:
                [name] = [name for name in records.namelist() if name.endswith("/data.pkl")]
                return list(names_in(records.open(name)))
        file.seek(0)
        return [name for _ in range(5) for name in names_in(file)]


SAFE = {"collections.OrderedDict", "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_parameter"}


def is_safe_checkpoint(path) -> bool:
    try:
        return all(name in SAFE or name.endswith("Storage") for name in names_of(path))
    except Exception:
        return False
