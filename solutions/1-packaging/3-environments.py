# %% [markdown] lang="es"
"""
# 3. Entornos: que el modelo encuentre sus bibliotecas

Un modelo guardado no funciona solo: necesita un Python y unas bibliotecas, en versiones que se entiendan. Hoy
describes ese entorno en un archivo, lo comparas con otro y ejecutas un modelo donde no hay nada más.

Al terminar podrás:

- fijar las versiones de lo que usas y de todo lo que eso necesita;
- decir qué cambió entre dos entornos, y si subió o bajó de versión;
- escribir un entorno de conda con un Python que aún tiene soporte;
- ejecutar un script en un entorno virtual recién hecho, sin conexión y sin sorpresas.

Cuenta con unos 40 minutos. Todo funciona sin conexión.
"""

# %% [markdown] lang="en"
"""
# 3. Environments: let the model find its libraries

A saved model does not work alone: it needs a Python and some libraries, in versions that get along. Today you
describe that environment in a file, compare it with another, and run a model where there is nothing else.

By the end you will be able to:

- pin the versions of what you use and of all that it needs;
- say what changed between two environments, and whether its version went up or down;
- write a conda environment with a Python that is still supported;
- run a script in a newly made virtual environment, offline and without surprises.

Allow about 40 minutes. Everything works offline.
"""

# %% [markdown] lang="es"
"""
```mermaid
flowchart LR
    accTitle: El camino de un entorno desde tu máquina hasta otra
    accDescr {
        Lo que hay instalado en tu máquina se anota en una lista de versiones.
        Con la lista se construye un entorno nuevo en otra máquina.
        Allí el modelo se ejecuta aislado. Si algo falta o sobra, se compara con la lista.
    }
    here["Tu máquina: lo instalado"] -- fijas --> list["Lista: nombres y versiones"]
    list -- construyes --> there["Entorno nuevo en otra máquina"]
    there --> run{"¿El modelo se ejecuta aislado?"}
    run -- sí --> serve["Listo para producción"]
    run -- no --> compare["Comparas los dos entornos"]
    compare --> list
```
"""

# %% [markdown] lang="en"
"""
```mermaid
flowchart LR
    accTitle: The way of an environment from your machine to another
    accDescr {
        What is installed on your machine is written down as a list of versions.
        From the list a new environment is built on another machine.
        There the model runs in isolation. If something is missing or should not be there, it is compared with the list.
    }
    here["Your machine: what is installed"] -- pin --> list["List: names and versions"]
    list -- build --> there["New environment on another machine"]
    there --> run{"Does the model run in isolation?"}
    run -- yes --> serve["Ready for production"]
    run -- no --> compare["You compare the two environments"]
    compare --> list
```
"""

# %% [markdown] lang="es"
"""
Ejecuta primero estas tres celdas.
"""

# %% [markdown] lang="en"
"""
Run these three cells first.
"""

# %% lang="es"
from grader.es import check, hint, progress, quiz, show

# %% lang="en"
from grader.en import check, hint, progress, quiz, show

# %%
import hashlib
import os
import pickle
import platform
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
import zipfile
from datetime import date
from importlib.metadata import PackageNotFoundError, distribution, distributions, packages_distributions
from pathlib import Path

# %%
import matplotlib.pyplot as plt
import pandas as pd
import yaml
from packaging.markers import Marker
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

# %% [markdown] lang="es"
"""
## 1. El archivo viaja, las bibliotecas no

En la empresa de reparto, Ana guardó el modelo que avisa de los pedidos tardíos y escribió un script que lo usa. Haz
lo mismo:
"""

# %% [markdown] lang="en"
"""
## 1. The file travels, the libraries do not

At the delivery company, Ana saved the model that warns of late orders and wrote a script that uses it. Do the same:
"""

# %%
from grader.orders import FEATURES, make_orders

orders = make_orders(2000)
X = orders[FEATURES].to_numpy()
late_model = make_pipeline(StandardScaler(), LogisticRegression()).fit(X, orders["late"])

# %%
temporary = tempfile.TemporaryDirectory()
folder = Path(temporary.name).resolve()
model_path, script = folder / "late.pkl", folder / "predict.py"
model_path.write_bytes(pickle.dumps(late_model))
script.write_text(f"""
import pickle
from pathlib import Path

model = pickle.loads(Path({str(model_path)!r}).read_bytes())
print(model.predict([[9.0, 4, 20.5, 6.0, 2]]))
""")
print(subprocess.run([sys.executable, script], capture_output=True, text=True).stdout)

# %% [markdown] lang="es"
"""
El pedido llegará tarde. Ahora el mismo Python, pero con las opciones `-I` y `-S`, que dejan fuera todo lo que
instalaste: queda solo la biblioteca estándar, la que viene con Python.

**¿Qué esperas?** ¿Dónde falla: al leer el archivo, al abrir el pickle o al predecir?
"""

# %% [markdown] lang="en"
"""
The order will be late. Now the same Python, but with the options `-I` and `-S`, which leave out all that you
installed: only the standard library remains, the one that comes with Python.

**What do you expect?** Where does it fail: when reading the file, when opening the pickle or when predicting?
"""

# %%
run = subprocess.run([sys.executable, "-I", "-S", script], capture_output=True, text=True)
print(*run.stderr.splitlines()[-3:], sep="\n")

# %% [markdown] lang="es"
"""
Al abrir el pickle: pide `sklearn` y nadie lo tiene. Lo que falta es el *entorno*, que responde a tres preguntas: qué
Python, qué distribuciones y en qué versión. Una *distribución* es lo que se instala de una vez, con un nombre y una
versión.

Mira el tuyo. `sys.prefix` es la carpeta del entorno; `sys.base_prefix`, la del Python con que se hizo. Si son la
misma, no estás en un entorno virtual.
"""

# %% [markdown] lang="en"
"""
When opening the pickle: it asks for `sklearn` and nobody has it. What is missing is the *environment*, which answers
three questions: which Python, which distributions, and in which version. A *distribution* is what is installed in one
go, with a name and a version.

Look at yours. `sys.prefix` is the folder of the environment; `sys.base_prefix`, that of the Python that made it. If
they are the same, you are not in a virtual environment.
"""

# %%
print(platform.python_version())
print(sys.prefix, sys.base_prefix, sep="\n")
print(len({found.name for found in distributions()}), "distribuciones")  # es
print(len({found.name for found in distributions()}), "distributions")  # en

# %% [markdown] lang="es"
"""
Nadie instaló tantas a mano: casi todas llegaron porque otra las necesitaba. Ya puedes decir qué es un entorno; ahora
hace falta saber qué parte de él necesita tu modelo.
"""

