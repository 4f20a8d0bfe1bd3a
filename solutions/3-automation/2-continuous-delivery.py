# %% [markdown] lang="es"
"""
# 2. Entrega continua: que un modelo llegue, y que pueda volver

Las pruebas pasan y el modelo nuevo está listo. Ahora hay que ponerlo donde responde a los clientes, sin sustos y con
camino de vuelta. Hoy construyes ese camino, paso por paso.

Al terminar podrás:

- guardar modelos en un registro donde nada se pierde y nada queda a medias;
- decidir con reglas si un candidato merece salir, y decir por qué no;
- probarlo con unos pocos pedidos y parar en cuanto la duda esté resuelta, sin engañarte;
- describir el camino entero en AWS CodePipeline: Source, Build, Deploy.

Cuenta con unos 50 minutos. Todo funciona sin conexión y sin cuenta en AWS.
"""

# %% [markdown] lang="en"
"""
# 2. Continuous delivery: a model that arrives, and can go back

The tests pass and the new model is ready. Now it has to get to where it answers customers, safely and with a way back.
Today you build that path, step by step.

By the end you will be able to:

- keep models in a registry where nothing is lost and nothing is left half done;
- decide by rules whether a candidate deserves to go out, and say why not;
- try it on a few orders and stop as soon as the doubt is settled, without fooling yourself;
- describe the whole path in AWS CodePipeline: Source, Build, Deploy.

Allow about 50 minutes. Everything works offline and without an AWS account.
"""

# %% [markdown] lang="es"
"""
```mermaid
flowchart LR
    accTitle: El camino de un modelo hasta producción, y la vuelta
    accDescr {
        Un candidato pasa por la compuerta de calidad.
        Si la compuerta lo acepta, entra en el registro; si no, vuelve con los motivos.
        Del registro sale a un despliegue canario, que lo prueba con pocos pedidos.
        Si fallan pocos, se promueve a producción; si fallan muchos, se echa atrás.
        Desde producción, el registro permite volver al modelo anterior.
    }
    candidate["Candidato"] --> gate{"Compuerta de calidad"}
    gate -- se niega y dice por qué --> candidate
    gate -- acepta --> registry[("Registro de modelos")]
    registry --> canary{"Despliegue canario: pocos pedidos"}
    canary -- fallan muchos: atrás --> registry
    canary -- fallan pocos: promover --> production["Producción"]
    production -- volver al anterior --> registry
```
"""

# %% [markdown] lang="en"
"""
```mermaid
flowchart LR
    accTitle: The path of a model to production, and back
    accDescr {
        A candidate goes through the quality gate.
        If the gate accepts it, it enters the registry; if not, it goes back with the reasons.
        From the registry it goes out to a canary deployment, which tries it on a few orders.
        If few fail, it is promoted to production; if many fail, it is rolled back.
        From production, the registry allows a return to the model before.
    }
    candidate["Candidate"] --> gate{"Quality gate"}
    gate -- refuses and says why --> candidate
    gate -- accepts --> registry[("Model registry")]
    registry --> canary{"Canary deployment: a few orders"}
    canary -- many fail: back --> registry
    canary -- few fail: promote --> production["Production"]
    production -- return to the one before --> registry
```
"""

# %% [markdown] lang="es"
"""
Ejecuta primero estas celdas. `boto3` es la biblioteca de AWS para Python; `moto` se hace pasar por AWS dentro de tu
máquina, sin cuenta y sin red.
"""

# %% [markdown] lang="en"
"""
Run these cells first. `boto3` is AWS's library for Python; `moto` pretends to be AWS inside your machine, without an
account and without a network.
"""

# %% lang="es"
from grader.es import check, hint, progress, quiz, show

# %% lang="en"
from grader.en import check, hint, progress, quiz, show

# %%
import hashlib
import json
import math
import os
import pickle
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

# %%
import boto3
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import yaml
from botocore.exceptions import ParamValidationError
from moto import mock_aws
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from grader.orders import FEATURES, make_orders

# %% [markdown] lang="es"
"""
## 1. Tres palabras que se parecen

La empresa de reparto ya tiene *integración continua*: cada commit pasa las pruebas. El despliegue, en cambio, se hace
a mano. Alguien copia `model.pkl` encima del anterior un viernes, y si el lunes algo va mal nadie encuentra el de antes.

| Palabra | Qué se automatiza | Quién da el último paso |
|---|---|---|
| integración continua (CI) | probar cada cambio | nadie despliega todavía |
| entrega continua (CD) | probar, construir y dejar listo para salir | una persona pulsa un botón |
| despliegue continuo | también la salida | una regla; nadie pulsa nada |

Con un modelo hay algo más que con un programa: puede pasar todas las pruebas y aun así predecir mal. Por eso su camino
lleva una compuerta que lo mide y un tramo de prueba con pedidos de verdad.

Entrena los dos protagonistas de hoy: `champion`, que está en producción, y `challenger`, un modelo más moderno que
alguien entrenó con los datos de un mes en el que no llovió.
"""

# %% [markdown] lang="en"
"""
## 1. Three words that look alike

The delivery company already has *continuous integration*: each commit goes through the tests. Deployment, though, is
done by hand. Somebody copies `model.pkl` over the one before on a Friday, and if on Monday something is wrong nobody
finds the old one.

| Word | What is automated | Who takes the last step |
|---|---|---|
| continuous integration (CI) | testing each change | nobody deploys yet |
| continuous delivery (CD) | testing, building and leaving it ready to go out | a person presses a button |
| continuous deployment | the way out too | a rule; nobody presses anything |

With a model there is more to it than with a program: it can pass all the tests and predict badly all the same. That is
why its path has a gate that measures it and a stretch on trial with real orders.

Train the two protagonists of the day: `champion`, which is in production, and `challenger`, a more modern model that
somebody trained on the data of a month in which it did not rain.
"""

# %%
orders = make_orders(4000)
dry = orders[orders["rain_mm"] == 0]
champion = make_pipeline(StandardScaler(), LogisticRegression()).fit(orders[FEATURES], orders["late"])
challenger = HistGradientBoostingClassifier(max_iter=60, random_state=0).fit(dry[FEATURES], dry["late"])
print(len(orders), len(dry))

# %% [markdown] lang="es"
"""
De los 4000 pedidos, 2931 se hicieron sin lluvia, y de ellos aprendió el segundo modelo. Ya puedes decir qué promete
cada una de las tres palabras; hoy construyes la segunda.
"""

# %% [markdown] lang="en"
"""
Of the 4000 orders, 2931 were placed without rain, and the second model learnt from those. You can now say what each of
the three words promises; today you build the second.
"""

# %% [markdown] lang="es"
"""
## 2. Un registro: qué hay en producción, y qué había antes

Un *registro de modelos* (model registry) responde a tres preguntas: qué modelos hay, cuál está en producción y cuál
estaba antes. Nombres como `model_final_v2.pkl` no sirven, porque nada impide que mañana haya otros bytes bajo el mismo
nombre. Sí sirve el *digest*, la huella SHA-256 que calculaste en la unidad 1: si los bytes cambian, cambia el nombre.
"""

