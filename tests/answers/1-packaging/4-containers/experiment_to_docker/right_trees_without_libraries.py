# Only numbers travel: a line or the branches of each tree, in JSON; the image needs nothing but Python.
def numbers_of(model):
    if hasattr(model, "estimators_"):
        trees = []
        for estimator in model.estimators_:
            tree = estimator.tree_
            columns = [tree.feature, tree.threshold, tree.children_left, tree.children_right, tree.value[:, 0, 0]]
            trees.append([column.tolist() for column in columns])
        return {"trees": trees}
    scaler, linear = model[0], model[-1]
    coef = linear.coef_ / scaler.scale_
    return {"coef": coef.tolist(), "intercept": float(linear.intercept_ - coef @ scaler.mean_)}


def make_context(model, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "numbers.json").write_text(json.dumps(numbers_of(model)))
    (folder / "predict.py").write_text(
        """import json
import sys
from pathlib import Path

numbers = json.loads(Path(__file__).with_name("numbers.json").read_text())


def tree_says(tree, row):
    feature, threshold, left, right, value = tree
    node = 0
    while left[node] != -1:
        node = left[node] if row[feature[node]] <= threshold[node] else right[node]
    return value[node]


for line in sys.stdin:
    row = json.loads(line)
    if "trees" in numbers:
        says = [tree_says(tree, row) for tree in numbers["trees"]]
        print(sum(says) / len(says), flush=True)
    else:
        print(numbers["intercept"] + sum(a * b for a, b in zip(numbers["coef"], row)), flush=True)
"""
    )
    (folder / "Dockerfile").write_text(
        """FROM python:3.14.0-slim
WORKDIR /app
COPY numbers.json predict.py ./
USER 10001
ENTRYPOINT ["python", "predict.py"]
"""
    )
    (folder / ".dockerignore").write_text("*\n!numbers.json\n!predict.py\n")
