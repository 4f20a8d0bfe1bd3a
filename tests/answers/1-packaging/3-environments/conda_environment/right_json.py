# JSON is YAML as well; the dictionary grows piece by piece, in another order.
import json
from datetime import datetime


def environment_yml(name, python, pins, today=None):
    today = today or datetime.now().date()
    supported = [version for version, end in END_OF_LIFE.items() if end >= today]
    if python not in supported:
        raise ValueError(f"{python} is not one of {supported}")
    environment = dict(name=name, dependencies=["pip"], channels=["conda-forge"])
    environment["channels"].append("nodefaults")
    environment["dependencies"].append("=".join(["python", python]))
    environment["dependencies"].append({"pip": [*pins]})
    return json.dumps(environment, indent=2)