# %% [markdown] lang="en"
"""
Nobody installed that many by hand: nearly all came because another one needed them. You can now say what an
environment is; next you need to know which part of it your model needs.
"""

# %% [markdown] lang="es"
"""
## 2. Qué necesita cada distribución

Al instalar una distribución queda su ficha en el disco, y `importlib.metadata` la lee. Dice la versión y lo que
necesita:
"""

# %% [markdown] lang="en"
"""
## 2. What each distribution needs

When a distribution is installed its record stays on the disk, and `importlib.metadata` reads it. It tells the version
and what it needs:
"""

# %%
found = distribution("scikit-learn")
print(found.name, found.version)
print(*found.requires, sep="\n")

# %% [markdown] lang="es"
"""
Cada línea es un *requisito*: un nombre y las versiones que valen. Que pida `numpy` desde cierta versión no dice cuál
tienes tú.

**¿Qué esperas?** En el código escribes `import sklearn` e `import yaml`. ¿Son esos los nombres de las distribuciones?
"""

# %% [markdown] lang="en"
"""
Each line is a *requirement*: a name and the versions that will do. That it asks for `numpy` from a certain version on
does not say which one you have.

**What do you expect?** In code you write `import sklearn` and `import yaml`. Are those the names of the distributions?
"""

# %%
try:
    distribution("sklearn")
except PackageNotFoundError as error:
    print(error)

modules = packages_distributions()
print({name: modules[name] for name in ["sklearn", "yaml", "PIL"]})

# %% [markdown] lang="es"
"""
No: lo que se importa es un módulo y lo que se instala es una distribución, y cada uno se llama como quiere. Además,
el nombre de una distribución se puede escribir de muchas maneras:
"""

# %% [markdown] lang="en"
"""
No: what you import is a module and what you install is a distribution, and each is called what it likes. Besides, the
name of a distribution can be written in many ways:
"""

# %%
for name in ["scikit-learn", "Scikit_Learn", "SCIKIT.learn", "scikit--learn"]:
    print(f"{name:14} {canonicalize_name(name)}  {distribution(name).version}")

# %% [markdown] lang="es"
"""
Las cuatro son la misma. *Normalizar* un nombre (PEP 503) es ponerlo en minúsculas y cambiar cada serie de `-`, `_` y
`.` por un solo guion. Antes de comparar dos nombres, normalízalos.

Ahora los requisitos de pandas:
"""

# %% [markdown] lang="en"
"""
The four are the same. To *normalize* a name (PEP 503) is to put it in lower case and to change each run of `-`, `_`
and `.` into a single hyphen. Before you compare two names, normalize them.

Now the requirements of pandas:
"""

# %%
print(*distribution("pandas").requires[:6], sep="\n")

# %% [markdown] lang="es"
"""
¿`numpy` dos veces, y `tzdata` también? Lo que va detrás de `;` es un *marcador*: la línea cuenta solo donde el
marcador es cierto. Uno pregunta por la versión de Python, otro por el sistema y otro por un *extra*, un añadido que
se pide entre corchetes, como en `pandas[test]`.

**¿Qué esperas?** ¿Qué parte de sus líneas cuenta en tu Python, si no pides ningún extra?
"""

# %% [markdown] lang="en"
"""
`numpy` twice, and `tzdata` too? What follows `;` is a *marker*: the line counts only where the marker is true. One
asks about the version of Python, another about the system, and another about an *extra*, an addition that is asked
for in brackets, as in `pandas[test]`.

**What do you expect?** What share of its lines counts in your Python, if you ask for no extra?
"""

# %%
def applies(line, extra="") -> bool:
    marker = Requirement(line).marker
    return marker is None or marker.evaluate({"extra": extra})


rows = {}
for name in ["scikit-learn", "pandas", "dask", "jupyterlab"]:
    lines = distribution(name).requires
    rows[name] = [len(lines), sum(applies(line) for line in lines)]
pd.DataFrame(rows, index=["líneas", "cuentan aquí"]).T  # es
pd.DataFrame(rows, index=["lines", "count here"]).T  # en

# %% [markdown] lang="es"
"""
De pandas cuentan dos (en Windows, tres: también `tzdata`). Quien copie los requisitos sin mirar los marcadores pedirá
decenas de distribuciones que no le hacen falta.

**¿Qué esperas?** Python 3.11 es posterior a 3.9. ¿Lo ve así quien compara los textos? ¿Y el marcador?
"""

# %% [markdown] lang="en"
"""
Two of the lines of pandas count (on Windows three: `tzdata` too). Whoever copies the requirements without looking at
the markers will ask for dozens of distributions that are not needed.

**What do you expect?** Python 3.11 is later than 3.9. Does a comparison of texts see it so? And the marker?
"""

# %%
print("3.11" > "3.9", Marker('python_version > "3.9"').evaluate({"python_version": "3.11"}))

# %% [markdown] lang="es"
"""
Como texto, el `1` va antes que el `9`. El marcador compara versiones: deja que decida él.

Quedan los extras. `Requirement` separa las partes de una línea, y un extra puede pedir otros extras de su propia
distribución:
"""

# %% [markdown] lang="en"
"""
As text, the `1` comes before the `9`. The marker compares versions: let it decide.

The extras are left. `Requirement` takes the parts of a line apart, and an extra may ask for other extras of its own
distribution:
"""

# %%
wanted = Requirement("dask[distributed]>=2026")
print(wanted.name, wanted.extras, wanted.specifier, wanted.marker)

needs = distribution("dask").requires
print([line for line in needs if applies(line, "distributed") and not applies(line)])
print([line for line in needs if Requirement(line).name == "dask"])

# %% [markdown] lang="es"
"""
`dask[complete]` es `dask` con cuatro extras. Así que una distribución puede salir dos veces, la segunda con un
extra que la primera no traía. Y dos distribuciones pueden necesitarse la una a la otra.

### Ejercicio 1: fija lo que tu modelo necesita

- **Escribe** `freeze(names)`.
- **Recibes** una lista de nombres de distribuciones. Un nombre puede llevar extras, como `"dask[distributed]"`, y
  estar escrito de cualquier manera.
- **Devuelves** una lista de líneas `name==version`: una por cada distribución nombrada y por cada una que estas
  necesitan, y así hasta el final. El nombre va normalizado y la versión es la instalada. Las líneas, en orden
  alfabético y sin repetir.
- **Cuida** los marcadores: cuenta lo que es cierto en este Python. Un extra cuenta solo si alguien lo pide, tú o un
  requisito. Si falta algo que se necesita, deja salir `PackageNotFoundError`. Lee todo con `importlib.metadata`: las
  pruebas ponen distribuciones inventadas en `sys.path`.

```python
freeze(["h5py"])  # ['h5py==3.14.0', 'numpy==2.4.6']
freeze(["H5PY", "h5py"])  # ['h5py==3.14.0', 'numpy==2.4.6']
len(freeze(["dask[distributed]"])) > len(freeze(["dask"]))  # True
```

**Para qué:** un modelo en producción necesita pocas cosas. Esta lista es lo que instalarás en su servidor, ni más ni
menos. Para una pista: `hint("pin_requirements")`.
"""

