# loses: test_a_models_imports_are_listed
# Takes the last two texts that are written, without following the notepad.
def pickle_imports(path):
    found, texts = set(), []
    for opcode, argument, _ in pickletools.genops(Path(path).read_bytes()):
        if opcode.name in ("GLOBAL", "INST"):
            found.add(argument.replace(" ", "."))
        elif opcode.name == "STACK_GLOBAL":
            found.add(".".join(texts[-2:]))
        elif isinstance(argument, str):
            texts.append(argument)
    return found


def load_restricted(path, allowed):
    class Restricted(pickle.Unpickler):
        def find_class(self, module, name):
            if f"{module}.{name}" not in allowed:
                raise pickle.UnpicklingError(f"{module}.{name}")
            return super().find_class(module, name)

    with open(path, "rb") as file:
        return Restricted(file).load()
