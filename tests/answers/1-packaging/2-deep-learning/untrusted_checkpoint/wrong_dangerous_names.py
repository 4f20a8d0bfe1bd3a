# loses: test_a_list_of_dangerous_names_is_not_enough, test_states_are_data_and_objects_are_not
# Looks for the modules that everybody knows to be dangerous.
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
        names = names_of(path)
    except Exception:
        return False
    return not any(name.split(".")[0] in ("os", "posix", "io", "builtins", "subprocess", "sys") for name in names)