# %% [markdown] lang="en"
"""
`dask[complete]` is `dask` with four extras. So a distribution may come up twice, the second time with an extra that
the first did not bring. And two distributions may need each other.

### Exercise 1: pin what your model needs

- **Write** `freeze(names)`.
- **You get** a list of names of distributions. A name may carry extras, as in `"dask[distributed]"`, and be written
  in any way.
- **You give back** a list of lines `name==version`: one for each distribution that is named and for each one that
  these need, and so on to the end. The name is normalized and the version is the installed one. The lines, in
  alphabetical order and without repeats.
- **Mind** the markers: what counts is what is true in this Python. An extra counts only if somebody asks for it, you
  or a requirement. If something that is needed is missing, let `PackageNotFoundError` out. Read everything with
  `importlib.metadata`: the tests put made-up distributions on `sys.path`.

```python
freeze(["h5py"])  # ['h5py==3.14.0', 'numpy==2.4.6']
freeze(["H5PY", "h5py"])  # ['h5py==3.14.0', 'numpy==2.4.6']
len(freeze(["dask[distributed]"])) > len(freeze(["dask"]))  # True
```

**Why:** a model in production needs few things. This list is what you will install on its server, neither more nor
less. For a hint: `hint("pin_requirements")`.
"""

# %% exercise="pin_requirements"
def freeze(names) -> list[str]:
    ### BEGIN SOLUTION
    versions, seen = {}, set()
    waiting = [Requirement(name) for name in names]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        for extra in ["", *requirement.extras]:
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            found = distribution(name)
            versions[name] = found.version
            needs = [Requirement(line) for line in found.requires or []]
            waiting += [need for need in needs if need.marker is None or need.marker.evaluate({"extra": extra})]
    return [f"{name}=={versions[name]}" for name in sorted(versions)]
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes decir qué necesita un modelo, con su versión exacta, sin llevarte el resto de tu máquina.
"""

# %% [markdown] lang="en"
"""
You can now say what a model needs, with its exact version, without taking the rest of your machine along.
"""

# %% [markdown] lang="es"
"""
## 3. La foto de un entorno, y lo que cambió

`pip freeze` hace la foto de todo lo instalado.

**¿Qué esperas?** ¿Son todas sus líneas de la forma `name==version`?
"""

# %% [markdown] lang="en"
"""
## 3. The picture of an environment, and what changed

`pip freeze` takes a picture of everything installed.

**What do you expect?** Are all its lines of the form `name==version`?
"""

# %%
run = subprocess.run([sys.executable, "-m", "pip", "freeze"], capture_output=True, text=True)
lines = run.stdout.splitlines()
print(f"{len(lines)} líneas:", *lines[:3], "…", sep="\n")  # es
print(f"{len(lines)} lines:", *lines[:3], "…", sep="\n")  # en
print(*[line for line in lines if "==" not in line or "#" in line or "+" in line], sep="\n")

# %% [markdown] lang="es"
"""
Mira las últimas líneas, que dependen de tu máquina. Lo que instalaste desde una carpeta sale con `-e` o con `@` y una
dirección: un lugar de *tu* disco, que otra máquina no tiene. Una versión con `+cpu` lleva una etiqueta local, y puede
que el índice público no la ofrezca con ese nombre.

Y es la foto de todo: el notebook, las pruebas, lo que probaste un martes. Por eso has escrito `freeze`.

Ana tiene dos fotos de su servidor, del lunes y del viernes. Algo se estropeó entre las dos.

**¿Qué esperas?** ¿Cuántas distribuciones cambiaron de versión de verdad?
"""

# %% [markdown] lang="en"
"""
Look at the last lines, which depend on your machine. What you installed from a folder comes out with `-e` or with `@`
and an address: a place on *your* disk, which another machine does not have. A version with `+cpu` carries a local
label, and the public index may not offer it under that name.

And it is the picture of everything: the notebook, the tests, what you tried out one Tuesday. That is why you wrote
`freeze`.

Ana has two pictures of her server, from Monday and from Friday. Something broke in between.

**What do you expect?** How many distributions really changed their version?
"""

# %%
monday = """
# Editable install with no version control (orders==0.3)
-e /home/ana/orders
numpy==2.10.0
Scikit_Learn==1.9.1
skops==0.16
torch==2.13.0rc1""".splitlines()
friday = """
numpy==2.9.4
scikit-learn==1.9.1
skops==0.16.0
torch==2.13.0""".splitlines()
print(*sorted(set(monday) ^ set(friday)), sep="\n")

# %% [markdown] lang="es"
"""
Como textos, todo cambió. Pero `Scikit_Learn` es `scikit-learn`, y el comentario y la línea `-e` no fijan ninguna
versión. Faltan los números:
"""

# %% [markdown] lang="en"
"""
As texts, everything changed. But `Scikit_Learn` is `scikit-learn`, and neither the comment nor the line `-e` pins a
version. The numbers are left:
"""

# %%
versions = ["2.10.0", "2.9.4", "2.10.0rc1", "2.9.4.post1", "2.10.0.dev3", "2.10.0+cpu"]
print("texto:  ", *sorted(versions))  # es
print("PEP 440:", *sorted(versions, key=Version))  # es
print("text:   ", *sorted(versions))  # en
print("PEP 440:", *sorted(versions, key=Version))  # en
print(Version("0.16") == Version("0.16.0"))

# %% [markdown] lang="es"
"""
PEP 440 compara parte por parte, como números: 2.10 va después de 2.9. Antes de una versión final van las de prueba,
`dev`, `a`, `b` y `rc`; después, `post`. Y 0.16 es lo mismo que 0.16.0.

Así que en el servidor cambiaron dos versiones: torch subió, de una de prueba a la final, y numpy *bajó*. Ahí hay que
mirar.

