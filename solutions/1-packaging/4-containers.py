# %% [markdown] lang="es"
"""
# 4. Contenedores: del experimento a Docker

El modelo funciona en tu máquina. En otra falta una biblioteca, sobra una versión o alguien lo ejecuta como
administrador. Hoy lo metes en un contenedor, que se lleva todo lo que necesita y nada más.

Al terminar podrás:

- leer un Dockerfile y decir qué quedaría dónde, quién lo ejecuta y qué arranca;
- poner al día un Dockerfile antiguo: base, capas, usuario, arranque y secretos;
- decir qué capas se rehacen después de un cambio;
- escribir un programa que responde línea por línea y que termina bien cuando algo va mal;
- convertir un experimento en una carpeta que Docker construye.

Cuenta con unos 50 minutos. Todo funciona sin conexión y sin Docker; si tienes Docker, la sección 6 lo usa.
"""

# %% [markdown] lang="en"
"""
# 4. Containers: from the experiment to Docker

The model works on your machine. On another one a library is missing, a version is different or somebody runs it as
administrator. Today you put it in a container, which takes along all that it needs and nothing else.

By the end you will be able to:

- read a Dockerfile and say what would lie where, who runs it and what starts;
- bring an old Dockerfile up to date: base, layers, user, start and secrets;
- say which layers are rebuilt after an edit;
- write a program that answers line by line and ends well when something goes wrong;
- turn an experiment into a folder that Docker builds.

Allow about 50 minutes. Everything works offline and without Docker; if you have Docker, section 6 uses it.
"""

# %% [markdown] lang="es"
"""
```mermaid
flowchart LR
    accTitle: Los cuatro pasos del experimento al contenedor
    accDescr {
        Primero, el notebook serializa el modelo en una carpeta con un programa y un Dockerfile.
        Segundo, Docker construye con esa carpeta una imagen.
        Tercero, la imagen viaja a otra máquina.
        Cuarto, allí se ejecuta como contenedor, recibe pedidos y responde minutos.
    }
    notebook["Notebook: modelo entrenado"] -- "1. serializas" --> folder[("Carpeta: modelo, programa, Dockerfile")]
    folder -- "2. contenerizas" --> image[("Imagen")]
    image -- "3. despliegas" --> machine["Otra máquina"]
    machine -- "4. ejecutas" --> answers["Contenedor: pedidos → minutos"]
```
"""

# %% [markdown] lang="en"
"""
```mermaid
flowchart LR
    accTitle: The four steps from the experiment to the container
    accDescr {
        First, the notebook serializes the model into a folder with a program and a Dockerfile.
        Second, Docker builds an image from that folder.
        Third, the image travels to another machine.
        Fourth, it is run there as a container, which gets orders and answers minutes.
    }
    notebook["Notebook: trained model"] -- "1. serialize" --> folder[("Folder: model, program, Dockerfile")]
    folder -- "2. containerize" --> image[("Image")]
    image -- "3. deploy" --> machine["Another machine"]
    machine -- "4. run" --> answers["Container: orders → minutes"]
```
"""

# %% [markdown] lang="es"
"""
Ejecuta primero estas celdas. De la última vienen las herramientas de hoy: `dry_run` sigue un Dockerfile sin ejecutar
nada y dice qué imagen saldría; `read_context` dice qué archivos recibiría Docker; `hadolint` lo revisa.
"""

# %% [markdown] lang="en"
"""
Run these cells first. The last one brings today's tools: `dry_run` follows a Dockerfile without executing anything
and says which image would come out; `read_context` says which files Docker would get; `hadolint` reviews it.
"""

# %% lang="es"
from grader.es import check, hint, progress, quiz, show

# %% lang="en"
from grader.en import check, hint, progress, quiz, show

# %%
import hashlib
import importlib.metadata
import json
import os
import platform
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

# %%
import docker
import joblib
import matplotlib.pyplot as plt
import numpy as np
import sklearn
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from grader.containers import dry_run, hadolint, read_context
from grader.orders import FEATURES, make_orders

# %% [markdown] lang="es"
"""
## 1. Qué hay dentro de un contenedor

Un contenedor es un proceso corriente con paredes: ve su propio disco, sus propios procesos y la red que le dejen.
Comparte con los demás el núcleo del sistema, y por eso arranca en menos de un segundo, a diferencia de una máquina
virtual. Cinco palabras bastan para hoy:

| Palabra | Qué es |
|---|---|
| imagen | un disco congelado, con una orden de arranque |
| capa | lo que una instrucción cambió en ese disco; una imagen es una pila de capas |
| contenedor | un proceso que ve el disco de una imagen |
| Dockerfile | la receta de una imagen: una instrucción por línea |
| contexto | la carpeta de la que la receta puede copiar |

La historia sigue: la empresa de reparto quiere `time_model`, el que estima minutos, en un servidor que no es tuyo.
Entrénalo y guarda solo sus números, como en la lección 1.
"""

# %% [markdown] lang="en"
"""
## 1. What is inside a container

A container is an ordinary process with walls: it sees a disk of its own, processes of its own and whatever network it
is given. It shares the kernel of the system with the others, which is why it starts in less than a second, unlike a
virtual machine. Five words are enough for today:

| Word | What it is |
|---|---|
| image | a frozen disk, with a command to start |
| layer | what an instruction changed on that disk; an image is a stack of layers |
| container | a process that sees the disk of an image |
| Dockerfile | the recipe of an image: one instruction a line |
| context | the folder that the recipe may copy from |

The story goes on: the delivery company wants `time_model`, the one that estimates minutes, on a server that is not
yours. Train it and save its numbers only, as in lesson 1.
"""

# %%
orders = make_orders(2000)
X = orders[FEATURES].to_numpy()
time_model = make_pipeline(StandardScaler(), LinearRegression()).fit(X, orders["minutes"])

scaler, linear = time_model[0], time_model[-1]
weights = {"columns": FEATURES, "mean": scaler.mean_.tolist(), "scale": scaler.scale_.tolist()}
weights |= {"coef": linear.coef_.tolist(), "intercept": float(linear.intercept_)}

# %% [markdown] lang="es"
"""
Esta es la carpeta con la que llega el encargo: el modelo, un programa que responde por líneas, lo que hay que
instalar, y además lo que siempre se queda por ahí: los datos y un archivo `.env` con una clave.
"""

