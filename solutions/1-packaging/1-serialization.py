# %% [markdown] lang="es"
"""
# 1. Serialización: del notebook a un archivo

Un modelo que solo vive en la memoria de tu notebook no le sirve a nadie más. Hoy lo guardas en un archivo, lo
recuperas en otro proceso y decides qué formato te conviene.

Al terminar podrás:

- guardar un modelo de scikit-learn con pickle, joblib y HDF5, y recuperarlo en otro proceso;
- predecir en una máquina que no tiene scikit-learn, con HDF5 o con ONNX;
- explicar por qué abrir un pickle ajeno ejecuta código, y mirar dentro sin ejecutarlo;
- entregar un modelo con su ficha: versiones, huella y columnas de entrada.

Cuenta con unos 45 minutos. Todo funciona sin conexión.
"""

# %% [markdown] lang="en"
"""
# 1. Serialization: from the notebook to a file

A model that lives only in your notebook's memory is no use to anyone else. Today you save it to a file, get it back
in another process, and decide which format suits you.

By the end you will be able to:

- save a scikit-learn model with pickle, joblib and HDF5, and get it back in another process;
- predict on a machine that has no scikit-learn, with HDF5 or with ONNX;
- explain why opening someone else's pickle runs code, and look inside without running it;
- hand over a model with its record: versions, digest and input columns.

Allow about 45 minutes. Everything works offline.
"""

# %% [markdown] lang="es"
"""
```mermaid
flowchart LR
    accTitle: El camino de un modelo desde tu notebook hasta producción
    accDescr {
        Un notebook entrena el modelo y lo serializa en un archivo que viaja con su ficha.
        Otro proceso comprueba la ficha, carga el archivo y predice.
        Si la ficha no cuadra, el proceso se niega a cargarlo.
    }
    train["Notebook: entrenas"] -- serializas --> file[("Archivo del modelo")]
    train -- anotas --> card["Ficha: versiones, huella, columnas"]
    file --> check{"¿Cuadra la ficha?"}
    card --> check
    check -- sí --> serve["Otro proceso: carga y predice"]
    check -- no --> refuse["Se niega y dice por qué"]
```
"""

# %% [markdown] lang="en"
"""
```mermaid
flowchart LR
    accTitle: The way of a model from your notebook to production
    accDescr {
        A notebook trains the model and serializes it to a file that travels with its record.
        Another process checks the record, loads the file and predicts.
        If the record does not match, the process refuses to load it.
    }
    train["Notebook: you train"] -- serialize --> file[("Model file")]
    train -- write down --> card["Record: versions, digest, columns"]
    file --> check{"Does the record match?"}
    card --> check
    check -- yes --> serve["Another process: loads and predicts"]
    check -- no --> refuse["Refuses and says why"]
```
"""

# %% [markdown] lang="es"
"""
Ejecuta primero estas tres celdas. De la primera vienen las herramientas del curso: `check` corrige un ejercicio,
`hint` da una pista, `progress` dice cuánto llevas, `quiz` te hace las preguntas del final y `show` enseña una figura.
"""

# %% [markdown] lang="en"
"""
Run these three cells first. The first brings the tools of the course: `check` marks an exercise, `hint` gives a hint,
`progress` says how far you are, `quiz` asks the questions at the end and `show` displays a figure.
"""

# %% lang="es"
from grader.es import check, hint, progress, quiz, show

# %% lang="en"
from grader.en import check, hint, progress, quiz, show

# %%
import hashlib
import hmac
import io
import json
import pickle
import pickletools
import platform
import secrets
import subprocess
import sys
import tempfile
import time
import warnings
from datetime import UTC, datetime
from pathlib import Path

# %%
import h5py
import joblib
import matplotlib.pyplot as plt
import numpy as np
import onnxruntime
import pandas as pd
import skops.io
import sklearn
from skl2onnx import convert_sklearn
from skl2onnx.common.data_types import FloatTensorType

# %% [markdown] lang="es"
"""
## 1. Tres maneras de empaquetar

Empaquetar un modelo es dejarlo listo para funcionar en otra máquina. Hay tres maneras, de la más ligera a la más
completa:

| Manera | Qué viaja | A favor | En contra |
|---|---|---|---|
| Serialización | el modelo | sencilla y ligera; sirve desde otro lenguaje si el formato lo permite | la otra máquina pone las bibliotecas |
| Entorno | el modelo y sus bibliotecas, con versión | captura todo el software de Python | el sistema operativo queda fuera |
| Contenedor | el modelo, sus bibliotecas y el sistema | aislado, portátil, reproducible | pesa más y hay que mantenerlo |

Ya puedes decir qué viaja en cada una. Hoy toca la primera. Las otras dos llegan en las lecciones 3 y 4 de esta
unidad, y ninguna evita la primera: dentro del contenedor también hay un archivo con el modelo.
"""

# %% [markdown] lang="en"
"""
## 1. Three ways of packaging

To package a model is to leave it ready to work on another machine. There are three ways, from the lightest to the
most complete:

| Way | What travels | For | Against |
|---|---|---|---|
| Serialization | the model | simple and light; usable from another language if the format allows it | the other machine supplies the libraries |
| Environment | the model and its libraries, with versions | captures all of the Python software | the operating system stays out |
| Container | the model, its libraries and the system | isolated, portable, reproducible | heavier, and you have to maintain it |

You can now say what travels in each. Today is about the first. The other two come in lessons 3 and 4 of this unit,
and neither avoids the first: inside the container there is a file with the model too.
"""

# %% [markdown] lang="es"
"""
## 2. La historia: pedidos que llegan tarde

Trabajas en una empresa de reparto. Por cada pedido sabes la distancia (km), los platos, la hora, la lluvia (mm) y
cuántos pedidos lleva ya el repartidor. Quieres predecir los minutos hasta la puerta y si el pedido llegará tarde.

Los datos son inventados y el generador está a la vista: escribe `make_orders??` en una celda para leerlo.
"""

# %% [markdown] lang="en"
"""
## 2. The story: orders that arrive late

You work for a delivery company. For every order you know the distance (km), the dishes, the hour, the rain (mm) and
how many orders the courier already carries. You want to predict the minutes to the door and whether the order will be
late.

The data is made up and its generator is in the open: type `make_orders??` in a cell to read it.
"""

# %%
from grader.orders import FEATURES, make_orders

orders = make_orders(2000)
orders.head()

# %% [markdown] lang="es"
"""
Entrena los dos modelos de hoy. `late_model` clasifica (¿tarde o a tiempo?) y `time_model` estima minutos. Los dos son
un *pipeline*: una cadena de pasos, aquí escalar y después un modelo lineal, que se usa como un solo modelo.
"""

# %% [markdown] lang="en"
"""
Train the two models of the day. `late_model` classifies (late or on time?) and `time_model` estimates minutes. Both
are a *pipeline*: a chain of steps, here scaling and then a linear model, that is used as one model.
"""

# %%
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, MinMaxScaler, StandardScaler

X = orders[FEATURES].to_numpy()
late_model = make_pipeline(StandardScaler(), LogisticRegression()).fit(X, orders["late"])
time_model = make_pipeline(StandardScaler(), LinearRegression()).fit(X, orders["minutes"])