`Requirement` lee también estas líneas, y se queja de lo que no es un requisito:
"""

# %% [markdown] lang="en"
"""
PEP 440 compares part by part, as numbers: 2.10 comes after 2.9. Before a final version come its pre-releases, `dev`,
`a`, `b` and `rc`; after it, `post`. And 0.16 is the same as 0.16.0.

So two versions changed on the server: torch went up, from a pre-release to the final one, and numpy went *down*. That
is where to look.

`Requirement` reads these lines too, and complains about what is no requirement:
"""

# %%
for line in ["torch==2.13.0rc1", "orders @ file:///home/ana/orders", "-e /home/ana/orders"]:
    try:
        requirement = Requirement(line)
        print(requirement.name, [(part.operator, part.version) for part in requirement.specifier], requirement.url)
    except InvalidRequirement as error:
        print(str(error).splitlines()[0])

# %% [markdown] lang="es"
"""
### Ejercicio 2: qué cambió

- **Escribe** `diff(a, b)`.
- **Recibes** dos listas de líneas, de antes y de después: fotos de `pip freeze`, o las líneas de un lock, que verás en
  la sección 4.
- **Devuelves** un diccionario con tres diccionarios, por nombre normalizado:
  - `"added"`: lo que solo está en `b`, con su versión;
  - `"removed"`: lo que solo está en `a`, con su versión;
  - `"changed"`: lo que cambió, con una tupla de la versión vieja, la nueva y `"upgrade"` o `"downgrade"`.
- **Cuida** las líneas. Fija una versión la que lleva `name==version`, aunque lleve además extras, un marcador tras
  `;`, huellas con `--hash`, un comentario tras ` #` o una barra `\` al final. Todo lo demás se pasa por alto:
  huecos, comentarios, lo que empieza por `-` y las líneas con `@`. Las versiones se comparan como manda PEP 440 y
  salen como estaban escritas.

```python
diff(monday, friday)
# {'added': {},
#  'removed': {},
#  'changed': {'numpy': ('2.10.0', '2.9.4', 'downgrade'),
#              'torch': ('2.13.0rc1', '2.13.0', 'upgrade')}}
```

**Para qué:** «ayer funcionaba» tiene casi siempre una respuesta en esta función. Para una pista:
`hint("diff_environments")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 2: what changed

- **Write** `diff(a, b)`.
- **You get** two lists of lines, from before and from after: pictures by `pip freeze`, or the lines of a lock, which
  you will see in section 4.
- **You give back** a dictionary with three dictionaries, by normalized name:
  - `"added"`: what is only in `b`, with its version;
  - `"removed"`: what is only in `a`, with its version;
  - `"changed"`: what changed, with a tuple of the old version, the new one and `"upgrade"` or `"downgrade"`.
