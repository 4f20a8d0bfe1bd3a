# loses: test_what_is_forbidden_is_not_imported
# Imports first and decides afterwards: importing a module runs it.
def pickle_imports(path) -> set[str]:
    found, texts, notepad = set(), [], {}
    for opcode, argument, _ in pickletools.genops(Path(path).read_bytes()):
        if opcode.name in ("GLOBAL", "INST"):
            found.add(argument.replace(" ", "."))
        elif opcode.name == "STACK_GLOBAL":
            found.add(".".join(texts[-2:]))
        elif opcode.name == "MEMOIZE":
            notepad[len(notepad)] = texts[-1] if texts else ""
        elif opcode.name in ("PUT", "BINPUT", "LONG_BINPUT"):
            notepad[int(argument)] = texts[-1] if texts else ""
        elif opcode.name in ("GET", "BINGET", "LONG_BINGET"):
            texts.append(notepad[int(argument)])
        elif isinstance(argument, str):
            texts.append(argument)
    return found


def load_restricted(path, allowed):
    class Restricted(pickle.Unpickler):
        def find_class(self, module, name):
            found = super().find_class(module, name)
            if f"{module}.{name}" not in allowed:
                raise pickle.UnpicklingError(f"{module}.{name} is not allowed")
            return found

    with open(path, "rb") as file:
        return Restricted(file).load()
