# The recipe as a module, the pickle through a buffer and an older protocol; more in the lineage than was asked for.
from importlib.machinery import SourceFileLoader
from types import ModuleType


@dataclass
class Artifact:
    model: bytes
    lineage: dict


def train(config) -> Artifact:
    source = Path(config["recipe"]).read_bytes()
    recipe = ModuleType("recipe")
    exec(SourceFileLoader("recipe", str(config["recipe"])).source_to_code(source, "recipe"), recipe.__dict__)
    raw = Path(config["data"]).read_bytes()
    orders = pd.read_csv(io.StringIO(raw.decode()))
    features = list(orders.columns[orders.columns.isin(list(config["features"]))].sort_values())
    model = recipe.build(dict(config["params"]), config["seed"])
    model = model.fit(orders[features], orders[config["target"]])
    buffer = io.BytesIO()
    pickle.dump(model, buffer, protocol=4)
    versions = {"python": platform.python_version(), "sklearn": sklearn.__version__}
    sums = {name: hashlib.new("sha256", part).hexdigest() for name, part in {"data": raw, "code": source}.items()}
    rest = {"features": features, "target": config["target"], "params": config["params"], "seed": config["seed"]}
    return Artifact(buffer.getvalue(), {**sums, **rest, "versions": versions, "rows": len(orders)})