# %%
tomorrow = make_orders(500, seed=7)
X_tomorrow = tomorrow[FEATURES].to_numpy()
print(f"aciertos: {late_model.score(X_tomorrow, tomorrow['late']):.2f}")  # es
print(f"si siempre dijera «a tiempo»: {1 - tomorrow['late'].mean():.2f}")  # es
print(f"accuracy: {late_model.score(X_tomorrow, tomorrow['late']):.2f}")  # en
print(f"if it always said “on time”: {1 - tomorrow['late'].mean():.2f}")  # en

# %% [markdown] lang="es"
"""
El modelo acierta bastante más que quien siempre responde «a tiempo». Vale la pena llevarlo a producción.

Lo que guardes irá a una carpeta temporal:
"""

# %% [markdown] lang="en"
"""
The model is right clearly more often than someone who always answers “on time”. It is worth taking to production.

What you save goes to a temporary folder:
"""

# %%
temporary = tempfile.TemporaryDirectory()
folder = Path(temporary.name)

# %% [markdown] lang="es"
"""
## 3. pickle: los objetos de Python, en bytes

Serializar es convertir un objeto de la memoria en bytes que se pueden guardar o enviar. `pickle` viene con Python y
lo hace con casi cualquier objeto: `pickle.dumps` da los bytes y `pickle.loads` los convierte de nuevo en un objeto.

**¿Qué esperas?** ¿El modelo recuperado predice igual, o casi igual?
"""

# %% [markdown] lang="en"
"""
## 3. pickle: Python objects, as bytes

To serialize is to turn an object in memory into bytes that can be stored or sent. `pickle` comes with Python and does
it with almost any object: `pickle.dumps` gives the bytes and `pickle.loads` turns them back into an object.

**What do you expect?** Does the recovered model predict the same, or almost the same?
"""

# %%
data = pickle.dumps(late_model)
restored = pickle.loads(data)
print(len(data), "bytes")
print((restored.predict_proba(X) == late_model.predict_proba(X)).all())

# %% [markdown] lang="es"
"""
Igual, hasta el último bit: los coeficientes viajan como los números que son. Ahora mira el principio de esos bytes:
"""

# %% [markdown] lang="en"
"""
The same, to the last bit: the coefficients travel as the numbers they are. Now look at how those bytes begin:
"""

# %%
print(data[:130])

# %% [markdown] lang="es"
"""
Se leen nombres, como `sklearn.pipeline` y `Pipeline`. Un pickle guarda los valores y el *nombre* de cada clase, no su
código. Quien lo abra debe tener ese código, y en el mismo lugar.

**¿Qué esperas?** El pipeline de abajo usa una función tuya, `in_metres`. Se guarda sin quejas. ¿Qué pasa cuando otro
proceso lo abre?
"""

# %% [markdown] lang="en"
"""
You can read names, such as `sklearn.pipeline` and `Pipeline`. A pickle stores the values and the *name* of each
class, not its code. Whoever opens it must have that code, and in the same place.

**What do you expect?** The pipeline below uses a function of yours, `in_metres`. It is saved without complaint. What
happens when another process opens it?
"""

# %%
def in_metres(X):
    return X * [1000, 1, 1, 1, 1]


homemade = make_pipeline(FunctionTransformer(in_metres), LinearRegression()).fit(X, orders["minutes"])
path = folder / "homemade.pkl"
path.write_bytes(pickle.dumps(homemade))

program = "import pathlib, pickle, sys; pickle.loads(pathlib.Path(sys.argv[1]).read_bytes())"
run = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True)
print(run.stderr.splitlines()[-1])

# %% [markdown] lang="es"
"""
El otro proceso busca `in_metres` en su propio `__main__` y no la encuentra. Por eso un modelo se prueba siempre en un
proceso nuevo, y por eso las funciones propias se ponen en un módulo que se instala junto al modelo.

Así te corrige también el ejercicio: lo que guardes lo abrirá un proceso recién nacido, donde no hay nada tuyo.
"""

# %% [markdown] lang="en"
"""
The other process looks for `in_metres` in its own `__main__` and does not find it. That is why a model is always
tried in a new process, and why functions of your own go in a module that is installed along with the model.

The exercise is marked the same way: what you save is opened by a newborn process that has nothing of yours.
"""

# %% [markdown] lang="es"
"""
### Ejercicio 1: ida y vuelta con pickle

- **Escribe** `save_pickle(model, path)`, que guarda el modelo con pickle, y `load_pickle(path)`, que lo recupera.
- **Recibes** un modelo ya entrenado y la ruta de un archivo, como `str` o como `Path`.
- **Devuelves** nada en la primera; el modelo en la segunda. Otro proceso tiene que poder abrir tu archivo con
  `pickle.load`.
- **Cuida** dos cosas: si el archivo ya existe, lo reemplazas; al volver, el archivo está cerrado.

```python
save_pickle(late_model, folder / "late.pkl")
load_pickle(folder / "late.pkl").predict(X[5:8])  # array([False, False,  True])
```

**Para qué:** el proceso que entrena y el que responde casi nunca son el mismo. Un archivo que quedó abierto puede
estar a medio escribir cuando el otro lo lee.

Si te atascas, escribe `hint("pickle_roundtrip")` en una celda nueva.
"""

# %% [markdown] lang="en"
"""
### Exercise 1: there and back with pickle

- **Write** `save_pickle(model, path)`, which saves the model with pickle, and `load_pickle(path)`, which gets it
  back.
- **You get** a trained model and the path of a file, as `str` or as `Path`.
- **You give back** nothing from the first; the model from the second. Another process must be able to open your file
  with `pickle.load`.
- **Mind** two things: if the file exists already, you replace it; on return, the file is closed.

```python
save_pickle(late_model, folder / "late.pkl")
load_pickle(folder / "late.pkl").predict(X[5:8])  # array([False, False,  True])
```

**Why:** the process that trains and the one that answers are hardly ever the same. A file left open may be half
written when the other one reads it.

If you get stuck, type `hint("pickle_roundtrip")` in a new cell.
"""

# %% exercise="pickle_roundtrip"
def save_pickle(model, path) -> None:
    ### BEGIN SOLUTION
    with open(path, "wb") as file:
        pickle.dump(model, file)
    ### END SOLUTION


def load_pickle(path):
    ### BEGIN SOLUTION
    with open(path, "rb") as file:
        return pickle.load(file)
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes llevar un modelo de un proceso a otro. `joblib` hace lo mismo con `joblib.dump` y `joblib.load`, guarda
mejor los arrays grandes y sabe comprimir. Por dentro es pickle, con sus mismas virtudes y peligros.
"""

# %% [markdown] lang="en"
"""
You can now take a model from one process to another. `joblib` does the same with `joblib.dump` and `joblib.load`,
handles large arrays better and can compress. Inside it is pickle, with the same virtues and dangers.
"""

# %% [markdown] lang="es"
"""
## 4. HDF5: un archivo con cajones y etiquetas

HDF5 guarda arrays con nombre (*datasets*) y, pegadas a ellos, etiquetas (*attributes*). Lo leen C, R, Julia, MATLAB,
Java y muchos más. En Python se usa con `h5py`:
"""

# %% [markdown] lang="en"
"""
## 4. HDF5: a file with drawers and labels

HDF5 stores arrays with a name (*datasets*) and, stuck to them, labels (*attributes*). C, R, Julia, MATLAB, Java and
many others read it. In Python you use it through `h5py`:
"""

# %%
with h5py.File(folder / "day.h5", "w") as file:
    file["distance"] = orders["distance_km"].to_numpy()
    file["distance"].attrs["unit"] = "km"

with h5py.File(folder / "day.h5") as file:
    print(file["distance"], dict(file["distance"].attrs))
    print(file["distance"][:3])

# %% [markdown] lang="es"
"""
Un modelo no es un array, pero sus bytes sí lo son. Hay una receta muy copiada para meterlos en HDF5: importar
`joblib` desde `sklearn.externals` y llamar a `joblib.dump(model)`.

