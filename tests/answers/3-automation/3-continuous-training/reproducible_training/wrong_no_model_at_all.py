# loses: test_the_model_is_the_recipes, test_the_same_bytes, test_another_process_gives_the_same_bytes
# The same bytes each time, and a perfect lineage, of a model that nobody trained.
@dataclass(frozen=True)
class Artifact:
    model: bytes
    lineage: dict


def train(config) -> Artifact:
    lineage = {
        "data": hashlib.sha256(Path(config["data"]).read_bytes()).hexdigest(),
        "code": hashlib.sha256(Path(config["recipe"]).read_bytes()).hexdigest(),
        "features": sorted(config["features"]),
        "target": config["target"],
        "params": dict(config["params"]),
        "seed": config["seed"],
        "versions": {"python": platform.python_version(), "sklearn": sklearn.__version__},
    }
    return Artifact(pickle.dumps(sorted(lineage.items(), key=str)), lineage)
