# %% lang="es"
from grader.es import check, hint, progress, show

# %% lang="en"
from grader.en import check, hint, progress, show

# %%
import hashlib
import io
import os
import pickle
import platform
import runpy
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import sklearn
from scipy import stats

# %%
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from grader.orders import FEATURES, PROMISED_MINUTES, make_orders, usual_minutes

# %% exercise="retraining_trigger"
def should_retrain(history, policy) -> list[str]:
    ### BEGIN SOLUTION
    today, last = history["today"], history["last_training"]
    if today - last < policy["cool_down"]:
        return []
    served = [day for day in history["days"] if day["day"] >= history["in_use_since"]]
    drifts = [day["drift"] for day in served[-policy["drift_days"] :]]
    mature = [day for day in served if day["day"] + policy["label_delay"] <= today][-policy["window"] :]
    labels, right = sum(day["labels"] for day in mature), sum(day["right"] for day in mature)
    new = sum(day["labels"] for day in history["days"] if day["day"] >= last)
    reasons = []
    if policy["every_days"] is not None and today - last >= policy["every_days"]:
        reasons.append("schedule")
    if policy["new_labels"] is not None and new >= policy["new_labels"]:
        reasons.append("volume")
    if policy["max_drift"] is not None and len(drifts) == policy["drift_days"] and min(drifts) > policy["max_drift"]:
        reasons.append("drift")
    if policy["min_accuracy"] is not None and labels >= policy["min_labels"] and right / labels < policy["min_accuracy"]:
        reasons.append("performance")
    return reasons
    ### END SOLUTION

# %% exercise="point_in_time"
def training_set(orders, labels, shares, as_of, wait_days) -> pd.DataFrame:
    ### BEGIN SOLUTION
    known = labels[labels["known_at"] <= as_of].sort_values("known_at").drop_duplicates("order_id", keep="last")
    old = orders[orders["placed_at"] <= as_of - pd.Timedelta(days=wait_days)]
    rows = old.merge(known[["order_id", "late"]], on="order_id").sort_values("placed_at")
    seen = shares.rename(columns={"known_at": "share_known_at"}).sort_values("share_known_at")
    table = pd.merge_asof(rows, seen, left_on="placed_at", right_on="share_known_at", by="kitchen")
    return table.drop(columns="share_known_at")
    ### END SOLUTION

# %% exercise="champion_challenger"
def decide(champion, challenger, X, y, min_gain=0.01) -> str:
    ### BEGIN SOLUTION
    difference = (challenger.predict(X) == y).astype(int) - (champion.predict(X) == y)
    error = difference.std(ddof=1) / np.sqrt(len(y))
    sure_gain = difference.mean() - 1.645 * error
    return "challenger" if sure_gain > min_gain else "champion"
    ### END SOLUTION

# %% exercise="reproducible_training"
@dataclass(frozen=True)
class Artifact:
    model: bytes
    lineage: dict


def train(config) -> Artifact:
    ### BEGIN SOLUTION
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
    return Artifact(pickle.dumps(model), lineage)
    ### END SOLUTION