**¿Qué esperas?** ¿Cuál de sus dos líneas falla hoy?
"""

# %% [markdown] lang="en"
"""
A model is not an array, but its bytes are. There is a widely copied recipe to put them into HDF5: import `joblib`
from `sklearn.externals` and call `joblib.dump(model)`.

**What do you expect?** Which of its two lines fails today?
"""

# %%
try:
    from sklearn.externals import joblib as copied_joblib

    copied_joblib.dump(late_model)
except ImportError as error:
    print("1.", str(error).split(" (")[0])

try:
    joblib.dump(late_model)
except TypeError as error:
    print("2.", error)

# %% [markdown] lang="es"
"""
Las dos. scikit-learn ya no trae su propia copia de joblib: se importa con `import joblib`. Y `joblib.dump` siempre
quiso un destino: un archivo o algo que se comporte como un archivo. `io.BytesIO` es un archivo que vive en la
memoria:
"""

# %% [markdown] lang="en"
"""
Both. scikit-learn no longer ships a joblib of its own: you get it with `import joblib`. And `joblib.dump` always
wanted a target: a file or something that behaves like one. `io.BytesIO` is a file that lives in memory:
"""

# %%
buffer = io.BytesIO()
joblib.dump(late_model, buffer, compress=("gzip", 3))
data = buffer.getvalue()
print(len(data), "bytes", data[-4:])

# %% [markdown] lang="es"
"""
Ahora, a HDF5. Los mismos bytes se pueden declarar de tres maneras: como texto (`np.bytes_`), como números de 0 a 255
(`np.uint8`) o como un bloque opaco (`np.void`).

**¿Qué esperas?** Mira cómo terminan los bytes de arriba. ¿Los tres cajones devuelven lo mismo?
"""

# %% [markdown] lang="en"
"""
Now, into HDF5. The same bytes can be declared in three ways: as text (`np.bytes_`), as numbers from 0 to 255
(`np.uint8`) or as an opaque block (`np.void`).

**What do you expect?** Look at how the bytes above end. Do the three drawers give the same back?
"""

# %%
with h5py.File(folder / "trap.h5", "w") as file:
    file["text"] = np.bytes_(data)
    file["numbers"] = np.frombuffer(data, dtype=np.uint8)
    file["opaque"] = np.void(data)
    for name in ["text", "numbers", "opaque"]:
        back = file[name][()].tobytes()
        print(f"{name:8} {len(back)} bytes  {back == data}")

# %% [markdown] lang="es"
"""
El texto perdió el final. Para HDF5, un texto de longitud fija termina donde empiezan los bytes nulos (`\0`), y los
borra al leer. Un modelo no es un texto: guárdalo como `np.uint8` o como `np.void`.
"""

# %% [markdown] lang="en"
"""
The text lost its end. For HDF5, a text of fixed length ends where the NUL bytes (`\0`) begin, and it drops them when
read. A model is not a text: store it as `np.uint8` or as `np.void`.
"""

# %% [markdown] lang="es"
"""
### Ejercicio 2: un modelo en un cajón de HDF5

- **Escribe** `save_hdf5(model, path)` y `load_hdf5(path)`.
- **Recibes** un modelo ya entrenado y la ruta de un archivo, como `str` o como `Path`. Si el archivo existe, lo
  reemplazas.
- **Guardas** los bytes que produce joblib en el dataset `model`, como `np.uint8` o como `np.void`. Ese dataset lleva
  tres attributes de texto: `python` y `sklearn`, con las versiones en uso, y `created`, con la fecha y hora en ISO
  8601 y su zona horaria.
- **Devuelves** nada en la primera; el modelo en la segunda, igual hasta el último bit.

```python
save_hdf5(late_model, folder / "late.h5")
load_hdf5(folder / "late.h5").predict(X[5:8])  # array([False, False,  True])
with h5py.File(folder / "late.h5") as file:
    print(dict(file["model"].attrs))
# {'created': '2026-05-04T09:30:00+00:00', 'python': '3.11.9', 'sklearn': '1.9.1'}
```

Te sirven `platform.python_version()`, `sklearn.__version__` y `datetime.now(UTC).isoformat()`.

**Para qué:** modelo, resultados y procedencia viajan en un solo archivo. Quien lo encuentre dentro de dos años sabrá
con qué versiones abrirlo. Para una pista: `hint("hdf5_joblib")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 2: a model in an HDF5 drawer

- **Write** `save_hdf5(model, path)` and `load_hdf5(path)`.
- **You get** a trained model and the path of a file, as `str` or as `Path`. If the file exists, you replace it.
- **You store** the bytes that joblib makes in the dataset `model`, as `np.uint8` or as `np.void`. That dataset
  carries three text attributes: `python` and `sklearn`, with the versions in use, and `created`, with the date and
  time in ISO 8601 and its time zone.
- **You give back** nothing from the first; the model from the second, the same to the last bit.

```python
save_hdf5(late_model, folder / "late.h5")
load_hdf5(folder / "late.h5").predict(X[5:8])  # array([False, False,  True])
with h5py.File(folder / "late.h5") as file:
    print(dict(file["model"].attrs))
