# %% [markdown] lang="es"
"""
# Una tabla de pedidos

Cada fila es un pedido: el día, el restaurante, la distancia y los minutos que tardó.
"""

# %% [markdown] lang="en"
"""
# A table of orders

Each row is an order: the day, the restaurant, the distance and the minutes that it took.
"""

# %% lang="es"
from grader.es import check

# %% lang="en"
from grader.en import check

# %%
import pickle

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

# %%
rng = np.random.default_rng(7)
orders = pd.DataFrame({"day": np.arange(300) // 10, "place": rng.choice(["Sol", "Luna"], 300)})
orders["distance"] = rng.uniform(1, 9, 300)
orders["minutes"] = 10 + 3 * orders["distance"] + rng.normal(size=300)
print(orders.groupby("place")["minutes"].mean().round(1).to_dict())

# %% [markdown] lang="es"
"""
## Columnas comparables

`standardize(X)` da las columnas de un array con media 0 y desviación 1; una columna que no cambia se queda en ceros.
"""

# %% [markdown] lang="en"
"""
## Columns that compare

`standardize(X)` gives the columns of an array with mean 0 and deviation 1; a column that does not change becomes zeros.
"""


# %% exercise="standardize"
def standardize(X):
    ### BEGIN SOLUTION
    deviation = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(deviation > 0, deviation, 1)
    ### END SOLUTION


# %% [markdown] lang="es"
"""
## Una tabla limpia

`clean(orders)` da una tabla nueva, sin los pedidos que no tienen `minutes` y sin los repetidos.
"""

# %% [markdown] lang="en"
"""
## A clean table

`clean(orders)` gives a new table, without the orders that have no `minutes` and without the duplicates.
"""


# %% exercise="clean"
def clean(orders):
    ### BEGIN SOLUTION
    return orders.dropna(subset=["minutes"]).drop_duplicates()
    ### END SOLUTION


# %% [markdown] lang="es"
"""
## Cuánto tarda cada restaurante

`mean_minutes(orders)` da un diccionario: los minutos medios de cada `place`, sin contar los que faltan.
"""

# %% [markdown] lang="en"
"""
## How long each restaurant takes

`mean_minutes(orders)` gives a dictionary: the mean minutes of each `place`, not counting those that are missing.
"""


# %% exercise="means"
def mean_minutes(orders):
    ### BEGIN SOLUTION
    return orders.groupby("place")["minutes"].mean().to_dict()
    ### END SOLUTION


# %% [markdown] lang="es"
"""
## El futuro, aparte

`split(orders)` da dos tablas: los pedidos de los días anteriores al último, y los del último día.
"""

# %% [markdown] lang="en"
"""
## The future, apart

`split(orders)` gives two tables: the orders of the days before the last one, and those of the last day.
"""


# %% exercise="future"
def split(orders):
    ### BEGIN SOLUTION
    last = orders["day"] == orders["day"].max()
    return orders[~last], orders[last]
    ### END SOLUTION


# %% [markdown] lang="es"
"""
## Un clasificador de retrasos

`fit_late(X, late)` devuelve un pipeline entrenado, que escala las columnas antes de clasificar.
"""

# %% [markdown] lang="en"
"""
## A classifier of late orders

`fit_late(X, late)` gives a fitted pipeline, which scales the columns before it classifies.
"""


# %% exercise="late"
def fit_late(X, late):
    ### BEGIN SOLUTION
    return make_pipeline(StandardScaler(), LogisticRegression()).fit(X, late)
    ### END SOLUTION


# %% [markdown] lang="es"
"""
## Un modelo en un archivo

`save_model(model, path)` guarda un modelo con pickle. `load_model(path)` lo devuelve.
"""

# %% [markdown] lang="en"
"""
## A model in a file

`save_model(model, path)` keeps a model with pickle. `load_model(path)` gives it back.
"""


# %% exercise="file"
def save_model(model, path):
    ### BEGIN SOLUTION
    with open(path, "wb") as file:
        pickle.dump(model, file)
    ### END SOLUTION


def load_model(path):
    ### BEGIN SOLUTION
    with open(path, "rb") as file:
        return pickle.load(file)
    ### END SOLUTION