- **Mind** the lines. A line pins a version if it holds `name==version`, even if it also has extras, a marker after
  `;`, digests with `--hash`, a comment after ` #` or a backslash `\` at the end. Everything else is passed over:
  blanks, comments, what begins with `-` and the lines with `@`. Versions are compared as PEP 440 says and come out as
  they were written.

```python
diff(monday, friday)
# {'added': {},
#  'removed': {},
#  'changed': {'numpy': ('2.10.0', '2.9.4', 'downgrade'),
#              'torch': ('2.13.0rc1', '2.13.0', 'upgrade')}}
```

**Why:** “it worked yesterday” nearly always has an answer in this function. For a hint: `hint("diff_environments")`.
"""

# %% exercise="diff_environments"
def diff(a, b) -> dict:
    ### BEGIN SOLUTION
    def pins(lines):
        found = {}
        for line in lines:
            line = line.split(" #")[0].split(" --")[0].strip().removesuffix("\\")
            if line and not line.startswith(("#", "-")):
                requirement = Requirement(line)
                for part in requirement.specifier:
                    if part.operator == "==":
                        found[canonicalize_name(requirement.name)] = part.version
        return found

    before, after = pins(a), pins(b)
    changed = {}
    for name in sorted(before.keys() & after.keys()):
        old, new = before[name], after[name]
        if Version(old) != Version(new):
            changed[name] = (old, new, "upgrade" if Version(old) < Version(new) else "downgrade")
    return {
        "added": {name: after[name] for name in after.keys() - before.keys()},
        "removed": {name: before[name] for name in before.keys() - after.keys()},
        "changed": changed,
    }
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes decir qué cambió entre dos entornos. Tu función no ve las líneas con `-e` ni con `@`: si el fallo está en
una de ellas, míralas tú.
"""

# %% [markdown] lang="en"
"""
You can now say what changed between two environments. Your function does not see the lines with `-e` or with `@`: if
the fault is in one of them, look at them yourself.
"""

# %% [markdown] lang="es"
"""
## 4. Lo que añade un lock

Una lista de versiones todavía deja cosas abiertas. Hay tres clases de archivo:

| Pregunta | Requisitos | Foto (`pip freeze`) | Lock |
|---|---|---|---|
| ¿Qué dice? | lo que quieres | lo que hay | lo que se va a instalar |
| ¿Versiones? | intervalos, como `numpy>=2` | exactas | exactas |
| ¿Lo que otros necesitan? | no | sí, y lo que nadie necesita | sí, y nada más |
| ¿Qué archivo exacto? | no | no | sí, con su huella |
| ¿Para qué Python? | a veces | no | sí |

Un *lock* (una lista cerrada) lo escribe una herramienta a partir de tus requisitos, y no se edita a mano. En
noviembre de 2026 los hacen pip-tools, uv, Poetry y PDM, entre otras, cada una a su modo. Desde 2025 hay un formato común,
`pylock.toml` (PEP 751).

¿Hace falta la huella (*digest*), si ya está la versión? Fabrica una distribución mínima: un archivo *wheel*, que es
un zip con el código y su ficha.
"""

# %% [markdown] lang="en"
"""
## 4. What a lock adds

A list of versions still leaves things open. There are three kinds of file:

| Question | Requirements | Picture (`pip freeze`) | Lock |
|---|---|---|---|
| What does it say? | what you want | what is there | what is going to be installed |
| Versions? | ranges, such as `numpy>=2` | exact | exact |
| What others need? | no | yes, and what nobody needs | yes, and nothing else |
| Which exact file? | no | no | yes, with its digest |
| For which Python? | sometimes | no | yes |

A *lock* (a closed list) is written by a tool from your requirements, and is not edited by hand. In November 2026
pip-tools, uv, Poetry and PDM make them, among others, each in its own way. Since 2025 there is a common format,
`pylock.toml` (PEP 751).

Is the digest needed, if the version is there already? Make a minimal distribution: a *wheel* file, which is a zip
with the code and its record.
"""

# %%
shelf = folder / "shelf"
shelf.mkdir()
wheel = shelf / "late_minutes-1.0-py3-none-any.whl"


def make_wheel(minutes) -> str:
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr("late_minutes.py", f"PROMISED = {minutes}\n")
        record = "late_minutes-1.0.dist-info"
        file.writestr(f"{record}/METADATA", "Metadata-Version: 2.1\nName: late-minutes\nVersion: 1.0\n")
        file.writestr(f"{record}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\nRoot-Is-Purelib: true\n")
        file.writestr(f"{record}/RECORD", "")
    return hashlib.sha256(wheel.read_bytes()).hexdigest()

# %% [markdown] lang="es"
"""
`install` le pide a pip que diga qué instalaría, sin conexión y sin instalarlo. Anota la huella del wheel bueno y
después cámbialo por otro con el mismo nombre y la misma versión, que promete 90 minutos en vez de 40.

**¿Qué esperas?** ¿Se da cuenta pip en alguno de los dos casos?
"""

# %% [markdown] lang="en"
"""
`install` asks pip what it would install, offline and without installing it. Note the digest of the good wheel and
then swap it for another with the same name and the same version, which promises 90 minutes instead of 40.

**What do you expect?** Does pip notice in either case?
"""

# %%
def install(line) -> str:
    (folder / "requirements.txt").write_text(line)
    options = "--dry-run --no-index --no-deps --no-cache-dir --no-color --disable-pip-version-check".split()
    command = [sys.executable, "-m", "pip", "install", *options, "--find-links", shelf, "-r", "requirements.txt"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    return run.stdout.splitlines()[-1] if run.returncode == 0 else run.stderr.strip().split(".")[0]


digest = make_wheel(40)
make_wheel(90)
print(install("late-minutes==1.0"))
print(install(f"late-minutes==1.0 --hash=sha256:{digest}"))

# %% [markdown] lang="es"
"""
La versión sola no ve el cambio. La huella sí: pip se niega. La versión dice cómo se llama el archivo; la huella, qué
archivo es.

Pero una huella es de *un* archivo, y muchas distribuciones publican uno por cada Python y cada sistema. La ficha
`WHEEL` dice para quién es el que tienes:
"""

# %% [markdown] lang="en"
"""
The version alone does not see the change. The digest does: pip refuses. The version says what the file is called; the
digest, which file it is.

But a digest belongs to *one* file, and many distributions publish one for each Python and each system. The record
`WHEEL` says whom yours is for:
"""

# %%
for name in ["scikit-learn", "psutil", "joblib"]:
    tags = [line for line in distribution(name).read_text("WHEEL").splitlines() if line.startswith("Tag")]
    print(f"{name:14}", tags[0])

# %% [markdown] lang="es"
"""
Una etiqueta tiene tres partes: el Python, su interfaz binaria y el sistema. `py3-none-any` vale en todas partes.
`cp311-cp311` vale solo en CPython 3.11; `abi3`, en ese y en los siguientes.

**¿Qué esperas?** De todo lo instalado, ¿qué parte vale en cualquier Python y en cualquier máquina?
"""

# %% [markdown] lang="en"
"""
A tag has three parts: the Python, its binary interface and the system. `py3-none-any` will do everywhere.
`cp311-cp311` will do only in CPython 3.11; `abi3`, in that one and in those after it.

**What do you expect?** Of everything installed, what share will do in any Python and on any machine?
"""

# %%
def good_for(found) -> str:
    tags = [line.split(": ")[1] for line in (found.read_text("WHEEL") or "").splitlines() if line.startswith("Tag")]
    if not tags:
        return "?"
    _, abi, system = tags[0].split("-", 2)
    if abi == "none":
        return "any" if system == "any" else "system"
    return "abi3" if abi == "abi3" else "this"


counts = pd.Series({found.name: good_for(found) for found in distributions()}).value_counts()

# %%
names = {"any": "todo Python, toda máquina", "system": "todo Python, este sistema"}  # es
names |= {"abi3": "este Python y posteriores", "this": "solo este Python"}  # es
label = "distribuciones instaladas"  # es
alt = "Cuatro barras. La más larga: todo Python, toda máquina. La siguiente: solo este Python."  # es
names = {"any": "any Python, any machine", "system": "any Python, this system"}  # en
names |= {"abi3": "this Python and later ones", "this": "this Python only"}  # en
label = "installed distributions"  # en
alt = "Four bars. The longest: any Python, any machine. The next: this Python only."  # en

figure, axes = plt.subplots(figsize=(7.5, 2.6), layout="constrained")
bars = axes.barh(list(names.values()), [counts.get(kind, 0) for kind in names], color="#4477aa")
axes.bar_label(bars, padding=3)
axes.margins(x=0.1)
axes.invert_yaxis()
axes.set_xlabel(label)
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
La mayoría vale en cualquier parte. Pero mira la barra de «solo este Python»: ahí están numpy, scipy y scikit-learn,
justo lo que tu modelo usa. Con otro Python pip toma otro archivo, que no tiene esa huella. Por eso muchas herramientas
anotan las huellas de todos los archivos de una versión.

Y no cambian solo los archivos, también la lista. Recorre los requisitos de todo lo instalado, como si tu Python fuera
otro:
"""

# %% [markdown] lang="en"
"""
Most will do anywhere. But look at the bar “this Python only”: there are numpy, scipy and scikit-learn, just what your
model uses. With another Python pip takes another file, which does not have that digest. That is why many tools note
the digests of all the files of a version.

And not only the files change, the list does too. Go through the requirements of everything installed, as if your
Python were another one:
"""

# %%
everything = [Requirement(line) for found in distributions() for line in found.requires or []]


def needed_on(python) -> set[str]:
    there = {"python_version": python, "python_full_version": f"{python}.0", "extra": ""}
    return {canonicalize_name(r.name) for r in everything if r.marker is None or r.marker.evaluate(there)}


base = needed_on("3.11")
for version in ["3.10", "3.12", "3.15"]:
    print(version, "+", sorted(needed_on(version) - base), "-", sorted(base - needed_on(version)))

# %% [markdown] lang="es"
"""
Lo que va tras `+` hace falta allí y no en Python 3.11; lo que va tras `-`, al contrario. Una foto hecha en 3.11 no
nombra lo que falta en 3.10. Por eso un lock es de un Python: dilo junto a él, o usa una herramienta que resuelva para
varios y deje los marcadores dentro.

Ya puedes explicar qué añade una huella, y por qué ni siquiera un lock basta si cambia el Python.
"""

# %% [markdown] lang="en"
"""
What follows `+` is needed there and not in Python 3.11; what follows `-`, the other way round. A picture taken in
3.11 does not name what is missing in 3.10. That is why a lock belongs to one Python: say which beside it, or use a
tool that solves for several and leaves the markers inside.

You can now explain what a digest adds, and why not even a lock is enough if the Python changes.
"""

# %% [markdown] lang="es"
"""
## 5. conda: también el Python

pip instala distribuciones *dentro* de un Python que ya está. conda instala además el Python:

| Pregunta | pip y `venv` | conda |
|---|---|---|
| ¿Qué instala? | distribuciones de Python | cualquier programa: Python, R, compiladores, CUDA |
| ¿El Python mismo? | no, usa el que hay | sí, en la versión que pidas |
| ¿De dónde? | un índice, como PyPI | canales, como conda-forge |
| ¿Cómo se fija? | `numpy==2.4.6` | `python=3.11`, que vale por cualquier 3.11 |
| ¿Dónde se escribe? | `requirements.txt` o un lock | `environment.yml` |

En este curso no hace falta tener conda: el archivo es texto, y lo escribes y lo compruebas sin él. Tiene esta forma:

```yaml
name: late-orders
channels:
  - conda-forge
  - nodefaults
