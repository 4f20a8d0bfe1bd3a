# loses: test_another_process_gives_the_same_bytes, test_the_model_is_the_recipes
# Makes a seed with hash(), which has another salt in every process.
@dataclass(frozen=True)
class Artifact:
    model: bytes
    lineage: dict


def train(config) -> Artifact:
    data, code = Path(config["data"]).read_bytes(), Path(config["recipe"]).read_bytes()
    features, target = sorted(config["features"]), config["target"]
    orders = pd.read_csv(io.BytesIO(data))
    build = runpy.run_path(str(config["recipe"]))["build"]
    seed = hash(f"{features} {config['seed']}") % 2**32
    model = build(config["params"], seed).fit(orders[features], orders[target])
    lineage = {
        "data": hashlib.sha256(data).hexdigest(),
        "code": hashlib.sha256(code).hexdigest(),
        "features": features,
        "target": target,
        "params": dict(config["params"]),
        "seed": config["seed"],
        "versions": {"python": platform.python_version(), "sklearn": sklearn.__version__},
    }
    return Artifact(pickle.dumps(model), lineage)