# %% [markdown] lang="en"
"""
This is the folder that the job comes with: the model, a program that answers line by line, what has to be installed,
and also what always stays around: the data and a file `.env` with a key.
"""

# %%
program = """import json
import sys
from pathlib import Path

model = json.loads(Path("model.json").read_text())
for line in sys.stdin:
    minutes = model["intercept"]
    for value, mean, scale, coef in zip(json.loads(line), model["mean"], model["scale"], model["coef"]):
        minutes += coef * (value - mean) / scale
    print(minutes)
"""

# %%
temporary = tempfile.TemporaryDirectory()
shop = Path(temporary.name) / "late-orders"
shop.mkdir()
(shop / "model.json").write_text(json.dumps(weights))
(shop / "run_model.py").write_text(program)
(shop / "requirements.txt").write_text(f"numpy=={np.__version__}\n")
(shop / ".env").write_text("API_TOKEN=rp_live_9f2c71e4\n")
orders.to_csv(shop / "orders.csv", index=False)
print(sorted(read_context(shop)))

# %% [markdown] lang="es"
"""
Cinco archivos. Ya puedes decir qué es una imagen y qué es un contexto; falta la receta.
"""

# %% [markdown] lang="en"
"""
Five files. You can now say what an image is and what a context is; what is missing is the recipe.
"""

# %% [markdown] lang="es"
"""
## 2. El Dockerfile de siempre

Este Dockerfile de cinco pasos (base, carpeta, dependencias, modelo, arranque) se ha copiado miles de veces. Se lee de
arriba abajo: `FROM` elige la imagen de partida, `WORKDIR` la carpeta, `COPY` trae archivos del contexto, `RUN` ejecuta
una orden mientras se construye, `ENV` fija una variable y `ENTRYPOINT` dice qué arranca.
"""

# %% [markdown] lang="en"
"""
## 2. The usual Dockerfile

This Dockerfile of five steps (base, folder, dependencies, model, start) has been copied thousands of times. It is
read from top to bottom: `FROM` chooses the image to start from, `WORKDIR` the folder, `COPY` brings files from the
context, `RUN` executes a command during the build, `ENV` sets a variable and `ENTRYPOINT` says what starts.
"""

# %%
classic = """FROM python:3.8-slim
WORKDIR /app
ENV API_TOKEN=rp_live_9f2c71e4
COPY . .
RUN pip install -r requirements.txt
COPY model.json model.json
ENTRYPOINT python run_model.py
"""

# %% [markdown] lang="es"
"""
**¿Qué esperas?** ¿Qué archivos quedan en la imagen? ¿Quién ejecuta el programa? ¿Qué proceso arranca primero?
"""

# %% [markdown] lang="en"
"""
**What do you expect?** Which files stay in the image? Who runs the program? Which process starts first?
"""

# %%
print(dry_run(classic, shop))

# %% [markdown] lang="es"
"""
Mira tres filas. `FILE /app/.env`: `COPY . .` copió también la clave y los datos. `USER root`: si alguien toma el
control del programa, es administrador del contenedor. `RUNS ['/bin/sh', …`: quien arranca es un shell, y tu programa
es su hijo.

¿Y si se borra la clave después de copiarla?
"""

# %% [markdown] lang="en"
"""
Look at three rows. `FILE /app/.env`: `COPY . .` copied the key and the data too. `USER root`: whoever takes over the
program is administrator of the container. `RUNS ['/bin/sh', …`: what starts is a shell, and your program is its child.

What if the key is deleted after it has been copied?
"""

# %%
print(dry_run(classic.replace("COPY . .", "COPY . .\nRUN rm .env"), shop))

# %% [markdown] lang="es"
"""
Sigue ahí. Cada capa se guarda entera: la de `rm` anota que el archivo ya no se ve, y la de `COPY` lo conserva. Quien
tenga la imagen puede abrir esa capa, y lo mismo vale para `ENV`, que `docker history` enseña. Un secreto no entra en
la imagen: se da al arrancar el contenedor, o a un solo `RUN` con `--mount=type=secret`.
"""

# %% [markdown] lang="en"
"""
It is still there. Each layer is kept whole: the one of `rm` notes that the file is out of sight, and the one of
`COPY` keeps it. Whoever has the image can open that layer, and the same goes for `ENV`, which `docker history` shows.
A secret does not go into the image: it is given when the container starts, or to a single `RUN` with
`--mount=type=secret`.
"""

# %% [markdown] lang="es"
"""
### Lo que dice un revisor

`hadolint` lee un Dockerfile y avisa de las faltas conocidas, cada una con su código. En una terminal es
`hadolint Dockerfile`.

**¿Qué esperas?** De lo que ya has visto (la clave, los datos, root, el shell, la versión de Python), ¿qué encuentra?
"""

# %% [markdown] lang="en"
"""
### What a reviewer says

`hadolint` reads a Dockerfile and warns of the known faults, each with its code. In a terminal it is
`hadolint Dockerfile`.

**What do you expect?** Of what you have seen already (the key, the data, root, the shell, the version of Python),
what does it find?
"""

# %%
print(*hadolint(classic), sep="\n")

# %% [markdown] lang="es"
"""
Tres quejas: la clave en la línea 3, la caché de pip que engorda la imagen en la 5 y el shell en la 7. De `.env`, de
root y de la versión no dice nada. Un revisor ayuda; no sustituye a quien mira qué quedaría dónde.

### Hasta cuándo dura la base

Cada versión de Python recibe correcciones de seguridad durante unos cinco años. La tabla es de noviembre de 2026, de
devguide.python.org/versions.
"""

# %% [markdown] lang="en"
"""
Three complaints: the key in line 3, pip's cache that fattens the image in line 5 and the shell in line 7. About
`.env`, root and the version it says nothing. A reviewer helps; it does not replace someone who looks at what would
lie where.

### How long the base lasts

Each version of Python gets security fixes for about five years. The table is from November 2026, from
devguide.python.org/versions.
"""

