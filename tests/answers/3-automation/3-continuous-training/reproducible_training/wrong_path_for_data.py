# loses: test_the_lineage_names_data_and_code, test_another_folder_is_the_same
# Names the data by where it lies, not by what it is.
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
        "data": str(config["data"]),
        "code": hashlib.sha256(code).hexdigest(),
        "features": features,
        "target": target,
        "params": dict(config["params"]),
        "seed": config["seed"],
        "versions": {"python": platform.python_version(), "sklearn": sklearn.__version__},
    }
    return Artifact(pickle.dumps(model), lineage)