dependencies:
  - python=3.11
  - pip
  - pip:
      - h5py==3.14.0
```

conda pone Python y pip; lo demás lo instala pip, en su propia sección. Si falta la línea `pip`, conda avisa de que
quizá use otro. Los canales se miran por orden, y `nodefaults` deja fuera el canal de la empresa Anaconda, cuyas
condiciones de 2024 piden licencia a las organizaciones grandes.

El formato es YAML, y YAML adivina.

**¿Qué esperas?** ¿Qué valor lee en cada línea?
"""

# %% [markdown] lang="en"
"""
## 5. conda: the Python too

pip installs distributions *inside* a Python that is there already. conda installs the Python as well:

| Question | pip and `venv` | conda |
|---|---|---|
| What does it install? | Python distributions | any program: Python, R, compilers, CUDA |
| Python itself? | no, it uses the one at hand | yes, in the version that you ask for |
| From where? | an index, such as PyPI | channels, such as conda-forge |
| How do you pin? | `numpy==2.4.6` | `python=3.11`, which means any 3.11 |
| Where is it written? | `requirements.txt` or a lock | `environment.yml` |

In this course you need no conda: the file is text, and you write and check it without. It looks like this:

```yaml
name: late-orders
channels:
  - conda-forge
  - nodefaults
dependencies:
  - python=3.11
  - pip
  - pip:
      - h5py==3.14.0
```

conda supplies Python and pip; the rest is installed by pip, and has a section of its own. If the line `pip` is
missing, conda warns that it may use another one. Channels are looked at in order, and `nodefaults` leaves out the
channel of the company Anaconda, whose terms of 2024 ask large organizations for a licence.

The format is YAML, and YAML guesses.

**What do you expect?** Which value does it read in each line?
"""

# %%
for line in ["python: 3.10", "name: no", "name: on", "name: 2026-11-23", "name: null", "name: python=3.10"]:
    print(f"{line:20}", yaml.safe_load(line))
print(yaml.safe_dump({"name": "no", "channels": ["conda-forge"]}, sort_keys=False))

# %% [markdown] lang="es"
"""
`3.10` es el número 3.1, y `no` es `False`: un entorno llamado «no», de Noruega, se queda sin nombre. `python=3.10` se
salva porque no parece un número. Quien escribe YAML pegando textos cae en todas; `yaml.safe_dump` pone comillas donde
hacen falta, como en `'no'`. Con `sort_keys=False` respeta tu orden.

Falta elegir el Python. Cada octubre sale uno nuevo, y tiene soporte cinco años (PEP 602): unos dos de arreglos y el
resto solo de seguridad. Después, un fallo que alguien descubra se queda como está.

`END_OF_LIFE` dice el último día de soporte de cada uno. Viene del calendario oficial, consultado en noviembre de 2026;
los días que aún no han llegado pueden moverse.

**¿Qué esperas?** ¿Cuántos de estos Python tienen soporte hoy?
"""

# %% [markdown] lang="en"
"""
`3.10` is the number 3.1, and `no` is `False`: an environment called “no”, for Norway, is left without a name.
`python=3.10` is spared because it does not look like a number. Whoever writes YAML by gluing texts falls into all of
them; `yaml.safe_dump` puts quotes where they are needed, as in `'no'`. With `sort_keys=False` it keeps your order.

The Python is still to be chosen. Every October a new one comes out, and it is supported for five years (PEP 602):
about two of fixes and the rest of security alone. After that, a flaw that somebody discovers stays as it is.

`END_OF_LIFE` tells the last day of support of each. It comes from the official calendar, as consulted in November 2026;
the days still to come may move.

**What do you expect?** How many of these Pythons are supported today?
"""

# %%
from grader.pythons import END_OF_LIFE

print(*(f"{python:5} {last_day}" for python, last_day in END_OF_LIFE.items()), sep="\n")

# %%
label, year = "hoy", "año"  # es
alt = "Una barra de cinco años por Python, una cada octubre. La línea de hoy cruza las que tienen soporte."  # es
label, year = "today", "year"  # en
alt = "A bar of five years per Python, one each October. The line of today crosses those with support."  # en

# %%
ends = pd.to_datetime(pd.Series(END_OF_LIFE))
starts = ends - pd.DateOffset(years=5)

figure, axes = plt.subplots(figsize=(7.5, 3), layout="constrained")
axes.barh(ends.index, ends - starts, left=starts, height=0.6, color="#4477aa")
axes.axvline(pd.Timestamp.today(), color="black", linestyle="--", label=label)
axes.set(xlabel=year, ylabel="Python")
axes.legend(loc="lower right")
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Los que la línea cruza. Cada octubre entra un Python por arriba y sale otro por abajo.
"""

# %% [markdown] lang="en"
"""
Those that the line crosses. Every October one Python comes in at the top and another goes out at the bottom.
"""

# %% [markdown] lang="es"
"""
### Ejercicio 3: un entorno de conda

- **Escribe** `environment_yml(name, python, pins, today=None)`. La tabla es `END_OF_LIFE`.
- **Recibes** el nombre del entorno, la versión de Python como texto (`"3.11"`), una lista de líneas para pip y la
  fecha de hoy, un `date`. Si `today` es `None`, cuenta la fecha de verdad.
- **Devuelves** el texto de `environment.yml`, con `name`, `channels` y `dependencies` como en el ejemplo de arriba.
  Quien lo lea con `yaml.safe_load` recupera cada texto tal como lo recibiste, también un nombre como `"no"`. Las
  líneas de pip van como llegan, en su orden.
- **Cuida** el Python: lanza `ValueError` si `today` es posterior a su último día de soporte, o si no está en la tabla.

```python
text = environment_yml("late-orders", "3.12", ["h5py==3.14.0"], date(2026, 11, 23))
yaml.safe_load(text)["dependencies"]  # ['python=3.12', 'pip', {'pip': ['h5py==3.14.0']}]
environment_yml("late-orders", "3.9", ["h5py==3.14.0"], date(2026, 11, 23))  # ValueError
```

**Para qué:** un servidor nuevo con un Python sin soporte nace caducado. Mejor que lo diga una función hoy que una
auditoría mañana. Para una pista: `hint("conda_environment")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 3: a conda environment