# %%
first_release, last_fix = [2019, 2020, 2021, 2022, 2023, 2024, 2025], [2024, 2025, 2026, 2027, 2028, 2029, 2030]
versions = ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14"]
today = date.today()
now = today.year + today.timetuple().tm_yday / 365
over, alive, today_text = "sin soporte", "con soporte", "hoy"  # es
alt = (  # es
    "Una barra por versión, de 3.8 a 3.14, desde el octubre en que salió hasta el octubre de cinco años después. "  # es
    "Una línea vertical marca hoy; a finales de 2026, las de 3.8, 3.9 y 3.10 quedan enteras a su izquierda."  # es
)  # es
over, alive, today_text = "no longer supported", "supported", "today"  # en
alt = (  # en
    "One bar for each version, from 3.8 to 3.14, from the October in which it came out to the October five years later. "  # en
    "A vertical line marks today; at the end of 2026, those of 3.8, 3.9 and 3.10 lie wholly to its left."  # en
)  # en

# %%
figure, axes = plt.subplots(figsize=(8, 3), layout="constrained")
for version, first, last in zip(versions, first_release, last_fix, strict=True):
    style = {"color": "#4477aa"} if last + 0.83 > now else {"color": "#dddddd", "hatch": "//", "edgecolor": "#666666"}
    label = alive if last + 0.83 > now else over
    known = label in axes.get_legend_handles_labels()[1]
    axes.barh(version, last - first, left=first + 0.83, label=None if known else label, **style)
axes.set_xlim(2019, 2032)
axes.axvline(now, color="black", linestyle="--", label=today_text)
axes.set_xlabel("año")  # es
axes.set_ylabel("versión de Python")  # es
axes.set_xlabel("year")  # en
axes.set_ylabel("version of Python")  # en
axes.legend(loc="lower right")
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Las barras rayadas terminan antes de hoy: a un fallo de seguridad en Python 3.8 ya nadie le pone remedio.

Queda un matiz. `python:3.13-slim` es hoy una imagen y mañana otra: la etiqueta se mueve con cada corrección. Con los
tres números (`3.13.12`) apunta siempre al mismo Python; con un digest (`@sha256:…`), siempre a los mismos bytes.

### A quién le llega la señal

Parar un contenedor es enviar la señal SIGTERM a su proceso 1. Compara las dos formas de `ENTRYPOINT`: la forma exec es
una lista y arranca tu programa; la forma shell es un texto y arranca un shell que lo arranca.
"""

# %% [markdown] lang="en"
"""
The hatched bars end before today: nobody mends a security fault in Python 3.8 any more.

One nuance is left. `python:3.13-slim` is one image today and another one tomorrow: the tag moves with each fix. With
all three numbers (`3.13.12`) it always points to the same Python; with a digest (`@sha256:…`), always to the same
bytes.

### Who gets the signal

To stop a container is to send the signal SIGTERM to its process 1. Compare the two forms of `ENTRYPOINT`: the exec
form is a list and starts your program; the shell form is a text and starts a shell that starts it.
"""

# %%
polite = """import signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(print("goodbye")))
print("ready", flush=True)
time.sleep(1)
"""


def words_after_sigterm(command) -> str:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    process.stdout.readline()
    process.terminate()
    return process.communicate()[0].strip()

# %% [markdown] lang="es"
"""
**¿Qué esperas?** El programa se despide con `goodbye` cuando le llega SIGTERM. ¿Se despide en los dos casos?
"""

# %% [markdown] lang="en"
"""
**What do you expect?** The program says `goodbye` when SIGTERM reaches it. Does it say so in both cases?
"""

# %%
(shop.parent / "polite.py").write_text(polite)
command = [sys.executable, str(shop.parent / "polite.py")]
print("exec: ", repr(words_after_sigterm(command)))
if Path("/bin/sh").exists():
    print("shell:", repr(words_after_sigterm(["/bin/sh", "-c", f"{command[0]} {command[1]}; true"])))

# %% [markdown] lang="es"
"""
Con el shell delante, la señal mata al shell y el programa no se entera. En un contenedor es peor: el proceso 1 no hace
caso de SIGTERM si no pidió atenderla, así que `docker stop` espera diez segundos y lo mata a la fuerza, con pedidos a
medias.
"""

# %% [markdown] lang="en"
"""
With the shell before it, the signal kills the shell and the program hears nothing. In a container it is worse:
process 1 pays no attention to SIGTERM unless it asked to, so `docker stop` waits for ten seconds and kills it by
force, with orders half done.
"""

# %% [markdown] lang="es"
"""
### Ejercicio 1: pon al día el Dockerfile

- **Escribe** `dockerfile()`. No recibe nada; trabaja para la carpeta de arriba, donde mañana puede haber más archivos.
  No hay `.dockerignore`.
- **Devuelves** el texto de un Dockerfile. De él sale una imagen que:
  - parte de la imagen oficial `python`, de una versión con soporte hoy, con los tres números en la etiqueta;
  - instala `requirements.txt` con pip en una capa que no se rehace al editar el programa o el modelo;
  - tiene juntos `run_model.py` y `model.json`, y de la carpeta nada más que ellos y `requirements.txt`;
  - arranca el programa con `ENTRYPOINT` en forma exec;
  - lo ejecuta un usuario dado como número, distinto de 0, que puede leer lo que necesita;
  - no guarda ningún secreto;
  - no le da a `hadolint` nada que decir, sin comentarios que lo hagan callar.

Así quedarían las últimas filas de `print(dry_run(dockerfile(), shop))`:

```text
USER     10001
WORKDIR  /app
RUNS     ['python', 'run_model.py']
```

