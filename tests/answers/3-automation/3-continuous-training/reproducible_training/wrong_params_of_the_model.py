# loses: test_the_lineage_says_the_parameters
# Writes down the parameters of the model, not those of the configuration.
@dataclass(frozen=True)
class Artifact:
    model: bytes
    lineage: dict


def train(config) -> Artifact:
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
        "params": model.get_params(),
        "seed": config["seed"],
        "versions": {"python": platform.python_version(), "sklearn": sklearn.__version__},
    }
    return Artifact(pickle.dumps(model), lineage)
