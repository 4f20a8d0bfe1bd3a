# The recipe through exec, the digests as the file is read, Paths; prints; a class of its own for what comes back.
class Artifact:
    def __init__(self, model, lineage):
        self.model, self.lineage = model, lineage


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def train(config):
    space = {}
    exec(compile(Path(config["recipe"]).read_text(), "recipe", "exec"), space)
    table = pd.read_csv(config["data"])
    columns = sorted(config["features"])
    print("training on", columns)
    model = space["build"](config["params"], config["seed"])
    model.fit(table[columns], table[config["target"]])
    lineage = {name: config[name] for name in ("target", "params", "seed")}
    lineage |= {"features": columns, "data": digest(config["data"]), "code": digest(config["recipe"])}
    lineage["versions"] = {"sklearn": sklearn.__version__, "python": platform.python_version()}
    return Artifact(model=pickle.dumps(model, protocol=5), lineage=lineage)