**Para qué:** este archivo decide quién puede hacer qué en el servidor de otra persona, y lo lee alguien que no te
conoce. Para una pista: `hint("repair_dockerfile")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 1: bring the Dockerfile up to date

- **Write** `dockerfile()`. It gets nothing; it works for the folder above, where there may be more files tomorrow.
  There is no `.dockerignore`.
- **You give back** the text of a Dockerfile. From it comes an image that:
  - starts from the official image `python`, of a version that is supported today, with all three numbers in the tag;
  - installs `requirements.txt` with pip in a layer that is not rebuilt when the program or the model is edited;
  - has `run_model.py` and `model.json` side by side, and of the folder nothing but them and `requirements.txt`;
  - starts the program with `ENTRYPOINT` in exec form;
  - is run by a user given as a number, other than 0, who can read what it needs;
  - keeps no secret;
  - gives `hadolint` nothing to say, without comments that silence it.

This is how the last rows of `print(dry_run(dockerfile(), shop))` would look:

```text
USER     10001
WORKDIR  /app
RUNS     ['python', 'run_model.py']
```

**Why:** this file decides who may do what on somebody else's server, and whoever reads it does not know you. For a
hint: `hint("repair_dockerfile")`.
"""

# %% exercise="repair_dockerfile"
def dockerfile() -> str:
    ### BEGIN SOLUTION
    return """FROM python:3.13.12-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY model.json run_model.py ./
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes leer un Dockerfile ajeno y decir qué le falta. `USER` va detrás de pip, que necesita escribir, y delante del
arranque.
"""

# %% [markdown] lang="en"
"""
You can now read somebody else's Dockerfile and say what it lacks. `USER` comes after pip, which needs to write, and
before the start.
"""

# %% [markdown] lang="es"
"""
## 3. Las capas se guardan, hasta que una cambia

Construir otra vez no repite lo que no ha cambiado. Docker da a cada capa una clave, calculada con la clave de la capa
anterior, la instrucción y el contenido de los archivos que copia. Si ya tiene una capa con esa clave, la usa.

Ese mecanismo cabe en ocho líneas. Cada paso es una instrucción con los archivos que copia:
"""

# %% [markdown] lang="en"
"""
## 3. Layers are kept, until one changes

Building again does not repeat what has not changed. Docker gives each layer a key, computed from the key of the layer
before it, the instruction and the content of the files that it copies. If it has a layer with that key already, it
uses it.

The mechanism fits in eight lines. Each step is an instruction with the files that it copies:
"""

# %%
def layer_keys(steps, content) -> list[str]:
    key, keys = "", []
    for instruction, names in steps:
        made_of = key + instruction + "".join(content[name] for name in names)
        key = hashlib.sha256(made_of.encode()).hexdigest()[:8]
        keys.append(key)
    return keys

# %%
content = {name: (shop / name).read_text() for name in ["requirements.txt", "run_model.py", "model.json"]}
edited = {**content, "run_model.py": content["run_model.py"] + "# one more line\n"}
pip = ("RUN pip install -r requirements.txt", [])
code_first = [("COPY . .", list(content)), pip]
code_last = [("COPY requirements.txt ./", ["requirements.txt"]), pip, ("COPY . .", list(content))]

# %% [markdown] lang="es"
"""
**¿Qué esperas?** Añades una línea a `run_model.py`. ¿Qué claves cambian si el código se copia primero? ¿Y si se copia
al final?
"""

# %% [markdown] lang="en"
"""
**What do you expect?** You add a line to `run_model.py`. Which keys change if the code is copied first? And if it is
copied last?
"""

# %%
for steps in [code_first, code_last]:
    for (instruction, _), old, new in zip(steps, layer_keys(steps, content), layer_keys(steps, edited), strict=True):
        print(f"{instruction:36} {old} → {new}  {'=' if old == new else '≠'}")
    print()

# %% [markdown] lang="es"
"""
Con el código delante, una línea del programa obliga a instalar todo otra vez: la clave de pip lleva dentro la de
`COPY . .`. Con el código detrás, pip conserva su clave.

¿Cuánto pesa esa diferencia? Mide lo que ocupan aquí las bibliotecas de un modelo de scikit-learn y compáralo con el
programa. Eso es lo que se rehace, y lo que después viaja otra vez al registro y a cada servidor:
"""

# %% [markdown] lang="en"
"""
With the code first, one line of the program means installing everything again: pip's key has that of `COPY . .` in
it. With the code last, pip keeps its key.

How much is that difference? Measure what the libraries of a scikit-learn model take up here and compare it with the
program. That is what is rebuilt, and what then travels again to the registry and to every server:
"""

# %%
def bytes_of(package) -> int:
    return sum(file.size or 0 for file in importlib.metadata.files(package))


libraries = sum(map(bytes_of, ["scikit-learn", "numpy", "scipy", "joblib", "threadpoolctl"]))
code = sum(len(text.encode()) for text in content.values())
sizes = {"COPY . .\nRUN pip …": libraries + code, "RUN pip …\nCOPY . .": code}
print(f"{libraries / 1e6:.0f} MB, {code / 1e3:.1f} kB")

# %%
rebuilt_text = "lo que se rehace al editar run_model.py (kB, escala logarítmica)"  # es
alt = (  # es
    "Dos barras en escala logarítmica. Con la copia del código delante de pip se rehacen más de cien mil kB; "  # es
    "con la copia detrás, alrededor de uno."  # es
)  # es
rebuilt_text = "what is rebuilt when run_model.py is edited (kB, logarithmic scale)"  # en
alt = (  # en
    "Two bars on a logarithmic scale. With the copy of the code before pip more than a hundred thousand kB are rebuilt; "  # en
    "with the copy after it, about one."  # en
)  # en
figure, axes = plt.subplots(figsize=(8, 2.2), layout="constrained")
bars = axes.barh(list(sizes), [size / 1e3 for size in sizes.values()], color=["#bb5566", "#4477aa"])
axes.bar_label(bars, [f"{libraries / 1e6:.0f} MB", f"{code / 1e3:.1f} kB"], padding=4)
axes.set_xscale("log")
axes.set_xlim(0.1, 1e7)
axes.invert_yaxis()
axes.set_xlabel(rebuilt_text)
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira los números junto a las barras: el mismo cambio, con las mismas instrucciones en otro orden. Lo que cambia poco va
delante; lo que cambia a diario, detrás.

### Ejercicio 2: qué capas se rehacen

- **Escribe** `rebuilt_layers(instructions, changed_files)`.
- **Recibes** una lista de instrucciones, cada una como en un Dockerfile y en una sola línea, y los nombres de los
  archivos editados, con `/` entre carpetas. No hay `.dockerignore`.
- **Devuelves** la lista de las posiciones, desde 0, de las capas que se rehacen. Estas son las reglas:
  - Capas son las de `COPY`, `ADD` y `RUN`. Las demás instrucciones solo anotan algo.
  - Una copia se rehace si cambió un archivo que nombra. Puede nombrar un archivo, una carpeta con todo lo que hay
    dentro, o un patrón con `*`, `?` o `[ab]`, que nunca pasa de una `/`. Lo último que nombra es el destino, y no
    cuenta. Las opciones empiezan por `--`. También existe la forma con una lista de JSON.
  - Si una capa se rehace, las que van detrás en su etapa se rehacen también.
  - Cada `FROM` empieza otra etapa, con nombre si dice `AS build`. `COPY --from=build` copia de esa etapa y no de la
    carpeta: se rehace si se rehízo alguna capa de esa etapa.

```python
lines = ["FROM python:3.13.12-slim", "COPY requirements.txt ./", "RUN pip install -r requirements.txt", "COPY src ./"]
rebuilt_layers(lines, ["src/clean/orders.py"])  # [3]
rebuilt_layers(lines, ["requirements.txt"])  # [1, 2, 3]
```

**Para qué:** una imagen que tarda diez minutos en construirse se construye pocas veces. Con las capas en orden, subir
una corrección cuesta segundos. Para una pista: `hint("layer_cache")`.
"""

# %% [markdown] lang="en"
"""
Look at the numbers beside the bars: the same edit, with the same instructions in another order. What seldom changes
goes first; what changes every day, last.

### Exercise 2: which layers are rebuilt

- **Write** `rebuilt_layers(instructions, changed_files)`.
- **You get** a list of instructions, each as in a Dockerfile and on a single line, and the names of the files that
  were edited, with `/` between folders. There is no `.dockerignore`.
- **You give back** the list of the positions, from 0, of the layers that are rebuilt. These are the rules:
  - Layers are those of `COPY`, `ADD` and `RUN`. The other instructions only take a note.
  - A copy is rebuilt if a file that it names changed. It may name a file, a folder with everything in it, or a pattern
    with `*`, `?` or `[ab]`, which never goes past a `/`. The last thing that it names is the target, and does not
    count. Options begin with `--`. There is also the form with a JSON list.
  - If a layer is rebuilt, those after it in its stage are rebuilt too.
  - Each `FROM` begins another stage, with a name if it says `AS build`. `COPY --from=build` copies from that stage
    and not from the folder: it is rebuilt if some layer of that stage was.

```python
lines = ["FROM python:3.13.12-slim", "COPY requirements.txt ./", "RUN pip install -r requirements.txt", "COPY src ./"]
rebuilt_layers(lines, ["src/clean/orders.py"])  # [3]
rebuilt_layers(lines, ["requirements.txt"])  # [1, 2, 3]
```

**Why:** an image that takes ten minutes to build is seldom built. With the layers in order, shipping a fix costs
seconds. For a hint: `hint("layer_cache")`.
"""

# %% exercise="layer_cache"
def rebuilt_layers(instructions, changed_files) -> list[int]:
    ### BEGIN SOLUTION
    def sources(words):
        text = " ".join(words)
        return json.loads(text)[:-1] if text.startswith('["') else words[:-1]

    def names(source, path):
        wanted, parts = PurePosixPath(source.lstrip("/")).parts, PurePosixPath(path).parts
        return len(wanted) <= len(parts) and all(map(fnmatchcase, parts, wanted))

    rebuilt, stages, stage = [], {}, ""
    for position, line in enumerate(instructions):
        name, *words = line.split()
        options = [word for word in words if word.startswith("--")]
        words = [word for word in words if not word.startswith("--")]
        if name == "FROM":
            stage = words[-1]
            stages[stage] = False
        elif name in ("COPY", "ADD"):
            origin = [option.removeprefix("--from=") for option in options if option.startswith("--from=")]
            if origin:
                changed = stages.get(origin[0], False)
            else:
                changed = any(names(source, path) for source in sources(words) for path in changed_files)
            stages[stage] = stages[stage] or changed
        if name in ("COPY", "ADD", "RUN") and stages[stage]:
            rebuilt.append(position)
    return rebuilt
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes decir, antes de construir, qué costará un cambio.
"""

# %% [markdown] lang="en"
"""
You can now say, before building, what an edit will cost.
"""

# %% [markdown] lang="es"
"""
## 4. El programa que arranca

El contenedor no sabe nada de modelos: arranca un programa, le da una entrada y recoge una salida y un código. Vamos a
maltratar el de la carpeta. `ask` lo ejecuta como un proceso de verdad, con los bytes que le des:
"""

# %% [markdown] lang="en"
"""
## 4. The program that starts

The container knows nothing of models: it starts a program, gives it an input and collects an output and an exit code.
Let's mistreat the one in the folder. `ask` runs it as a real process, with the bytes that you give it:
"""

# %%
def ask(data: bytes) -> None:
    run = subprocess.run([sys.executable, "run_model.py"], input=data, capture_output=True, cwd=shop)
    print("code", run.returncode, "| stdout", run.stdout, "| stderr", run.stderr.splitlines()[-1:])


ask(b"[3.2, 2, 20.5, 0.0, 1]\n")

# %% [markdown] lang="es"
"""
Un pedido a 3,2 km, con dos platos, a las ocho y media: unos 33 minutos. Ahora, tres entradas peores.

**¿Qué esperas?** La primera no es JSON, la segunda lleva `NaN` y a la tercera le falta una columna. ¿Cuáles terminan
con un error?
"""

# %% [markdown] lang="en"
"""
An order 3.2 km away, with two dishes, at half past eight in the evening: some 33 minutes. Now, three worse inputs.

**What do you expect?** The first is no JSON, the second has a `NaN` and the third lacks a column. Which of them end
with an error?
"""

# %%
ask(b"hello\n")
ask(b"[NaN, 2, 20.5, 0.0, 1]\n")
ask(b"[3.2, 2, 20.5, 0.0]\n")

# %% [markdown] lang="es"
"""
Solo la primera, y con una traza de Python que no le sirve a quien la recibe. Las otras dos son peores: código 0 y un
resultado que parece una respuesta. `NaN` no existe en JSON, pero `json.loads` lo acepta; y `zip` se detiene en la lista
más corta sin decir nada: esos minutos se parecen a los buenos, y son otros.

Quien llama a un programa mira tres cosas: el código (0 es bien; 2, por costumbre, «me lo pediste mal»), stdout, donde
solo van respuestas, y stderr, donde van los mensajes.

**¿Qué esperas?** ¿Con qué código termina el programa si alguien lo para con SIGTERM mientras espera?
"""

# %% [markdown] lang="en"
"""
Only the first, and with a Python traceback that is no use to whoever gets it. The other two are worse: code 0 and a
result that looks like an answer. There is no `NaN` in JSON, but `json.loads` accepts it; and `zip` stops at the
shorter list without a word: those minutes resemble the right ones, and are others.

Whoever calls a program looks at three things: the code (0 is well; 2, by custom, “you asked me wrongly”), stdout,
where only answers go, and stderr, where messages go.

**What do you expect?** With which code does the program end if somebody stops it with SIGTERM while it waits?
"""

# %%
pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "env": {**os.environ, "PYTHONUNBUFFERED": ""}}
process = subprocess.Popen([sys.executable, "run_model.py"], cwd=shop, **pipes)
process.stdin.write(b"[3.2, 2, 20.5, 0.0, 1]\n")
process.stdin.flush()
time.sleep(0.5)
process.terminate()
print("stdout", process.communicate()[0], "| code", process.returncode)

# %% [markdown] lang="es"
"""
Código −15: no terminó, lo mató la señal 15, que es SIGTERM. Y falta la respuesta: cuando al otro lado hay un proceso y
no una pantalla, Python junta unos kilobytes antes de enviar, y aquí murió antes. `print(…, flush=True)` envía enseguida.
"""

# %% [markdown] lang="en"
"""
Code −15: it did not end, signal 15, which is SIGTERM, killed it. And the answer is missing: when there is a process at
the other end and no screen, Python gathers a few kilobytes before it sends, and here it died before that.
`print(…, flush=True)` sends at once.
"""

# %% [markdown] lang="es"
"""
### Ejercicio 3: un programa que responde por líneas

- **Escribe** `run_model_py()`, que devuelve el texto de un programa (o la ruta `Path` de un archivo que lo contiene).
  El programa usa solo la biblioteca estándar y, si quieres, NumPy.
- **Recibe** un `model.json` como el de arriba, con las columnas que sean, que está junto al programa y no en la carpeta
  de quien lo arranca. Por stdin, un pedido por línea: una lista de JSON con un número finito por columna.
- **Devuelve** por stdout un número por línea, en orden y enseguida, sin esperar al pedido siguiente. Al acabar la
  entrada, código 0. Cien mil pedidos tardan menos de 8 segundos.
- **Rechaza** todo lo demás: lo que no es JSON, otra forma, textos, `true`, `null`, `NaN`, infinitos, números que no
  caben, una línea vacía, una entrada sin líneas, bytes que no son UTF-8. Escribe en stderr un mensaje con el número de
  la línea, desde 1, y termina con código 2, sin traza. Lo anterior queda respondido.
- **Termina** con SIGTERM enseguida y con código 0. Si quien lee cierra la salida, termina en silencio, con el código
  que quieras.

```python
(shop / "run_model.py").write_text(run_model_py())
ask(b"[3.2, 2, 20.5, 0.0, 1]\n[NaN, 2, 20.5, 0.0, 1]\n")
# code 2 | stdout b'33.51…\n' | stderr [b'line 2: nan is no number']
```

**Para qué:** a las tres de la mañana nadie mira. Otro programa decide, con el código de salida, si reintenta, si avisa
o si sigue. Para una pista: `hint("model_entrypoint")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 3: a program that answers line by line

