# %% [markdown] lang="es"
"""
# 5. El ciclo: todo lo anterior, girando

Has empaquetado modelos, los has servido, probado, entregado, reentrenado y vigilado. Cada cosa, por separado. Hoy las
juntas en una sola máquina, la tuya, y las dejas girar seis semanas: verás un modelo quedarse viejo, verás que alguien lo
nota, que se entrena otro, que se rechaza, y que el siguiente ocupa el puesto. Nadie toca nada mientras ocurre.

Al terminar podrás:

- montar un repositorio de Git que prueba, entrena y construye con cada `git push`;
- poner en marcha la imagen de un modelo, medirla con Prometheus y dibujar lo que contó;
- cerrar el ciclo: un modelo nuevo vuelve al paso 1 como cualquier cambio de código;
- escribir el ciclo de modo que dos eventos a la vez, o una herramienta rota, no lo dejen a medias;
- leer lo que queda de una noche mala y escribir la alarma que la habría visto.

Cuenta con unos 50 minutos. Todo funciona sin conexión: los servidores escuchan solo en tu máquina.
"""

# %% [markdown] lang="en"
"""
# 5. The loop: all of the above, turning

You have packaged models, served them, tested, delivered, retrained and watched them. Each of these on its own. Today you
put them together on a single machine, yours, and let them turn for six weeks: you will see a model go out of date, you
will see somebody notice, another one trained, that one refused, and the next one take its place. Nobody touches anything
while it happens.

By the end you will be able to:

- set up a Git repository that tests, trains and builds with every `git push`;
- start the image of a model, measure it with Prometheus and draw what it reported;
- close the loop: a new model goes back to step 1 like any change of code;
- write the loop so that two events at once, or a broken tool, do not leave it halfway;
- read what is left of a bad night and write the alarm that would have seen it.

Allow about 50 minutes. Everything works offline: the servers listen on your machine only.
"""

# %% [markdown] lang="es"
"""
```mermaid
flowchart LR
    accTitle: Los cinco pasos del ciclo
    accDescr {
        Paso 1: un commit llega a Git.
        Paso 2: el servidor de integración continua lo prueba, entrena, construye la imagen y se despliega.
        Paso 3: se mide lo que hace en producción.
        Si los datos se mueven, paso 4: se entrena con datos nuevos.
        Paso 5: el código nuevo o el modelo nuevo vuelve al paso 1.
    }
    commit["1 · Commit"] --> build["2 · Probar y desplegar"]
    build --> watch["3 · Medir"]
    watch -- deriva --> train["4 · Entrenar"]
    train -- 5 · modelo nuevo --> commit
    people["Alguien programa"] -- 5 · código nuevo --> commit
```
"""

# %% [markdown] lang="en"
"""
```mermaid
flowchart LR
    accTitle: The five steps of the loop
    accDescr {
        Step 1: a commit reaches Git.
        Step 2: the continuous integration server tests it, trains, builds the image and it is deployed.
        Step 3: what it does in production is measured.
        If the data moves, step 4: training with new data.
        Step 5: the new code or the new model goes back to step 1.
    }
    commit["1 · Commit"] --> build["2 · Test and deploy"]
    build --> watch["3 · Measure"]
    watch -- drift --> train["4 · Train"]
    train -- 5 · new model --> commit
    people["Somebody programs"] -- 5 · new code --> commit
```
"""

# %% [markdown] lang="es"
"""
Ejecuta primero estas celdas. Dos módulos nuevos vienen hechos: `grader.live` arranca servidores en puertos libres, espera
a que respondan y los apaga con el notebook; `grader.rollouts` guarda las noches de la sección 6. Ábrelos cuando quieras:
caben en pocas pantallas.
"""

# %% [markdown] lang="en"
"""
Run these cells first. Two new modules come ready made: `grader.live` starts servers on free ports, waits until they
answer and ends them with the notebook; `grader.rollouts` keeps the evenings of section 6. Open them whenever you like:
they fit on a few screens.
"""

# %% lang="es"
from grader.es import check, hint, progress, quiz, show

# %% lang="en"
from grader.en import check, hint, progress, quiz, show

# %%
import hashlib
import json
import math
import pickle
import platform
import shutil
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import version as version_of
from pathlib import Path

# %%
import docker
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits

from grader.containers import dry_run, hadolint
from grader.live import Prometheus, ask, free_ports, metrics_of, run_image, wait_until
from grader.orders import FEATURES, make_orders, usual_minutes
from grader.repositories import git, new_repository
from grader.rollouts import EVENINGS, alarm, clock, record

one_thread = threadpool_limits(1)

# %% [markdown] lang="es"
"""
## 1. Cinco pasos y una máquina

| Paso | En una empresa | Hoy, en tu máquina |
|---|---|---|
| 1. Código a Git | GitHub, GitLab | un repositorio *bare* en una carpeta temporal |
| 2. Probar, entrenar, construir, desplegar | Jenkins, un registro, Docker | un hook de Git, una carpeta, la imagen de un Dockerfile |
| 3. Medir | Prometheus y Grafana | Prometheus, si lo tienes instalado |
| 4. Entrenar con datos nuevos | una tarea programada | un commit que cambia `training.json` |
| 5. Vuelta al paso 1 | lo mismo | lo mismo |

El modelo de hoy predice cuántos minutos tarda un pedido. El mundo que tiene que predecir dura 56 días, y en él pasan dos
cosas que el modelo no sabe:

- entre los días 24 y 37 no llueve;
- el día 31 empieza el reparto al otro lado del río: 7 km más y 9 minutos para cruzar el puente. Al principio son pocos
  pedidos; en menos de una semana, la mitad.
"""

# %% [markdown] lang="en"
"""
## 1. Five steps and one machine

| Step | In a company | Today, on your machine |
|---|---|---|
| 1. Code to Git | GitHub, GitLab | a *bare* repository in a temporary folder |
| 2. Test, train, build, deploy | Jenkins, a registry, Docker | a Git hook, a folder, the image of a Dockerfile |
| 3. Measure | Prometheus and Grafana | Prometheus, if you have it installed |
| 4. Train with new data | a scheduled job | a commit that changes `training.json` |
| 5. Back to step 1 | the same | the same |

Today's model predicts how many minutes an order takes. The world that it has to predict lasts 56 days, and in it two
things happen that the model does not know of:

- between days 24 and 37 it does not rain;
- on day 31 deliveries across the river begin: 7 km more and 9 minutes to cross the bridge. At first they
  are few orders; in less than a week, half of them.
"""

# %%
def orders_of(day, n=300, seed=2026):
    rng = np.random.default_rng([seed, day])
    orders = make_orders(n, seed=rng)
    chance = orders["minutes"] - usual_minutes(orders)
    if 24 <= day < 38:
        orders["rain_mm"] = 0.0
    across = rng.random(n) < np.clip((day - 30) / 12, 0, 0.5)
    orders.loc[across, "distance_km"] += 7
    orders["minutes"] = usual_minutes(orders) + chance + 9 * across
    orders["id"] = 1000 * day + np.arange(n)
    return orders


print(orders_of(20)["distance_km"].mean().round(1), orders_of(40)["distance_km"].mean().round(1))

# %% [markdown] lang="es"
"""
La distancia media se dobla, y el modelo seguirá creyendo que la ciudad es la de antes. Prepara las carpetas y guarda
los días 0 a 13, que ya pasaron: con ellos se entrenará el primer modelo. Cada día que viva el ciclo dejará aquí su
archivo.
"""

# %% [markdown] lang="en"
"""
The mean distance doubles, and the model will go on believing that the city is what it was. Prepare the folders and
store days 0 to 13, which are over: the first model will be trained with them. Each day that the loop lives through will
leave its file here.
"""

# %%
temporary = tempfile.TemporaryDirectory()
home = Path(temporary.name)
data, builds, registry = home / "data", home / "builds", home / "registry"
for folder in (data, builds, registry):
    folder.mkdir()
for day in range(14):
    orders_of(day).to_csv(data / f"{day}.csv", index=False)

# %% [markdown] lang="es"
"""
Producción tiene dos plazas, `blue` y `green`, cada una en su puerto: mientras una versión atiende en una, la siguiente se
prepara en la otra. Prometheus visita las dos, haya alguien o no.
"""

# %% [markdown] lang="en"
"""
Production has two places, `blue` and `green`, each at its port: while one version serves in one, the next one is made
ready in the other. Prometheus visits both, whether anybody is there or not.
"""

# %%
ports = dict(zip(["blue", "green"], free_ports(2), strict=True))
prometheus = Prometheus.start(ports.values())
there = "Prometheus está en marcha y visita las dos plazas cinco veces por segundo."  # es
missing = "Falta Prometheus (apt-get install prometheus): el notebook leerá él mismo /metrics, y el dibujo será igual."  # es
there = "Prometheus is running and visits both places five times a second."  # en
missing = "Prometheus is missing (apt-get install prometheus): the notebook will read /metrics itself, and draw the same."  # en
print(there if prometheus else missing)