# {'created': '2026-05-04T09:30:00+00:00', 'python': '3.11.9', 'sklearn': '1.9.1'}
```

You will want `platform.python_version()`, `sklearn.__version__` and `datetime.now(UTC).isoformat()`.

**Why:** model, results and where they came from travel in one file. Whoever finds it two years from now will know
with which versions to open it. For a hint: `hint("hdf5_joblib")`.
"""

# %% exercise="hdf5_joblib"
def save_hdf5(model, path) -> None:
    ### BEGIN SOLUTION
    buffer = io.BytesIO()
    joblib.dump(model, buffer)
    with h5py.File(path, "w") as file:
        dataset = file.create_dataset("model", data=np.frombuffer(buffer.getvalue(), dtype=np.uint8))
        dataset.attrs["python"] = platform.python_version()
        dataset.attrs["sklearn"] = sklearn.__version__
        dataset.attrs["created"] = datetime.now(UTC).isoformat()
    ### END SOLUTION


def load_hdf5(path):
    ### BEGIN SOLUTION
    with h5py.File(path, "r") as file:
        return joblib.load(io.BytesIO(file["model"][()].tobytes()))
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes guardar un modelo en HDF5 con su procedencia. Pero un programa en R abre ese archivo y solo ve bytes: la
caja es de todos; lo que hay dentro sigue siendo pickle.
"""

# %% [markdown] lang="en"
"""
You can now store a model in HDF5 together with where it came from. But a program in R opens that file and sees only
bytes: the box is everyone's; what is inside is still pickle.
"""

# %% [markdown] lang="es"
"""
## 5. Solo números: predecir sin scikit-learn

¿Qué sabe en realidad `time_model`? Míralo:
"""

# %% [markdown] lang="en"
"""
## 5. Only numbers: predicting without scikit-learn

What does `time_model` really know? Look:
"""

# %%
scaler, linear = time_model[0], time_model[-1]
pd.DataFrame({"mean_": scaler.mean_, "scale_": scaler.scale_, "coef_": linear.coef_}, index=FEATURES).round(2)

# %%
print(f"intercept_: {linear.intercept_:.2f}")

# %% [markdown] lang="es"
"""
Quince números y uno más. A cada columna le resta su media, la divide por su escala, la multiplica por su coeficiente,
y lo suma todo a `intercept_`. Eso se escribe en cualquier lenguaje.

Hay una trampa. A un escalador se le puede pedir que no centre, con `with_mean=False`.

**¿Qué esperas?** ¿Qué guarda entonces en `mean_`: ceros, nada, o la media?
"""

# %% [markdown] lang="en"
"""
Fifteen numbers and one more. From each column it takes its mean, divides by its scale, multiplies by its coefficient,
and adds it all to `intercept_`. That can be written in any language.

There is a trap. A scaler can be asked not to centre, with `with_mean=False`.

**What do you expect?** What does it keep in `mean_` then: zeros, nothing, or the mean?
"""

# %%
no_centre = StandardScaler(with_mean=False).fit(X)
no_scale = StandardScaler(with_std=False).fit(X)
print("with_mean=False: mean_ =", no_centre.mean_.round(2))
print("with_std=False: scale_ =", no_scale.scale_)

# %% [markdown] lang="es"
"""
Guarda la media aunque no la use. Quien copie los números sin mirar `with_mean` restará una media que el modelo nunca
restó. Y sin `with_std` no hay escala ninguna.

### Ejercicio 3: los pesos, para cualquier lenguaje

- **Escribe** `export_weights(pipeline, path)` y `predict_from_hdf5(path, X)`. La segunda usa solo NumPy y h5py.
- **Recibes** un pipeline de dos pasos, `StandardScaler` y `LinearRegression`, ya entrenado para estimar minutos. El
  escalador puede llevar `with_mean=False` o `with_std=False`. `X` es un array de NumPy, con una fila por pedido.
- **Guardas** en HDF5 tres datasets de números, con un valor por columna: `mean` (lo que se resta), `scale` (lo que
  divide) y `coef`; y en el archivo el attribute `intercept`, un número. Si no hay nada que restar, `mean` son ceros;
  si no hay nada que dividir, `scale` son unos.
- **Devuelves** de la segunda los minutos previstos, un array con un número por fila.

```python
export_weights(time_model, folder / "time.h5")
predict_from_hdf5(folder / "time.h5", X[:3]).round(1)  # array([37.8, 19.2, 38.6])
```

**Para qué:** el servicio que predice puede ser un teléfono, un programa en Java o una imagen de Docker sin
scikit-learn. Para una pista: `hint("hdf5_weights")`.
"""

# %% [markdown] lang="en"
"""
It keeps the mean even though it does not use it. Whoever copies the numbers without looking at `with_mean` will take
away a mean that the model never took away. And without `with_std` there is no scale at all.

### Exercise 3: the weights, for any language

- **Write** `export_weights(pipeline, path)` and `predict_from_hdf5(path, X)`. The second uses NumPy and h5py alone.
- **You get** a pipeline of two steps, `StandardScaler` and `LinearRegression`, trained to estimate minutes. The
  scaler may have `with_mean=False` or `with_std=False`. `X` is a NumPy array, with one row per order.
- **You store** in HDF5 three datasets of numbers, with one value per column: `mean` (what is taken away), `scale`
  (what divides) and `coef`; and on the file the attribute `intercept`, a number. If there is nothing to take away,
  `mean` is zeros; if there is nothing to divide by, `scale` is ones.
- **You give back** from the second the predicted minutes, an array with one number per row.

```python
export_weights(time_model, folder / "time.h5")
predict_from_hdf5(folder / "time.h5", X[:3]).round(1)  # array([37.8, 19.2, 38.6])
```

**Why:** the service that predicts may be a phone, a program in Java or a Docker image without scikit-learn. For a
hint: `hint("hdf5_weights")`.
"""

# %% exercise="hdf5_weights"
def export_weights(pipeline, path) -> None:
    ### BEGIN SOLUTION
    scaler, linear = pipeline[0], pipeline[-1]
    columns = linear.coef_.size
    with h5py.File(path, "w") as file:
        file["mean"] = scaler.mean_ if scaler.with_mean else np.zeros(columns)
        file["scale"] = scaler.scale_ if scaler.with_std else np.ones(columns)
        file["coef"] = linear.coef_
        file.attrs["intercept"] = linear.intercept_
    ### END SOLUTION


def predict_from_hdf5(path, X):
    ### BEGIN SOLUTION
    with h5py.File(path, "r") as file:
        scaled = (X - file["mean"][:]) / file["scale"][:]
        return scaled @ file["coef"][:] + file.attrs["intercept"]
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes predecir donde no hay scikit-learn. A cambio, la fórmula la escribes tú, y cada tipo de modelo tiene la
suya. En la sección 7 verás un formato que la lleva dentro.
"""

# %% [markdown] lang="en"
"""
You can now predict where there is no scikit-learn. In return, you write the formula, and each kind of model has its
own. In section 7 you will see a format that carries it inside.
"""

# %% [markdown] lang="es"
"""
## 6. Un pickle es un programa

Un objeto puede decir con `__reduce__` cómo se reconstruye: «llama a esta función con estos argumentos». Vale
*cualquier* función. La de abajo es inofensiva; podría borrar tu disco.

**¿Qué esperas?** ¿Qué devuelve `pickle.loads` y qué se imprime?
"""

# %% [markdown] lang="en"
"""
## 6. A pickle is a program

An object can say with `__reduce__` how it is rebuilt: “call this function with these arguments”. *Any* function will
do. The one below is harmless; it could erase your disk.

**What do you expect?** What does `pickle.loads` give back, and what is printed?
"""

# %%
class Surprise:
    def __reduce__(self):
        return print, ("Me ejecuté al cargar el archivo.",)  # es
        return print, ("I ran while the file was loading.",)  # en


trick = pickle.dumps(Surprise())
print(repr(pickle.loads(trick)))

# %% [markdown] lang="es"
"""
Se ejecutó `print` y el «objeto» es lo que `print` devuelve: `None`. Nadie llamó a nada más que a `pickle.loads`. Lo
mismo vale para `joblib.load` y para la mayoría de los modelos que se descargan.

Se puede mirar sin ejecutar. `pickletools.genops` recorre las instrucciones una a una:
"""

# %% [markdown] lang="en"
"""
`print` ran, and the “object” is what `print` gives back: `None`. Nobody called anything but `pickle.loads`. The same
goes for `joblib.load` and for most models that people download.

You can look without running. `pickletools.genops` walks over the instructions one by one:
"""

# %%
for opcode, argument, position in pickletools.genops(trick):
    print(f"{position:3} {opcode.name:18} {argument if argument is not None else ''}")

# %% [markdown] lang="es"
"""
Es una máquina de pila. Se apilan dos textos, el módulo y el nombre; `STACK_GLOBAL` los toma y **importa** eso;
`REDUCE` lo llama. `MEMOIZE` anota lo que está arriba de la pila en una libreta, con un número correlativo que empieza
en 0.

Los protocolos viejos lo escriben de otro modo: `GLOBAL` lleva el módulo y el nombre juntos, separados por un espacio.
"""

# %% [markdown] lang="en"
"""
It is a stack machine. Two texts are pushed, the module and the name; `STACK_GLOBAL` takes them and **imports** that;
`REDUCE` calls it. `MEMOIZE` notes what is on top of the stack in a notepad, under a running number that starts at 0.

The old protocols write it in another way: `GLOBAL` carries the module and the name together, separated by a space.
"""

# %%
old = pickle.dumps(Surprise(), protocol=2)
print([(opcode.name, argument) for opcode, argument, _ in pickletools.genops(old)][:3])

# %% [markdown] lang="es"
"""
**¿Qué esperas?** Dos clases del mismo módulo. ¿Cuántas veces aparece escrito el nombre del módulo?
"""

# %% [markdown] lang="en"
"""
**What do you expect?** Two classes of the same module. How many times is the module's name written?
"""

# %%
twice = pickle.dumps([StandardScaler, MinMaxScaler])
print([(opcode.name, argument) for opcode, argument, _ in pickletools.genops(twice)][5:])

# %% [markdown] lang="es"
"""
Una sola. La segunda vez, `BINGET` la copia de la libreta. Quien lea los textos sin seguir la libreta dirá un nombre
equivocado.

Mirar avisa, pero no protege. Para proteger hay un lugar: cada importación de un pickle pasa por
`Unpickler.find_class`, y tú puedes escribir el tuyo. Este solo lo cuenta:
"""

# %% [markdown] lang="en"
"""
Only once. The second time, `BINGET` copies it from the notepad. Whoever reads the texts without following the notepad
will say a wrong name.

Looking warns, but it does not protect. For protection there is one place: every import of a pickle goes through
`Unpickler.find_class`, and you can write your own. This one only tells:
"""

# %%
class Watcher(pickle.Unpickler):
    def find_class(self, module, name):
        print("import", module, name)
        return super().find_class(module, name)


Watcher(io.BytesIO(twice)).load()

# %% [markdown] lang="es"
"""
### Ejercicio 4: mirar y filtrar

- **Escribe** `pickle_imports(path)` y `load_restricted(path, allowed)`.
- **Recibes** la ruta de un archivo pickle de cualquier protocolo; `allowed` es un conjunto de nombres completos.
- **Devuelves** de la primera un `set` con todo lo que el archivo importa, cada uno como `"módulo.nombre"`, tal como
  está escrito en él. Esta función nunca ejecuta el archivo.
- **Devuelves** de la segunda el objeto, si todo lo que importa está en `allowed`. Si no, lanzas
  `pickle.UnpicklingError` sin importar lo prohibido.

```python
save = folder / "trick.pkl"
save.write_bytes(trick)
pickle_imports(save)  # {'builtins.print'}
load_restricted(save, allowed=pickle_imports(folder / "late.pkl"))  # UnpicklingError
```

**Para qué:** tarde o temprano alguien te manda un modelo. Aquí los archivos de prueba intentan crear otro archivo al
cargarse, y se comprueba que no exista. Para una pista: `hint("pickle_inspect")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 4: look and filter