- **Write** `run_model_py()`, which gives back the text of a program (or the `Path` of a file that holds it). The
  program uses only the standard library and, if you like, NumPy.
- **It gets** a `model.json` like the one above, with any columns, which lies beside the program and not in the folder of
  whoever starts it. On stdin, one order a line: a JSON list with one finite number per column.
- **It gives back** on stdout one number a line, in order and at once, without waiting for the next order. When the
  input ends, code 0. A hundred thousand orders take less than 8 seconds.
- **It refuses** everything else: what is no JSON, another shape, texts, `true`, `null`, `NaN`, infinities, numbers
  that do not fit, an empty line, an input without lines, bytes that are no UTF-8. It writes to stderr a message with
  the number of the line, from 1, and ends with code 2, without a traceback. What came before is answered.
- **It ends** at SIGTERM at once and with code 0. If whoever reads closes the output, it ends in silence, with any code
  you like.

```python
(shop / "run_model.py").write_text(run_model_py())
ask(b"[3.2, 2, 20.5, 0.0, 1]\n[NaN, 2, 20.5, 0.0, 1]\n")
# code 2 | stdout b'33.51…\n' | stderr [b'line 2: nan is no number']
```

**Why:** at three in the morning nobody is watching. Another program decides, by the exit code, whether to try again,
to raise an alarm or to go on. For a hint: `hint("model_entrypoint")`.
"""

# %% exercise="model_entrypoint"
def run_model_py() -> str:
    ### BEGIN SOLUTION
    return """import json