# %% [markdown] lang="es"
"""
Ya puedes nombrar los cinco pasos y decir con qué se hace cada uno en tu máquina.
"""

# %% [markdown] lang="en"
"""
You can now name the five steps and say what carries out each of them on your machine.
"""

# %% [markdown] lang="es"
"""
## 2. Pasos 1 y 2: de un commit a un servidor

### Lo que se guarda en Git

Un proyecto de verdad son archivos. Aquí escribes cada uno como texto y al final los guardas todos. Primero, la receta del
modelo y su test. El test no mira cuánto acierta, sino que el modelo entiende las columnas: la primera es la distancia, y
más lejos es más tarde.
"""

# %% [markdown] lang="en"
"""
## 2. Steps 1 and 2: from a commit to a server

### What is kept in Git

A real project is made of files. Here you write each of them as a text and store them all at the end. First, the model's
recipe and its test. The test does not look at how well it predicts, but at whether the model understands the columns: the
first is the distance, and farther is later.
"""

# %%
recipe_py = """from sklearn.ensemble import HistGradientBoostingRegressor

FEATURES = ["distance_km", "items", "hour", "rain_mm", "courier_load"]


def fit(orders):
    model = HistGradientBoostingRegressor(max_iter=60, max_leaf_nodes=12, random_state=0)
    return model.fit(orders[FEATURES].to_numpy(), orders["minutes"])
"""

# %%
test_recipe_py = """import numpy as np
import pandas as pd
from recipe import FEATURES, fit


def test_farther_takes_longer():
    rng = np.random.default_rng(0)
    orders = pd.DataFrame(rng.uniform(0, 10, (400, 5)), columns=FEATURES)
    orders["minutes"] = 10 + 4 * orders["distance_km"]
    near, far = fit(orders).predict([[1, 2, 5, 0, 1], [9, 2, 5, 0, 1]])
    assert far > near + 20
"""

# %% [markdown] lang="es"
"""
Después, la medida de la deriva de datos, el PSI de la lección anterior: las partes de los pedidos que caen en cada
décima del entrenamiento, entonces y ahora. La lluvia no se vigila: va y viene, y nadie quiere una alarma porque llueve.
"""

# %% [markdown] lang="en"
"""
Then, the measure of data drift, the PSI of the previous lesson: the shares of the orders that fall into each tenth of the
training, then and now. The rain is not watched: it comes and goes, and nobody wants an alarm because it rains.
"""

# %%
drift_py = """import numpy as np

WATCHED = {0: "distance_km", 1: "items", 2: "hour", 4: "courier_load"}


def shares(values, cuts):
    counts = np.bincount(np.searchsorted(cuts, values, side="right"), minlength=len(cuts) + 1)
    return (counts + 0.5) / (counts + 0.5).sum()


def psi(expected, actual):
    return float(np.sum((actual - expected) * np.log(actual / expected)))
"""

# %% [markdown] lang="es"
"""
`train.py` entrena con los días que dice `training.json`. Uno de cada cinco pedidos no lo ve nunca: se guarda para
examinar a los candidatos. Deja dos archivos: `model.pkl`, el modelo serializado, y `card.json`, su ficha, que dice de qué
días está hecho y cómo eran sus datos.
"""

# %% [markdown] lang="en"
"""
`train.py` trains with the days that `training.json` says. One order in five it never sees: it is kept to examine the
candidates. It leaves two files: `model.pkl`, the serialized model, and `card.json`, its card, which says which days it is
made of and what their data was like.
"""

# %%
train_py = """import json, pickle, sys
from pathlib import Path
import numpy as np
import pandas as pd
from drift import WATCHED, shares
from recipe import fit

first, last = json.loads(Path("training.json").read_text())
orders = pd.concat(pd.read_csv(f"{sys.argv[1]}/{day}.csv") for day in range(first, last + 1))
orders = orders[orders["id"] % 5 > 0]
"""

# %%
train_py += """
reference = {}
for name in WATCHED.values():
    cuts = np.unique(np.quantile(orders[name], np.arange(1, 10) / 10))
    reference[name] = [cuts.tolist(), shares(orders[name], cuts).tolist()]
Path("model.pkl").write_bytes(pickle.dumps(fit(orders)))
Path("card.json").write_text(json.dumps({"days": [first, last], "reference": reference}))
"""

# %% [markdown] lang="es"
"""
### El servidor

`serve.py` es lo que irá en la imagen. Tiene cuatro trozos. El primero carga lo que tiene al lado; su versión son las
primeras cifras del digest del modelo.
"""

# %% [markdown] lang="en"
"""
### The server

`serve.py` is what goes into the image. It has four pieces. The first loads what lies beside it; its version is the first
digits of the model's digest.
"""

# %%
serve_py = """import hashlib, json, os, pickle, signal
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
import numpy as np
from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest
from drift import WATCHED, psi, shares

model = pickle.loads(Path("model.pkl").read_bytes())
reference = json.loads(Path("card.json").read_text())["reference"]
version = hashlib.sha256(Path("model.pkl").read_bytes()).hexdigest()[:4]
answered, recent = {}, deque(maxlen=600)
registry = CollectorRegistry()
"""

# %% [markdown] lang="es"
"""
El segundo, sus métricas. `eta_day` va la primera porque se lee la primera, y se escribe la última: quien la vea en el día
20 encuentra el resto ya al día.
"""

# %% [markdown] lang="en"
"""
The second, its metrics. `eta_day` comes first because it is read first, and it is written last: whoever sees it on day 20
finds all the others up to date.
"""

# %%
serve_py += """

def metric(kind, name, says):
    return kind(name, says, ["version"], registry=registry).labels(version)


day = metric(Gauge, "eta_day", "The last day whose deliveries are known.")
orders = metric(Counter, "eta_orders", "Orders answered.")
delivered = metric(Counter, "eta_delivered", "Orders delivered.")
error = metric(Counter, "eta_error_minutes", "Minutes by which the answers were wrong.")
missed = metric(Counter, "eta_missed", "Answers wrong by more than 10 minutes.")
drift = metric(Gauge, "eta_drift", "PSI of the column that moved most.")
"""

# %% [markdown] lang="es"
"""
El tercero, lo que hace con un pedido, y lo que hace por la noche, cuando se sabe cuánto tardó cada uno. El PSI se calcula
con los 600 últimos: con pocos, la suerte ya parece deriva.
"""

# %% [markdown] lang="en"
"""
The third, what it does with an order, and what it does at night, when it is known how long each one took. The PSI is
computed over the last 600: with few, luck already looks like drift.
"""

# %%
serve_py += """

def predict(rows):
    features = [row[1:] for row in rows]
    minutes = model.predict(features).tolist()
    answered.update(zip([row[0] for row in rows], minutes))
    recent.extend(features)
    orders.inc(len(rows))
    return minutes
"""

# %%
serve_py += """

def deliver(told):
    for order, minutes in told["minutes"]:
        wrong_by = abs(answered.pop(order) - minutes)
        delivered.inc()
        error.inc(wrong_by)
        missed.inc(wrong_by > 10)
    seen = {name: np.array(recent)[:, column] for column, name in WATCHED.items()}
    drift.set(max(psi(then, shares(seen[name], cuts)) for name, (cuts, then) in reference.items()))
    day.set(told["day"])
"""

# %% [markdown] lang="es"
"""
Y el cuarto lo pone en la red, y termina cuando se lo piden con SIGTERM.
"""

# %% [markdown] lang="en"
"""
And the fourth puts it on the network, and ends when asked to with SIGTERM.
"""

# %%
serve_py += """

class Eta(BaseHTTPRequestHandler):
    def do_GET(self):
        self.reply(generate_latest(registry), "text/plain; version=0.0.4")

    def do_POST(self):
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = {"/predict": predict, "/delivered": deliver}[self.path](told)
        self.reply(json.dumps(answer).encode(), "application/json")
"""

# %%
serve_py += """
    def reply(self, body, kind):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass

signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
ThreadingHTTPServer((os.environ["HOST"], int(os.environ["PORT"])), Eta).serve_forever()
"""

# %% [markdown] lang="es"
"""
### Las dependencias, con Docker

`requirements.txt` fija las versiones que tienes instaladas, y el Dockerfile dice qué entra en la imagen: el servidor, la
medida de la deriva, el modelo y su ficha. Ni los datos, ni los tests, ni la receta. `hadolint` no tiene nada que decir.
"""

# %% [markdown] lang="en"
"""
### The dependencies, with Docker

`requirements.txt` pins the versions that you have installed, and the Dockerfile says what goes into the image: the
server, the measure of drift, the model and its card. Neither the data nor the tests nor the recipe. `hadolint` has
nothing to say.
"""

