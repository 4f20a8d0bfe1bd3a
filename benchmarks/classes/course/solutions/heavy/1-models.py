# %% [markdown] lang="es"
"""
# Guardar redes y modelos

Un pedido tarda según la distancia y el número de platos. Dos redes y un pipeline aprenden cuánto, y tú los guardas.
"""

# %% [markdown] lang="en"
"""
# Keeping networks and models

How long an order takes depends on the distance and the number of dishes. Two networks and a pipeline learn it, and you keep them.
"""

# %% lang="es"
from grader.es import check

# %% lang="en"
from grader.en import check

# %%
import h5py
import keras
import numpy as np
import tensorflow as tf
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

# %%
rng = np.random.default_rng(7)
orders = np.column_stack([rng.uniform(1, 9, 300), rng.integers(1, 6, 300)]).astype("float32")  # km, dishes
minutes = orders @ np.array([3, 2], dtype="float32") + rng.normal(size=300).astype("float32")

# %%
torch.manual_seed(7)
net = torch.nn.Sequential(torch.nn.Linear(2, 8), torch.nn.ReLU(), torch.nn.Linear(8, 1))
optimizer = torch.optim.SGD(net.parameters(), lr=0.001, momentum=0.9)
for _ in range(100):
    optimizer.zero_grad()
    loss = ((net(torch.tensor(orders))[:, 0] - torch.tensor(minutes)) ** 2).mean()
    loss.backward()
    optimizer.step()
print(f"{loss.item():.0f} min²")

# %%
keras.utils.set_random_seed(7)
network = keras.Sequential([keras.Input((2,)), keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
network.compile(optimizer="adam", loss="mse")
history = network.fit(tf.constant(orders), tf.constant(minutes), batch_size=100, epochs=1, verbose=0)
print(f"{history.history['loss'][-1]:.0f} min²")

# %% [markdown] lang="es"
"""
## Los pesos de una red

`save_weights(model, path)` guarda los pesos de una red de PyTorch, y nada más. `load_weights(model, path)` los pone en otra igual.
"""

# %% [markdown] lang="en"
"""
## The weights of a network

`save_weights(model, path)` keeps the weights of a PyTorch network, and nothing else. `load_weights(model, path)` puts them into another one like it.
"""


# %% exercise="weights"
def save_weights(model, path):
    ### BEGIN SOLUTION
    torch.save(model.state_dict(), path)
    ### END SOLUTION


def load_weights(model, path):
    ### BEGIN SOLUTION
    model.load_state_dict(torch.load(path, weights_only=True))
    ### END SOLUTION


# %% [markdown] lang="es"
"""
## Una red entera

`save_network(model, path)` guarda una red de Keras en un archivo `.keras`. `load_network(path)` la devuelve.
"""

# %% [markdown] lang="en"
"""
## A whole network

`save_network(model, path)` keeps a Keras network in a `.keras` file. `load_network(path)` gives it back.
"""


# %% exercise="network"
def save_network(model, path):
    ### BEGIN SOLUTION
    model.save(path)
    ### END SOLUTION


def load_network(path):
    ### BEGIN SOLUTION
    return keras.saving.load_model(path)
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


# %% exercise="classifier"
def fit_late(X, late):
    ### BEGIN SOLUTION
    return make_pipeline(StandardScaler(), LogisticRegression()).fit(X, late)
    ### END SOLUTION


# %% [markdown] lang="es"
"""
## Arrays en un archivo

`save_arrays(arrays, path)` guarda en HDF5 un diccionario de arrays. `load_arrays(path)` lo devuelve, con sus tipos.
"""

# %% [markdown] lang="en"
"""
## Arrays in a file

`save_arrays(arrays, path)` keeps a dictionary of arrays in HDF5. `load_arrays(path)` gives it back, with its types.
"""


# %% exercise="arrays"
def save_arrays(arrays, path):
    ### BEGIN SOLUTION
    with h5py.File(path, "w") as file:
        for name, array in arrays.items():
            file[name] = array
    ### END SOLUTION


def load_arrays(path):
    ### BEGIN SOLUTION
    with h5py.File(path, "r") as file:
        return {name: data[()] for name, data in file.items()}
    ### END SOLUTION


# %% [markdown] lang="es"
"""
## Seguir donde se quedó

`save_checkpoint(model, optimizer, epoch, path)` guarda un entrenamiento a medias. `load_checkpoint(model, optimizer, path)` lo pone en
un modelo y un optimizador iguales y devuelve la época.
"""

# %% [markdown] lang="en"
"""
## Going on where it stopped

`save_checkpoint(model, optimizer, epoch, path)` keeps a training that is under way. `load_checkpoint(model, optimizer, path)` puts it
into a model and an optimizer like these and gives the epoch.
"""


# %% exercise="checkpoint"
def save_checkpoint(model, optimizer, epoch, path):
    ### BEGIN SOLUTION
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch}
    torch.save(state, path)
    ### END SOLUTION


def load_checkpoint(model, optimizer, path):
    ### BEGIN SOLUTION
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return state["epoch"]
    ### END SOLUTION


# %% [markdown] lang="es"
"""
## Probabilidades

`softmax(scores)` da las probabilidades de cada fila de un array.
"""

# %% [markdown] lang="en"
"""
## Probabilities

`softmax(scores)` gives the probabilities of each row of an array.
"""


# %% exercise="softmax"
def softmax(scores):
    ### BEGIN SOLUTION
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
    ### END SOLUTION