# %% [markdown] lang="en"
"""
## 2. A registry: what is in production, and what was there before

A *model registry* answers three questions: which models there are, which one is in production and which one was there
before. Names such as `model_final_v2.pkl` are no use, because nothing prevents other bytes under the same name
tomorrow. The *digest* is, the SHA-256 that you computed in unit 1: if the bytes change, the name changes.
"""

# %%
for model in (champion, challenger):
    print(hashlib.sha256(pickle.dumps(model)).hexdigest())

# %% [markdown] lang="es"
"""
Dos modelos, dos nombres de 64 cifras que nadie tuvo que inventar. Una versión guardada bajo su digest es *inmutable*:
no puede cambiar sin que se note.

### Si se corta la luz a mitad

El registro anota en `registry.json` cuál está en producción. Este programa lo cambia, y muere justo antes de escribir.

**¿Qué esperas?** ¿Queda en el archivo el modelo viejo (`a3f0`) o el nuevo (`b7e1`)?
"""

# %% [markdown] lang="en"
"""
Two models, two names of 64 digits that nobody had to invent. A version kept under its digest is *immutable*: it cannot
change unnoticed.

### If the power fails half way

The registry notes in `registry.json` which one is in production. This program changes it, and dies just before it
writes.

**What do you expect?** Is the old model (`a3f0`) left in the file, or the new one (`b7e1`)?
"""

# %%
temporary = tempfile.TemporaryDirectory()
folder = Path(temporary.name)
state = folder / "registry.json"
state.write_text('{"current": "a3f0"}')

overwrite = """import os, sys
with open(sys.argv[1], "w") as file:
    os._exit(1)
    file.write('{"current": "b7e1"}')
"""
subprocess.run([sys.executable, "-c", overwrite, state])
print(state.stat().st_size, "bytes")

# %% [markdown] lang="es"
"""
Ni el uno ni el otro: 0 bytes. Abrir con `"w"` ya vacía el archivo, antes de escribir nada. El servidor que arranque
ahora no sabe qué modelo cargar.

El remedio es escribir al lado un archivo entero y ponerlo en su lugar con `os.replace`. El sistema operativo lo hace en
un solo paso: quien lea ve el de antes o el de después. Eso se llama un cambio *atómico*. Prueba los dos finales: muere
antes de `os.replace`, o llega al final.
"""

# %% [markdown] lang="en"
"""
Neither of them: 0 bytes. Opening with `"w"` empties the file already, before anything is written. The server that
starts now does not know which model to load.

The remedy is to write a whole file beside it and to put that in its place with `os.replace`. The operating system does
so in a single step: whoever reads sees the one before or the one after. That is called an *atomic* change. Try both
endings: it dies before `os.replace`, or it comes to the end.
"""

# %%
replace = """import os, sys
path, ending = sys.argv[1:]
with open(path + ".partial", "w") as file:
    file.write('{"current": "b7e1"}')
if ending == "dies":
    os._exit(1)
os.replace(path + ".partial", path)
"""
state.write_text('{"current": "a3f0"}')
for ending in ("dies", "ends"):
    subprocess.run([sys.executable, "-c", replace, state, ending])
    print(ending, state.read_text())

# %% [markdown] lang="es"
"""
Primero el viejo, entero; después el nuevo, entero. Tres condiciones, para que sea verdad:

- el archivo de al lado está en la misma carpeta, porque entre dos discos no hay un solo paso;
- todo lo que tiene que cambiar a la vez está en el mismo archivo: quién está en producción y el rastro de lo que se hizo;
- escribe un solo proceso cada vez; si hay varios, hacen falta turnos.

Contra un corte de luz, y no solo de un proceso, se llama además a `os.fsync` antes de `os.replace`.

### Volver, y volver otra vez

Se promovieron `a`, `b` y `c`, y `c` va mal. Alguien escribe «vuelve al último que no sea el de ahora».

**¿Qué esperas?** `b` también va mal y se vuelve otra vez. ¿Adónde se llega?
"""

# %% [markdown] lang="en"
"""
First the old one, whole; then the new one, whole. Three conditions, for it to be true:

- the file beside it is in the same folder, because between two disks there is no single step;
- all that has to change at once is in the same file: who is in production and the trail of what was done;
- one process writes at a time; if there are several, they have to take turns.

Against a power cut, and not just the end of a process, `os.fsync` is called as well before `os.replace`.

### Back, and back again

`a`, `b` and `c` were promoted, and `c` goes badly. Somebody writes “go back to the last one that is not the present
one”.

**What do you expect?** `b` goes badly too, and they go back again. Where do they end up?
"""

# %%
promoted, current = ["a", "b", "c"], "c"
for _ in range(2):
    current = [model for model in promoted if model != current][-1]
    print(current)

# %% [markdown] lang="es"
"""
En `c`, el primero que iba mal. Volver es deshacer: cada promoción pone un modelo encima de una pila, cada vuelta quita
el de arriba. Y el rastro no se borra al volver: se le añade que se volvió.
"""

# %% [markdown] lang="en"
"""
At `c`, the first one that went badly. Going back is undoing: each promotion puts a model on top of a pile, each return
takes off the one on top. And going back erases nothing from the trail: it adds an entry that says so.
"""

# %% [markdown] lang="es"
"""
### Ejercicio 1: un registro de modelos

- **Escribe** `register(root, data)`, `promote(root, digest)` y `roll_back(root)`. Los errores y `read_registry` ya
  están en la celda.
- **Recibes** la carpeta del registro (`str` o `Path`; puede no existir), los bytes de un modelo o un digest.
- **Guardas** los bytes en `models/<digest>` y, en `registry.json`, dos campos: `current`, el digest en producción o
  `null`; y `audit`, el rastro, una lista de `{"action": …, "digest": …, "at": …}`. La acción es `register`, `promote` o
  `roll_back`; el digest, el del modelo registrado o el que queda en producción; `at`, la hora en ISO 8601 con zona.
- **Devuelves** el digest, en `register` y en `roll_back`.
- **Te niegas**, sin cambiar nada, a promover un digest que no está registrado (`UnknownModel`), a poner en producción
  un modelo cuyos bytes no dan su digest (`DamagedModel`) y a volver cuando no hay nada antes (`NothingBefore`).
- **Cuida** tres cosas: muera donde muera el proceso, `registry.json` se lee y está como antes o como después, y repetir
  `register` o `promote` lo termina; el rastro solo crece; registrar o promover otra vez un modelo no cambia nada.

La comprobación mata tu proceso antes de cada una de sus llamadas al sistema operativo, una vez en cada una.

```python
first, second = register(root, b"first"), register(root, b"second")
promote(root, first), promote(root, second)
roll_back(root) == first                # True
len(read_registry(root)["audit"])       # 5
```

**Para qué:** a las tres de la madrugada, volver al modelo anterior tiene que ser una orden, no una búsqueda. Para una
pista: `hint("model_registry")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 1: a model registry

- **Write** `register(root, data)`, `promote(root, digest)` and `roll_back(root)`. The errors and `read_registry` are in
  the cell already.
- **You get** the registry's folder (`str` or `Path`; it may not exist), the bytes of a model or a digest.
- **You store** the bytes in `models/<digest>` and, in `registry.json`, two fields: `current`, the digest in production
  or `null`; and `audit`, the trail, a list of `{"action": …, "digest": …, "at": …}`. The action is `register`,
  `promote` or `roll_back`; the digest, that of the model registered or the one that is then in production; `at`, the
  time in ISO 8601 with its zone.
- **You give back** the digest, from `register` and from `roll_back`.
- **You refuse**, changing nothing, to promote a digest that is not registered (`UnknownModel`), to put into production
  a model whose bytes do not give its digest (`DamagedModel`) and to go back when there is nothing before
  (`NothingBefore`).
- **Mind** three things: wherever the process dies, `registry.json` can be read and is as before or as after, and
  repeating `register` or `promote` finishes it; the trail only grows; registering or promoting a model again changes
  nothing.

The check kills your process before each of its calls of the operating system, one time at each of them.

```python
first, second = register(root, b"first"), register(root, b"second")
promote(root, first), promote(root, second)
roll_back(root) == first                # True
len(read_registry(root)["audit"])       # 5
```

**Why:** at three in the morning, going back to the model before has to be a command, not a search. For a hint:
`hint("model_registry")`.
"""

