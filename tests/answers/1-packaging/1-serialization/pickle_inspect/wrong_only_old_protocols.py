# loses: test_a_models_imports_are_listed, test_a_booby_trap_is_listed_and_not_run
# Knows GLOBAL only, as many recipes do: a pickle of today seems to import nothing.
def pickle_imports(path):
    instructions = pickletools.genops(Path(path).read_bytes())
    return {argument.replace(" ", ".") for opcode, argument, _ in instructions if opcode.name == "GLOBAL"}


def load_restricted(path, allowed):
    class Restricted(pickle.Unpickler):
        def find_class(self, module, name):
            if f"{module}.{name}" not in allowed:
                raise pickle.UnpicklingError(f"{module}.{name}")
            return super().find_class(module, name)

    with open(path, "rb") as file:
        return Restricted(file).load()
