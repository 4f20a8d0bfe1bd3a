# A match statement, a list where a set would do, warnings, and an error class of its own.
class NotAllowed(pickle.UnpicklingError):
    pass


def pickle_imports(path: str | Path):
    texts: list = []
    memo: dict = {}
    names: list[str] = []
    with open(path, "rb") as file:
        for opcode, argument, _position in pickletools.genops(file):
            match opcode.name:
                case "GLOBAL" | "INST":
                    module, _, name = argument.partition(" ")
                    names.append(f"{module}.{name}")
                case "STACK_GLOBAL":
                    names.append(f"{texts[-2]}.{texts[-1]}")
                case "MEMOIZE":
                    memo[len(memo)] = texts[-1] if texts else None
                case "PUT" | "BINPUT" | "LONG_BINPUT":
                    memo[int(argument)] = texts[-1] if texts else None
                case "GET" | "BINGET" | "LONG_BINGET":
                    texts.append(memo[int(argument)])
                case "UNICODE" | "BINUNICODE" | "SHORT_BINUNICODE" | "BINUNICODE8":
                    texts.append(argument)
    warnings.warn("a pickle is a program")
    return list(dict.fromkeys(names))


def load_restricted(path: str | Path, allowed):
    class Restricted(pickle.Unpickler):
        def find_class(self, module, name):
            if ".".join((module, name)) in allowed:
                return pickle.Unpickler.find_class(self, module, name)
            print("refused", module, name)
            raise NotAllowed(module, name)

    return Restricted(Path(path).open("rb")).load()