# %% exercise="model_registry"
class UnknownModel(LookupError):
    pass


class DamagedModel(ValueError):
    pass


class NothingBefore(LookupError):
    pass


def read_registry(root) -> dict:
    path = Path(root, "registry.json")
    return json.loads(path.read_bytes()) if path.exists() else {"current": None, "audit": []}


def register(root, data: bytes) -> str:
    ### BEGIN SOLUTION
    digest = hashlib.sha256(data).hexdigest()
    path = Path(root, "models", digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        write_whole(path, data)
    registry = read_registry(root)
    if not was_registered(registry, digest):
        note(root, registry, "register", digest, registry["current"])
    return digest
    ### END SOLUTION


def promote(root, digest: str) -> None:
    ### BEGIN SOLUTION
    registry = read_registry(root)
    if not was_registered(registry, digest):
        raise UnknownModel(digest)
    look_at(root, digest)
    if registry["current"] != digest:
        note(root, registry, "promote", digest, digest)
    ### END SOLUTION


def roll_back(root) -> str:
    ### BEGIN SOLUTION
    registry = read_registry(root)
    pile = []
    for entry in registry["audit"]:
        if entry["action"] == "promote":
            pile.append(entry["digest"])
        elif entry["action"] == "roll_back":
            pile.pop()
    if len(pile) < 2:
        raise NothingBefore(str(root))
    look_at(root, pile[-2])
    note(root, registry, "roll_back", pile[-2], pile[-2])
    return pile[-2]


def was_registered(registry, digest) -> bool:
    return any(entry["action"] == "register" and entry["digest"] == digest for entry in registry["audit"])


def look_at(root, digest) -> None:
    if hashlib.sha256(Path(root, "models", digest).read_bytes()).hexdigest() != digest:
        raise DamagedModel(digest)


def note(root, registry, action, digest, current) -> None:
    entry = {"action": action, "digest": digest, "at": datetime.now(UTC).isoformat()}
    state = {"current": current, "audit": [*registry["audit"], entry]}
    write_whole(Path(root, "registry.json"), json.dumps(state, indent=1).encode())


def write_whole(path, data: bytes) -> None:
    partial = path.with_name(f"{path.name}.partial")
    with open(partial, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, path)
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes guardar modelos de modo que un corte no deje nada a medias, y volver tan atrás como haga falta.
"""

# %% [markdown] lang="en"
"""
You can now keep models so that a cut leaves nothing half done, and go back as far as is needed.
"""

# %% [markdown] lang="es"
"""
## 3. La compuerta: medir antes de salir

Una *compuerta de calidad* (quality gate) compara el candidato con el modelo que está en producción, la *base*, en los
mismos pedidos. La de la empresa pregunta solo una cosa: ¿acierta casi tanto? Tolera perder 0,02.
"""

# %% [markdown] lang="en"
"""
## 3. The gate: measure before it goes out

A *quality gate* compares the candidate with the model in production, the *baseline*, on the same orders. The company's
gate asks a single question: is the candidate right almost as often? It tolerates a loss of 0.02.
"""

# %%
recent = make_orders(3000, seed=7)
X, y = recent[FEATURES], recent["late"].to_numpy()
before, after = champion.score(X, y), challenger.score(X, y)
print(f"{before:.3f} {after:.3f} {after >= before - 0.02}")

# %% [markdown] lang="es"
"""
El candidato pierde algo menos de 0,02, y pasa.

**¿Qué esperas?** Se entrenó sin lluvia. ¿Cuánto acierta cuando llueve fuerte, y por qué no se nota en la media?
"""

# %% [markdown] lang="en"
"""
The candidate loses a little less than 0.02, and passes.

**What do you expect?** It was trained without rain. How often is it right when it rains hard, and why does the mean not
show it?
"""

# %%
weather = np.select([recent["rain_mm"] == 0, recent["rain_mm"] <= 4], ["dry", "rain"], "storm")
table = pd.DataFrame({"weather": weather, "champion": champion.predict(X) == y, "challenger": challenger.predict(X) == y})
summary = table.groupby("weather").mean().round(3)
summary["orders"] = table["weather"].value_counts()
summary

# %% [markdown] lang="es"
"""
Mira la fila `storm`: de 0,843 cae a 0,583, poco mejor que una moneda. Son 204 pedidos de 3000, y la media los esconde.
Para quien espera la cena bajo la tormenta no hay media que valga, así que la compuerta mide también cada grupo. Un grupo
con un puñado de pedidos no se juzga: con seis, un solo fallo ya mueve el resultado 17 puntos.

Con el tiempo de respuesta pasa algo parecido. Cien respuestas, ocho de ellas lentas:
"""

# %% [markdown] lang="en"
"""
Look at the row `storm`: from 0.843 it falls to 0.583, little better than a coin. Those are 204 orders out of 3000, and
the mean hides them. Whoever waits for dinner in the storm gets no comfort from a mean, so the gate measures each group
too. A group with a handful of orders is not judged: with six, a single mistake already moves the result by 17 points.

With the time of an answer it is much the same. A hundred answers, eight of them slow:
"""

# %%
ms = np.full(100, 4.0)
ms[::13] = 90.0
print(f"{ms.mean():.1f} ms, {np.percentile(ms, 95):.1f} ms")

# %% [markdown] lang="es"
"""
La media dice 10,9 ms y parece buena. El *percentil 95*, el tiempo que 95 de cada 100 respuestas no superan, dice 90,0:
uno de cada doce clientes espera. La compuerta mira el percentil.

Los límites de la empresa, en un objeto con los pedidos que acaban de medirse:
"""

# %% [markdown] lang="en"
"""
The mean says 10.9 ms and looks good. The *95th percentile*, the time that 95 of each 100 answers do not exceed, says
90.0: one customer in twelve waits. The gate looks at the percentile.

The company's limits, in an object together with the orders that were just measured:
"""

# %%
limits = {"max_loss": 0.02, "max_group_loss": 0.10, "min_rows": 30, "max_ms": 250.0}
data = SimpleNamespace(X=X, y=y, groups=weather, clock=time.perf_counter, **limits)

# %% [markdown] lang="es"
"""
### Ejercicio 2: una compuerta que dice por qué

- **Escribe** `gate(candidate, baseline, data)`. `Decision` ya está en la celda.
- **Recibes** dos modelos con `predict` y `feature_names_in_`, que dicen de cada pedido si llegará tarde; y `data`, como el
  de arriba, con `X` (un DataFrame), `y` y `groups` (arrays de su mismo largo: la verdad y el grupo de cada fila), los límites
  `max_loss`, `max_group_loss`, `min_rows` y `max_ms`, y `clock`, un reloj que da segundos, como `time.perf_counter`.
- **Devuelves** una `Decision`: `passed` es `True` si no hay motivos en contra; `reasons` guarda un motivo por regla que
  se incumple:
  - `schema`, con un texto tuyo: `feature_names_in_` no son las columnas de `X`, en su orden; `predict` lanza un error;
    o sus respuestas no son una por fila, todas `True` o `False`. Es la primera, y si se incumple no se mira ninguna más;
  - `accuracy`, con los aciertos del candidato: son menos que los de la base menos `max_loss`;
  - `groups`, con un diccionario de grupo a aciertos del candidato: los grupos, de `min_rows` filas o más, donde acierta
    menos que la base menos `max_group_loss`;
  - `latency`, con el percentil 95 en milisegundos: supera `max_ms`. Mide las 100 primeras filas, de una en una, con
    `predict(data.X.iloc[[row]])` y `data.clock`.

```python
gate(challenger, champion, data).reasons  # {'groups': {'storm': 0.583…}}
```

**Para qué:** un «no» con motivo se arregla en una hora; un «no» a secas se discute toda la semana. Y el reloj que viene
de fuera permite probar la regla sin esperar. Para una pista: `hint("quality_gate")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 2: a gate that says why

- **Write** `gate(candidate, baseline, data)`. `Decision` is in the cell already.
- **You get** two models with `predict` and `feature_names_in_`, which say of each order whether it will be late; and
  `data`, like the one above, with `X` (a DataFrame), `y` and `groups` (arrays of the same length: the truth and the
  group of each row), the limits `max_loss`, `max_group_loss`, `min_rows` and `max_ms`, and `clock`, a clock that gives
  seconds, such as `time.perf_counter`.
- **You give back** a `Decision`: `passed` is `True` if there are no reasons against it; `reasons` holds one reason for
  each rule that is broken:
  - `schema`, with a text of yours: `feature_names_in_` are not the columns of `X`, in their order; `predict` raises an
    error; or its answers are not one for each row, all `True` or `False`. It is the first, and if it is broken no other
    is looked at;
  - `accuracy`, with how often the candidate is right: less than the baseline minus `max_loss`;
  - `groups`, with a dictionary from group to how often the candidate is right: the groups, of `min_rows` rows or more,
    where it is right less often than the baseline minus `max_group_loss`;
  - `latency`, with the 95th percentile in milliseconds: it exceeds `max_ms`. Measure the first 100 rows, one by one,
    with `predict(data.X.iloc[[row]])` and `data.clock`.

```python
gate(challenger, champion, data).reasons  # {'groups': {'storm': 0.583…}}
```

**Why:** a “no” with a reason is mended in an hour; a bare “no” is argued about all week. And a clock that comes from
outside lets you test the rule without waiting. For a hint: `hint("quality_gate")`.
"""

# %% exercise="quality_gate"
@dataclass
class Decision:
    passed: bool
    reasons: dict = field(default_factory=dict)


def gate(candidate, baseline, data) -> Decision:
    ### BEGIN SOLUTION
    try:
        predicted = answers_of(candidate, data.X)
    except Exception as error:
        return Decision(False, {"schema": f"{type(error).__name__}: {error}"})
    right, before = predicted == data.y, np.asarray(baseline.predict(data.X)) == data.y
    reasons = {}
    if right.mean() < before.mean() - data.max_loss:
        reasons["accuracy"] = float(right.mean())
    worse = {}
    for name in np.unique(data.groups):
        rows = data.groups == name
        if rows.sum() >= data.min_rows and right[rows].mean() < before[rows].mean() - data.max_group_loss:
            worse[str(name)] = float(right[rows].mean())
    if worse:
        reasons["groups"] = worse
    ms = slowest_of_twenty(candidate, data)
    if ms > data.max_ms:
        reasons["latency"] = ms
    return Decision(not reasons, reasons)


def answers_of(model, X):
    if list(model.feature_names_in_) != list(X.columns):
        raise ValueError(f"it expects {list(model.feature_names_in_)}")
    answers = model.predict(X)
    if len(answers) != len(X) or not all(isinstance(one, bool | np.bool_) for one in answers):
        raise ValueError("its answers are not one True or False for each row")
    return np.asarray(answers, dtype=bool)


def slowest_of_twenty(model, data) -> float:
    times = []
    for row in range(min(100, len(data.X))):
        start = data.clock()
        model.predict(data.X.iloc[[row]])
        times.append(1000 * (data.clock() - start))
    return float(np.percentile(times, 95))
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes negarte a un candidato con números delante. La compuerta mide con pedidos de ayer; para los de hoy hace falta
otra cosa.
"""

# %% [markdown] lang="en"
"""
You can now refuse a candidate with numbers at hand. The gate measures on yesterday's orders; for today's, something
else is needed.
"""

# %% [markdown] lang="es"
"""
## 4. El canario: unos pocos pedidos, y una decisión

Hay varias maneras de poner un modelo delante de los clientes:

| Manera | Qué pasa | Si el modelo es malo |
|---|---|---|
| de una vez | todos los pedidos pasan al nuevo | lo notan todos |
| azul-verde (*blue-green*) | el nuevo arranca entero al lado, y se cambia de golpe | lo notan todos, un rato: volver es inmediato |
| en sombra (*shadow*) | el nuevo también responde, y nadie usa sus respuestas | nadie lo nota, y nadie ve su efecto |
| canario (*canary*) | una parte pequeña de los pedidos pasa al nuevo | lo notan unos pocos |

En un *despliegue canario* (canary deployment) se cuentan los fallos de esa parte. El modelo de siempre falla en el 10 % de
los pedidos: esa es la tasa `p0`. Un modelo que falle en el 15 %, `p1`, no se puede tolerar. Después de cada tanda hay tres
respuestas: promover, echar atrás o seguir mirando.

La empresa usa una *prueba z*: compara la fracción de fallos con `p0` y echa atrás el modelo si una diferencia así solo
saldría por azar el 5 % de las veces. Y como hay prisa, la repite cada 50 pedidos.

**¿Qué esperas?** El candidato es tan bueno como el de siempre: falla en el 10 %. Con 40 miradas, ¿qué parte de los
buenos se echa atrás sin motivo?
"""

# %% [markdown] lang="en"
"""
## 4. The canary: a few orders, and a decision

There are several ways of putting a model in front of the customers:

| Way | What happens | If the model is bad |
|---|---|---|
| all at once | all orders go to the new one | everybody notices |
| *blue-green* | the new one starts whole beside the old, and they are switched | everybody notices, for a while: going back is immediate |
| *shadow* | the new one answers too, and nobody uses its answers | nobody notices, and nobody sees its effect |
| *canary* | a small share of the orders goes to the new one | a few notice |

In a *canary deployment* the failures of that share are counted. The usual model fails on 10 % of the orders: that is the
rate `p0`. A model that fails on 15 %, `p1`, cannot be tolerated. After each batch there are three answers: promote, roll
back or go on looking.

The company uses a *z-test*: it compares the share of failures with `p0` and rolls the model back if such a difference
would come by chance only 5 % of the time. And as there is a hurry, it repeats that every 50 orders.

**What do you expect?** The candidate is as good as the usual one: it fails on 10 %. With 40 looks, what share of the
good ones is rolled back for nothing?
"""

# %%
p0, p1 = 0.10, 0.15
n = 50 * np.arange(1, 41)
failures = np.cumsum(np.random.default_rng(0).binomial(50, p0, size=(10_000, len(n))), axis=1)


def percent(share, canaries=10_000):
    return f"{share:.1%} ± {2 * np.sqrt(share * (1 - share) / canaries):.1%}"


z = (failures / n - p0) / np.sqrt(p0 * (1 - p0) / n)
peeking = np.logical_or.accumulate(z > 1.645, axis=1).mean(axis=0)
for looks in (1, 5, 10, 40):
    print(looks, percent(peeking[looks - 1]))

# %% [markdown] lang="es"
"""
Son 10 000 canarios simulados; tras el ± va lo que el azar mueve la cifra, dos errores típicos. Con una mirada, cerca del
5 % prometido: los fallos se cuentan de uno en uno, y con 50 pedidos ninguna raya da justo el 5 %. Con 40, el 26,7 %: más de
una cuarta parte de los modelos buenos.

Nadie hizo trampa. Cada mirada es otra oportunidad de que el azar pase la raya, y con pasarla una vez basta. Esto se llama
*espiar* (peeking).

### Pesar las pruebas en una balanza

Abraham Wald pensó en 1943 una prueba hecha para mirar después de cada pedido: una *prueba secuencial*. Pone en un plato
«falla como `p1`» y en el otro «falla como `p0`», y cada pedido pesa lo que favorece a uno sobre el otro:

- un fallo suma $\log(p_1/p_0)$, hacia echar atrás;
- un acierto suma $\log((1-p_1)/(1-p_0))$, que es negativo, hacia promover.

Se decide cuando la balanza pasa uno de dos límites. `alpha` es el presupuesto de buenos echados atrás y `beta` el de
malos promovidos:

- echar atrás, si la suma llega a $\log((1-\beta)/\alpha)$;
- promover, si baja a $\log(\beta/(1-\alpha))$;
- si no, seguir.

Los límites valen para todas las miradas juntas. Ponla a mirar los mismos canarios, las mismas veces.

**¿Qué esperas?** Con un presupuesto del 5 %, ¿qué parte de los buenos se echa atrás ahora?
"""

# %% [markdown] lang="en"
"""
They are 10 000 simulated canaries; after the ± comes how far chance moves the figure, two standard errors. With one look,
close to the 5 % promised: failures are counted one by one, and with 50 orders no line gives exactly 5 %. With 40, 26.7 %:
more than a quarter of the good models.

Nobody cheated. Each look is one more chance for luck to cross the line, and crossing it once is enough. This is called
*peeking*.

### Weighing the evidence

Abraham Wald thought up in 1943 a test made for looking after each order: a *sequential test*. It puts “it fails as `p1`”
on one pan of the scales and “it fails as `p0`” on the other, and each order weighs what it favours one over the other:

- a failure adds $\log(p_1/p_0)$, towards rolling back;
- a success adds $\log((1-p_1)/(1-p_0))$, which is negative, towards promoting.

It is decided when the scales pass one of two limits. `alpha` is the budget of good ones rolled back and `beta` that of
bad ones promoted:

- roll back, if the sum reaches $\log((1-\beta)/\alpha)$;
- promote, if it falls to $\log(\beta/(1-\alpha))$;
- if neither, go on.

The limits hold for all looks together. Let it look at the same canaries, just as often.

**What do you expect?** With a budget of 5 %, what share of the good ones is rolled back now?
"""

# %%
up, down = math.log(0.95 / 0.05), math.log(0.05 / 0.95)


def evidence(failures, n):
    return failures * math.log(p1 / p0) + (n - failures) * math.log((1 - p1) / (1 - p0))


scales = evidence(failures, n)
promoted = np.logical_or.accumulate(scales <= down, axis=1)
sequential = np.logical_or.accumulate((scales >= up) & ~promoted, axis=1).mean(axis=0)
for looks in (1, 5, 10, 40):
    print(looks, percent(peeking[looks - 1]), "|", percent(sequential[looks - 1]))

# %% [markdown] lang="es"
"""
A la izquierda, la prueba z; a la derecha, la de Wald: tras 40 miradas echa atrás el 2,7 % de los buenos, y apenas
sube ya. Dibuja las dos:
"""

# %% [markdown] lang="en"
"""
On the left, the z-test; on the right, Wald's: after 40 looks it rolls back 2.7 % of the good ones, and hardly rises any
more. Draw both:
"""

# %%
looks_text, share_text = "miradas, una cada 50 pedidos", "modelos buenos echados atrás (%)"  # es
names = ["prueba z en cada mirada", "prueba de Wald", "presupuesto: 5 %"]  # es
alt = (  # es
    "Dos curvas según el número de miradas. La de la prueba z empieza cerca del 5 % y sube sin parar hasta más del 25 %. "  # es
    "La de la prueba de Wald sube un poco y se queda siempre por debajo de la línea del 5 %."  # es
)  # es
looks_text, share_text = "looks, one every 50 orders", "good models rolled back (%)"  # en
names = ["z-test at each look", "Wald's test", "budget: 5 %"]  # en
alt = (  # en
    "Two curves against the number of looks. That of the z-test begins near 5 % and rises steadily to more than 25 %. "  # en
    "That of Wald's test rises a little and always stays below the line at 5 %."  # en
)  # en

# %%
figure, axes = plt.subplots(figsize=(7, 3.6), layout="constrained")
looks = np.arange(1, len(n) + 1)
axes.plot(looks, 100 * peeking, "o-", markersize=4, color="#bb5566", label=names[0])
axes.plot(looks, 100 * sequential, "s-", markersize=4, color="#4477aa", label=names[1])
axes.axhline(5, linestyle="--", color="#777777", label=names[2])
axes.set_xlabel(looks_text)
axes.set_ylabel(share_text)
axes.set_ylim(0, 32)
axes.legend()
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira la curva de arriba: no se para. Quien mira bastante acaba echando atrás casi cualquier modelo. La de abajo mira las
mismas veces y cumple.

¿Y cuánto tarda en decidir? Sigue a unos cuantos canarios, pedido por pedido:
"""

# %% [markdown] lang="en"
"""
Look at the upper curve: it does not stop. Whoever looks often enough ends up rolling back almost any model. The lower
one looks just as often and keeps its word.

And how long does it take to decide? Follow a few canaries, order by order:
"""

# %%
orders_text, evidence_text = "pedidos atendidos por el canario", "balanza (suma de logaritmos)"  # es
kinds = ["falla el 10 %: bueno", "falla el 15 %: malo"]  # es
zones = ["echar atrás", "promover", "seguir"]  # es
alt = (  # es
    "Ocho caminos en zigzag que salen de cero, entre un límite arriba y otro abajo. Los de modelos buenos, continuos, "  # es
    "bajan hasta el límite de promover; los de malos, a trazos, suben hasta el de echar atrás. Cada uno acaba donde decide."  # es
)  # es
orders_text, evidence_text = "orders served by the canary", "scales (sum of logarithms)"  # en
kinds = ["fails 10 %: good", "fails 15 %: bad"]  # en
zones = ["roll back", "promote", "go on"]  # en
alt = (  # en
    "Eight zigzag paths from zero, between a limit above and another below. Those of good models, solid, fall to the "  # en
    "limit of promoting; those of bad ones, dashed, rise to that of rolling back. Each ends where it decides."  # en
)  # en

# %%
rng = np.random.default_rng(4)
paths = []
for rate in [p0] * 4 + [p1] * 4:
    path = evidence(np.cumsum(rng.random(1500) < rate), np.arange(1, 1501))
    paths.append(path[: np.argmax((path >= up) | (path <= down)) + 1])

# %%
figure, axes = plt.subplots(figsize=(8, 4), layout="constrained")
for number, path in enumerate(paths):
    color, line = ("#4477aa", "-") if number < 4 else ("#bb5566", "--")
    label = kinds[number // 4] if number % 4 == 0 else None
    axes.plot(np.arange(1, len(path) + 1), path, line, color=color, linewidth=1.2, label=label)
    axes.plot(len(path), path[-1], "o" if number < 4 else "s", color=color)
for height, zone in ((up + 0.2, zones[0]), (down - 0.6, zones[1]), (-0.1, zones[2])):
    axes.text(485, height, zone, color="#555555", ha="right")
axes.axhline(up, color="#777777")
axes.axhline(down, color="#777777")
axes.set(xlabel=orders_text, ylabel=evidence_text, ylim=(-4.2, 4.2))
axes.legend(loc=(0.7, 0.63))
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Cada camino acaba en un punto, donde toca un límite. Unos deciden enseguida y otros dudan cientos de pedidos: la prueba
gasta lo que la duda pide. ¿Cuánto es, en promedio? Compáralo con los pedidos que necesita, siempre, una prueba de una sola
mirada con los mismos dos presupuestos:
"""

# %% [markdown] lang="en"
"""
Each path ends in a point, where it touches a limit. Some decide at once and others doubt for hundreds of orders: the
test spends what the doubt asks for. How much is that, on average? Compare it with the orders that a test of a single
look with the same two budgets needs, always:
"""

# %%
spread = math.sqrt(p0 * (1 - p0)) + math.sqrt(p1 * (1 - p1))
print(f"{(1.645 * spread / (p1 - p0)) ** 2:.0f}")
rng = np.random.default_rng(1)
for rate in (0.05, 0.10, 0.15, 0.30):
    walk = evidence(np.cumsum(rng.random((4000, 2000)) < rate, axis=1), np.arange(1, 2001))
    stop = np.argmax((walk >= up) | (walk <= down), axis=1)
    back = (walk[np.arange(4000), stop] >= up).mean()
    print(f"{rate:.0%}: {percent(back, 4000)}, {stop.mean() + 1:.0f}")

# %% [markdown] lang="es"
"""
La primera cifra es la tasa de fallos; la segunda, la parte que se echa atrás, con su error; la tercera, los pedidos que
costó en promedio. De los buenos se echa atrás el 4,3 %, dentro del 5 % prometido; de los malos, el 95,1 %. Y cuesta unos
240 pedidos en vez de 467; con uno que falla el 30 %, unas decenas.

### Ejercicio 3: un canario que decide a tiempo

- **Escribe** `canary(failures, orders, p0, p1, alpha, beta)`.
- **Recibes** cuántos fallos hubo en cuántos pedidos (pueden ser 0), las dos tasas y los dos presupuestos.
- **Devuelves** un texto: `"promote"`, `"roll back"` o `"go on"`.
- **Cumples**, aunque te pregunten cada pocos pedidos y se haga caso de la primera decisión:
  - de los modelos que fallan como `p0`, se echan atrás como mucho una parte `alpha`, y los demás se promueven a la larga:
    con los pedidos de cinco pruebas de una sola mirada te sobra;
  - de los que fallan como `p1`, se promueven como mucho una parte `beta`, y decides en promedio con no más pedidos que
    la prueba de una sola mirada;
  - con los que son mucho peores que `p1` o mucho mejores que `p0` te basta con menos de la mitad.

```python
canary(0, 0, 0.10, 0.15, 0.05, 0.05)      # 'go on'
canary(30, 120, 0.10, 0.15, 0.05, 0.05)   # 'roll back'
canary(10, 200, 0.10, 0.15, 0.05, 0.05)   # 'promote'
```

La comprobación simula miles de canarios, les pregunta cada 10 pedidos y deja margen para el azar. Sirve la prueba de
Wald y sirve cualquier otra que cumpla.

**Para qué:** quien echa atrás modelos buenos deja de creer en sus alarmas; quien tarda en echar atrás los malos pierde
clientes. Para una pista: `hint("canary_release")`.
"""

# %% [markdown] lang="en"
"""
The first figure is the rate of failures; the second, the share that is rolled back, with its error; the third, the orders
that it cost on average. Of the good ones 4.3 % are rolled back, within the 5 % promised; of the bad ones, 95.1 %. And it
costs some 240 orders instead of 467; with one that fails 30 %, a few dozen.

### Exercise 3: a canary that decides in time

- **Write** `canary(failures, orders, p0, p1, alpha, beta)`.
- **You get** how many failures there were in how many orders (they may be 0), the two rates and the two budgets.
- **You give back** a text: `"promote"`, `"roll back"` or `"go on"`.
- **You keep**, even if you are asked every few orders and the first decision is acted upon:
  - of the models that fail as `p0`, at most a share `alpha` is rolled back, and the others are promoted in the end: the
    orders of five tests of a single look are more than enough;
  - of those that fail as `p1`, at most a share `beta` is promoted, and you decide on average with no more orders than
    the test of a single look;
  - with those that are much worse than `p1` or much better than `p0`, fewer than half are enough for you.

```python
canary(0, 0, 0.10, 0.15, 0.05, 0.05)      # 'go on'
canary(30, 120, 0.10, 0.15, 0.05, 0.05)   # 'roll back'
canary(10, 200, 0.10, 0.15, 0.05, 0.05)   # 'promote'
```

The check simulates thousands of canaries, asks every 10 orders and leaves room for chance. Wald's test will do, and so
will any other that keeps this.

**Why:** whoever rolls back good models stops believing their alarms; whoever is slow to roll back the bad ones loses
customers. For a hint: `hint("canary_release")`.
"""

# %% exercise="canary_release"
def canary(failures, orders, p0, p1, alpha, beta) -> str:
    ### BEGIN SOLUTION
    successes = orders - failures
    scales = failures * math.log(p1 / p0) + successes * math.log((1 - p1) / (1 - p0))
    if scales >= math.log((1 - beta) / alpha):
        return "roll back"
    if scales <= math.log(beta / (1 - alpha)):
        return "promote"
    return "go on"
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes mirar un canario cuanto quieras sin que tus miradas lo condenen.
"""

# %% [markdown] lang="en"
"""
You can now look at a canary as much as you like without your looks condemning it.
"""

# %% [markdown] lang="es"
"""
## 5. El camino entero, escrito: AWS CodePipeline

Lo que se hace a mano se olvida. *AWS CodePipeline* es un servicio que recorre un camino escrito como datos: etapas en
orden, cada una con acciones. Entre ellas viajan *artefactos*, archivos comprimidos con nombre: una acción produce uno y
otra lo recibe.

| Etapa | Qué hace | Recibe | Produce |
|---|---|---|---|
| Source | toma el código de una rama de Git | nada | el código |
| Build | lo prueba y hace el modelo, en CodeBuild, según `buildspec.yml` | el código | el modelo |
| Deploy | deja el modelo donde lo leen los servidores, un cubo de S3 | el modelo | nada |

Este camino de dos etapas publica una página en S3. Así es una etapa con su acción:
"""

# %% [markdown] lang="en"
"""
## 5. The whole path, written down: AWS CodePipeline

What is done by hand gets forgotten. *AWS CodePipeline* is a service that follows a path written as data: stages in order,
each with actions. Between them travel *artifacts*, archives with a name: one action makes one and another gets it.

| Stage | What it does | Gets | Makes |
|---|---|---|---|
| Source | takes the code from a branch of Git | nothing | the code |
| Build | tests it and makes the model, in CodeBuild, as `buildspec.yml` says | the code | the model |
| Deploy | leaves the model where the servers read it, a bucket of S3 | the model | nothing |

This path of two stages publishes a page in S3. A stage with its action looks like this:
"""

# %%
def stage(name, provider, configuration, gets=(), makes=()):
    kind = {"category": name, "owner": "AWS", "provider": provider, "version": "1"}
    action = {"name": f"{name}-action", "actionTypeId": kind, "configuration": configuration}
    action |= {"inputArtifacts": [{"name": one} for one in gets], "outputArtifacts": [{"name": one} for one in makes]}
    return {"name": name, "actions": [action]}


role = "arn:aws:iam::123456789012:role/pages"
source = stage("Source", "S3", {"S3Bucket": "drafts", "S3ObjectKey": "site.zip"}, makes=["pages"])
deploy = stage("Deploy", "S3", {"BucketName": "public-site", "Extract": "true"}, gets=["pages"])
site = {"name": "site", "roleArn": role, "artifactStore": {"type": "S3", "location": "site-artifacts"}}
site["stages"] = [source, deploy]

# %% [markdown] lang="es"
"""
`roleArn` es el papel (*role*) con cuyos permisos trabaja el pipeline, y `artifactStore` el cubo donde deja los artefactos.
Créalo con `boto3`. `mock_aws` desvía cada petición a `moto`; las claves son de mentira.
"""

# %% [markdown] lang="en"
"""
`roleArn` is the role with whose permissions the pipeline works, and `artifactStore` the bucket where it leaves the
artifacts. Create it with `boto3`. `mock_aws` diverts each request to `moto`; the keys are made up.
"""

# %%
def create(pipeline):
    keys = {"region_name": "eu-west-1", "aws_access_key_id": "none", "aws_secret_access_key": "none"}
    trust = {"Effect": "Allow", "Principal": {"Service": "codepipeline.amazonaws.com"}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    with mock_aws():
        boto3.client("iam", **keys).create_role(RoleName="pages", AssumeRolePolicyDocument=document)
        client = boto3.client("codepipeline", **keys)
        client.create_pipeline(pipeline=pipeline)
        return client.get_pipeline(name=pipeline["name"])["pipeline"]


print([stage["name"] for stage in create(site)["stages"]])

# %% [markdown] lang="es"
"""
**¿Qué esperas?** Tres descuidos: `Extract` como `True` y no como texto; una etapa que recibe un artefacto que nadie
produce; y Deploy antes que Source. ¿Cuáles se rechazan?
"""

# %% [markdown] lang="en"
"""
**What do you expect?** Three slips: `Extract` as `True` and not as a text; a stage that gets an artifact that nobody
makes; and Deploy before Source. Which are refused?
"""

# %%
wrong_type = stage("Deploy", "S3", {"BucketName": "public-site", "Extract": True}, gets=["pages"])
from_nowhere = stage("Deploy", "S3", {"BucketName": "public-site", "Extract": "true"}, gets=["page"])
for stages in ([source, wrong_type], [source, from_nowhere], [deploy, source]):
    try:
        print(len(create({**site, "stages": stages})["stages"]))
    except ParamValidationError as error:
        print(str(error).splitlines()[1][:90])

# %% [markdown] lang="es"
"""
Solo el primero: `boto3` comprueba los tipos antes de enviar nada. Los otros dos, `moto` los guarda sin mirar, y AWS los
rechaza: un artefacto tiene que haberlo producido una acción anterior, y las acciones Source están todas en la primera
etapa y en ninguna más. Un doble ayuda a ensayar; no sabe todo lo que sabe el original. La comprobación de hoy mira también
lo que AWS miraría.

### buildspec.yml: qué hace la construcción

CodeBuild lee de `buildspec.yml` las órdenes, por fases: `install`, `pre_build`, `build`, `post_build`. YAML tiene dos
trampas que esperan ahí.

**¿Qué esperas?** ¿Qué lee Python de esta versión y de esta orden?
"""

# %% [markdown] lang="en"
"""
Only the first: `boto3` checks the types before it sends anything. The other two are kept by `moto` without a look, and
AWS refuses them: an artifact must have been made by an earlier action, and the Source actions are all in the first
stage and in no other. A stand-in helps to rehearse; it does not know all that the original knows. Today's check looks
at what AWS would look at, too.

### buildspec.yml: what the build does

CodeBuild reads the commands from `buildspec.yml`, by phases: `install`, `pre_build`, `build`, `post_build`. YAML has
two traps waiting there.

**What do you expect?** What does Python read from this version and from this command?
"""

# %%
text = """
python: 3.10
commands:
  - echo tests: all of them
  - "echo tests: all of them"
"""
print(yaml.safe_load(text))

# %% [markdown] lang="es"
"""
La versión se volvió el número 3.1, y la primera orden, un diccionario: dos puntos y un espacio separan clave y valor.
CodeBuild se niega a una orden que no es un texto. Entre comillas no pasa ninguna de las dos cosas.

La tercera trampa está en las fases. Este corredor sigue las reglas de CodeBuild: una fase acaba en la primera orden que
falla; después de `install` o `pre_build`, con eso acaba todo.

**¿Qué esperas?** Las pruebas están en `build` y fallan. ¿Se publica?
"""

# %% [markdown] lang="en"
"""
The version became the number 3.1, and the first command a dictionary: a colon and a space separate key and value.
CodeBuild refuses a command that is no text. In quotes, neither happens.

The third trap is in the phases. This runner follows CodeBuild's rules: a phase ends at the first command that fails;
after `install` or `pre_build`, that is the end of everything.

**What do you expect?** The tests are in `build` and fail. Is it published?
"""

# %%
def run_phases(phases):
    for name in ("install", "pre_build", "build", "post_build"):
        commands = phases.get(name, [])
        failed = any(subprocess.run(command, shell=True).returncode for command in commands)
        print(name, len(commands), "FAILED" if failed else "SUCCEEDED")
        if failed and name != "build":
            return


run_phases({"build": ["exit 1"], "post_build": ["exit 0"]})

# %% [markdown] lang="es"
"""
`post_build` se ejecuta aunque `build` falle: existe para recoger los restos. Quien pone las pruebas en `build` y hace o
publica el modelo en `post_build`, lo publica también cuando las pruebas fallan. Con las pruebas en `pre_build`:
"""

# %% [markdown] lang="en"
"""
`post_build` runs even if `build` fails: it is there to clear up the remains. Whoever puts the tests in `build` and makes
or publishes the model in `post_build`, publishes it when the tests fail, too. With the tests in `pre_build`:
"""

# %%
run_phases({"pre_build": ["exit 1"], "build": ["exit 0"], "post_build": ["exit 0"]})

# %% [markdown] lang="es"
"""
Ahí acaba, y no se hace ningún modelo.

### Ejercicio 4: el camino del modelo

- **Escribe** `pipeline_definition(parts)` y `buildspec(python, program, model)`.
- **Recibes** en `parts` un diccionario de textos: `name` y `role` (nombre y ARN del papel), `store` (cubo de los
  artefactos), `connection`, `repository` y `branch` (el código), `project` (el de CodeBuild) y `target` (el cubo al que
  llega el modelo). En la segunda, la versión de Python, el programa que hace el modelo y el archivo en que lo deja.
- **Devuelves** en la primera lo que recibe `create_pipeline(pipeline=…)`, con tres etapas de una acción cada una, todas de
  `AWS` y versión `"1"`:
  - `Source`, de `CodeStarSourceConnection`, con `ConnectionArn`, `FullRepositoryId` y `BranchName` (el servicio se llama
    CodeConnections desde 2024; el proveedor conserva el nombre);
  - `Build`, de `CodeBuild`, con `ProjectName`;
  - `Deploy`, de `S3`, con `BucketName` y `Extract`, que es `"true"`.
- **Devuelves** en la segunda el texto de `buildspec.yml`, `version: 0.2`. Pide en `install` esa versión de Python
  (`runtime-versions`), instala `requirements.txt`, pasa las pruebas con `pytest` y ejecuta el programa con `python`.
  Entrega en `artifacts` el modelo y nada más.
- **Cuida** que, si una prueba falla, el modelo no llegue a hacerse y la construcción falle.

```python
yaml.safe_load(buildspec("3.13", "make_model.py", "model.json"))["artifacts"]  # {'files': ['model.json']}
```

**Para qué:** el camino escrito se revisa, se prueba y se repite igual un viernes por la tarde. Para una pista:
`hint("codepipeline")`.
"""

# %% [markdown] lang="en"
"""
There it ends, and no model is made.

### Exercise 4: the model's path

- **Write** `pipeline_definition(parts)` and `buildspec(python, program, model)`.
- **You get** in `parts` a dictionary of texts: `name` and `role` (name and ARN of the role), `store` (bucket of the
  artifacts), `connection`, `repository` and `branch` (the code), `project` (CodeBuild's) and `target` (the bucket where
  the model arrives). In the second, the version of Python, the program that makes the model and the file in which it
  leaves it.
- **You give back** from the first what `create_pipeline(pipeline=…)` gets, with three stages of one action each, all of
  them `AWS`'s and of version `"1"`:
  - `Source`, by `CodeStarSourceConnection`, with `ConnectionArn`, `FullRepositoryId` and `BranchName` (the service has
    been called CodeConnections since 2024; the provider keeps the name);
  - `Build`, by `CodeBuild`, with `ProjectName`;
  - `Deploy`, by `S3`, with `BucketName` and `Extract`, which is `"true"`.
- **You give back** from the second the text of `buildspec.yml`, `version: 0.2`. It asks in `install` for that version of
  Python (`runtime-versions`), installs `requirements.txt`, runs the tests with `pytest` and runs the program with
  `python`. It hands on the model in `artifacts` and nothing else.
- **Mind** that, if a test fails, the model does not get made and the build fails.

```python
yaml.safe_load(buildspec("3.13", "make_model.py", "model.json"))["artifacts"]  # {'files': ['model.json']}
```

**Why:** a path that is written down is reviewed, tested and repeated just the same on a Friday afternoon. For a hint:
`hint("codepipeline")`.
"""

# %% exercise="codepipeline"
def pipeline_definition(parts) -> dict:
    ### BEGIN SOLUTION
    def stage(name, provider, configuration, gets, makes):
        kind = {"category": name, "owner": "AWS", "provider": provider, "version": "1"}
        action = {"name": name, "actionTypeId": kind, "configuration": configuration}
        action["inputArtifacts"] = [{"name": one} for one in gets]
        action["outputArtifacts"] = [{"name": one} for one in makes]
        return {"name": name, "actions": [action]}

    code = {"ConnectionArn": parts["connection"], "FullRepositoryId": parts["repository"]}
    code["BranchName"] = parts["branch"]
    place = {"BucketName": parts["target"], "Extract": "true"}
    return {
        "name": parts["name"],
        "roleArn": parts["role"],
        "artifactStore": {"type": "S3", "location": parts["store"]},
        "stages": [
            stage("Source", "CodeStarSourceConnection", code, [], ["code"]),
            stage("Build", "CodeBuild", {"ProjectName": parts["project"]}, ["code"], ["model"]),
            stage("Deploy", "S3", place, ["model"], []),
        ],
    }
    ### END SOLUTION


def buildspec(python, program, model) -> str:
    ### BEGIN SOLUTION
    return f"""version: 0.2
phases:
  install:
    runtime-versions:
      python: "{python}"
    commands:
      - pip install -r requirements.txt
  pre_build:
    commands:
      - pytest
  build:
    commands:
      - python {program}
artifacts:
  files:
    - {model}
"""
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes escribir el camino de un modelo hasta producción como datos que se revisan, y decir qué parte comprobó un doble
y qué parte solo comprueba AWS.
"""

# %% [markdown] lang="en"
"""
You can now write a model's path to production as data that is reviewed, and say which part a stand-in checked and which
part only AWS checks.
"""

# %% [markdown] lang="es"
"""
## Lo que te llevas

- Entrega continua es dejar cada cambio probado y listo para salir, con camino de vuelta.
- Un modelo se llama como su digest: bajo ese nombre no puede haber otros bytes.
- Un cambio se escribe al lado y se pone en su lugar con `os.replace`: antes o después, nunca a medias.
- Volver es quitar el de arriba de la pila; el rastro no se borra, se añade.
- La media esconde a los pocos y a los lentos. La compuerta mide grupos y percentiles, y dice por qué se niega.
- Espiar una prueba hecha para una sola mirada condena a los buenos. Si vas a mirar a menudo, usa una prueba que lo sabe.
- En CodeBuild, `post_build` se ejecuta aunque `build` falle. Las pruebas van delante de lo que no debe ocurrir sin ellas.

Mira cómo vas:
"""

# %% [markdown] lang="en"
"""
## What you take away

- Continuous delivery is leaving each change tested and ready to go out, with a way back.
- A model is called by its digest: there cannot be other bytes under that name.
- A change is written beside and put in its place with `os.replace`: before or after, never half way.
- Going back is taking the one on top off the pile; the trail is not erased, it is added to.
- The mean hides the few and the slow. The gate measures groups and percentiles, and says why it refuses.
- Peeking at a test made for a single look condemns the good ones. If you are going to look often, use a test that knows
  it.
- In CodeBuild, `post_build` runs even if `build` fails. The tests go before what must not happen without them.

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
quiz("2-continuous-delivery")