- **Write** `environment_yml(name, python, pins, today=None)`. The table is `END_OF_LIFE`.
- **You get** the name of the environment, the version of Python as text (`"3.11"`), a list of lines for pip and
  today's date, a `date`. If `today` is `None`, the real date counts.
- **You give back** the text of `environment.yml`, with `name`, `channels` and `dependencies` as in the example above.
  Whoever reads it with `yaml.safe_load` gets every text back just as you got it, a name such as `"no"` too. The lines
  of pip go in as they come, in their order.
- **Mind** the Python: raise `ValueError` if `today` is later than its last day of support, or if it is not in the
  table.

```python
text = environment_yml("late-orders", "3.12", ["h5py==3.14.0"], date(2026, 11, 23))
yaml.safe_load(text)["dependencies"]  # ['python=3.12', 'pip', {'pip': ['h5py==3.14.0']}]
environment_yml("late-orders", "3.9", ["h5py==3.14.0"], date(2026, 11, 23))  # ValueError
```

**Why:** a new server with an unsupported Python is born past its sell-by date. Better that a function says so today
than an audit tomorrow. For a hint: `hint("conda_environment")`.
"""

# %% exercise="conda_environment"
def environment_yml(name, python, pins, today=None) -> str:
    ### BEGIN SOLUTION
    last_day = END_OF_LIFE.get(python)
    if last_day is None or (today or date.today()) > last_day:
        raise ValueError(f"Python {python} is not supported")
    environment = {
        "name": name,
        "channels": ["conda-forge", "nodefaults"],
        "dependencies": [f"python={python}", "pip", {"pip": list(pins)}],
    }
    return yaml.safe_dump(environment, sort_keys=False)
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes escribir un entorno de conda que otro lector de YAML entiende igual que tú, y que no nace caducado.
"""

# %% [markdown] lang="en"
"""
You can now write a conda environment that another reader of YAML understands just as you do, and that is not born past
its sell-by date.
"""

# %% [markdown] lang="es"
"""
## 6. Un entorno vacío, para probar

Que algo funcione en tu máquina no prueba que la lista esté completa: quizá lo ayuda algo que no está en ella. La
prueba es un entorno vacío. `venv` viene con Python y hace uno.

**¿Qué esperas?** ¿Cuánto tarda, y cuántos archivos escribe?
"""

# %% [markdown] lang="en"
"""
## 6. An empty environment, to try things out

That something works on your machine does not prove that the list is complete: perhaps something that is not on it
helps. The test is an empty environment. `venv` comes with Python and makes one.

**What do you expect?** How long does it take, and how many files does it write?
"""

# %%
empty = folder / "empty"
links = os.name != "nt"
start = time.perf_counter()
venv.create(empty, symlinks=links)
milliseconds = 1000 * (time.perf_counter() - start)
print(f"{milliseconds:.0f} ms, {sum(path.is_file() for path in empty.rglob('*'))} archivos")  # es
print(f"{milliseconds:.0f} ms, {sum(path.is_file() for path in empty.rglob('*'))} files")  # en

# %% [markdown] lang="es"
"""
Milésimas de segundo y unos pocos archivos, porque el Python no se copia: se enlaza (en Windows sí se copia, de ahí
`links`). Con `with_pip=True` son segundos y más de mil archivos; pruébalo en una celda nueva. Para ejecutar un script
no hace falta pip.
"""

# %% [markdown] lang="en"
"""
Milliseconds and a few files, because the Python is not copied: it is linked (on Windows it is copied, hence `links`).
With `with_pip=True` it is seconds and more than a thousand files; try it in a new cell. To run a script you need no
pip.
"""

# %%
print((empty / "pyvenv.cfg").read_text())
python = venv.EnvBuilder().ensure_directories(empty).env_exe
site_packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(empty)}))
print(Path(python).relative_to(folder), "->", Path(python).resolve())
print(site_packages.relative_to(folder), list(site_packages.iterdir()))

# %% [markdown] lang="es"
"""
Eso es todo lo que hay: un `pyvenv.cfg` que dice de qué Python viene, un enlace a ese Python y una carpeta
`site-packages` vacía, donde irían las distribuciones.

**¿Qué esperas?** `here` es el `site-packages` de tu notebook. ¿En cuál de las tres llamadas se encuentra numpy?
"""

# %% [markdown] lang="en"
"""
That is all there is: a `pyvenv.cfg` that says which Python it comes from, a link to that Python and an empty folder
`site-packages`, where the distributions would go.

**What do you expect?** `here` is the `site-packages` of your notebook. In which of the three calls is numpy found?
"""

# %%
def ask(program, *options, **variables) -> str:
    command = [python, *options, "-c", program]
    run = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **variables})
    return (run.stdout or run.stderr).splitlines()[-1]


here = sysconfig.get_path("purelib")
program = "import numpy; print(numpy.__version__)"
print("1.", ask(program, PYTHONPATH=""))
print("2.", ask(program, PYTHONPATH=here))
print("3.", ask(program, "-I", PYTHONPATH=here))

# %% [markdown] lang="es"
"""
En la segunda: un entorno virtual *no* cierra la puerta a `PYTHONPATH`. La cierra `-I`, el modo aislado, que además no
mira los paquetes del usuario ni la carpeta del script. Una prueba sin `-I` puede salir bien en tu máquina y mal en el
servidor.

¿Y si el script necesita algo? Hay una opción con un nombre que promete mucho, `system_site_packages=True`.

**¿Qué esperas?** ¿Añade el `site-packages` de tu notebook?
"""