import math
import os
import signal
import sys
from pathlib import Path


def refuse(number, why):
    print(f"line {number}: {why}", file=sys.stderr)
    sys.exit(2)


def read_order(line, number, columns):
    try:
        row = json.loads(line)
        if type(row) is not list or len(row) != columns:
            refuse(number, f"a list of {columns} numbers was expected")
        for value in row:
            if type(value) not in (int, float) or not math.isfinite(value):
                refuse(number, f"{value} is no number")
        return row
    except (ValueError, OverflowError, RecursionError) as error:
        refuse(number, f"cannot be read ({type(error).__name__})")


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    model = json.loads(Path(__file__).with_name("model.json").read_text())
    number = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        row = read_order(line, number, len(model["coef"]))
        parts = zip(row, model["mean"], model["scale"], model["coef"])
        print(model["intercept"] + sum(coef * (x - mean) / scale for x, mean, scale, coef in parts), flush=True)
    if number == 0:
        refuse(1, "there are no orders")


try:
    main()
except BrokenPipeError:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1)
"""
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes escribir el proceso 1 de un contenedor. Lee bytes y no texto, comprueba antes de calcular, y cuando algo va
mal lo dice donde toca.
"""

# %% [markdown] lang="en"
"""
You can now write a container's process 1. It reads bytes and not text, checks before it computes, and when something
goes wrong it says so in the right place.
"""