# %%
BASE = f"python:{platform.python_version()}-slim"
dockerfile = f"""FROM {BASE}
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY serve.py drift.py card.json model.pkl ./
ENV HOST=0.0.0.0 PORT=8000
USER 10001
ENTRYPOINT ["python", "serve.py"]
"""
requirements = "".join(f"{name}=={version_of(name)}\n" for name in ["scikit-learn", "prometheus-client"])
print(requirements, hadolint(dockerfile))

# %% [markdown] lang="es"
"""
Falta decir qué pasos tiene la construcción. En una empresa eso es un `Jenkinsfile` o un `.travis.yml`; aquí, un
diccionario con el nombre de cada paso y su orden.
"""

# %% [markdown] lang="en"
"""
What is left is to say which steps the build has. In a company that is a `Jenkinsfile` or a `.travis.yml`; here, a
dictionary with the name of each step and its command.
"""

# %%
pipeline = {"test": "python -m pytest -q --color=no", "train": f"python train.py {data}"}
files = {"recipe.py": recipe_py, "test_recipe.py": test_recipe_py, "drift.py": drift_py, "train.py": train_py}
files |= {"serve.py": serve_py, "Dockerfile": dockerfile, "requirements.txt": requirements}
files |= {"pipeline.json": json.dumps(pipeline), "training.json": "[0, 13]"}

# %% [markdown] lang="es"
"""
### El servidor de integración continua

Un *hook* es un programa que Git ejecuta cuando pasa algo. El de `post-receive` se ejecuta en el servidor cuando un
`git push` ya está aceptado, y lee de su entrada qué ramas se movieron, desde qué commit y hasta cuál. El nuestro saca una
copia limpia de ese último, recorre los pasos hasta que uno falla, y por último sigue el Dockerfile: si la imagen no se puede
hacer, la construcción también falla.
"""

# %% [markdown] lang="en"
"""
### The continuous integration server

A *hook* is a program that Git runs when something happens. The `post-receive` hook is run on the server once a `git push`
has been accepted, and reads from its input which branches moved, from which commit and to which. Ours takes a clean copy
of that last commit, walks through the steps until one fails, and finally follows the Dockerfile: if the image cannot be
made, the build fails too.
"""

# %%
ci_py = """import json, os, subprocess, sys
from pathlib import Path
from grader.containers import DockerfileError, dry_run


def passes(step, command, folder):
    words = [sys.executable if word == "python" else word for word in command.split()]
    done = subprocess.run(words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    with open(folder / "log.txt", "a") as log:
        log.write(f"== {step}\\n{done.stdout}")
    return done.returncode == 0
"""

# %%
ci_py += """

def build(commit, folder):
    folder.mkdir()
    subprocess.run(["git", f"--work-tree={folder}", "checkout", "--quiet", "--force", commit, "--", "."], check=True)
    for step, command in json.loads((folder / "pipeline.json").read_text()).items():
        if not passes(step, command, folder):
            return f"{step} failed"
    try:
        dry_run((folder / "Dockerfile").read_text(), folder)
    except DockerfileError as error:
        return f"image failed: {error}"
    return "built"
"""

# %%
ci_py += """

os.environ |= {"OMP_NUM_THREADS": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
for line in sys.stdin:
    old, commit, branch = line.split()
    folder = Path(sys.argv[1], commit)
    outcome = build(commit, folder)
    (folder / "outcome.txt").write_text(outcome)
"""

# %%
(home / "ci.py").write_text(ci_py)
git(home, "init", "--quiet", "--bare", "--initial-branch=main", "--template=", "eta.git")
hook = home / "eta.git" / "hooks" / "post-receive"
hook.parent.mkdir(exist_ok=True)
command = [sys.executable, home / "ci.py", builds]
hook.write_text("#!/bin/sh\nexec " + " ".join(f'"{word}"' for word in command) + "\n")
hook.chmod(0o755)

# %% [markdown] lang="es"
"""
Un repositorio *bare* no tiene archivos a la vista, solo la historia: es el que se comparte. Tú trabajas en otro, `work`,
y empujas al compartido. `push` ejecuta las tres órdenes de siempre y devuelve la carpeta de la construcción.
"""

# %% [markdown] lang="en"
"""
A *bare* repository has no files in sight, only the history: it is the one that is shared. You work in another one,
`work`, and push to the shared one. `push` runs the three usual commands and gives back the build's folder.
"""

# %%
work = new_repository(home / "work")


def push(message, changed):
    for name, text in changed.items():
        (work / name).write_text(text)
    git(work, "add", ".")
    git(work, "commit", "--quiet", "--allow-empty", "-m", message)
    git(work, "push", "--quiet", str(home / "eta.git"), "main")
    return builds / git(work, "rev-parse", "HEAD")

# %%
first = push("A model of the delivery time", files)
print((first / "outcome.txt").read_text())
print((first / "log.txt").read_text())
print(sorted(file.name for file in first.iterdir() if file.is_file()))

# %% [markdown] lang="es"
"""
Empujaste un commit y, cuando `git push` volvió, el modelo estaba probado y entrenado: mira `model.pkl` y `card.json` en
la lista, que no estaban en Git.

Alguien ordena el código: pone las columnas por orden alfabético, que queda más limpio. El código entrena sin quejarse,
y el servidor seguirá mandando la distancia en primer lugar.

**¿Qué esperas?** ¿Quién lo nota, y qué queda en `outcome.txt`?
"""

# %% [markdown] lang="en"
"""
You pushed a commit and, when `git push` came back, the model was tested and trained: see `model.pkl` and `card.json` in
the list, which were not in Git.

Somebody tidies up the code: they put the columns into alphabetical order, which looks cleaner. The code trains without a
complaint, and the server will go on sending the distance in first place.

**What do you expect?** Who notices, and what is in `outcome.txt`?
"""

# %%
tidied = push("Tidy up the columns", {"recipe.py": recipe_py.replace("[FEATURES]", "[sorted(FEATURES)]")})
print((tidied / "outcome.txt").read_text(), (tidied / "model.pkl").exists())
print((tidied / "log.txt").read_text()[-200:])

# %% [markdown] lang="es"
"""
`test failed`, y no hay modelo: el paso `train` no llegó a empezar. El commit sigue en la historia, y se deshace
con otro, que viajará con el siguiente `push`.
"""

# %% [markdown] lang="en"
"""
`test failed`, and there is no model: the step `train` never began. The commit stays in the history, and is undone by
another one, which will travel with the next `push`.
"""

# %%
git(work, "revert", "--no-edit", "HEAD")
print(git(work, "log", "--format=%h %s"))

# %% [markdown] lang="es"
"""
### La imagen, en marcha

Sigue el Dockerfile de la primera construcción y mira qué sale. Si en tu máquina responde un motor de Docker que tiene la
imagen base, la celda siguiente construye además la imagen de verdad; ese `pip install` necesita red.
"""

# %% [markdown] lang="en"
"""
### The image, running

Follow the Dockerfile of the first build and look at what comes out. If a Docker engine that has the base image answers on
your machine, the next cell builds the real image as well; that `pip install` needs a network.
"""

# %%
print(dry_run(dockerfile, first))

# %%
no_engine = "Docker no construyó la imagen. Sigue leyendo: se pone en marcha sin él. El motivo:"  # es
no_engine = "Docker did not build the image. Read on: it is run without it. The reason:"  # en
try:
    engine = docker.from_env(timeout=60)
    engine.images.get(BASE)
    image, _ = engine.images.build(path=str(first), tag="eta:lab", rm=True)
    print(image.tags)
except (docker.errors.DockerException, OSError) as error:
    print(no_engine, type(error).__name__)

# %% [markdown] lang="es"
"""
El registro, más sencillo que el de la segunda lección, guarda cada construcción bajo la versión de su modelo. `start`
pone en marcha una imagen en la plaza libre con `run_image`: coloca en una carpeta lo que el Dockerfile dice que habría
en el contenedor, y ejecuta allí su `ENTRYPOINT`, con los paquetes de `requirements.txt`, los que ellos necesitan y
ninguno más. `roles` dice quién es el campeón y quién el canario.
"""

# %% [markdown] lang="en"
"""
The registry, simpler than that of the second lesson, keeps each build under the version of its model. `start` runs an
image in the free place with `run_image`: it puts into a folder what the Dockerfile says would be in the container, and
runs its `ENTRYPOINT` there, with the packages of `requirements.txt`, those that they need and no others. `roles` says who
is the champion and who the canary.
"""

# %%
running, roles = {}, {}


def register(build):
    version = hashlib.sha256((build / "model.pkl").read_bytes()).hexdigest()[:4]
    shutil.copytree(build, registry / version, dirs_exist_ok=True)
    return version


def start(version, role):
    place = next(place for place in ports if place not in running)
    running[place] = run_image(registry / version, ports[place])
    roles[role] = (version, place)

# %%
def stop(role):
    version, place = roles.pop(role)
    running.pop(place).stop()


if "champion" not in roles:
    start(register(first), "champion")