- **Write** `pickle_imports(path)` and `load_restricted(path, allowed)`.
- **You get** the path of a pickle file of any protocol; `allowed` is a set of full names.
- **You give back** from the first a `set` with everything that the file imports, each as `"module.name"`, just as it
  is written there. This function never runs the file.
- **You give back** from the second the object, if everything that it imports is in `allowed`. If not, you raise
  `pickle.UnpicklingError` without importing what is forbidden.

```python
save = folder / "trick.pkl"
save.write_bytes(trick)
pickle_imports(save)  # {'builtins.print'}
load_restricted(save, allowed=pickle_imports(folder / "late.pkl"))  # UnpicklingError
```

**Why:** sooner or later someone sends you a model. Here the test files try to create another file when loaded, and it
is checked that there is none. For a hint: `hint("pickle_inspect")`.
"""

# %% exercise="pickle_inspect"
def pickle_imports(path) -> set[str]:
    ### BEGIN SOLUTION
    found, texts, notepad = set(), [], {}
    for opcode, argument, _ in pickletools.genops(Path(path).read_bytes()):
        if opcode.name in ("GLOBAL", "INST"):
            found.add(argument.replace(" ", "."))
        elif opcode.name == "STACK_GLOBAL":
            found.add(".".join(texts[-2:]))
        elif opcode.name == "MEMOIZE":
            notepad[len(notepad)] = texts[-1] if texts else ""
        elif opcode.name in ("PUT", "BINPUT", "LONG_BINPUT"):
            notepad[int(argument)] = texts[-1] if texts else ""
        elif opcode.name in ("GET", "BINGET", "LONG_BINGET"):
            texts.append(notepad[int(argument)])
        elif isinstance(argument, str):
            texts.append(argument)
    return found
    ### END SOLUTION


def load_restricted(path, allowed):
    ### BEGIN SOLUTION
    class Restricted(pickle.Unpickler):
        def find_class(self, module, name):
            if f"{module}.{name}" not in allowed:
                raise pickle.UnpicklingError(f"{module}.{name} is not allowed")
            return super().find_class(module, name)

    with open(path, "rb") as file:
        return Restricted(file).load()
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes mirar un pickle y cargarlo con una lista cerrada. No llames a `pickle_imports` para decidir y a
`pickle.load` después: un archivo hecho con mala idea puede engañar a tu lector y no a la máquina. Decide dentro de
`find_class`, donde ocurre.

Otra salida es un formato que no ejecuta nada. `skops` guarda el modelo como un zip con JSON y arrays, y no carga
ningún tipo que no conozca.

**¿Qué esperas?** ¿Confía en el pipeline lineal? ¿Y en un bosque de árboles?
"""

# %% [markdown] lang="en"
"""
You can now look into a pickle and load it with a closed list. Do not call `pickle_imports` to decide and
`pickle.load` afterwards: a file made with bad intent can fool your reader and not the machine. Decide inside
`find_class`, where it happens.

Another way out is a format that runs nothing. `skops` stores the model as a zip with JSON and arrays, and loads no
type that it does not know.

**What do you expect?** Does it trust the linear pipeline? And a forest of trees?
"""

# %%
from sklearn.ensemble import RandomForestRegressor

forest = RandomForestRegressor(n_estimators=40, max_depth=9, random_state=0).fit(X, orders["minutes"])
for name, model in {"pipeline": late_model, "forest": forest}.items():
    skops.io.dump(model, folder / f"{name}.skops")
    print(name, skops.io.get_untrusted_types(file=folder / f"{name}.skops"))

# %%
try:
    skops.io.load(folder / "forest.skops")
except skops.io.exceptions.UntrustedTypesFoundException as error:
    print(str(error).split(".\n")[0])

# %% [markdown] lang="es"
"""
El pipeline entra sin preguntas. El bosque no: un árbol contiene posiciones de memoria que scikit-learn usa sin
comprobar, y un archivo trucado podría tumbar el proceso. skops se detiene y te dice qué tendrías que aceptar con
`trusted`. Acéptalo solo si sabes de dónde viene el archivo.

Ya puedes recibir un modelo ajeno sin dejar que ejecute lo que quiera.
"""

# %% [markdown] lang="en"
"""
The pipeline gets in without questions. The forest does not: a tree holds positions in memory that scikit-learn uses
without checking, and a doctored file could crash the process. skops stops and tells you what you would have to accept
with `trusted`. Accept it only if you know where the file comes from.

You can now receive somebody else's model without letting it run whatever it likes.
"""

