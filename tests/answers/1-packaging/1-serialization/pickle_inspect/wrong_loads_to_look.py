# loses: test_a_booby_trap_is_listed_and_not_run
# Watches what is imported while it really loads the file.
def pickle_imports(path):
    found = set()

    class Watcher(pickle.Unpickler):
        def find_class(self, module, name):
            found.add(f"{module}.{name}")
            return super().find_class(module, name)

    with open(path, "rb") as file:
        Watcher(file).load()
    return found


def load_restricted(path, allowed):
    class Restricted(pickle.Unpickler):
        def find_class(self, module, name):
            if f"{module}.{name}" not in allowed:
                raise pickle.UnpicklingError(f"{module}.{name}")
            return super().find_class(module, name)

    with open(path, "rb") as file:
        return Restricted(file).load()