print(roles)
print(ask(ports["blue"], "/predict", [[0, 3.0, 2, 20.5, 0.0, 1], [1, 3.0, 2, 20.5, 8.0, 1]]))

# %% [markdown] lang="es"
"""
Un proceso aparte, solo con los paquetes de su imagen, contesta por HTTP: el mismo pedido, seco y con 8 mm de lluvia, que
tarda unos diez minutos más. Ya puedes llevar un commit hasta un servidor sin tocar nada por el camino.
"""

# %% [markdown] lang="en"
"""
A separate process, with only the packages of its image, answers over HTTP: the same order, dry and with 8 mm of rain,
which takes some ten minutes longer. You can now take a commit as far as a server without touching anything on the way.
"""

# %% [markdown] lang="es"
"""
## 3. Paso 3: medir

Un día son 300 pedidos. `serve` los manda, de cuatro en cuatro horas, a quien le toque; por la noche le cuenta al servidor
cuánto tardó cada uno, y guarda el archivo del día. Si hay un canario, atiende uno de cada diez.
"""

# %% [markdown] lang="en"
"""
## 3. Step 3: measuring

A day is 300 orders. `serve` sends them, four hours at a time, to whichever version's turn it is; at night it tells the
server how long each one took, and stores the day's file. If there is a canary, it serves one in ten.
"""

