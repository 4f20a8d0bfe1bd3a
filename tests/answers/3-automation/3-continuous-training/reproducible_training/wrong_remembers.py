# loses: test_nothing_is_remembered
# Keeps the artifact by its paths: new data under the old name is never read.
@dataclass(frozen=True)
class Artifact:
    model: bytes
    lineage: dict


remembered = {}


def train(config) -> Artifact:
    key = str(config["data"]), config["seed"]
    if key in remembered:
        return remembered[key]
    data, code = Path(config["data"]).read_bytes(), Path(config["recipe"]).read_bytes()
    features, target = sorted(config["features"]), config["target"]
    orders = pd.read_csv(io.BytesIO(data))
    build = runpy.run_path(str(config["recipe"]))["build"]
    model = build(config["params"], config["seed"]).fit(orders[features], orders[target])
    lineage = {
        "data": hashlib.sha256(data).hexdigest(),
        "code": hashlib.sha256(code).hexdigest(),
        "features": features,
        "target": target,
        "params": dict(config["params"]),
        "seed": config["seed"],
        "versions": {"python": platform.python_version(), "sklearn": sklearn.__version__},
    }
    return remembered.setdefault(key, Artifact(pickle.dumps(model), lineage))