# %% [markdown] lang="es"
"""
## 7. ONNX: el modelo como un plano

ONNX describe el modelo como un grafo de operaciones: restar, dividir, multiplicar. Un motor escrito en C++,
`onnxruntime`, lo ejecuta sin Python y sin scikit-learn. Para convertir hay que declarar la entrada: su nombre, su
tipo y su forma. `None` en la forma significa «cualquier número de filas».
"""

# %% [markdown] lang="en"
"""
## 7. ONNX: the model as a blueprint

ONNX describes the model as a graph of operations: subtract, divide, multiply. An engine written in C++,
`onnxruntime`, runs it without Python and without scikit-learn. To convert you have to declare the input: its name,
its type and its shape. `None` in the shape means “any number of rows”.
"""

# %%
inputs = [("X", FloatTensorType([None, len(FEATURES)]))]
graph = convert_sklearn(time_model, initial_types=inputs)
session = onnxruntime.InferenceSession(graph.SerializeToString())
print("nodos del grafo:", [node.op_type for node in graph.graph.node])  # es
print("nodes of the graph:", [node.op_type for node in graph.graph.node])  # en

# %% [markdown] lang="es"
"""
Dos nodos: escalar y regresión. El motor es estricto: si la entrada se declaró `float32`, no acepta `float64`.

**¿Qué esperas?** ¿Cuánto se aparta de scikit-learn: 0, una millonésima, una centésima de minuto?
"""

# %% [markdown] lang="en"
"""
Two nodes: scaling and regression. The engine is strict: if the input was declared `float32`, it does not take
`float64`.

**What do you expect?** How far is it from scikit-learn: 0, a millionth, a hundredth of a minute?
"""

# %%
try:
    session.run(None, {"X": X})
except Exception as error:
    print(str(error).split(" : ")[-1])

[minutes] = session.run(None, {"X": X.astype(np.float32)})
print(f"{np.abs(minutes.ravel() - time_model.predict(X)).max():.1e} min")

# %% [markdown] lang="es"
"""
Alrededor de una cienmilésima de minuto: `float32` guarda unas siete cifras y `float64` unas dieciséis. Para un tiempo
de entrega da igual. Para una clase puede que no: si un pedido está justo en la frontera, la última cifra decide.

Lleva todos los pedidos a la frontera de `late_model` y redondéalos a `float32`.

**¿Qué esperas?** ¿Qué parte cambia de clase?
"""

# %% [markdown] lang="en"
"""
About a hundred-thousandth of a minute: `float32` holds about seven digits and `float64` about sixteen. For a delivery
time it does not matter. For a class it may: if an order sits right on the border, the last digit decides.

Move every order to the border of `late_model` and round it to `float32`.

**What do you expect?** What share changes its class?
"""

# %%
weights = late_model[-1].coef_[0] / late_model[0].scale_
border = X - np.outer(late_model.decision_function(X), weights / (weights @ weights))
changed = late_model.predict(border) != late_model.predict(border.astype(np.float32))
print(f"{changed.mean():.0%}")

# %% [markdown] lang="es"
"""
Cerca de la mitad. No es un error de nadie: en la frontera, las dos respuestas valen lo mismo. Pero si comparas clases
entre dos sistemas, lo verás, y conviene que sepas cuáles son esas filas.

### Ejercicio 5: ¿dice ONNX lo mismo?

- **Escribe** `to_onnx(pipeline, path, n_features)` y `max_difference(pipeline, path, X)`.
- **Recibes** un clasificador ya entrenado, la ruta del archivo, el número de columnas, y `X`, un array `float64`.
- **Guardas** un archivo ONNX con una entrada `float32` de cualquier número de filas y dos salidas, en este orden: la
  clase y las probabilidades, como un array de filas × clases. La opción `{"zipmap": False}` de `convert_sklearn`
  evita que las probabilidades salgan como una lista de diccionarios.
- **Devuelves** de la segunda una tupla `(difference, flipped)`: la mayor diferencia absoluta entre las probabilidades
  de `pipeline` y las del archivo, y la lista de los números de fila donde la primera salida del archivo no coincide
  con `pipeline.predict(X)`.

```python
to_onnx(late_model, folder / "late.onnx", n_features=5)
max_difference(late_model, folder / "late.onnx", X)  # (1.2e-07, [])
```

**Para qué:** antes de cambiar de motor en producción, alguien pregunta «¿da lo mismo?». Respondes con un número y con
la lista de excepciones. Para una pista: `hint("onnx_parity")`.
"""

# %% [markdown] lang="en"
"""
About half. It is nobody's mistake: on the border, both answers are worth the same. But if you compare classes between
two systems you will see it, and you had better know which rows those are.

### Exercise 5: does ONNX say the same?

- **Write** `to_onnx(pipeline, path, n_features)` and `max_difference(pipeline, path, X)`.
- **You get** a trained classifier, the path of the file, the number of columns, and `X`, a `float64` array.
- **You store** an ONNX file with one `float32` input of any number of rows and two outputs, in this order: the class
  and the probabilities, as an array of rows × classes. The option `{"zipmap": False}` of `convert_sklearn` keeps the
  probabilities from coming out as a list of dictionaries.
- **You give back** from the second a tuple `(difference, flipped)`: the largest absolute difference between the
  probabilities of `pipeline` and those of the file, and the list of the row numbers where the first output of the
  file is not what `pipeline.predict(X)` says.

```python
to_onnx(late_model, folder / "late.onnx", n_features=5)
max_difference(late_model, folder / "late.onnx", X)  # (1.2e-07, [])
```

**Why:** before the engine is changed in production, someone asks “does it give the same?”. You answer with a number
and with the list of exceptions. For a hint: `hint("onnx_parity")`.
"""

# %% exercise="onnx_parity"
def to_onnx(pipeline, path, n_features) -> None:
    ### BEGIN SOLUTION
    inputs = [("X", FloatTensorType([None, n_features]))]
    graph = convert_sklearn(pipeline, initial_types=inputs, options={"zipmap": False})
    Path(path).write_bytes(graph.SerializeToString())
    ### END SOLUTION


def max_difference(pipeline, path, X):
    ### BEGIN SOLUTION
    session = onnxruntime.InferenceSession(str(path))
    name = session.get_inputs()[0].name
    classes, probabilities = session.run(None, {name: X.astype(np.float32)})
    difference = np.abs(probabilities - pipeline.predict_proba(X)).max()
    flipped = np.flatnonzero(classes != pipeline.predict(X))
    return float(difference), flipped.tolist()
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes llevar un modelo a un motor sin Python y demostrar cuánto se parece al original.
"""

# %% [markdown] lang="en"
"""
You can now take a model to an engine without Python and prove how close it is to the original.
"""

# %% [markdown] lang="es"
"""
## 8. La ficha: que el archivo diga qué es

scikit-learn anota su versión dentro de cada pickle. Cambia ese número a mano, con otro del mismo largo, para que el
archivo parezca de otra versión.

**¿Qué esperas?** Al cargarlo, ¿hay un error, un aviso o nada?
"""

# %% [markdown] lang="en"
"""
## 8. The record: let the file say what it is

scikit-learn notes its version inside every pickle. Change that number by hand, to another of the same length, so that
the file seems to come from another version.

