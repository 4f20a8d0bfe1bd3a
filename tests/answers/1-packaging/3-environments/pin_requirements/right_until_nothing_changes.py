# Prints what it does, and widens the set until it stays the same.
import re


def freeze(names):
    def parts(requirement):
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        return {(name, "")} | {(name, extra) for extra in requirement.extras}

    wanted = set().union(*(parts(Requirement(name)) for name in names))
    before = None
    while before != wanted:
        before = set(wanted)
        print(len(wanted), "so far")
        for name, extra in before:
            for text in distribution(name).metadata.get_all("Requires-Dist") or []:
                requirement = Requirement(text)
                if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
                    wanted |= parts(requirement)
    return sorted({f"{name}=={distribution(name).metadata['Version']}" for name, _ in wanted})