# %%
def send(role, day, orders):
    port = ports[roles[role][1]]
    for _, some in orders.groupby(orders["hour"] // 4):
        ask(port, "/predict", some[["id", *FEATURES]].to_numpy().tolist())
    ask(port, "/delivered", {"day": day, "minutes": orders[["id", "minutes"]].to_numpy().tolist()})


def serve(day):
    orders = orders_of(day)
    chosen = (orders["id"] % 10 == 3) & ("canary" in roles)
    send("champion", day, orders[~chosen])
    if "canary" in roles:
        send("canary", day, orders[chosen])
    orders.to_csv(data / f"{day}.csv", index=False)

# %% [markdown] lang="es"
"""
Prometheus no recibe nada: visita `/metrics` y guarda lo que lee. Así que `measure` pregunta hasta que Prometheus haya
visto el día que acaba de terminar, y devuelve lo que contestó. Sin Prometheus, lee `/metrics` y sigue igual.
"""

# %% [markdown] lang="en"
"""
Prometheus is sent nothing: it visits `/metrics` and keeps what it reads. So `measure` asks until Prometheus has seen the
day that just ended, and gives back what it answered. Without Prometheus, it reads `/metrics` and goes on just the same.
"""

# %%
def read_metrics():
    if prometheus:
        return prometheus.samples()
    return {key: value for _, place in roles.values() for key, value in metrics_of(ports[place]).items()}


def measure(day):
    def of_the_day():
        found = read_metrics()
        return all(found.get(("eta_day", version)) == day for version, _ in roles.values()) and found

    return wait_until(of_the_day, f"the metrics of day {day}")

# %%
serve(14)
now = measure(14)
pd.Series({name: value for (name, version), value in now.items() if "created" not in name}).round(2)

# %% [markdown] lang="es"
"""
Las seis métricas de un día; los dos pedidos que sobran en `eta_orders_total` son los tuyos de antes. Los contadores
solo suben: lo que cuenta un día es lo que crecieron desde la víspera. `summary` saca de ahí las tres cifras que vas a
seguir: quién es el campeón, su deriva y el *error medio absoluto* (*mean absolute error*), los minutos en que la
respuesta se aparta de la verdad, en promedio.
"""

# %% [markdown] lang="en"
"""
The six metrics of one day; the two extra orders in `eta_orders_total` are yours from before. The counters only go
up: what a day amounts to is how much they grew since the day before. `summary` gets from them the three figures that
you are going to follow: who the champion is, its drift and the *mean absolute error*, the minutes by which the answer
is off the truth, on average.
"""

# %%
def summary(day, now, before):
    def grown(name):
        return sum(value - before.get(key, 0) for key, value in now.items() if key[0] == name)

    champion = roles["champion"][0]
    error = grown("eta_error_minutes_total") / grown("eta_delivered_total")
    return {"day": day, "version": champion, "drift": now["eta_drift", champion], "error": error}


history = [summary(14, now, {})]
today = orders_of(14)
print(round(history[0]["error"], 2), np.abs(today["minutes"] - usual_minutes(today)).mean().round(2))

# %% [markdown] lang="es"
"""
La primera cifra es el error del primer día; la segunda, el de quien supiera la verdad: la suerte de cada pedido no la
predice nadie. Entre las dos hay un cuarto de minuto. Ya puedes decir cada noche cómo está un modelo, con números que él
mismo publica.
"""

# %% [markdown] lang="en"
"""
The first figure is the error of the first day; the second, that of somebody who knew the truth: nobody can predict the
luck of each order. A quarter of a minute lies between the two. You can now say every night how a model is doing, with
numbers that it publishes itself.
"""

# %% [markdown] lang="es"
"""
## 4. Pasos 4 y 5: entrenar, y volver al paso 1

Si la deriva pasa de 0,2, se entrena con los siete últimos días. ¿Cómo? Con un commit que cambia `training.json`: así el
modelo nuevo recorre el mismo camino que el código, y la historia de Git dice de qué días está hecho cada uno. Lo que sale
pasa dos puertas.

La primera, la compuerta de calidad, examina al candidato y al campeón con los pedidos apartados de los 21 últimos días.
Mira tres grupos (los de lejos, los de lluvia y los demás), y se niega si el candidato empeora alguno en más de un minuto.
"""

# %% [markdown] lang="en"
"""
## 4. Steps 4 and 5: train, and go back to step 1

If the drift is above 0.2, a model is trained on the last seven days. How? With a commit that changes `training.json`:
that way the new model walks the same road as the code, and Git's history says which days each one is made of. What comes
out goes through two doors.

The first, the quality gate, examines the candidate and the champion with the orders set aside in the last 21 days. It
looks at three groups (the far ones, the rainy ones and the rest), and refuses if the candidate makes any of them worse by
more than one minute.
"""

# %%
def errors_of(version, orders):
    model = pickle.loads((registry / version / "model.pkl").read_bytes())
    return np.abs(model.predict(orders[FEATURES].to_numpy()) - orders["minutes"].to_numpy())


def exam(day):
    orders = pd.concat(pd.read_csv(data / f"{one}.csv") for one in range(day - 20, day + 1))
    return orders[orders["id"] % 5 == 0]

# %%
@dataclass
class Decision:
    passed: bool
    reasons: dict = field(default_factory=dict)


def gate(candidate, baseline, day, max_group_loss=1.0):
    orders = exam(day)
    groups = np.select([orders["distance_km"] > 12, orders["rain_mm"] > 2], ["far", "rain"], "usual")
    table = pd.DataFrame({name: errors_of(name, orders) for name in (candidate, baseline)}).groupby(groups).mean()
    worse = table[table[candidate] > table[baseline] + max_group_loss].round(1)
    return Decision(worse.empty, worse.to_dict("index"))

# %% [markdown] lang="es"
"""
La segunda es el canario: uno de cada diez pedidos, y la prueba de Wald de la segunda lección. Cuenta las respuestas que
se apartan más de 10 minutos: un 5 % es normal y un 15 % no se tolera.
"""

# %% [markdown] lang="en"
"""
The second is the canary: one order in ten, and Wald's test of the second lesson. It counts the answers that are off by
more than 10 minutes: 5 % is normal and 15 % is not tolerated.
"""

# %%
def canary(failures, orders, p0=0.05, p1=0.15, alpha=0.05, beta=0.05):
    scales = failures * math.log(p1 / p0) + (orders - failures) * math.log((1 - p1) / (1 - p0))
    if scales >= math.log((1 - beta) / alpha):
        return "roll back"
    return "promote" if scales <= math.log(beta / (1 - alpha)) else "go on"

# %% [markdown] lang="es"
"""
Y esto es lo que se hace por la noche. Si no hay canario y la deriva es demasiada, `retrain`: commit, construcción,
compuerta y, si pasa, canario. Si lo hay, `judge`: o sigue un día más, o quien gana se queda con todos los pedidos y la
otra plaza se apaga. Tras entrenar se espera una semana antes de hacerlo otra vez: es el *enfriamiento* (*cool-down*).
"""

# %% [markdown] lang="en"
"""
And this is what is done at night. If there is no canary and the drift is too high, `retrain`: commit, build, gate and, if
it passes, canary. If there is one, `judge`: either it goes on for another day, or the winner gets all the orders and the
other place is switched off. After training, a week goes by before it is done again: that is the *cool-down*.
"""

# %%
MAX_DRIFT, COOL_DOWN = 0.2, 7
words = {"noticed": "se nota", "retrained": "se entrena", "refused": "se rechaza", "promoted": "asciende"}  # es
words |= {"rolled back": "se retira"}  # es
words = {"noticed": "noticed", "retrained": "retrained", "refused": "refused", "promoted": "promoted"}  # en
words |= {"rolled back": "rolled back"}  # en
events = []


def note(day, what, version, about):
    events.append((day, what, version))
    print(f"{day:3}  {words[what]:11} {version}  {about}")

# %%
def retrain(day):
    window = [day - 6, day]
    build = push(f"Train on days {window[0]} to {window[1]}", {"training.json": json.dumps(window)})
    candidate, champion = register(build), roles["champion"][0]
    note(day, "retrained", candidate, git(work, "log", "-1", "--format=%h %s"))
    decision = gate(candidate, champion, day)
    if decision.passed:
        start(candidate, "canary")
    else:
        note(day, "refused", candidate, decision.reasons)

# %%
def judge(day, now):
    version = roles["canary"][0]
    missed, delivered = int(now["eta_missed_total", version]), int(now["eta_delivered_total", version])
    verdict = canary(missed, delivered)
    if verdict == "promote":
        stop("champion")
        roles["champion"] = roles.pop("canary")
        note(day, "promoted", version, f"{missed} / {delivered}")
    elif verdict == "roll back":
        stop("canary")
        note(day, "rolled back", version, f"{missed} / {delivered}")

# %% [markdown] lang="es"
"""
**¿Qué esperas?** Los pedidos del otro lado empiezan el día 31. ¿Qué noche se notará? El primer modelo nuevo se entrena
con los siete días anteriores, y lleva una semana larga sin llover: ¿pasará las dos puertas?

Deja pasar seis semanas. Cada vuelta es un día con sus pedidos; todas juntas tardan menos de un minuto.
"""

# %% [markdown] lang="en"
"""
**What do you expect?** The orders from across the river begin on day 31. On which night will it be noticed? The first new
model is trained with the seven days before, and it has not rained for more than a week: will it go through both doors?

Let six weeks go by. Each turn is a day with its orders; all together they take less than a minute.
"""

# %%
before, last_training = now, 0
for day in range(15, 56):
    serve(day)
    now = measure(day)
    history.append(summary(day, now, before))
    before, drift = now, history[-1]["drift"]
    if "canary" in roles:
        judge(day, now)
    elif drift > MAX_DRIFT and day >= last_training + COOL_DOWN:
        note(day, "noticed", roles["champion"][0], f"PSI {drift:.2f}")
        retrain(day)
        last_training = day

# %% [markdown] lang="es"
"""
Lee la lista de arriba abajo. La noche 33 se nota la deriva, se entrena, y la compuerta se niega: en los pedidos con lluvia
el candidato se equivoca en 7,1 minutos y el campeón en 3,6. Aprendió de siete días secos, y la lluvia no existe para él.
Nadie tuvo que recordarlo: lo recordaron los pedidos apartados. Una semana después se nota otra vez. Ya ha vuelto a
llover; el segundo candidato pasa la compuerta y tres días de canario, y la noche 43 asciende.

¿Y si nadie hubiera hecho nada? El registro guarda el primer modelo, así que se puede calcular. También lo contrario: un
reentrenador perfecto, que cada mañana tuviera 3000 pedidos de ese mismo día para entrenar.
"""

# %% [markdown] lang="en"
"""
Read the list from top to bottom. On night 33 the drift is noticed, a model is trained, and the gate refuses: on the
orders with rain the candidate is wrong by 7.1 minutes and the champion by 3.6. It learned from seven dry days, and for it
rain does not exist. Nobody had to remember that: the orders set aside did. A week later it is noticed again. By now it
has rained again; the second candidate goes through the gate and three days of canary, and on night 43 it is promoted.

And if nobody had done anything? The registry keeps the first model, so that can be computed. So can the opposite: a
perfect retrainer, which would have 3000 orders of that very day to train with, every morning.
"""

# %%
def perfect(day):
    orders = orders_of(day, 3000, seed=7)
    model = HistGradientBoostingRegressor(max_iter=60, max_leaf_nodes=12, random_state=0)
    model.fit(orders[FEATURES].to_numpy(), orders["minutes"])
    today = orders_of(day)
    return np.abs(model.predict(today[FEATURES].to_numpy()) - today["minutes"]).mean()


table = pd.DataFrame(history)
table["untouched"] = [errors_of(table["version"][0], orders_of(day)).mean() for day in table["day"]]
table["perfect"] = [perfect(day) for day in table["day"]]
table[table["day"].isin([20, 33, 40, 50])].round(2)

# %%
labels = ["en producción", "si nadie hiciera nada", "reentrenador perfecto"]  # es
texts = ["error medio (min)", "deriva (PSI)", "límite", "versión", "día"]  # es
alt = (  # es
    "Tres paneles, de los días 14 a 55. Arriba, el error en producción: unos 3,4 min hasta el día 30, sube a 6,7 y el día "  # es
    "44 baja a 3,8, junto al del reentrenador perfecto; sin hacer nada se queda en 6,5. En medio, la deriva, casi cero, "  # es
    "pasa el límite de 0,2 el día 33 y vuelve a casi cero el 44. Abajo, la versión: la primera hasta el día 43. El 33 se "  # es
    "nota, se entrena otra y se rechaza; el 40 se entrena la tercera, que asciende el 43."  # es
)  # es
labels = ["in production", "if nobody did anything", "perfect retrainer"]  # en
texts = ["mean error (min)", "drift (PSI)", "limit", "version", "day"]  # en
alt = (  # en
    "Three panels, from day 14 to 55. At the top, the error in production: some 3.4 min until day 30, it rises to 6.7 and on "  # en
    "day 44 falls to 3.8, next to that of the perfect retrainer; doing nothing, it stays at 6.5. In the middle, the drift, "  # en
    "near zero, crosses the limit of 0.2 on day 33 and is back near zero on 44. At the bottom, the version: the first until "  # en
    "day 43. On 33 it is noticed, another is trained and refused; on 40 the third is trained, which is promoted on 43."  # en
)  # en

# %%
colors = {"noticed": "#ddaa33", "retrained": "#4477aa", "refused": "#bb5566", "promoted": "#117733"}
shapes = {"noticed": "v", "retrained": "o", "refused": "X", "promoted": "^"}


def draw_events(axes):
    """The marks of one night stand side by side, in their order."""
    levels, seen = list(dict.fromkeys(version for _, _, version in events)), {}
    axes.step(table["day"], table["version"].map(levels.index), where="post", color="#444444")
    for day, what, version in events:
        beside = seen[day] = seen.get(day, -1) + 1
        label = words[what] if what not in seen else None
        axes.plot(day + beside, levels.index(version), shapes[what], color=colors[what], markersize=9, label=label)
        seen[what] = 0
    axes.set_yticks(range(len(levels)), levels, family="monospace")

# %%
figure, (top, middle, bottom) = plt.subplots(3, 1, figsize=(9, 7), sharex=True, layout="constrained")
lines = [("error", "#4477aa", "-"), ("untouched", "#bb5566", "--"), ("perfect", "#777777", ":")]
for (name, color, style), label in zip(lines, labels, strict=True):
    top.plot(table["day"], table[name], style, color=color, label=label, linewidth=2)
middle.plot(table["day"], table["drift"], "o-", markersize=4, color="#4477aa")
middle.axhline(MAX_DRIFT, linestyle="--", color="#777777", label=texts[2])
draw_events(bottom)
for axes, text in zip([top, middle, bottom], [*texts[:2], texts[3]], strict=True):
    for day in sorted({day for day, _, _ in events}):
        axes.axvline(day, color="#bbbbbb", linewidth=1, zorder=0)
    axes.set_ylabel(text)
    axes.legend(loc="upper left")
bottom.set(xlabel=texts[4], ylim=(-0.5, 3.4))
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira la distancia entre la línea continua y la de trazos desde el día 44: es lo que el ciclo ha ganado, casi tres minutos
por pedido. Y mira la que hay entre la continua y la de puntos entre los días 33 y 43: es lo que costó tardar, una semana
de enfriamiento mientras volvía la lluvia y tres días de canario. No es un fallo del ciclo. Es el precio de no empeorar a
nadie.

Lo que queda en Git cuenta la misma historia, sin que nadie la escribiera:
"""

# %% [markdown] lang="en"
"""
Look at the distance between the solid line and the dashed one from day 44 on: that is what the loop has gained, nearly
three minutes an order. And look at the one between the solid and the dotted one from day 33 to 43: that is what it cost
to take that long, a week of cool-down while the rain came back and three days of canary. It is no fault of the loop's. It
is the price of making nobody worse off.

What is left in Git tells the same story, and nobody had to write it:
"""

# %%
print(git(work, "log", "--format=%h %s"))
if prometheus:
    counted = prometheus.query("count by (version) (count_over_time(eta_day[1h]))")
    print(sorted(one["metric"]["version"] for one in counted), prometheus.query("up")[0]["metric"]["job"])

# %% [markdown] lang="es"
"""
De abajo arriba: el primer modelo, la limpieza que no llegó a nadie, su vuelta atrás y los dos entrenamientos. Con
Prometheus, la última línea enumera las versiones que atendieron pedidos (la rechazada no está, porque nunca se puso en
marcha) y el *job* que las visitó.

Apaga lo que encendiste. Ya puedes montar un ciclo que se mantiene solo, y decir cuánto cuesta cada precaución.
"""

# %% [markdown] lang="en"
"""
From bottom to top: the first model, the tidying that reached nobody, its undoing and the two trainings. With Prometheus,
the last line lists the versions that served orders (the refused one is not there, because it was never started) and the
*job* that visited them.

Switch off what you switched on. You can now set up a loop that keeps itself going, and say what each precaution costs.
"""

# %%
for role in list(roles):
    stop(role)
if prometheus:
    prometheus.stop()

# %% [markdown] lang="es"
"""
## 5. Dos eventos a la vez

El bucle de la sección 4 tiene una ventaja que no tendrás: los eventos llegan de uno en uno. En una empresa, alguien
empuja un cambio mientras el ciclo reentrena. Los dos leen quién es el campeón, trabajan un rato y escriben.

**¿Qué esperas?** Estos dos despliegues leen la historia, se esperan el uno al otro y la escriben con su línea añadida.
¿Cuántas líneas quedan?
"""

# %% [markdown] lang="en"
"""
## 5. Two events at once

The loop of section 4 has an advantage that you will not have: events come one by one. In a company, somebody pushes a
change while the loop retrains. Both read who the champion is, work for a while and write.

**What do you expect?** These two deployments read the history, wait for each other and write it with their line added.
How many lines are left?
"""

# %%
def both_at_once(ship):
    threads = [threading.Thread(target=ship, args=[name]) for name in ["code", "drift"]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

# %%
shelf, both_have_read = {"history": []}, threading.Barrier(2)


def ship(name):
    read = shelf["history"]
    both_have_read.wait(5)
    shelf["history"] = [*read, name]


both_at_once(ship)
print(len(shelf["history"]))

# %% [markdown] lang="es"
"""
Una: la otra se ha perdido, y con ella un despliegue que nadie recordará. El remedio es hacer turnos. Un `Lock` solo lo
tiene uno a la vez; el segundo espera en `with lock:` hasta que el primero sale. Todo va dentro: leer, trabajar y
escribir. Si la lectura queda fuera, el segundo trabaja con lo que era verdad antes de esperar.
"""

# %% [markdown] lang="en"
"""
One: the other is lost, and with it a deployment that nobody will remember. The remedy is to take turns. A `Lock` is held
by only one at a time; the second waits at `with lock:` until the first goes out. Everything goes inside: reading,
working and writing. If the reading is left outside, the second works with what was true before it waited.
"""

# %%
lock = threading.Lock()
shelf["history"] = []


def ship_in_turn(name):
    with lock:
        read = shelf["history"]
        shelf["history"] = [*read, name]


both_at_once(ship_in_turn)
print(len(shelf["history"]))

# %% [markdown] lang="es"
"""
Ahora sí, dos. Y una pregunta más: ¿qué pasa si algo se rompe con el turno en la mano?

**¿Qué esperas?** Dos maneras de tomar el turno, y en las dos el trabajo se rompe. ¿Queda libre el `lock`?
"""

# %% [markdown] lang="en"
"""
Now there are two. And one more question: what happens if something breaks while it holds the turn?

**What do you expect?** Two ways of taking the turn, and in both the work breaks. Is the `lock` free afterwards?
"""

# %%
def by_with():
    with lock:
        raise RuntimeError


def by_hand():
    lock.acquire()
    raise RuntimeError
    lock.release()

# %%
for take in (by_with, by_hand):
    with suppress(RuntimeError):
        take()
    print(take.__name__, lock.locked())

# %% [markdown] lang="es"
"""
`with` lo suelta pase lo que pase. A mano se queda echado, y desde ahí el ciclo no atiende nada más: todos esperan un
turno que no llegará. Suéltalo:
"""

# %% [markdown] lang="en"
"""
`with` lets go of it whatever happens. By hand it stays locked, and from there on the loop handles nothing any more:
everybody waits for a turn that will not come. Let go of it:
"""

# %%
if lock.locked():
    lock.release()

# %% [markdown] lang="es"
"""
### Ejercicio 1: el ciclo, evento a evento

- **Escribe** `run_cycle(event, state)`. Se llama una vez por evento, a veces desde dos hilos a la vez.
- **Recibes** en `event` un diccionario: `{"kind": "commit", "commit": …}` si alguien empujó código, o
  `{"kind": "drift", "drift": …}` con la deriva medida. Y en `state`, otro:
  - `champion` y `code`: el digest que atiende y el commit con que se entrenó;
  - `max_drift`: hasta ahí, incluido, la deriva se tolera;
  - `history`: la lista de lo ocurrido;
  - `lock`: un `threading.Lock`;
  - `tools`: las seis herramientas de la tabla.
- **No devuelves** nada: añades a `history` un `{"event": event, "outcome": …}` por evento, y dejas `champion` y `code`
  como deben quedar.

| Herramienta | Qué hace |
|---|---|
| `tools.run_tests(commit)` | `True` si los tests pasan |
| `tools.train(commit)` | entrena con los datos de hoy y devuelve el digest del modelo |
| `tools.gate(digest)` | `True` si la compuerta lo acepta |
| `tools.better(challenger, champion)` | `True` si el primero es claramente mejor |
| `tools.canary(digest)` | le da un pedido de cada diez y devuelve `True` si va bien; no se los quita |
| `tools.deploy(digest)` | le da todos los pedidos |

Un commit recorre `run_tests`, `train`, `gate`, `canary` y `deploy`. La deriva entrena el código que ya está en
producción, que no hace falta probar otra vez: `train`, `gate`, `better`, `canary` y `deploy`. La primera puerta cerrada
decide el desenlace, y tras ella no se llama a nada más, salvo para devolverle los pedidos al campeón:

| `outcome` | Cuándo |
|---|---|
| `"no drift"` | la deriva no pasa de `max_drift`; no se llama a nada |
| `"tests failed"` | `run_tests` dice que no |
| `"refused"` | `gate` dice que no |
| `"not better"` | `better` dice que no |
| `"rolled back"` | `canary` dice que no; se despliega otra vez el campeón |
| `"shipped"` | se desplegó; `champion` y `code` son los nuevos |
| `"crashed"` | una herramienta lanzó una excepción; se despliega el campeón, y la excepción no sale de `run_cycle` |

- **Cuida** que dos eventos a la vez se atiendan los dos enteros, uno detrás de otro, y que el segundo parta de lo que
  dejó el primero; que `champion` y `code` cambien solo cuando `deploy` ha vuelto; y que tras una herramienta rota el
  evento siguiente se atienda.

Para ensayar tienes unas herramientas que no hacen nada, salvo anotar qué se les pidió:
"""

# %% [markdown] lang="en"
"""
### Exercise 1: the loop, event by event

- **Write** `run_cycle(event, state)`. It is called once for each event, sometimes from two threads at once.
- **You get** in `event` a dictionary: `{"kind": "commit", "commit": …}` if somebody pushed code, or
  `{"kind": "drift", "drift": …}` with the drift that was measured. And in `state`, another one:
  - `champion` and `code`: the digest that serves and the commit that it was trained with;
  - `max_drift`: up to this value, inclusive, drift is tolerated;
  - `history`: the list of what happened;
  - `lock`: a `threading.Lock`;
  - `tools`: the six tools of the table.
- **You give back** nothing: you add to `history` one `{"event": event, "outcome": …}` for each event, and leave
  `champion` and `code` as they have to be.

| Tool | What it does |
|---|---|
| `tools.run_tests(commit)` | `True` if the tests pass |
| `tools.train(commit)` | trains with today's data and gives back the model's digest |
| `tools.gate(digest)` | `True` if the gate accepts it |
| `tools.better(challenger, champion)` | `True` if the first is clearly better |
| `tools.canary(digest)` | gives it one order in ten and gives back `True` if it does well; does not take them away |
| `tools.deploy(digest)` | gives it all the orders |

A commit walks through `run_tests`, `train`, `gate`, `canary` and `deploy`. Drift trains the code that is in production
already, which need not be tested again: `train`, `gate`, `better`, `canary` and `deploy`. The first closed door decides
the outcome, and after it nothing more is called, except to give the champion its orders back:

| `outcome` | When |
|---|---|
| `"no drift"` | the drift is not above `max_drift`; nothing is called |
| `"tests failed"` | `run_tests` says no |
| `"refused"` | `gate` says no |
| `"not better"` | `better` says no |
| `"rolled back"` | `canary` says no; the champion is deployed again |
| `"shipped"` | it was deployed; `champion` and `code` are the new ones |
| `"crashed"` | a tool raised an exception; the champion is deployed, and the exception does not leave `run_cycle` |

- **Mind** that two events at once are both handled whole, one after the other, and that the second starts from what the
  first left; that `champion` and `code` change only when `deploy` has come back; and that after a broken tool the next
  event is handled.

To rehearse you have tools that do nothing but note what was asked of them:
"""

# %%
class Rehearsal:
    def __init__(self, **answers):
        self.answers, self.calls = answers, []

    def __getattr__(self, tool):
        def note_and_answer(*args):
            self.calls.append((tool, *args))
            return self.answers.get(tool, True)

        return note_and_answer

# %%
def rehearse(**answers):
    state = {"champion": "a3f1", "code": "e94f", "max_drift": 0.2, "history": [], "lock": threading.Lock()}
    return state | {"tools": Rehearsal(**answers)}

# %% [markdown] lang="es"
"""
```python
state = rehearse(train="b77c", canary=False)
run_cycle({"kind": "commit", "commit": "77aa"}, state)
state["history"]  # [{'event': {'kind': 'commit', 'commit': '77aa'}, 'outcome': 'rolled back'}]
state["tools"].calls[-2:]  # [('canary', 'b77c'), ('deploy', 'a3f1')]
```

**Para qué:** esta función trabaja de noche y sola. Lo que no haya previsto lo encontrará alguien por la mañana. Para una
pista: `hint("run_cycle")`.
"""

# %% [markdown] lang="en"
"""
```python
state = rehearse(train="b77c", canary=False)
run_cycle({"kind": "commit", "commit": "77aa"}, state)
state["history"]  # [{'event': {'kind': 'commit', 'commit': '77aa'}, 'outcome': 'rolled back'}]
state["tools"].calls[-2:]  # [('canary', 'b77c'), ('deploy', 'a3f1')]
```

**Why:** this function works at night and alone. What it has not foreseen, somebody will find in the morning. For a hint:
`hint("run_cycle")`.
"""

# %% exercise="run_cycle"
def run_cycle(event, state) -> None:
    ### BEGIN SOLUTION
    def outcome_of() -> str:
        """The first door that stays shut; "shipped" if none does."""
        tools, is_drift = state["tools"], event["kind"] == "drift"
        code = state["code"] if is_drift else event["commit"]
        if is_drift and event["drift"] <= state["max_drift"]:
            return "no drift"
        if not is_drift and not tools.run_tests(code):
            return "tests failed"
        digest = tools.train(code)
        if not tools.gate(digest):
            return "refused"
        if is_drift and not tools.better(digest, state["champion"]):
            return "not better"
        if not tools.canary(digest):
            tools.deploy(state["champion"])
            return "rolled back"
        tools.deploy(digest)
        state["champion"], state["code"] = digest, code
        return "shipped"

    with state["lock"]:
        try:
            outcome = outcome_of()
        except Exception:
            state["tools"].deploy(state["champion"])
            outcome = "crashed"
        state["history"].append({"event": event, "outcome": outcome})
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes escribir un ciclo que aguanta dos eventos a la vez y una herramienta rota. Si lo atienden varias máquinas, el
turno se pide a algo que todas ven: una fila de una base de datos, o un servicio de coordinación.
"""

# %% [markdown] lang="en"
"""
You can now write a loop that withstands two events at once and a broken tool. If several machines serve it, the turn is
asked of something that all of them see: a row of a database, or a coordination service.
"""

# %% [markdown] lang="es"
"""
## 6. Una noche que salió mal

Con todo esto montado, una noche salió mal de todos modos. A las 21:00 empezó el despliegue canario de la versión
`b77c`. A las 22:25 avisó soporte, no una alarma. Lo que queda de aquella noche es el registro del servidor y lo que
Prometheus guardó, y de eso se saca un *post mortem*: qué pasó, por qué nadie lo vio y qué lo habría visto. Sin
culpables.
"""

# %% [markdown] lang="en"
"""
## 6. A night that went wrong

With all of this in place, one night went wrong all the same. At 21:00 the canary deployment of version `b77c` began. At
22:25 word came from support, not from an alarm. What is left of that night is the server's log and what Prometheus kept,
and from that comes a *post mortem*: what happened, why nobody saw it and what would have seen it. Without blame.
"""

# %%
recordings = {name: record(evening) for name, evening in EVENINGS.items()}
tonight = recordings["broken"]
print(*tonight.log, sep="\n")

# %% [markdown] lang="es"
"""
Lee las líneas `WARN`. A la versión nueva le falta una columna, `rain_mm`, y cuando el modelo no puede responder, el
servidor dice 30 minutos con código 200. Eso se llama una *respuesta de reserva* (*fallback*), y es una buena idea hasta
que responde ella a casi todos. Esto es lo que Prometheus guardó, cada 15 s:

| Métrica | Qué cuenta |
|---|---|
| `requests_total{version, code}` | pedidos; código 200, o 400 si la app del cliente mandó algo sin sentido |
| `fallbacks_total{version}` | pedidos a los que se respondió 30 minutos |
| `request_seconds_sum{version}`, `request_seconds_count{version}` | cuánto tardaron las respuestas, y cuántas fueron |

Para no escribir una alarma que suene todas las noches, hay otras cinco, sanas: un despliegue que fue bien, una de
tormenta y mucho trabajo, una con un corte de dos minutos del servicio del tiempo, una muy tranquila, y una que empezó
tras un fallo ya arreglado. Dibuja los pedidos y las respuestas de reserva por minuto, en promedio de cada 5:
"""

# %% [markdown] lang="en"
"""
Read the `WARN` lines. The new version lacks a column, `rain_mm`, and when the model cannot answer, the server says 30
minutes with code 200. That is called a *fallback*, and it is a good idea until it answers nearly everybody. This is what
Prometheus kept, every 15 s:

| Metric | What it counts |
|---|---|
| `requests_total{version, code}` | orders; code 200, or 400 if the customer's app sent something senseless |
| `fallbacks_total{version}` | orders that were answered with 30 minutes |
| `request_seconds_sum{version}`, `request_seconds_count{version}` | how long the answers took, and how many they were |

So as not to write an alarm that rings every night, there are five others, healthy ones: a deployment that went well, a
busy one with a storm, one with a two-minute outage of the weather service, a very quiet one, and one that began after a
fault already mended. Draw the orders and the fallbacks per minute, averaged over each 5:
"""

# %%
titles = ["rota", "despliegue sano", "tormenta", "corte de 2 min", "tranquila", "fallo ya arreglado"]  # es
texts = ["pedidos", "respuestas de reserva", "hora", "por minuto (escala logarítmica)"]  # es
alt = (  # es
    "Seis noches, de 20:00 a 23:00, con los pedidos y las respuestas de reserva por minuto. En la rota, estas saltan de 2 a "  # es
    "más de 15 a las 21:00, y a unas 100 a las 21:40. En la sana no se mueven. En la tormenta hay unas 10 toda la noche. En "  # es
    "la del corte, un pico de dos minutos a las 21:35. En la tranquila, dos sueltas. En la última, pocas."  # es
)  # es
titles = ["broken", "healthy deployment", "storm", "outage of 2 min", "quiet", "fault already mended"]  # en
texts = ["orders", "fallbacks", "time of day", "per minute (logarithmic scale)"]  # en
alt = (  # en
    "Six evenings, from 20:00 to 23:00, with the orders and the fallbacks per minute. On the broken one, these jump from 2 "  # en
    "to more than 15 at 21:00, and to some 100 at 21:40. On the healthy one they do not move. In the storm there are some 10 "  # en
    "all night. In the outage, a peak of two minutes at 21:35. On the quiet one, two single ones. On the last, few."  # en
)  # en

# %%
def per_minute(recording, name):
    growth = np.zeros(36)
    for labels, values in recording.samples.items():
        if ("__name__", name) in labels:
            growth += np.clip(np.nan_to_num(np.diff(values)), 0, None).reshape(36, 20).sum(axis=1) / 5
    return growth

# %%
lines = [("requests_total", texts[0], "-", "#4477aa"), ("fallbacks_total", texts[1], "--", "#bb5566")]
figure, panels = plt.subplots(2, 3, figsize=(10, 5.2), sharex=True, sharey=True, layout="constrained")
for axes, title, recording in zip(panels.flat, titles, recordings.values(), strict=True):
    for name, label, style, color in lines:
        axes.plot(np.arange(36) * 5 + 2.5, per_minute(recording, name), style, color=color, label=label)
    axes.set_title(title)
    axes.set_yscale("symlog", linthresh=1)
panels[0, 0].set_xticks([0, 60, 120, 180], ["20:00", "21:00", "22:00", "23:00"])
panels[0, 0].set_yticks([0, 1, 10, 100], ["0", "1", "10", "100"])
figure.legend(*axes.get_legend_handles_labels(), loc="outside upper center", ncols=2)
figure.supxlabel(texts[2])
figure.supylabel(texts[3])
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Compara la primera noche con la tercera a las 21:10: en las dos hay unas quince respuestas de reserva por minuto. En una
son de reserva seis de cada diez respuestas del canario; en la otra, unas pocas entre muchos pedidos.

`alarm(rule, recording)` repite una noche con una regla, evaluada cada minuto como en Prometheus, y da el minuto, desde
las 20:00, en que habría avisado, o `None`. `errors` y `slow` son las dos reglas que la empresa tenía.

**¿Qué esperas?** ¿Cuál habría avisado de la noche rota?
"""

# %% [markdown] lang="en"
"""
Compare the first evening with the third at 21:10: on both there are some fifteen fallbacks a minute. On one, six in ten
of the canary's answers are fallbacks; on the other, a few among many orders.

`alarm(rule, recording)` replays an evening with a rule, evaluated every minute as in Prometheus, and gives the minute,
counted from 20:00, in which it would have fired, or `None`. `errors` and `slow` are the two rules that the company had.

**What do you expect?** Which would have warned of the broken evening?
"""

# %%
errors = 'sum(rate(requests_total{code!="200"}[5m])) / sum(rate(requests_total[5m])) > 0.05'
slow = "sum(rate(request_seconds_sum[5m])) / sum(rate(request_seconds_count[5m])) > 0.1"
many = "sum(rate(fallbacks_total[5m])) > 0.2"
for expr in (errors, slow, many):
    rule = {"alert": "Trial", "expr": expr, "for": "8m"}
    fired = {name: alarm(rule, recording) for name, recording in recordings.items()}
    print({name: clock(minute) for name, minute in fired.items() if minute is not None})

# %% [markdown] lang="es"
"""
Ninguna de las dos: los códigos son buenos, y decir 30 minutos es más rápido que predecir. La tercera, `many`, la propuso
alguien a la mañana siguiente, y cuenta respuestas de reserva por segundo. Avisa a tiempo, a las 21:12, y también la noche
de tormenta.
"""

# %% [markdown] lang="en"
"""
Neither of the two: the codes are good, and saying 30 minutes is quicker than predicting. The third, `many`, was suggested
by somebody the next morning, and counts fallbacks per second. It warns in time, at 21:12, and on the night of the storm
too.
"""

# %% [markdown] lang="es"
"""
### Ejercicio 2: la alarma que lo habría visto

- **Escribe** `post_mortem()`. No recibe nada.
- **Devuelves** una regla de alarma de Prometheus, como diccionario de textos: `alert`, un nombre; `expr`, la consulta;
  y `for`, cuánto tiempo seguido tiene que cumplirse (`"90s"`, `"10m"`; sin él, basta una vez).
- **Cumple** dos cosas, en las noches de la lección y en otras parecidas, con otras versiones y otras cantidades de
  pedidos:
  - avisa de un despliegue roto en los 15 minutos que siguen a su comienzo, cuando el canario aún tiene uno de cada diez
    pedidos;
  - calla en las noches sanas: un despliegue bueno, una tormenta con mucho trabajo, un corte de dos minutos, un pedido
    suelto que falla en una noche tranquila, lo que se arregló antes de las 20:00 y los códigos 400 de los clientes.

De PromQL se entienden los selectores con sus etiquetas; `rate` e `increase`; `sum`, `avg`, `min`, `max` y `count`, con
`by` o `without`; las cuatro operaciones, las comparaciones, `and`, `or` y `unless`, con `on` o `ignoring`.

```python
alarm({"alert": "Trial", "expr": "sum(rate(fallbacks_total[5m])) > 0.2", "for": "8m"}, tonight)  # 72
```

**Para qué:** una alarma que falta se paga una vez; una que suena de más se paga cada noche, hasta que nadie la mira.
Para una pista: `hint("post_mortem")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 2: the alarm that would have seen it

- **Write** `post_mortem()`. It gets nothing.
- **You give back** a Prometheus alerting rule, as a dictionary of texts: `alert`, a name; `expr`, the query; and
  `for`, how long it has to hold without a break (`"90s"`, `"10m"`; without it, once is enough).
- **It keeps** two things, on the evenings of the lesson and on others like them, with other versions and other numbers of
  orders:
  - it warns of a broken deployment within the 15 minutes that follow its beginning, while the canary still has one order
    in ten;
  - it is silent on the healthy evenings: a good deployment, a busy storm, an outage of two minutes, a single
    order that fails on a quiet night, what was mended before 20:00 and the customers' 400 codes.

Of PromQL these are understood: selectors with their labels; `rate` and `increase`; `sum`, `avg`, `min`, `max` and
`count`, with `by` or `without`; the four operations, the comparisons, `and`, `or` and `unless`, with `on` or
`ignoring`.

```python
alarm({"alert": "Trial", "expr": "sum(rate(fallbacks_total[5m])) > 0.2", "for": "8m"}, tonight)  # 72
```

**Why:** an alarm that is missing is paid for once; one that rings too often is paid for every night, until nobody looks
at it. For a hint: `hint("post_mortem")`.
"""

# %% exercise="post_mortem"
def post_mortem() -> dict:
    ### BEGIN SOLUTION
    broken = "sum by (version) (rate(fallbacks_total[5m])) / sum by (version) (rate(requests_total[5m])) > 0.2"
    return {"alert": "ModelDoesNotAnswer", "expr": broken, "for": "8m"}
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes sacar de una mala noche una regla que vigila las siguientes. Va a Git, como todo: la alarma también es código
que vuelve al paso 1.
"""

# %% [markdown] lang="en"
"""
You can now get from a bad night a rule that watches over the next ones. It goes to Git, like everything: the alarm, too,
is code that goes back to step 1.
"""

# %% [markdown] lang="es"
"""
## Lo que te llevas

El ciclo entero, y la lección del curso que hay detrás de cada paso:

| Paso | Qué aprendiste a hacer | Dónde |
|---|---|---|
| 1. A Git | historia, etiquetas, deshacer sin borrar | integración continua |
| 2. Construir y desplegar | serializar, fijar versiones, un Dockerfile; registro, compuerta, canario | unidad 1; entrega continua |
| 2. Atender | repartir la carga, crecer a tiempo, podar lo que sobra | unidad 2 |
| 3. Medir | métricas, deriva, alarmas que no mienten | monitorización continua |
| 4. Entrenar | cuándo, con qué datos, con qué seguridad | entrenamiento continuo |
| 5. Volver al paso 1 | un modelo nuevo es un cambio más | hoy |

- Lo que no recorre el camino entero no llega a los clientes: ni un cambio que no pasa los tests ni un modelo de siete días
  secos.
- La deriva dice que algo se ha movido. Que el candidato sea mejor se mide aparte, con pedidos que no ha visto.
- Reentrenar deprisa no sirve si faltan los datos. Esperar también cuesta, y el dibujo dice cuánto.
- Leer, trabajar y escribir van dentro del mismo turno, y el turno se suelta pase lo que pase.
- Una alarma mira la parte que falla de cada versión, no cuántas fallan en total.

### Por dónde seguir

- Cambia el mundo: quita la lluvia otro mes, acorta `COOL_DOWN` a 3 días o da al canario la mitad de los pedidos, y vuelve
  a dibujar.
- Cambia las piezas por las de verdad, una a una: la carpeta por un repositorio en GitHub o GitLab, el hook por sus
  pipelines, `registry` por MLflow o un registro de imágenes, `run_image` por Kubernetes.
- Pon el tuyo. Un modelo que ya tengas, un Dockerfile, una métrica y una alarma son un buen primer viernes.

Mira cómo vas:
"""

# %% [markdown] lang="en"
"""
## What you take away

The whole loop, and the lesson of the course behind each step:

| Step | What you learned to do | Where |
|---|---|---|
| 1. To Git | history, tags, undoing without erasing | continuous integration |
| 2. Build and deploy | serialize, pin versions, a Dockerfile; registry, gate, canary | unit 1; continuous delivery |
| 2. Serve | spread the load, grow in time, prune what is too much | unit 2 |
| 3. Measure | metrics, drift, alarms that do not lie | continuous monitoring |
| 4. Train | when, with which data, with which certainty | continuous training |
| 5. Back to step 1 | a new model is one more change | today |

- What does not walk the whole road does not reach the customers: neither a change that fails its tests nor a model of
  seven dry days.
- Drift says that something has moved. Whether the candidate is better is measured apart, with orders it has not seen.
- Retraining in a hurry is no use while the data is missing. Waiting costs too, and the picture says how much.
- Reading, working and writing go inside the same turn, and the turn is let go of whatever happens.
- An alarm looks at the share of each version that fails, not at how many fail in all.

### Where to go from here

- Change the world: take the rain away for another month, shorten `COOL_DOWN` to 3 days or give the canary half of the
  orders, and draw again.
- Change the pieces for real ones, one by one: the folder for a repository on GitHub or GitLab, the hook for their
  pipelines, `registry` for MLflow or an image registry, `run_image` for Kubernetes.
- Put in your own. A model that you already have, a Dockerfile, a metric and an alarm are a good first Friday.

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
quiz("5-the-loop")