# %% [markdown] lang="es"
"""
## 5. Del experimento a la carpeta

Antes de construir, Docker recibe el contexto: la carpeta entera, menos lo que diga `.dockerignore`. Es una lista de
patrones; decide la última línea que coincide, y `!` vuelve a permitir.

Alguien excluye lo que conoce. Al día siguiente hay dos archivos más:
"""

# %% [markdown] lang="en"
"""
## 5. From the experiment to the folder

Before it builds, Docker gets the context: the whole folder, except what `.dockerignore` says. That is a list of
patterns; the last line that matches decides, and `!` allows again.

Somebody excludes what they know. The next day there are two more files:
"""

# %%
(shop / ".dockerignore").write_text(".env\norders.csv\n")
(shop / "customers.csv").write_text("name,phone\n")
(shop / "trial.ipynb").write_text("{}")
print(sorted(read_context(shop)))

# %% [markdown] lang="es"
"""
Viajan los dos, y también `.dockerignore`.

**¿Qué esperas?** ¿Qué queda si la primera línea lo excluye todo y las siguientes permiten lo necesario?
"""

# %% [markdown] lang="en"
"""
Both of them travel, and `.dockerignore` too.

**What do you expect?** What is left if the first line excludes everything and the following ones allow what is
needed?
"""

# %%
(shop / ".dockerignore").write_text("*\n!requirements.txt\n!run_model.py\n!model.json\n")
print(sorted(read_context(shop)))

# %% [markdown] lang="es"
"""
Los teléfonos de los clientes ya no salen de la carpeta, ni hoy ni cuando aparezca otro archivo. Una lista de lo
permitido envejece mejor que una de lo prohibido.

Una última trampa, esta silenciosa. `COPY` conserva los permisos del archivo y se lo deja a root. `tempfile` crea
archivos que solo su dueño puede leer:
"""

# %% [markdown] lang="en"
"""
The customers' phone numbers do not leave the folder any more, not today nor when another file turns up. A list of
what is allowed ages better than one of what is forbidden.

One last trap, a silent one. `COPY` keeps the rights of the file and leaves it to root. `tempfile` makes files that
only their owner may read:
"""

# %%
with tempfile.NamedTemporaryFile() as file:
    print("tempfile:", oct(os.stat(file.name).st_mode & 0o777))
print("write_text:", oct((shop / "model.json").stat().st_mode & 0o777))

# %% [markdown] lang="es"
"""
Con `0o600`, el usuario 10001 arranca el programa y no puede abrir el modelo. Las tres cifras son dueño,
grupo y los demás; 4 es leer.

### Ejercicio 4: del experimento a Docker

- **Escribe** `make_context(model, folder)`: los pasos 1 y 2 del dibujo. Los pasos 3 y 4 los hace la comprobación: lleva
  a otra carpeta lo que quedaría en la imagen y ejecuta allí tu `ENTRYPOINT`, sin nada de fuera.
- **Recibes** un modelo de scikit-learn ya entrenado con las columnas `FEATURES`, de la clase que sea, que estima
  minutos; y una carpeta (`str` o `Path`) que puede no existir, o tener un experimento entero dentro.
- **Escribes** en ella el modelo, en el formato que quieras; un programa que habla como el del ejercicio 3, un pedido por
  línea; `requirements.txt`, si hace falta algo, con una versión exacta de cada paquete, la que usas aquí; `Dockerfile`,
  con las reglas del ejercicio 1; y `.dockerignore`, para que a Docker solo le llegue lo necesario. Lo que ya había en la
  carpeta se queda como estaba, salvo un contexto anterior, que se reemplaza.
- **Cuida** dos cosas: el programa busca el modelo a su lado, no en una ruta de esta máquina; y el usuario de la imagen
  puede leerlo todo.

```python
make_context(time_model, folder)
sorted(read_context(folder))  # ['model.joblib', 'requirements.txt', 'run_model.py']
```

**Para qué:** quien reciba esta carpeta no sabe qué es scikit-learn. Construye, ejecuta y tiene predicciones. Para una
pista: `hint("experiment_to_docker")`.
"""

# %% [markdown] lang="en"
"""
With `0o600`, user 10001 starts the program and cannot open the model. The three digits are owner, group and the
others; 4 is to read.

### Exercise 4: from the experiment to Docker

- **Write** `make_context(model, folder)`: steps 1 and 2 of the picture. The check does steps 3 and 4: it takes to
  another folder what would be in the image and runs your `ENTRYPOINT` there, with nothing from outside.
- **You get** a scikit-learn model trained on the columns `FEATURES`, of any class, which estimates minutes; and a
  folder (`str` or `Path`) that may not exist, or have a whole experiment in it.
- **You write** into it the model, in any format you like; a program that talks like the one of exercise 3, one order a
  line; `requirements.txt`, if anything is needed, with one exact version of each package, the one that you use here;
  `Dockerfile`, with the rules of exercise 1; and `.dockerignore`, so that Docker gets only what is needed. What was in
  the folder already stays as it was, except an earlier context, which is replaced.
- **Mind** two things: the program looks for the model beside itself, not at a path of this machine; and the image's
  user can read everything.

```python
make_context(time_model, folder)
sorted(read_context(folder))  # ['model.joblib', 'requirements.txt', 'run_model.py']
```

**Why:** whoever gets this folder does not know what scikit-learn is. They build, run and have predictions. For a hint:
`hint("experiment_to_docker")`.
"""