# %% [markdown] lang="en"
"""
In the second: a virtual environment does *not* close the door to `PYTHONPATH`. What closes it is `-I`, isolated mode,
which does not look at the user's packages or the script's folder either. A test without `-I` may go well on your
machine and badly on the server.

And if the script needs something? There is an option with a name that promises a lot, `system_site_packages=True`.

**What do you expect?** Does it add the `site-packages` of your notebook?
"""

# %%
venv.create(folder / "shared", symlinks=links, system_site_packages=True)
shared = venv.EnvBuilder().ensure_directories(folder / "shared").env_exe
program = "import sys; print(sys.path[-1])"
print(subprocess.run([shared, "-I", "-c", program], capture_output=True, text=True).stdout.strip())
print(here)

# %% [markdown] lang="es"
"""
Añade el del Python *base*, el que dice `pyvenv.cfg`. Si tu notebook corre en un entorno virtual, las dos rutas son
distintas: lo que hay en tu entorno sigue fuera, y lo que haya en la base entra sin que lo pidas.

Lo que sí abre justo una carpeta es un archivo `.pth` en `site-packages`: cada línea es una carpeta más donde buscar.
"""

# %% [markdown] lang="en"
"""
It adds that of the *base* Python, the one that `pyvenv.cfg` names. If your notebook runs in a virtual environment,
the two paths differ: what is in your environment stays out, and whatever is in the base gets in without your asking.

What does open just one folder is a `.pth` file in `site-packages`: each line is one more folder to look in.
"""

# %%
packages = folder / "packages"
packages.mkdir()
(packages / "promise.py").write_text("MINUTES = 40\n")
(site_packages / "asked.pth").write_text(f"{packages}\n")
print(ask("import promise; print(promise.MINUTES)", "-I"))
print(ask("import numpy", "-I"))

# %% [markdown] lang="es"
"""
Entró `promise`, y numpy no.

### Ejercicio 4: ejecuta un script en aislamiento

- **Escribe** `run_isolated(script, packages_from)`.
- **Recibes** la ruta de un script de Python y una lista de carpetas, quizá vacía. Cada ruta es `str` o `Path`, y
  puede ser relativa a la carpeta actual.
- **Haces** un entorno virtual nuevo con `venv`, sin pip, en una carpeta provisional, y en él ejecutas el script con
  `-I`. El script puede importar la biblioteca estándar y lo que hay en esas carpetas, y nada más.
- **Devuelves** el `subprocess.CompletedProcess`, con `returncode`, y `stdout` y `stderr` como textos separados. Un
  script que falla no es un error tuyo: su código de salida lo cuenta. Al volver, el entorno ya no está en el disco.

```python
run_isolated(script, []).returncode  # 1: no hay sklearn
run_isolated(script, [sysconfig.get_path("purelib")]).stdout  # '[ True]\n'
```

**Para qué:** es lo que hace un servidor de integración continua con cada cambio: entorno nuevo, solo lo declarado, y
un código de salida que dice sí o no. Para una pista: `hint("isolated_run")`.
"""

# %% [markdown] lang="en"
"""
`promise` got in, and numpy did not.

### Exercise 4: run a script in isolation

- **Write** `run_isolated(script, packages_from)`.
- **You get** the path of a Python script and a list of folders, which may be empty. Each path is a `str` or a `Path`,
  and may be relative to the current folder.
- **You make** a new virtual environment with `venv`, without pip, in a temporary folder, and run the script in it
  with `-I`. The script can import the standard library and what is in those folders, and nothing else.
- **You give back** the `subprocess.CompletedProcess`, with `returncode`, and `stdout` and `stderr` as separate texts.
  A script that fails is no error of yours: its exit code tells. On return, the environment is no longer on the disk.

```python
run_isolated(script, []).returncode  # 1: there is no sklearn
run_isolated(script, [sysconfig.get_path("purelib")]).stdout  # '[ True]\n'
```

**Why:** this is what a continuous integration server does with every change: a new environment, only what is
declared, and an exit code that says yes or no. For a hint: `hint("isolated_run")`.
"""

# %% exercise="isolated_run"
def run_isolated(script, packages_from=()) -> subprocess.CompletedProcess:
    ### BEGIN SOLUTION
    with tempfile.TemporaryDirectory() as where:
        venv.create(where, symlinks=os.name != "nt")
        python = venv.EnvBuilder().ensure_directories(where).env_exe
        site_packages = Path(sysconfig.get_path("purelib", "venv", {"base": where}))
        folders = [str(Path(folder).resolve()) for folder in packages_from]
        (site_packages / "asked.pth").write_text("\n".join(folders))
        return subprocess.run([python, "-I", script], capture_output=True, text=True)
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes probar un modelo donde no hay nada que lo ayude. Y ahora, con honestidad: un entorno virtual aísla paquetes,
no programas. El script todavía lee tus archivos, usa la red y las bibliotecas del sistema operativo. Para cerrar
también eso hacen falta los contenedores de la lección 4.
"""

# %% [markdown] lang="en"
"""
You can now try a model where nothing helps it. And now, honestly: a virtual environment isolates packages, not
programs. The script still reads your files, uses the network and the libraries of the operating system. To close that
too you need the containers of lesson 4.
"""

# %% [markdown] lang="es"
"""
## Lo que te llevas

- Un entorno es un Python, unas distribuciones y sus versiones. Un modelo sin su entorno no se abre.
- El nombre que importas no es el que instalas. Normaliza los nombres antes de compararlos.
- Los marcadores y los extras deciden qué hace falta aquí. Las versiones se comparan como versiones.
- `pip freeze` es la foto de todo; un lock dice lo justo, con la huella de cada archivo.
- Un lock es de un Python. Con otro cambian los archivos y también la lista.
- conda instala además el Python. En YAML, lo que parezca otra cosa va entre comillas.
- Un entorno virtual sin `-I` tiene una puerta abierta: `PYTHONPATH`.

Mira cómo vas:
"""

# %% [markdown] lang="en"
"""
## What you take away

- An environment is a Python, some distributions and their versions. A model without its environment does not open.
- The name that you import is not the one that you install. Normalize names before you compare them.
- Markers and extras decide what is needed here. Versions are compared as versions.
- `pip freeze` is the picture of everything; a lock says just what is needed, with the digest of each file.
- A lock belongs to one Python. With another the files change, and so does the list.
- conda installs the Python as well. In YAML, what looks like something else goes in quotes.
- A virtual environment without `-I` has a door open: `PYTHONPATH`.

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
quiz("3-environments")