**What do you expect?** When you load it, is there an error, a warning or nothing?
"""

# %%
here = sklearn.__version__.encode()
stale = pickle.dumps(late_model).replace(here, b"0" + here[1:])

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    loaded = pickle.loads(stale)
print(len(caught), caught[0].category.__name__)
print(loaded.predict(X[5:8]))

# %% [markdown] lang="es"
"""
Tres avisos, uno por objeto, y un modelo que predice como si nada. En un servidor ese aviso se pierde entre los
registros, y un cambio interno de scikit-learn puede dar predicciones distintas sin un solo error. Haz que el aviso
sea un error:
"""

# %% [markdown] lang="en"
"""
Three warnings, one per object, and a model that predicts as if nothing had happened. On a server that warning is lost
among the logs, and an internal change of scikit-learn can give other predictions without a single error. Make the
warning an error:
"""

# %%
from sklearn.exceptions import InconsistentVersionWarning

with warnings.catch_warnings():
    warnings.simplefilter("error", InconsistentVersionWarning)
    try:
        pickle.loads(stale)
    except InconsistentVersionWarning as error:
        print(str(error).split(". ")[0])

# %% [markdown] lang="es"
"""
Mejor, pero tarde: para saber la versión hubo que abrir el pickle, y abrirlo ya es ejecutarlo. La ficha va aparte, en
un JSON que se lee sin peligro. Lleva además una *huella* (digest): 64 cifras hexadecimales que cambian si cambia un
solo byte.

**¿Qué esperas?** ¿Cuántas de las 64 cifras cambian al tocar un byte?
"""

# %% [markdown] lang="en"
"""
Better, but late: to learn the version the pickle had to be opened, and opening it is running it. The record goes
apart, in a JSON that is read without danger. It also carries a *digest* (a fingerprint): 64 hexadecimal digits that
change if a single byte changes.

**What do you expect?** How many of the 64 digits change when one byte is touched?
"""

# %%
data = pickle.dumps(late_model)
touched = bytearray(data)
touched[100] ^= 1
before, after = hashlib.sha256(data).hexdigest(), hashlib.sha256(touched).hexdigest()
print(before, after, sum(a != b for a, b in zip(before, after, strict=True)), sep="\n")

# %% [markdown] lang="es"
"""
Casi todas. Nadie acierta con un archivo distinto que tenga la misma huella.

### Ejercicio 6: un paquete que se comprueba antes de abrirse

- **Escribe** `pack(model, folder, X_sample)` y `unpack(folder)`. Las tres clases de error ya están en la celda.
- **Recibes** un modelo, una carpeta (`str` o `Path`, puede que aún no exista) y `X_sample`, un DataFrame con unas
  filas de entrada.
- **Guardas** dos archivos: `model.pkl`, con el pickle, y `metadata.json`, un objeto con cinco campos:
  - `python` y `sklearn`: las versiones en uso;
  - `sha256`: la huella de los bytes de `model.pkl`, en hexadecimal;
  - `input`: una lista con `{"name": …, "dtype": …}` por columna de `X_sample`, en su orden;
  - `created`: fecha y hora en ISO 8601, con zona horaria.
- **Devuelves** de `unpack` el modelo. Antes de abrir el pickle compruebas, en este orden: que están los cinco campos
  (si no, `MissingField`), que la huella cuadra (si no, `TamperedModel`) y que la versión de scikit-learn es la que
  está en uso (si no, `WrongVersion`).

```python
pack(late_model, folder / "package", orders[FEATURES].head())
json.loads((folder / "package" / "metadata.json").read_text())["input"][0]
# {'name': 'distance_km', 'dtype': 'float64'}
unpack(folder / "package").predict(X[5:8])  # array([False, False,  True])
```

**Para qué:** un servidor que se niega a arrancar con un modelo dañado es una alarma; uno que arranca y responde mal
es un incidente. Para una pista: `hint("signed_package")`.
"""

# %% [markdown] lang="en"
"""
Nearly all. Nobody hits upon a different file with the same digest.

### Exercise 6: a package that is checked before it is opened

- **Write** `pack(model, folder, X_sample)` and `unpack(folder)`. The three error classes are in the cell already.
- **You get** a model, a folder (`str` or `Path`, it may not exist yet) and `X_sample`, a DataFrame with a few input
  rows.
- **You store** two files: `model.pkl`, with the pickle, and `metadata.json`, an object with five fields:
  - `python` and `sklearn`: the versions in use;
  - `sha256`: the digest of the bytes of `model.pkl`, in hexadecimal;
  - `input`: a list with `{"name": …, "dtype": …}` for each column of `X_sample`, in its order;
  - `created`: date and time in ISO 8601, with a time zone.
- **You give back** from `unpack` the model. Before opening the pickle you check, in this order: that the five fields
  are there (if not, `MissingField`), that the digest matches (if not, `TamperedModel`) and that the scikit-learn
  version is the one in use (if not, `WrongVersion`).

```python
pack(late_model, folder / "package", orders[FEATURES].head())
json.loads((folder / "package" / "metadata.json").read_text())["input"][0]
# {'name': 'distance_km', 'dtype': 'float64'}
unpack(folder / "package").predict(X[5:8])  # array([False, False,  True])
```

**Why:** a server that refuses to start with a damaged model is an alarm; one that starts and answers wrongly is an
incident. For a hint: `hint("signed_package")`.
"""

# %% exercise="signed_package"
class MissingField(ValueError):
    pass


class TamperedModel(ValueError):
    pass


class WrongVersion(ValueError):
    pass


def pack(model, folder, X_sample) -> None:
    ### BEGIN SOLUTION
    data = pickle.dumps(model)
    metadata = {
        "python": platform.python_version(),
        "sklearn": sklearn.__version__,
        "sha256": hashlib.sha256(data).hexdigest(),
        "input": [{"name": name, "dtype": str(dtype)} for name, dtype in X_sample.dtypes.items()],
        "created": datetime.now(UTC).isoformat(),
    }
    Path(folder).mkdir(parents=True, exist_ok=True)
    Path(folder, "model.pkl").write_bytes(data)
    Path(folder, "metadata.json").write_text(json.dumps(metadata, indent=2))
    ### END SOLUTION


def unpack(folder):
    ### BEGIN SOLUTION
    metadata = json.loads(Path(folder, "metadata.json").read_text())
    data = Path(folder, "model.pkl").read_bytes()
    for field in ["python", "sklearn", "sha256", "input", "created"]:
        if field not in metadata:
            raise MissingField(field)
    if metadata["sha256"] != hashlib.sha256(data).hexdigest():
        raise TamperedModel(f"{folder}: model.pkl is not the file that was packed")
    if metadata["sklearn"] != sklearn.__version__:
        raise WrongVersion(f"packed with {metadata['sklearn']}, running {sklearn.__version__}")
    return pickle.loads(data)
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes entregar un modelo que se identifica antes de abrirse. Y ahora, con honestidad: una huella descubre daños,
no malas intenciones. Quien puede cambiar `model.pkl` puede cambiar también `metadata.json`. Para eso hace falta un
secreto que el atacante no tenga, como en un sello HMAC:
"""

# %% [markdown] lang="en"
"""
You can now hand over a model that identifies itself before it is opened. And now, honestly: a digest reveals damage,
not bad intent. Whoever can change `model.pkl` can change `metadata.json` too. Against that you need a secret that the
attacker does not have, as in an HMAC seal:
"""

# %%
key = secrets.token_bytes(32)
seal = hmac.new(key, data, "sha256").hexdigest()
forged = hmac.new(b"guess", trick, "sha256").hexdigest()
print(hmac.compare_digest(seal, hmac.new(key, data, "sha256").hexdigest()))
print(hmac.compare_digest(forged, hmac.new(key, trick, "sha256").hexdigest()))