# %% exercise="experiment_to_docker"
def make_context(model, folder) -> None:
    ### BEGIN SOLUTION
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    joblib.dump(model, folder / "model.joblib")
    (folder / "run_model.py").write_text(
        """import json
import signal
import sys
from pathlib import Path

import joblib

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
model = joblib.load(Path(__file__).with_name("model.joblib"))
for line in sys.stdin:
    print(float(model.predict([json.loads(line)])[0]), flush=True)
"""
    )
    packages = ["scikit-learn", "numpy", "scipy", "joblib", "threadpoolctl"]
    pins = [f"{name}=={importlib.metadata.version(name)}\n" for name in packages]
    (folder / "requirements.txt").write_text("".join(pins))
    (folder / "Dockerfile").write_text(
        f"""FROM python:{platform.python_version()}-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY model.joblib run_model.py ./
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""
    )
    (folder / ".dockerignore").write_text("*\n!requirements.txt\n!run_model.py\n!model.joblib\n")
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes entregar un experimento como una carpeta que se construye sola.
"""

# %% [markdown] lang="en"
"""
You can now hand over an experiment as a folder that builds itself.
"""

# %% [markdown] lang="es"
"""
## 6. Laboratorio: un motor de verdad

Esta sección no puntúa. Si en tu máquina responde un motor de Docker, construye la imagen y la llama desde Python con
el paquete `docker`; si no, lo dice y sigue. No descarga nada por su cuenta.
"""

# %% [markdown] lang="en"
"""
## 6. Laboratory: a real engine

This section is not marked. If a Docker engine answers on your machine, it builds the image and calls it from Python
with the package `docker`; if not, it says so and goes on. It downloads nothing by itself.
"""

# %%
BASE = f"python:{platform.python_version()}-slim"
missing = "Aquí no responde ningún motor de Docker: sigue leyendo, no te pierdes nada que puntúe."  # es
not_here = f"El motor responde, pero no tiene la base. Ejecuta «docker pull {BASE}» y repite esta celda."  # es
missing = "No Docker engine answers here: read on, you miss nothing that is marked."  # en
not_here = f"The engine answers, but does not have the base. Run “docker pull {BASE}” and repeat this cell."  # en
try:
    engine = docker.from_env(timeout=60)
    engine.images.get(BASE)
except docker.errors.DockerException as error:
    engine = None
    print(not_here if isinstance(error, docker.errors.ImageNotFound) else missing)

# %% [markdown] lang="es"
"""
El contexto del laboratorio es tu programa del ejercicio 3 con `model.json`. La base lleva el mismo Python que este
notebook, y no hace falta pip, así que se construye sin red en un par de segundos.
"""

# %% [markdown] lang="en"
"""
The context of the laboratory is your program of exercise 3 with `model.json`. The base has the same Python as this
notebook, and no pip is needed, so it builds without a network in a couple of seconds.
"""

# %%
lab = shop.parent / "lab"
lab.mkdir(exist_ok=True)
shutil.copy(shop / "model.json", lab)
recipe = f"""FROM {BASE}
WORKDIR /app
COPY model.json run_model.py ./
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""
(lab / "Dockerfile").write_text(recipe)
if engine:
    made = run_model_py()
    (lab / "run_model.py").write_text(made.read_text() if isinstance(made, Path) else made)
    image, _ = engine.images.build(path=str(lab), tag="late-orders:lab", network_mode="none", rm=True)
    print(image.tags, f"{image.attrs['Size'] / 1e6:.0f} MB")

# %% [markdown] lang="es"
"""
Al ejecutar se ponen los límites: sin red, 256 MB de memoria, disco de solo lectura, sin privilegios y pocos procesos.
Cada uno es una opción de `docker run`: `--network none --memory 256m --read-only --user 10001 --cap-drop ALL`.
"""

# %% [markdown] lang="en"
"""
The limits are set when it is run: no network, 256 MB of memory, a read-only disk, no privileges and few processes.
Each is an option of `docker run`: `--network none --memory 256m --read-only --user 10001 --cap-drop ALL`.
"""

# %%
LIMITS = {"network_mode": "none", "mem_limit": "256m", "read_only": True, "user": "10001"}
LIMITS |= {"cap_drop": ["ALL"], "pids_limit": 64, "security_opt": ["no-new-privileges"]}


def call_container(image, data: bytes) -> tuple[int, bytes]:
    container = engine.containers.create(image, stdin_open=True, **LIMITS)
    try:
        pipe = container.attach_socket(params={"stdin": 1, "stream": 1})
        pipe = getattr(pipe, "_sock", pipe)
        container.start()
        pipe.sendall(data)
        pipe.shutdown(socket.SHUT_WR)
        return container.wait(timeout=30)["StatusCode"], container.logs()
    finally:
        container.remove(force=True)

# %%
if engine:
    rows = "".join(json.dumps(row) + "\n" for row in X[:3].tolist())
    print(call_container("late-orders:lab", rows.encode()), time_model.predict(X[:3]))
    print(call_container("late-orders:lab", b"[NaN, 2, 20.5, 0.0, 1]\n"))

# %% [markdown] lang="es"
"""
Si hubo motor, la primera línea trae código 0 y los mismos minutos que `time_model` en tu notebook; la segunda, código
2 y tu mensaje. Para desplegar quedaría `docker push` a un registro y `docker pull` en el servidor. De tu máquina se
borra con `docker rmi late-orders:lab`.
"""

# %% [markdown] lang="en"
"""
If there was an engine, the first line has code 0 and the same minutes as `time_model` in your notebook; the second,
code 2 and your message. What is left for deploying is `docker push` to a registry and `docker pull` on the server. On
your machine, `docker rmi late-orders:lab` deletes it.
"""

# %% [markdown] lang="es"
"""
## Lo que te llevas

- Una imagen es una pila de capas con una orden de arranque; un contenedor es un proceso que ve ese disco.
- Lo que entra en una capa se queda en ella. Un secreto no entra en ninguna.
- La base se elige con soporte y se fija con los tres números o con un digest.
- Desde la primera capa que cambia se rehacen todas: lo que cambia poco va delante.
- El proceso 1 es tu programa, no un shell, y atiende SIGTERM. Lo ejecuta un número que no es 0.
- Comprueba lo que recibe, responde enseguida y dice con el código cómo ha ido.
- `.dockerignore` empieza por excluirlo todo.

Mira cómo vas:
"""

# %% [markdown] lang="en"
"""
## What you take away

- An image is a stack of layers with a command to start; a container is a process that sees that disk.
- What gets into a layer stays in it. A secret gets into none.
- The base is chosen among those supported and pinned with all three numbers or with a digest.
- From the first layer that changes, all are rebuilt: what seldom changes goes first.
- Process 1 is your program, not a shell, and minds SIGTERM. A number that is not 0 runs it.
- It checks what it gets, answers at once and says with its code how it went.
- `.dockerignore` begins by excluding everything.

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
quiz("4-containers")
