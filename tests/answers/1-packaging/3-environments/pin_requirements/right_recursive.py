# Recursion with a set of what was visited, and the metadata read message by message.
from importlib import metadata


def freeze(names) -> list[str]:
    pins: dict[str, str] = {}
    visited: set[tuple[str, str]] = set()

    def visit(requirement: Requirement) -> None:
        name = str(canonicalize_name(requirement.name))
        for extra in {"", *(canonicalize_name(extra) for extra in requirement.extras)}:
            if (name, extra) not in visited:
                visited.add((name, extra))
                pins[name] = metadata.version(name)
                for line in metadata.requires(name) or ():
                    needed = Requirement(line)
                    if not needed.marker or needed.marker.evaluate(environment={"extra": extra}):
                        visit(needed)

    for name in names:
        visit(Requirement(name))
    return [f"{name}=={pins[name]}" for name in sorted(pins)]