# %% [markdown] lang="es"
"""
El sello bueno se comprueba y el falsificado no: sin la clave `key` nadie fabrica uno. La clave vive en el servidor,
nunca en la carpeta del modelo. Firmar con clave pública y privada es la misma idea sin compartir el secreto.

Ya puedes decir de qué protege cada uno: la huella, de un daño; el sello, de un impostor.
"""

# %% [markdown] lang="en"
"""
The good seal checks out and the forged one does not: without the key `key` nobody makes one. The key lives on the
server, never in the model's folder. Signing with a public and a private key is the same idea without sharing the
secret.

You can now say what each protects against: the digest, against damage; the seal, against an impostor.
"""

# %% [markdown] lang="es"
"""
## 9. Los formatos, medidos

Mide seis formatos con el mismo bosque de 40 árboles. Primero, un cronómetro: la mejor de tres veces, en milisegundos,
porque la más rápida es la que menos molestaron los demás programas.

**¿Qué esperas?** ¿Cuál ocupa menos? ¿Cuál tarda más en guardar? ¿Es el mismo?
"""

# %% [markdown] lang="en"
"""
## 9. The formats, measured

Measure six formats with the same forest of 40 trees. First, a stopwatch: the best of three times, in milliseconds,
because the fastest is the one that other programs disturbed least.

**What do you expect?** Which one takes least space? Which one takes longest to save? Is it the same?
"""

# %%
def best_ms(function, path) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        function(path)
        times.append(1000 * (time.perf_counter() - start))
    return min(times)

# %%
def save_in_hdf5(path):
    with h5py.File(path, "w") as file:
        file["forest"] = np.void(pickle.dumps(forest))


def load_from_hdf5(path):
    with h5py.File(path) as file:
        return pickle.loads(file["forest"][()])


def save_as_onnx(path):
    path.write_bytes(convert_sklearn(forest, initial_types=inputs).SerializeToString())

# %%
tree = ["sklearn.tree._tree.Tree"]
formats = {
    "pickle": (lambda path: path.write_bytes(pickle.dumps(forest)), lambda path: pickle.loads(path.read_bytes())),
    "joblib": (lambda path: joblib.dump(forest, path), joblib.load),
    "joblib zlib": (lambda path: joblib.dump(forest, path, compress=3), joblib.load),
    "HDF5": (save_in_hdf5, load_from_hdf5),
    "skops": (lambda path: skops.io.dump(forest, path), lambda path: skops.io.load(path, trusted=tree)),
    "ONNX": (save_as_onnx, lambda path: onnxruntime.InferenceSession(str(path))),
}

# %%
rows = []
for name, (save, load) in formats.items():
    path = folder / f"forest.{name.replace(' ', '.')}"
    save_ms, load_ms = best_ms(save, path), best_ms(load, path)
    rows.append([name, path.stat().st_size / 1000, save_ms, load_ms])

# %%
no, yes = "no", "sí"  # es
safe = [no, no, no, no, "sí: pregunta antes", yes]  # es
readable = [no, no, no, "la caja sí, el modelo no", no, yes]  # es
columns = ["formato", "tamaño (kB)", "guardar (ms)", "cargar (ms)"]  # es
no, yes = "no", "yes"  # en
safe = [no, no, no, no, "yes: it asks first", yes]  # en
readable = [no, no, no, "the box yes, the model no", no, yes]  # en
columns = ["format", "size (kB)", "save (ms)", "load (ms)"]  # en
table = pd.DataFrame(rows, columns=columns).round(1)
table["¿carga segura?"], table["¿desde otro lenguaje?"] = safe, readable  # es
table["safe to load?"], table["from another language?"] = safe, readable  # en
table

# %%
size_text, time_text = "tamaño (kB)", "tiempo (ms, escala logarítmica)"  # es
save_text, load_text = "guardar", "cargar"  # es
alt = (  # es
    "Dos paneles, con una fila por formato. Tamaño: joblib comprimido ocupa menos y skops más. "  # es
    "Tiempo: pickle y HDF5 son los más rápidos; ONNX, el más lento al guardar."  # es
)  # es
size_text, time_text = "size (kB)", "time (ms, logarithmic scale)"  # en
save_text, load_text = "save", "load"  # en
alt = (  # en
    "Two panels, with one row per format. Size: compressed joblib takes least and skops most. "  # en
    "Time: pickle and HDF5 are the fastest; ONNX, the slowest to save."  # en
)  # en

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.6), sharey=True, layout="constrained")
names, sizes, saves, loads = zip(*rows, strict=True)
place = np.arange(len(names))
left.barh(place, sizes, color="#4477aa")
left.set_yticks(place, names)
left.invert_yaxis()
left.set_xlabel(size_text)
right.semilogx(saves, place, "o", markersize=9, color="#4477aa", label=save_text)
right.semilogx(loads, place, "x", markersize=9, color="#bb5566", label=load_text)
right.grid(axis="x", alpha=0.4)
right.set_xlabel(time_text)
right.legend()
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira las barras de tamaño: comprimir deja el archivo en un tercio, y cuesta tiempo al guardar. ONNX tarda porque no
copia: traduce. Después carga en milisegundos y no necesita scikit-learn.

Ninguna fila gana en todo, pero ya puedes elegir con razones. Ve por este orden: quién lo va a leer, si te fías de
quien lo escribió, y solo después el tamaño y el tiempo.
"""

# %% [markdown] lang="en"
"""
Look at the size bars: compressing leaves the file at a third, and costs time when saving. ONNX is slow because it
does not copy: it translates. Afterwards it loads in milliseconds and needs no scikit-learn.

No row wins at everything, but you can now choose with reasons. Go in this order: who is going to read it, whether you
trust who wrote it, and only then size and time.
"""

# %% [markdown] lang="es"
"""
## Lo que te llevas

- Serializar es convertir un modelo en bytes. pickle y joblib guardan los valores y el nombre de las clases, no su
  código.
- Un modelo se prueba siempre en un proceso nuevo.
- HDF5 es una caja que todos leen. Si dentro van números y no un pickle, cualquier lenguaje puede predecir.
- Cargar un pickle ejecuta código. Filtra en `find_class`, o usa un formato que no ejecuta: skops, ONNX.
- `float32` cambia la última cifra, y en la frontera cambia la clase. Mídelo antes de cambiar de motor.
- La ficha se comprueba antes de abrir el modelo. Una huella descubre daños; una firma, además, descubre impostores.

Mira cómo vas:
"""

# %% [markdown] lang="en"
"""
## What you take away

- To serialize is to turn a model into bytes. pickle and joblib store the values and the names of the classes, not
  their code.
- A model is always tried in a new process.
- HDF5 is a box that everyone reads. If numbers go in it and not a pickle, any language can predict.
- Loading a pickle runs code. Filter in `find_class`, or use a format that does not run: skops, ONNX.
- `float32` changes the last digit, and on the border it changes the class. Measure it before you change engines.
- The record is checked before the model is opened. A digest reveals damage; a signature also reveals impostors.

See how you are doing:
"""

# %%
progress()

# %% [markdown] lang="es"
"""
## Ponte a prueba

Elige una respuesta en cada pregunta y ábrela: cada opción, acertada o no, explica por qué.
"""

# %% [markdown] lang="en"
"""
## Test yourself

Choose an answer to each question and open it: every option, right or wrong, says why.
"""

# %%
quiz("1-serialization")
