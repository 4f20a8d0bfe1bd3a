# %% [markdown] lang="es"
"""
# 1. Integración continua: cada cambio se prueba

Un modelo en producción no lo cambia una sola persona una sola vez. Hoy montas lo que hace falta para que muchas manos lo
cambien muchas veces sin romperlo, y para encontrar al culpable cuando se rompe.

Al terminar podrás:

- guardar, publicar y deshacer cambios con Git, y decir qué objetos quedan;
- escribir pruebas que fallan cuando deben, y medirlo con código estropeado a propósito;
- encontrar entre cientos de commits el que rompió el modelo, con un puñado de pruebas;
- escribir el mismo pipeline para Jenkins y para Travis CI, y reconocerlo en otros dos servicios.

Cuenta con unos 50 minutos. Todo funciona sin conexión y sin cuenta en ningún servicio; hace falta Git.
"""

# %% [markdown] lang="en"
"""
# 1. Continuous integration: each change is tested

A model in production is not changed by one person once. Today you set up what it takes for many hands to change it many
times without breaking it, and to find the culprit when it breaks.

By the end you will be able to:

- commit, release and undo changes with Git, and say which objects are left;
- write tests that fail when they should, and measure that with code broken on purpose;
- find among hundreds of commits the one that broke the model, with a handful of tests;
- write the same pipeline for Jenkins and for Travis CI, and recognise it in two other services.

Allow about 50 minutes. Everything works offline and without an account at any service; you need Git.
"""

# %% [markdown] lang="es"
"""
```mermaid
flowchart LR
    accTitle: Un cambio, desde que se escribe hasta que se acepta
    accDescr {
        Alguien hace un commit.
        El pipeline lo revisa, lo prueba, entrena el modelo y lo empaqueta, en ese orden.
        Si una etapa falla, las siguientes no se ejecutan y quien hizo el commit recibe el motivo.
        Si todas pasan, hay un paquete listo para la entrega.
    }
    commit["Commit"] --> lint["Revisar"] --> test["Probar"] --> train["Entrenar"] --> package["Empaquetar"]
    package --> ready[("Paquete listo")]
    lint -- falla --> author["Quien lo escribió"]
    test -- falla --> author
    train -- falla --> author
    author -- lo arregla --> commit
```
"""

# %% [markdown] lang="en"
"""
```mermaid
flowchart LR
    accTitle: A change, from being written to being accepted
    accDescr {
        Somebody makes a commit.
        The pipeline reviews it, tests it, trains the model and packages it, in that order.
        If a stage fails, the following ones are not run and whoever made the commit gets the reason.
        If all pass, there is a package ready for delivery.
    }
    commit["Commit"] --> lint["Review"] --> test["Test"] --> train["Train"] --> package["Package"]
    package --> ready[("Package ready")]
    lint -- fails --> author["Whoever wrote it"]
    test -- fails --> author
    train -- fails --> author
    author -- mends it --> commit
```
"""

# %% [markdown] lang="es"
"""
Ejecuta primero estas celdas. De la última vienen las herramientas de hoy: `git(repo, "log")` es lo que en una terminal
sería `git log` dentro de la carpeta `repo`; `read_jenkinsfile` y `read_travis` leen un pipeline como lo leerían sus
servicios, y `run_locally` lo ejecuta en tu máquina.
"""

# %% [markdown] lang="en"
"""
Run these cells first. The last one brings today's tools: `git(repo, "log")` is what in a terminal would be `git log`
inside the folder `repo`; `read_jenkinsfile` and `read_travis` read a pipeline as their services would, and
`run_locally` runs it on your machine.
"""

# %% lang="es"
from grader.es import check, hint, progress, quiz, show

# %% lang="en"
from grader.en import check, hint, progress, quiz, show

# %%
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# %%
import matplotlib.pyplot as plt
import numpy as np
import yaml
from sklearn.ensemble import HistGradientBoostingRegressor

from grader.orders import FEATURES, make_orders
from grader.pipelines import read_jenkinsfile, read_travis, run_locally
from grader.repositories import GitError, git, new_repository

# %% [markdown] lang="es"
"""
## 1. Un viernes cualquiera

En la empresa de reparto, Ana retoca la limpieza de los datos y Bruno, los números del modelo. Los dos trabajan una
semana en su copia. El viernes juntan todo, el modelo predice tonterías y nadie sabe de quién es el fallo.

*Integración continua* (continuous integration, CI) es hacer lo contrario: cada cambio, por pequeño que sea, se junta el
mismo día con lo de los demás y una máquina lo prueba. Si algo se rompe, fue ese cambio. Hacen falta tres cosas:

| Pieza | Qué da | Con qué |
|---|---|---|
| una historia | qué cambió, quién, cuándo, y cómo volver | Git |
| pruebas | un sí o un no sobre cada cambio | pytest |
| un pipeline | que las pruebas se pasen siempre, aunque nadie se acuerde | Jenkins, Travis CI y otros |

Ya puedes decir qué promete la integración continua: que un fallo se descubra el día que nace.
"""

# %% [markdown] lang="en"
"""
## 1. Any Friday

At the delivery company, Ana is changing how the data is cleaned and Bruno, the numbers of the model. Both work on their
copy for a week. On Friday they put everything together, the model predicts nonsense and nobody knows whose fault it is.

*Continuous integration* (CI) is doing the opposite: each change, however small, is put together with those of the
others on the same day and a machine tests it. If something breaks, it was that change. Three things are needed:

| Piece | What it gives | With what |
|---|---|---|
| a history | what changed, who, when, and how to go back | Git |
| tests | a yes or a no about each change | pytest |
| a pipeline | that the tests are run always, even if nobody remembers | Jenkins, Travis CI and others |

You can now say what continuous integration promises: that a fault is found on the day it is born.
"""

# %% [markdown] lang="es"
"""
## 2. Qué guarda Git

Haz un repositorio de verdad en una carpeta temporal. `new_repository` le da un usuario propio, y `git` no lee la
configuración de tu máquina: lo que veas aquí lo ve todo el mundo.
"""

# %% [markdown] lang="en"
"""
## 2. What Git keeps

Make a real repository in a temporary folder. `new_repository` gives it a user of its own, and `git` does not read the
configuration of your machine: what you see here, everybody sees.
"""

# %%
temporary = tempfile.TemporaryDirectory()
lab = Path(temporary.name)
repo = new_repository(lab / "late-orders")


def save(text, message, day):
    (repo / "model.toml").write_text(text)
    git(repo, "add", "model.toml")
    git(repo, "commit", "--message", message, at=f"2026-11-{day:02} 09:00 +0000")


save("base = 14\n\nper_km = 3.5\n\nper_item = 1.2\n", "First model", day=2)
save("base = 14\n\nper_km = 0.35\n\nper_item = 1.2\n", "Tidy up the numbers", day=3)
save("base = 14\n\nper_km = 0.35\n\nper_item = 1.3\n", "More per item", day=4)
print(git(repo, "log", "--oneline"))

# %% [markdown] lang="es"
"""
Tres commits, el más nuevo arriba. Los siete signos de delante son el principio de su nombre, un digest como los de los
modelos de la primera lección del curso. Git guarda cada commit como un texto, y te lo enseña.

**¿Qué esperas?** ¿Guarda el último commit solo la línea que cambió, o la carpeta entera?
"""

# %% [markdown] lang="en"
"""
Three commits, the newest on top. The seven characters in front are the beginning of its name, a digest like those of the
models in the first lesson of the course. Git keeps each commit as a text, and shows it to you.

**What do you expect?** Does the last commit keep just the line that changed, or the whole folder?
"""

# %%
print(git(repo, "cat-file", "-p", "HEAD"))
print(git(repo, "cat-file", "-p", "HEAD^{tree}"))

# %% [markdown] lang="es"
"""
La carpeta entera. `tree` es el digest de la lista de archivos, y en esa lista está el digest de cada uno. `parent` es el
commit de antes: así la historia es una cadena, y quien cambia un commit cambia su nombre y el de todos los que
vienen detrás. Nadie puede retocar el pasado sin que se note.

### Una versión con nombre

Una *etiqueta* (tag) pone un nombre a un commit. Las hay de dos clases.
"""

# %% [markdown] lang="en"
"""
The whole folder. `tree` is the digest of the list of files, and in that list is the digest of each one. `parent` is the
commit before: so the history is a chain, and whoever changes a commit changes its name and that of all those that come
after it. Nobody can touch up the past unnoticed.

### A version with a name

A *tag* puts a name on a commit. There are two kinds.
"""

# %%
git(repo, "tag", "light", "HEAD~2")
git(repo, "tag", "--annotate", "--message", "First release", "v1.0.0", "HEAD~2", at="2026-11-02 12:00 +0000")
for name in ("light", "v1.0.0"):
    print(name, git(repo, "cat-file", "-t", name))
print(git(repo, "cat-file", "-p", "v1.0.0"))

# %% [markdown] lang="es"
"""
`light` no es nada más que otro nombre del commit. `v1.0.0` es una *etiqueta anotada*: un objeto con quién publicó,
cuándo y por qué. Para publicar un modelo se usa esta. Y una vez publicada no se mueve: Git se niega a repetir el nombre.

### Deshacer sin perder

«Tidy up the numbers» dividió `per_km` entre diez sin querer. Después llegó otro cambio, que sí es bueno. Ana propone
volver al commit anterior al fallo con `git reset --hard`. Bruno prefiere `git revert`.

**¿Qué esperas?** Después de cada uno, ¿cuánto vale `per_item`, 1,2 o 1,3?
"""

# %% [markdown] lang="en"
"""
`light` is nothing but another name of the commit. `v1.0.0` is an *annotated tag*: an object that says who released, when
and why. It is the one to release a model with. And once released it does not move: Git refuses to repeat the name.

### Undo without losing

“Tidy up the numbers” divided `per_km` by ten by mistake. Another change came later, and that one is good. Ana suggests
going back to the commit before the fault with `git reset --hard`. Bruno prefers `git revert`.

**What do you expect?** After each of them, how much is `per_item`, 1.2 or 1.3?
"""

# %%
for words in (["reset", "--hard", "HEAD~2"], ["revert", "--no-edit", "HEAD~1"]):
    copy = lab / words[0]
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(repo, copy)
    git(copy, *words)
    print(words[0], (copy / "model.toml").read_text().strip().split("\n\n"))
    print(git(copy, "log", "--format=  %s"))

# %% [markdown] lang="es"
"""
`reset` devuelve 1,2: el cambio bueno se fue con el malo, y también los dos commits. `revert` conserva 1,3, arregla
`per_km` y añade un commit que dice qué se deshizo. Sobre lo que otros ya tienen en su copia, `revert`.

Hay veces en que Git no puede: si un cambio posterior tocó las mismas líneas, hay un *conflicto* y Git se para a la mitad.
"""

# %% [markdown] lang="en"
"""
`reset` gives 1.2: the good change went away with the bad one, and so did the two commits. `revert` keeps 1.3, mends
`per_km` and adds a commit that says what was undone. On what others already have in their copy, `revert`.

There are times when Git cannot: if a later change touched the same lines, there is a *conflict* and Git stops half way.
"""

# %%
save("base = 14\n\nper_km = 0.4\n\nper_item = 1.3\n", "A little more per km", day=5)
try:
    git(repo, "revert", "--no-edit", "HEAD~2")
except GitError as error:
    print(str(error).splitlines()[0])
print(git(repo, "status", "--short"))
print((repo / "model.toml").read_text().count("<<<<<<<"), "<<<<<<<")

# %% [markdown] lang="es"
"""
Mira lo que queda: `UU` marca un archivo en conflicto, y dentro hay señales `<<<<<<<` que ningún programa sabe leer. Una
máquina que deshace sola no puede dejarlo así. `git revert --abort` lo deja todo como estaba:
"""

# %% [markdown] lang="en"
"""
Look at what is left: `UU` marks a file in conflict, and inside there are marks `<<<<<<<` that no program can read. A
machine that undoes by itself cannot leave it like that. `git revert --abort` leaves everything as it was:
"""

# %%
git(repo, "revert", "--abort")
print(git(repo, "status", "--short") or "clean")

# %% [markdown] lang="es"
"""
### Qué entra en un commit

`git add` prepara; `git commit` guarda todo lo que está preparado, lo preparases tú o no.

**¿Qué esperas?** Ana dejó preparado un borrador. Bruno guarda su modelo. ¿Cuántos archivos cambia su commit?
"""

# %% [markdown] lang="en"
"""
### What goes into a commit

`git add` prepares; `git commit` keeps all that is prepared, whether you prepared it or not.

**What do you expect?** Ana left a draft prepared. Bruno commits his model. How many files does his commit change?
"""

# %%
(repo / "draft.md").write_text("not yet\n")
git(repo, "add", "draft.md")
save("base = 15\n\nper_km = 3.5\n\nper_item = 1.3\n", "Back to 3.5", day=6)
print(git(repo, "show", "--stat", "--format=%s"))

# %% [markdown] lang="es"
"""
Dos: el borrador se fue en el commit de Bruno. Con `--only` y los nombres detrás, `git commit` guarda esos archivos y deja
lo demás preparado. Los dos guiones de `git commit --only -- model.toml` dicen «desde aquí, nombres de archivo».

Y hay quien puede negarse. Un *hook* es un programa que Git ejecuta en un momento dado: si `pre-commit` acaba con un
código que no es 0, no hay commit. Este busca el número que se rompió:
"""

# %% [markdown] lang="en"
"""
Two: the draft went into Bruno's commit. With `--only` and the names behind it, `git commit` keeps those files and leaves
the rest prepared. The two dashes of `git commit --only -- model.toml` say “from here on, names of files”.

And there is one that may refuse. A *hook* is a program that Git runs at a given moment: if `pre-commit` ends with a code
other than 0, there is no commit. This one looks for the number that was broken:
"""

# %%
hook = repo / ".git" / "hooks" / "pre-commit"
hook.parent.mkdir(exist_ok=True)
hook.write_text("#!/bin/sh\ngrep -q 'per_km = 3.5' model.toml || { echo 'per_km is not 3.5'; exit 1; }\n")
hook.chmod(0o755)
try:
    save("base = 14\n\nper_km = 0.35\n\nper_item = 1.3\n", "Tidy up again", day=7)
except GitError as error:
    print(error)
print(git(repo, "log", "-1", "--format=%s"))

# %% [markdown] lang="es"
"""
El hook se negó, y el último commit sigue siendo el de antes. Es la integración continua más pequeña que existe: una
prueba, y una puerta que no se abre si falla. Su punto débil es que vive en tu copia; quien lo borra se lo salta.

### Ejercicio 1: guardar, publicar, deshacer

- **Escribe** `commit_files(repo, files, message)`, `tag_release(repo, version, message, commit)` y `undo(repo, commit)`.
- **Recibes** la carpeta de un repositorio (`str` o `Path`), que está en la rama `main` y tiene algún commit; `files`, un
  diccionario de nombre a texto, con nombres como `"src/clean.py"` cuyas carpetas pueden no existir; `message`, un texto
  de una o varias líneas; `version`, un texto como `"1.2.0"`; `commit`, el id entero de un commit con un solo padre (en
  `tag_release`, de cualquiera).
- **`commit_files`** escribe esos archivos en UTF-8, hace un commit en la rama con ellos y solo con ellos, y devuelve su id
  entero. Lo que otra persona tenga preparado o a medias se queda como está.
- **`tag_release`** pone en ese commit una etiqueta anotada que se llama `v` y la versión (`v1.2.0`), con ese mensaje. No
  devuelve nada.
- **`undo`** añade a la rama un commit que deshace ese cambio y conserva los posteriores, y devuelve su id entero.
- **Te niegas** con una excepción (vale `GitError`), sin commit y sin etiqueta, si Git o un hook no quieren o si la versión
  ya existe. Después de un conflicto, `undo` deja el repositorio y los archivos como estaban.

```python
first = commit_files(repo, {"model.toml": "base = 14\n"}, "Train on Monday")
tag_release(repo, "1.0.0", "First release", first)
git(repo, "cat-file", "-t", "v1.0.0")     # 'tag'
```

**Para qué:** un robot que reentrena por las noches guarda, publica y deshace así, sin nadie que mire. Para una pista:
`hint("git_release")`.
"""

# %% [markdown] lang="en"
"""
The hook refused, and the last commit is still the one before. It is the smallest continuous integration there is: a
test, and a door that does not open if it fails. Its weak point is that it lives in your copy; whoever deletes it gets
past it.

### Exercise 1: commit, release, undo

- **Write** `commit_files(repo, files, message)`, `tag_release(repo, version, message, commit)` and `undo(repo, commit)`.
- **You get** the folder of a repository (`str` or `Path`), which is on the branch `main` and has some commit; `files`, a
  dictionary from name to text, with names such as `"src/clean.py"` whose folders may not exist; `message`, a text of one
  line or several; `version`, a text such as `"1.2.0"`; `commit`, the whole id of a commit with a single parent (in
  `tag_release`, of any).
- **`commit_files`** writes those files in UTF-8, makes a commit on the branch with them and only with them, and gives back
  its whole id. Whatever somebody else has prepared or half done stays as it is.
- **`tag_release`** puts on that commit an annotated tag that is called `v` and the version (`v1.2.0`), with that message.
  It gives back nothing.
- **`undo`** adds to the branch a commit that undoes that change and keeps the later ones, and gives back its whole id.
- **You refuse** with an exception (`GitError` will do), with no commit and no tag, if Git or a hook says no or if the
  version exists already. After a conflict, `undo` leaves the repository and the files as they were.

```python
first = commit_files(repo, {"model.toml": "base = 14\n"}, "Train on Monday")
tag_release(repo, "1.0.0", "First release", first)
git(repo, "cat-file", "-t", "v1.0.0")     # 'tag'
```

**Why:** a robot that retrains at night commits, releases and undoes like this, with nobody looking. For a hint:
`hint("git_release")`.
"""

# %% exercise="git_release"
def commit_files(repo, files, message) -> str:
    ### BEGIN SOLUTION
    for name, text in files.items():
        path = Path(repo, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    git(repo, "add", "--", *files)
    git(repo, "commit", "--only", "--message", message, "--", *files)
    return git(repo, "rev-parse", "HEAD")
    ### END SOLUTION


def tag_release(repo, version, message, commit) -> None:
    ### BEGIN SOLUTION
    git(repo, "tag", "--annotate", "--message", message, f"v{version}", commit)
    ### END SOLUTION


def undo(repo, commit) -> str:
    ### BEGIN SOLUTION
    try:
        git(repo, "revert", "--no-edit", commit)
    except GitError:
        git(repo, "revert", "--abort")
        raise
    return git(repo, "rev-parse", "HEAD")
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes guardar, publicar y deshacer sin perder nada, y explicar qué objeto queda de cada cosa.
"""

# %% [markdown] lang="en"
"""
You can now commit, release and undo without losing anything, and explain which object is left of each.
"""

# %% [markdown] lang="es"
"""
## 3. Pruebas que sirven

Una *prueba* (test) es un programa que ejecuta otro y falla si el resultado no es el prometido. En un proyecto con modelos
hay tres cosas que probar, y fallan por motivos distintos:

| Qué se prueba | Una pregunta | Quién la rompe |
|---|---|---|
| el código | ¿quita los pedidos repetidos? | un cambio en el programa |
| los datos | ¿hay minutos negativos? | quien los manda, sin avisar |
| el modelo | ¿predice mejor que la media? | los dos anteriores, y el azar |

Esta es la función que Ana retoca, y lo que promete. Los pedidos llegan con correcciones: si un pedido aparece dos veces,
vale la última fila.
"""

# %% [markdown] lang="en"
"""
## 3. Tests that are of use

A *test* is a program that runs another one and fails if the result is not the one promised. In a project with models
there are three things to test, and they fail for different reasons:

| What is tested | A question | Who breaks it |
|---|---|---|
| the code | does it remove repeated orders? | a change in the program |
| the data | are there negative minutes? | whoever sends it, without notice |
| the model | does it predict better than the mean? | the two above, and chance |

This is the function that Ana is changing, and what it promises. Orders come with corrections: if an order appears twice,
the last row holds.
"""

# %%
cleaning = """import pandas as pd


def clean_orders(df):
    kept = df.drop_duplicates("order_id", keep="last")
    kept = kept[(kept["minutes"] > 0) & (kept["minutes"] <= 180)]
    kept = kept.assign(rain_mm=kept["rain_mm"].fillna(0.0))
    return kept.assign(late=kept["minutes"] > 40)
"""

# %% [markdown] lang="es"
"""
| Promesa | |
|---|---|
| última versión | de cada `order_id` queda como mucho una fila, la última de la tabla; se elige antes que nada |
| minutos válidos | se van las filas sin `minutes` (NaN), con 0 o menos, o con más de 180 |
| lluvia | donde `rain_mm` falta (NaN) se pone 0; el pedido se queda |
| tarde | la columna nueva `late` es `True` si `minutes` pasa de 40, y si no `False` |
| no toca lo ajeno | la tabla que recibe queda como estaba |

El orden de las filas, el índice y el orden de las columnas no se prometen.

Con esto se ejecutan pruebas: pone los dos archivos en una carpeta y llama a pytest en un proceso aparte.
"""

# %% [markdown] lang="en"
"""
| Promise | |
|---|---|
| last version | of each `order_id` at most one row stays, the last in the table; it is chosen before anything else |
| valid minutes | rows go that have no `minutes` (NaN), 0 or fewer, or more than 180 |
| rain | where `rain_mm` is missing (NaN), 0 is put; the order stays |
| late | the new column `late` is `True` if `minutes` is over 40, and `False` if not |
| hands off | the table that it gets stays as it was |

The order of the rows, the index and the order of the columns are not promised.

This runs tests: it puts the two files into a folder and calls pytest in a process of its own.
"""

# %%
def try_tests(tests, implementation) -> str:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "cleaning.py").write_text(implementation, encoding="utf-8")
        Path(folder, "test_cleaning.py").write_text(tests, encoding="utf-8")
        line = [sys.executable, "-B", "-m", "pytest", "-q", "--color=no", "-p", "no:cacheprovider", f"--rootdir={folder}"]
        done = subprocess.run(line, cwd=folder, capture_output=True, text=True, encoding="utf-8")
    return done.stdout.rstrip().splitlines()[-1].split(" in ")[0]

# %%
first_tests = """import pandas as pd
from cleaning import clean_orders


def test_it_cleans():
    df = pd.DataFrame({"order_id": [1, 2, 1], "minutes": [20.0, 50.0, 30.0], "rain_mm": [0.0, None, 2.0]})
    clean = clean_orders(df)
    assert len(clean) == 2
    assert clean["late"].any()
"""
print(try_tests(first_tests, cleaning))

# %% [markdown] lang="es"
"""
Pasa, y por el camino ha ejecutado todas las líneas de `clean_orders`: la *cobertura* es del 100 %. ¿Se puede confiar en
ella? Estropea la función a propósito, de tres maneras. Cada copia estropeada se llama un *mutante*.

**¿Qué esperas?** ¿Cuántos de los tres hacen fallar la prueba?
"""

# %% [markdown] lang="en"
"""
It passes, and on its way it ran all the lines of `clean_orders`: the *coverage* is 100 %. Can it be trusted? Break the
function on purpose, in three ways. Each broken copy is called a *mutant*.

**What do you expect?** How many of the three make the test fail?
"""

# %%
mutants = {
    "first": cleaning.replace('keep="last"', 'keep="first"'),
    "negated": cleaning.replace('(kept["minutes"] > 0) & (kept["minutes"] <= 180)', '~(kept["minutes"] <= 0)'),
    "dropna": cleaning.replace('kept.assign(rain_mm=kept["rain_mm"].fillna(0.0))', 'kept.dropna(subset="rain_mm")'),
}
for name, mutant in mutants.items():
    print(f"{name:8} {try_tests(first_tests, mutant)}")

# %% [markdown] lang="es"
"""
Solo el tercero: la prueba contaba filas, y falta una. Los otros dos sobreviven con la cobertura al 100 %. La cobertura
dice qué líneas se ejecutaron, no si alguien miró el resultado. Lo que mide unas pruebas es a cuántos mutantes descubren.

Para descubrir al primero hace falta una tabla en la que quedarse con la primera o con la última dé algo distinto, y
mirar justo eso:
"""

# %% [markdown] lang="en"
"""
Only the third: the test counted rows, and one is missing. The other two survive with coverage at 100 %. Coverage says
which lines were run, not whether somebody looked at the result. What measures tests is how many mutants they find.

To find the first one takes a table in which keeping the first or the last gives something different, and a look at just
that:
"""

# %%
second_test = """

def test_the_last_version_stays():
    df = pd.DataFrame({"order_id": [7, 7], "minutes": [20.0, 30.0], "rain_mm": [0.0, 0.0]})
    assert list(clean_orders(df)["minutes"]) == [30.0]
"""
for name in ("first", "negated"):
    print(f"{name:8} {try_tests(first_tests + second_test, mutants[name])}")

# %% [markdown] lang="es"
"""
El primero cae. El segundo, `negated`, quita solo lo que es 0 o menos. ¿Qué se le escapa? Más de 180 minutos, claro. Y
algo menos claro:
"""

# %% [markdown] lang="en"
"""
The first one falls. The second, `negated`, removes only what is 0 or less. What gets past it? More than 180 minutes, of
course. And something less clear:
"""

# %%
minutes = np.array([20.0, -3.0, np.nan])
print(minutes > 0)
print(~(minutes <= 0))

# %% [markdown] lang="es"
"""
Las dos líneas parecen decir lo mismo. Con NaN toda comparación da `False`, así que la segunda deja pasar el pedido sin
minutos. Los datos que faltan son el primer caso que se prueba; los límites justos (0, 40, 180), el segundo.
"""

# %% [markdown] lang="en"
"""
The two lines seem to say the same. With NaN every comparison gives `False`, so the second lets the order without minutes
through. Missing data is the first case to test; the exact limits (0, 40, 180), the second.
"""

# %% [markdown] lang="es"
"""
### Probar un modelo

Con un modelo no hay resultado exacto que comparar. Hay dos clases de prueba que sí se pueden escribir: que sea mejor que
no tener modelo, y que se comporte como el mundo. Bruno entrena uno que estima minutos.
"""

# %% [markdown] lang="en"
"""
### Testing a model

With a model there is no exact result to compare with. Two kinds of test can be written all the same: that it is better
than having no model, and that it behaves like the world. Bruno trains one that estimates minutes.
"""

# %%
orders, recent = make_orders(2000), make_orders(1000, seed=7)
model = HistGradientBoostingRegressor(random_state=0).fit(orders[FEATURES], orders["minutes"])
predicted = model.predict(recent[FEATURES])
error = np.abs(predicted - recent["minutes"]).mean()
by_mean = np.abs(orders["minutes"].mean() - recent["minutes"]).mean()
print(f"{error:.1f} min, {by_mean:.1f} min")

# %% [markdown] lang="es"
"""
Se equivoca en 3,6 minutos; decir siempre la media, en 8,5. La primera prueba pasa.

**¿Qué esperas?** Lleva cada pedido medio kilómetro más lejos. ¿En cuántos de cada cien predice el modelo *menos* minutos?
"""

# %% [markdown] lang="en"
"""
It is wrong by 3.6 minutes; always saying the mean, by 8.5. The first test passes.

**What do you expect?** Take each order half a kilometre further. In how many of a hundred does the model predict *fewer*
minutes?
"""

# %%
farther = recent[FEATURES].assign(distance_km=recent["distance_km"] + 0.5)
print(f"{100 * (model.predict(farther) < predicted).mean():.1f}")

rising = HistGradientBoostingRegressor(random_state=0, monotonic_cst={"distance_km": 1})
rising.fit(orders[FEATURES], orders["minutes"])
print(f"{100 * (rising.predict(farther) < rising.predict(recent[FEATURES])).mean():.1f}")
print(f"{np.abs(rising.predict(recent[FEATURES]) - recent['minutes']).mean():.1f} min")

# %% [markdown] lang="es"
"""
En 7,5 de cada cien, ir más lejos tarda menos. El error medio no lo enseñaba; una prueba de comportamiento, sí. Con
`monotonic_cst` el modelo no puede bajar cuando la distancia sube: 0,0, y el error no empeora.

Una prueba de modelo no debe depender de la suerte: semilla fija, datos guardados y un margen de sobra. Una prueba que
falla a veces es una prueba a la que nadie hace caso.

### Ejercicio 2: pruebas que descubren errores

- **Escribe** `test_file()`: no recibe nada y devuelve el texto entero de `test_cleaning.py`, con sus importaciones.
- **El texto** contiene pruebas de pytest de lo que promete la tabla de arriba. Importa `clean_orders` con
  `from cleaning import clean_orders`; puede usar pandas, NumPy y la biblioteca de Python.
- **Las tablas** que le des a `clean_orders` llevan al menos `order_id` (enteros), `minutes` y `rain_mm` (números con
  decimales, NaN donde faltan). Puede haber otras columnas: se quedan como están.
- **Se juzga** ejecutándolas en una carpeta nueva con cada una de diez implementaciones. Deben pasar con las dos correctas,
  escritas de maneras distintas, y fallar con las ocho defectuosas, que rompen una sola cosa cada una. Lo que cuenta es lo
  que `clean_orders` hace: cómo está escrita no se puede leer.
- **Cuida** no exigir lo que no se promete, y que todo acabe en menos de 8 segundos.

```python
try_tests(test_file(), cleaning)             # '6 passed'
try_tests(test_file(), mutants["first"])     # '2 failed, 4 passed'
```

Los números dependen de cuántas pruebas escribas; con `cleaning` no debe fallar ninguna.

**Para qué:** a partir de hoy, quien cambie esa función sabrá en segundos si rompió algo. Para una pista:
`hint("write_the_tests")`.
"""

# %% [markdown] lang="en"
"""
In 7.5 out of a hundred, going further takes less time. The mean error did not show it; a test of behaviour did. With
`monotonic_cst` the model cannot fall when the distance rises: 0.0, and the error is no worse.

A test of a model must not depend on luck: a fixed seed, data that is kept and a margin to spare. A test that fails
sometimes is a test that nobody listens to.

### Exercise 2: tests that find faults

- **Write** `test_file()`: it gets nothing and gives back the whole text of `test_cleaning.py`, with its imports.
- **The text** holds pytest tests of what the table above promises. It imports `clean_orders` with
  `from cleaning import clean_orders`; it may use pandas, NumPy and Python's library.
- **The tables** that you give to `clean_orders` have at least `order_id` (integers), `minutes` and `rain_mm` (numbers with
  decimals, NaN where they are missing). There may be other columns: they stay as they are.
- **It is judged** by running them in a new folder with each of ten implementations. They must pass with the two right ones,
  written in different ways, and fail with the eight faulty ones, which break a single thing each. What counts is what
  `clean_orders` does: how it is written cannot be read.
- **Mind** that you demand nothing that is not promised, and that all of it ends in less than 8 seconds.

```python
try_tests(test_file(), cleaning)             # '6 passed'
try_tests(test_file(), mutants["first"])     # '2 failed, 4 passed'
```

The numbers depend on how many tests you write; with `cleaning` none must fail.

**Why:** from today on, whoever changes that function knows within seconds whether they broke something. For a hint:
`hint("write_the_tests")`.
"""

# %% exercise="write_the_tests"
def test_file() -> str:
    ### BEGIN SOLUTION
    return '''
import pandas as pd
from cleaning import clean_orders


def table(*rows):
    return pd.DataFrame(rows, columns=["order_id", "minutes", "rain_mm"])


def by_id(rows):
    return clean_orders(rows).set_index("order_id")


def test_the_last_version_of_an_order_stays():
    assert by_id(table((1, 20.0, 0.0), (2, 25.0, 0.0), (1, 30.0, 0.0)))["minutes"].to_dict() == {1: 30.0, 2: 25.0}


def test_an_invalid_last_version_takes_the_order_away():
    assert set(by_id(table((1, 20.0, 0.0), (1, None, 0.0), (2, 20.0, 0.0))).index) == {2}


def test_minutes_are_known_and_between_0_and_180():
    minutes = [None, -1.0, 0.0, 0.5, 180.0, 180.5]
    assert set(by_id(table(*((number, value, 0.0) for number, value in enumerate(minutes)))).index) == {3, 4}


def test_rain_that_was_not_measured_is_none():
    assert by_id(table((1, 20.0, None), (2, 20.0, 1.5)))["rain_mm"].to_dict() == {1: 0.0, 2: 1.5}


def test_late_is_more_than_40_minutes():
    assert by_id(table((1, 39.9, 0.0), (2, 40.0, 0.0), (3, 40.1, 0.0)))["late"].to_dict() == {1: False, 2: False, 3: True}


def test_the_table_given_stays_as_it_was():
    given = table((1, 20.0, None), (1, None, 1.0), (2, 50.0, 2.0))
    before = given.copy()
    clean_orders(given)
    pd.testing.assert_frame_equal(given, before)
'''
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes decir de unas pruebas cuánto valen, sin creerte su cobertura.
"""

# %% [markdown] lang="en"
"""
You can now say how much tests are worth, without taking their coverage at its word.
"""

# %% [markdown] lang="es"
"""
## 4. ¿Qué commit lo rompió?

A veces las pruebas llegan tarde. El modelo de la empresa se ajusta solo, muchas veces al día, y hoy alguien mira: se
equivoca en más de 10 minutos. Hace 512 commits, en la última versión publicada, iba bien. Alguno de los 512 lo rompió.

Este es el historial, con 600 commits. `git fast-import` los crea de una vez a partir de un texto.
"""

# %% [markdown] lang="en"
"""
## 4. Which commit broke it?

Sometimes the tests come late. The company's model adjusts itself, many times a day, and today somebody looks: it is wrong
by more than 10 minutes. 512 commits ago, in the last version released, it did well. One of the 512 broke it.

This is the history, with 600 commits. `git fast-import` makes them all at once from a text.
"""

# %%
def change(number, base, per_km) -> str:
    numbers = {"base": base, "distance_km": per_km, "items": 1.2, "rain_mm": 1.5, "courier_load": 4.0}
    text = "".join(f"{name} = {value}\n" for name, value in numbers.items())
    who = f"Rapido <models@rapido.example> {1_790_000_000 + 3600 * number} +0000"
    head = f"commit refs/heads/main\ncommitter {who}\ndata <<END\nChange {number}\nEND\n"
    return f"{head}M 100644 inline model.toml\ndata <<END\n{text}END\n"

# %%
bases = np.random.default_rng(0).uniform(14, 16, size=600).round(1)
history = new_repository(lab / "history")
git(history, "fast-import", "--quiet", text="".join(change(n, bases[n], 3.5 if n < 411 else 0.35) for n in range(600)))
git(history, "reset", "--hard", "--quiet")
commits = git(history, "rev-list", "--reverse", "HEAD").split()
print(len(commits), commits[0])

# %% [markdown] lang="es"
"""
`commits` va del más antiguo al más nuevo. Y esta es la prueba: un programa que lee el `model.toml` que tenga delante, lo
usa con 200 pedidos guardados y acaba con 0 si el error medio no pasa de 6 minutos. Además apunta cada error en
`tried.txt`, para que puedas contar cuántas veces lo llaman.
"""

# %% [markdown] lang="en"
"""
`commits` goes from the oldest to the newest. And this is the test: a program that reads the `model.toml` before it, uses
it on 200 kept orders and ends with 0 if the mean error is not over 6 minutes. It also notes each error in `tried.txt`, so
that you can count how often it is called.
"""

# %%
judge = """import json, sys, tomllib
from pathlib import Path

lab = Path(sys.argv[1])
model = tomllib.loads(Path("model.toml").read_text())
orders = json.loads((lab / "orders.json").read_text())
errors = [abs(sum(model[name] * order[name] for name in model) - order["minutes"]) for order in orders]
error = sum(errors) / len(errors)
with open(lab / "tried.txt", "a") as file:
    file.write(f"{error:.1f}\\n")
sys.exit(error > 6)
"""

# %%
kept = make_orders(200, seed=3).assign(base=1).drop(columns="late")
for name, text in {"judge.py": judge, "orders.json": json.dumps(kept.to_dict("records"))}.items():
    (lab / name).write_text(text)

# %% [markdown] lang="es"
"""
`git bisect` recibe un commit malo y uno bueno, y un programa que sabe decir cuál es cuál.

**¿Qué esperas?** Entre los dos hay 512 commits. ¿Cuántas veces se ejecuta la prueba?
"""

# %% [markdown] lang="en"
"""
`git bisect` gets a bad commit and a good one, and a program that can tell which is which.

**What do you expect?** There are 512 commits between the two. How many times is the test run?
"""

# %%
def bisect(bad, good) -> tuple[str, list[str]]:
    (lab / "tried.txt").unlink(missing_ok=True)
    git(history, "bisect", "start", bad, good)
    git(history, "bisect", "run", sys.executable, str(lab / "judge.py"), str(lab))
    found = git(history, "show", "--no-patch", "--format=%s", "refs/bisect/bad")
    git(history, "bisect", "reset")
    return found, (lab / "tried.txt").read_text().split()


bisect(bad=commits[581], good=commits[69])

# %% [markdown] lang="es"
"""
Nueve, y el culpable es el cambio 411. Mira los errores: con cada uno cerca de 4, Git descarta la mitad de antes; con cada uno cerca de 12, la de después.
Es el juego de adivinar un número preguntando «¿mayor o menor?»: con cada respuesta quedan la mitad, y 512 se parte por la
mitad nueve veces antes de quedar uno. Se llama *búsqueda binaria*, y cuesta $\log_2 n$ pruebas.

Mídelo con otras distancias.
"""

# %% [markdown] lang="en"
"""
Nine, and the culprit is change 411. Look at the errors: with each one near 4, Git drops the half before it; with each one near 12, the half after it.
It is the game of guessing a number by asking “higher or lower?”: each answer leaves half of them, and 512 can be halved
nine times before one is left. It is called *binary search*, and it costs $\log_2 n$ tests.

Measure it over other distances.
"""

# %%
sizes = [8, 16, 32, 64, 128, 256, 512]
tried = [len(bisect(bad=commits[411 + n // 3], good=commits[411 + n // 3 - n])[1]) for n in sizes]
print(tried)

# %%
x_text, y_text = "commits entre el bueno y el malo", "pruebas ejecutadas (peor caso)"  # es
labels = ["de uno en uno", "git bisect"]  # es
alt = (  # es
    "Dos líneas según el número de commits. De uno en uno, las pruebas crecen lo mismo que los commits, hasta 512. "  # es
    "Con git bisect apenas se levantan del suelo: 3 con 8 commits y 9 con 512."  # es
)  # es
x_text, y_text = "commits between the good one and the bad one", "tests run (worst case)"  # en
labels = ["one by one", "git bisect"]  # en
alt = (  # en
    "Two lines against the number of commits. One by one, the tests grow as the commits do, up to 512. "  # en
    "With git bisect they hardly leave the ground: 3 with 8 commits and 9 with 512."  # en
)  # en

# %%
figure, axes = plt.subplots(figsize=(7, 3.8), layout="constrained")
axes.plot(sizes, sizes, "s--", color="#bb5566", label=labels[0])
axes.plot(sizes, tried, "o-", color="#4477aa", label=labels[1])
for n, count in list(zip(sizes, tried, strict=True))[3:]:
    axes.annotate(str(count), (n, count), xytext=(0, 7), textcoords="offset points", ha="center", fontsize=12)
axes.set_xlabel(x_text, fontsize=12)
axes.set_ylabel(y_text, fontsize=12)
axes.legend(fontsize=12)
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira la línea de abajo: cada vez que los commits se duplican, sube una sola prueba.

La búsqueda supone dos cosas. Que lo roto sigue roto: hay un primer malo, y detrás todos lo son. Y que la prueba no
miente.

**¿Qué esperas?** Una prueba caprichosa se equivoca 5 veces de cada cien. De cada cien búsquedas con nueve preguntas,
¿cuántas encuentran al culpable?
"""

# %% [markdown] lang="en"
"""
Look at the lower line: each time the commits double, it rises by a single test.

The search takes two things for granted. That what is broken stays broken: there is a first bad one, and all after it are
bad. And that the test does not lie.

**What do you expect?** A fickle test is wrong 5 times in a hundred. Of a hundred searches with nine questions, how many
find the culprit?
"""

# %%
print(f"{100 * 0.95**9:.0f}")

# %% [markdown] lang="es"
"""
63 de cada cien: una sola respuesta falsa lleva a la mitad equivocada, y de allí no se vuelve. Otra razón para que las pruebas no
dependan de la suerte.

### Ejercicio 3: el commit que rompió el modelo

- **Escribe** `first_bad(repo, is_good)`.
- **Recibes** la carpeta de un repositorio (`str` o `Path`) con uno o más commits en línea, cada uno con un solo padre menos
  el primero; y una función: `is_good(commit)` recibe el id entero de un commit y devuelve `True` o `False`. Llamarla sale
  caro. A partir del primer commit malo, todos lo son; puede que no haya ninguno, o que el primero de todos ya lo sea.
- **Devuelves** el id entero (un `str`) del primer commit malo de los que llevan a `HEAD`, o `None` si no hay ninguno.
- **Cumples**: con $n$ commits preguntas como mucho $\lceil\log_2 n\rceil + 3$ veces, y nunca dos veces lo mismo. El orden
  es el de la historia: las fechas pueden engañar.
- **Cuida** que el repositorio quede como estaba: la rama, los archivos y lo que alguien tuviera a medias.

```python
first_bad(history, lambda commit: commits.index(commit) < 411) == commits[411]     # True
first_bad(history, lambda commit: True)                                            # None
```

**Para qué:** cada pregunta puede ser un entrenamiento de una hora. Con nueve acabas hoy; con 512, en tres semanas. Para una
pista: `hint("bisect_regression")`.
"""

# %% [markdown] lang="en"
"""
63 in a hundred: a single false answer leads to the wrong half, and there is no way back from there. One more reason for tests not to
depend on luck.

### Exercise 3: the commit that broke the model

- **Write** `first_bad(repo, is_good)`.
- **You get** the folder of a repository (`str` or `Path`) with one or more commits in a line, each with a single parent
  except the first; and a function: `is_good(commit)` gets the whole id of a commit and gives back `True` or `False`.
  Calling it is expensive. From the first bad commit on, all are bad; there may be none, or the very first may be bad.
- **You give back** the whole id (a `str`) of the first bad commit of those that lead to `HEAD`, or `None` if there is none.
- **You keep**: with $n$ commits you ask at most $\lceil\log_2 n\rceil + 3$ times, and never the same twice. The order is
  that of the history: dates may mislead.
- **Mind** that the repository stays as it was: the branch, the files and whatever somebody had half done.

```python
first_bad(history, lambda commit: commits.index(commit) < 411) == commits[411]     # True
first_bad(history, lambda commit: True)                                            # None
```

**Why:** each question may be a training of an hour. With nine you are done today; with 512, in three weeks. For a hint:
`hint("bisect_regression")`.
"""

# %% exercise="bisect_regression"
def first_bad(repo, is_good) -> str | None:
    ### BEGIN SOLUTION
    commits = git(repo, "rev-list", "--reverse", "HEAD").split()
    good, bad = -1, len(commits) - 1
    if is_good(commits[bad]):
        return None
    while bad - good > 1:
        middle = (good + bad) // 2
        if is_good(commits[middle]):
            good = middle
        else:
            bad = middle
    return commits[bad]
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes encontrar al culpable entre cientos con un puñado de preguntas, y dejar el repositorio como estaba.
"""

# %% [markdown] lang="en"
"""
You can now find the culprit among hundreds with a handful of questions, and leave the repository as it was.
"""

# %% [markdown] lang="es"
"""
## 5. El pipeline, escrito

Falta quien pase las pruebas siempre. Un *servidor de integración* vigila el repositorio; con cada commit lee un archivo
que está en el propio repositorio y hace lo que dice. Ese archivo es el *pipeline como código*: etapas en orden, y cada
una con órdenes. Como vive en Git, se revisa, se publica y se deshace como todo lo demás.

Todas las tareas del proyecto están en un programa, `tasks.py`. Este es un doble: dice qué tarea le piden, y la de probar
falla si existe un archivo `broken`.
"""

# %% [markdown] lang="en"
"""
## 5. The pipeline, written down

What is missing is somebody who always runs the tests. An *integration server* watches the repository; at each commit it
reads a file that is in the repository itself and does what it says. That file is the *pipeline as code*: stages in order,
and commands in each. As it lives in Git, it is reviewed, released and undone like everything else.

All the tasks of the project are in one program, `tasks.py`. This one is a stand-in: it says which task it is asked for,
and that of testing fails if a file `broken` exists.
"""

# %%
project = lab / "project"
tasks = """import sys
from pathlib import Path

print(sys.argv[1])
sys.exit(sys.argv[1] == "test" and Path("broken").exists())
"""
project.mkdir(exist_ok=True)
print((project / "tasks.py").write_text(tasks), "bytes")

# %% [markdown] lang="es"
"""
### Jenkins

*Jenkins* es un servidor que instalas tú. Su pipeline *declarativo* es un archivo llamado `Jenkinsfile`: `agent` dice dónde
se ejecuta, `stages` tiene las etapas y cada `stage` sus `steps`; `sh` da una orden al shell. `post` se hace al final.
"""

# %% [markdown] lang="en"
"""
### Jenkins

*Jenkins* is a server that you install yourself. Its *declarative* pipeline is a file called `Jenkinsfile`: `agent` says
where it runs, `stages` has the stages and each `stage` its `steps`; `sh` gives a command to the shell. `post` is done at
the end.
"""

# %%
jenkins = """pipeline {
    agent { docker { image 'python:3.13-slim' } }
    stages {
        stage('test') { steps { sh 'python tasks.py test' } }
        stage('train') { steps { sh 'python tasks.py train' } }
        stage('report') { steps { sh 'python tasks.py report' } }
    }
    post { always { sh 'python tasks.py clean' } }
}
"""
pipeline = read_jenkinsfile(jenkins)
print(pipeline)

# %% [markdown] lang="es"
"""
`read_jenkinsfile` conoce esa gramática y dice en qué línea se negaría Jenkins. `run_locally` ejecuta las órdenes de `sh` en
una carpeta, sin Jenkins y sin Docker: la imagen se la salta, y usa el Python de tu notebook.

**¿Qué esperas?** Con `broken`, la prueba falla. ¿Se entrena? ¿Se limpia?
"""

# %% [markdown] lang="en"
"""
`read_jenkinsfile` knows that grammar and says in which line Jenkins would refuse. `run_locally` runs the commands of `sh` in
a folder, without Jenkins and without Docker: it passes over the image and uses your notebook's Python.

**What do you expect?** With `broken`, the test fails. Does it train? Does it clean?
"""

# %%
print(run_locally(pipeline, project))
(project / "broken").touch()
print(run_locally(pipeline, project))

# %% [markdown] lang="es"
"""
La segunda vez, `✘` en probar: las dos etapas siguientes no se alcanzan (`–`), `clean` sí se hace, porque `always` es
siempre, y el pipeline falla. Una etapa que falla detiene las demás: eso es lo que protege la producción.

Todo descansa en el código con que acaba cada orden. Alguien quiere guardar también lo que dice la prueba, y escribe:
"""

# %% [markdown] lang="en"
"""
The second time, `✘` at testing: the two following stages are not reached (`–`), `clean` is done, because `always` is
always, and the pipeline fails. A stage that fails stops the others: that is what protects production.

All of it rests on the code with which each command ends. Somebody wants to keep what the test says too, and writes:
"""

# %%
piped = read_jenkinsfile(jenkins.replace("tasks.py test", "tasks.py test | tee log.txt"))
print(run_locally(piped, project))

# %% [markdown] lang="es"
"""
La prueba falla igual, y el pipeline pasa. Con `|`, el shell dice cómo acabó la última orden, y `tee` acabó bien. Guarda la
salida de otra manera, por ejemplo con `> log.txt`.

### Travis CI

*Travis CI* popularizó la idea de un archivo en el repositorio y un servidor que no instalas tú. En noviembre de 2026 es
historia: en 2021 cerró el servicio gratuito de los proyectos abiertos, y casi todos se fueron a otro. Se enseña para que puedas leer
los muchos `.travis.yml` que quedan y llevarlos a otra parte.

Allí una *etapa* (build stage) es un grupo de *trabajos* (jobs), y cada trabajo tiene un `script`. Bruno cree que un trabajo
basta:
"""

# %% [markdown] lang="en"
"""
The test fails all the same, and the pipeline passes. With `|`, the shell says how the last command ended, and `tee` ended
well. Keep the output in another way, for example with `> log.txt`.

### Travis CI

*Travis CI* made popular the idea of a file in the repository and a server that you do not install. In November 2026 it is
legacy: in 2021 it closed the free service for open projects, and almost all of them went elsewhere. It is taught so that you
can read the many `.travis.yml` that are left and take them somewhere else.

There, a *build stage* is a group of *jobs*, and each job has a `script`. Bruno thinks that one job is enough:
"""

# %%
one_job = """language: python
python: "3.13"
install: skip
script:
  - python tasks.py test
  - python tasks.py train
"""

# %% [markdown] lang="es"
"""
**¿Qué esperas?** La prueba sigue fallando. ¿Se entrena?
"""

# %% [markdown] lang="en"
"""
**What do you expect?** The test still fails. Does it train?
"""

# %%
print(run_locally(read_travis(one_job), project))

# %% [markdown] lang="es"
"""
Sí. El trabajo falla al final, pero Travis CI ejecuta todas las órdenes de un `script` aunque falle una. Si la segunda
publicara el modelo, estaría publicado. Lo que no debe ocurrir sin lo anterior va en otra etapa:
"""

# %% [markdown] lang="en"
"""
It does. The job fails in the end, but Travis CI runs all the commands of a `script` even if one fails. If the second one
published the model, it would be published. What must not happen without what comes before goes into another stage:
"""

# %%
travis = """language: python
python: "3.13"
install: skip
jobs:
  include:
    - stage: test
      script: python tasks.py test
    - stage: train
      script: python tasks.py train
"""
print(run_locally(read_travis(travis), project))

# %% [markdown] lang="es"
"""
Ahora `train` no se alcanza. Sin `install: skip`, Travis CI instalaría antes `requirements.txt`.

¿Por qué están las comillas de `"3.13"`?

**¿Qué esperas?** ¿Qué versión pide quien escribe `python: 3.10`, y qué clave lee Python en `on: push`?
"""

# %% [markdown] lang="en"
"""
Now `train` is not reached. Without `install: skip`, Travis CI would first install `requirements.txt`.

What are the quotes of `"3.13"` for?

**What do you expect?** Which version does one ask for who writes `python: 3.10`, and which key does Python read in
`on: push`?
"""

# %%
print(yaml.safe_load("python: 3.10"))
print(yaml.safe_load("on: push"))

# %% [markdown] lang="es"
"""
La 3.1: en YAML, `3.10` sin comillas es un número. Y `on`, para muchos lectores de YAML, es `True`. Con comillas, un texto
es un texto.

### El mismo pipeline en otros dos servicios

En *GitHub Actions*, en `.github/workflows/ci.yml`, no hay etapas. Hay trabajos (`jobs`) que empiezan todos a la vez,
salvo que uno diga con `needs` a cuál espera. El esquema publicado viaja con `check-jsonschema`, así que se comprueba sin
red. Comprueba el archivo y dos copias con un cambio:
"""

# %% [markdown] lang="en"
"""
3.1: in YAML, `3.10` without quotes is a number. And `on`, to many readers of YAML, is `True`. With quotes, a text is a
text.

### The same pipeline in two other services

In *GitHub Actions*, in `.github/workflows/ci.yml`, there are no stages. There are `jobs`, which all begin at once unless
one says with `needs` which it waits for. The published schema travels with `check-jsonschema`, so it is checked without a
network. Check the file and two copies with a change:
"""

# %%
actions = """on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: python tasks.py test
  train:
    needs: test
    runs-on: ubuntu-latest
    steps: [{uses: actions/checkout@v5}, {run: python tasks.py train}]
"""

# %%
texts = {"ci.yml": actions, "wrong.yml": actions.replace("runs-on", "runs_on"), "hasty.yml": actions.replace("needs: test", "")}
for name, text in texts.items():
    (lab / name).write_text(text)
line = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", "-o", "json", *texts]
done = subprocess.run(line, cwd=lab, capture_output=True, text=True)
for wrong in json.loads(done.stdout)["errors"]:
    print(wrong["filename"], wrong["path"], wrong["best_match"]["message"])

# %% [markdown] lang="es"
"""
`wrong.yml`, con `runs_on`, se rechaza en sus dos trabajos, antes de subirlo. De `hasty.yml`, sin `needs: test`, el esquema no
dice nada, y ahí `train` empieza sin esperar a la prueba: un esquema mira la forma, no la intención.

En AWS, el orden de las etapas está en *CodePipeline*, y las órdenes de una etapa en `buildspec.yml`, por *fases*
(phases). Los harás los dos en la lección siguiente; así se lee el segundo:
"""

# %% [markdown] lang="en"
"""
`wrong.yml`, with `runs_on`, is refused in both its jobs, before it is pushed. About `hasty.yml`, without `needs: test`, the
schema says nothing, and there `train` begins without waiting for the test: a schema looks at the form, not at the intention.

At AWS, the order of the stages is in *CodePipeline*, and the commands of a stage in `buildspec.yml`, by *phases*. You will
make both in the next lesson; the second reads like this:
"""

# %%
buildspec = """version: 0.2
phases:
  pre_build:
    commands: [python tasks.py test]
  build:
    commands: [python tasks.py train]
"""
for name, phase in yaml.safe_load(buildspec)["phases"].items():
    print(name, *phase["commands"])

# %% [markdown] lang="es"
"""
Los cuatro dicen lo mismo con otras palabras:

| | `Jenkinsfile` | `.travis.yml` | CodePipeline y `buildspec.yml` | GitHub Actions |
|---|---|---|---|---|
| una etapa es | un `stage` | un `stage`, que agrupa trabajos | un elemento de `stages`; dentro, las `phases` de `buildspec.yml` | no tiene; un trabajo de `jobs` que espera con `needs` |
| una orden va en | `sh`, dentro de `steps` | `script` | `commands` | `run`, dentro de `steps` |
| se ejecuta en | `agent` | `language`, `os` y `dist` | la imagen del proyecto de CodeBuild | `runs-on` |
| solo en `main` | `when { branch 'main' }` | `if: branch = main` | la rama de la acción Source | `if: github.ref == 'refs/heads/main'` |
| si una orden falla | acaba la etapa | las demás del `script` siguen | acaba la fase; tras `build`, `post_build` se hace igual | acaba el trabajo |
| y después | no hay más etapas | no hay más etapas | no hay más etapas | no empiezan los que lo esperan |

La fila que muerde al mudarse de un servicio a otro es la penúltima.

### Ejercicio 4: un pipeline en dos idiomas

- **Escribe** `travis_yml()` y `jenkinsfile()`: no reciben nada y devuelven el texto de un `.travis.yml` y el de un
  `Jenkinsfile` declarativo. Los dos describen el mismo pipeline:

| Etapa | Orden | En qué ramas |
|---|---|---|
| `lint` | `python tasks.py lint` | todas |
| `test` | `python tasks.py test` | todas |
| `train` | `python tasks.py train` | todas |
| `package` | `python tasks.py package` | solo `main` |

- **Cumples**: las etapas se llaman así y van en ese orden; cada orden se da una vez; si una falla, el pipeline falla y no
  se ejecuta nada de las etapas siguientes. En otra rama se hacen las tres primeras, y el pipeline pasa si ellas pasan.
- **Pides** Python 3.13 en todas las etapas: en Travis CI con `python`, en Jenkins con una imagen de Docker, `python:3.13` o
  una variante suya como `python:3.13-slim`.
- **Se juzga** leyéndolos con `read_travis` y `read_jenkinsfile` y ejecutándolos con `run_locally` y un `tasks.py` que falla
  donde quiere. `tasks.py` está en la raíz del repositorio y no necesita instalar nada.

```python
print(run_locally(read_jenkinsfile(jenkinsfile()), project, branch="fix-rain"))
```

Con `broken` en la carpeta, eso enseña `✔` en `lint`, `✘` en `test`, `–` en `train` y en `package`, y `= failed`.

**Para qué:** mudar un pipeline de un servicio viejo a otro, sin que cambie lo que protege, es un encargo de todos los años.
Para una pista: `hint("pipeline_as_code")`.
"""

# %% [markdown] lang="en"
"""
The four say the same in other words:

| | `Jenkinsfile` | `.travis.yml` | CodePipeline and `buildspec.yml` | GitHub Actions |
|---|---|---|---|---|
| a stage is | a `stage` | a `stage`, which groups jobs | an item of `stages`; inside it, the `phases` of `buildspec.yml` | there is none; a job of `jobs` that waits by `needs` |
| a command goes in | `sh`, inside `steps` | `script` | `commands` | `run`, inside `steps` |
| it runs on | `agent` | `language`, `os` and `dist` | the image of the CodeBuild project | `runs-on` |
| only on `main` | `when { branch 'main' }` | `if: branch = main` | the branch of the Source action | `if: github.ref == 'refs/heads/main'` |
| if a command fails | the stage ends | the others of the `script` go on | the phase ends; after `build`, `post_build` is done all the same | the job ends |
| and afterwards | no more stages | no more stages | no more stages | those that wait for it do not begin |

The row that bites when one moves from one service to another is the last but one.

### Exercise 4: one pipeline in two languages

- **Write** `travis_yml()` and `jenkinsfile()`: they get nothing and give back the text of a `.travis.yml` and that of a
  declarative `Jenkinsfile`. Both describe the same pipeline:

| Stage | Command | On which branches |
|---|---|---|
| `lint` | `python tasks.py lint` | all |
| `test` | `python tasks.py test` | all |
| `train` | `python tasks.py train` | all |
| `package` | `python tasks.py package` | only `main` |

- **You keep**: the stages are called so and come in that order; each command is given once; if one fails, the pipeline
  fails and nothing of the following stages is run. On another branch the first three are done, and the pipeline passes if
  they pass.
- **You ask for** Python 3.13 in all stages: in Travis CI by `python`, in Jenkins by a Docker image, `python:3.13` or a
  variant of it such as `python:3.13-slim`.
- **It is judged** by reading them with `read_travis` and `read_jenkinsfile` and running them with `run_locally` and a
  `tasks.py` that fails where it likes. `tasks.py` is at the root of the repository and needs nothing installed.

```python
print(run_locally(read_jenkinsfile(jenkinsfile()), project, branch="fix-rain"))
```

With `broken` in the folder, that shows `✔` at `lint`, `✘` at `test`, `–` at `train` and at `package`, and `= failed`.

**Why:** moving a pipeline from an old service to another, without changing what it protects, is a job of every year. For a
hint: `hint("pipeline_as_code")`.
"""

# %% exercise="pipeline_as_code"
def travis_yml() -> str:
    ### BEGIN SOLUTION
    return """language: python
python: "3.13"
install: skip
stages:
  - lint
  - test
  - train
  - name: package
    if: branch = main
jobs:
  include:
    - stage: lint
      script: python tasks.py lint
    - stage: test
      script: python tasks.py test
    - stage: train
      script: python tasks.py train
    - stage: package
      script: python tasks.py package
"""
    ### END SOLUTION


def jenkinsfile() -> str:
    ### BEGIN SOLUTION
    return """pipeline {
    agent { docker { image 'python:3.13-slim' } }
    stages {
        stage('lint') { steps { sh 'python tasks.py lint' } }
        stage('test') { steps { sh 'python tasks.py test' } }
        stage('train') { steps { sh 'python tasks.py train' } }
        stage('package') {
            when { branch 'main' }
            steps { sh 'python tasks.py package' }
        }
    }
}
"""
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes escribir un pipeline que se para donde debe, ejecutarlo sin su servicio y reconocerlo en los otros.
"""

# %% [markdown] lang="en"
"""
You can now write a pipeline that stops where it should, run it without its service and recognise it in the others.
"""

# %% [markdown] lang="es"
"""
## Lo que te llevas

- Integrar cada día y probar cada cambio: el fallo se descubre el día que nace, y se sabe de quién es.
- Un commit guarda la carpeta entera y nombra a su padre; una versión publicada es una etiqueta anotada que no se mueve.
- Sobre lo que otros ya tienen, se deshace con `git revert`: la historia crece, no se borra.
- La cobertura dice qué se ejecutó; los mutantes, qué se comprobó. NaN y los límites justos van primero.
- Un modelo se prueba contra la media y contra el mundo: más lejos no puede ser menos minutos.
- Con una prueba que no miente, `git bisect` encuentra al culpable en $\log_2 n$ preguntas.
- Un pipeline es un archivo más del repositorio. Comprueba qué pasa cuando algo falla: cada servicio lo decide a su manera.

Mira cómo vas:
"""

# %% [markdown] lang="en"
"""
## What you take away

- Integrate every day and test each change: the fault is found on the day it is born, and one knows whose it is.
- A commit keeps the whole folder and names its parent; a released version is an annotated tag that does not move.
- On what others already have, one undoes with `git revert`: the history grows, it is not erased.
- Coverage says what was run; mutants, what was checked. NaN and the exact limits come first.
- A model is tested against the mean and against the world: further cannot be fewer minutes.
- With a test that does not lie, `git bisect` finds the culprit in $\log_2 n$ questions.
- A pipeline is one more file of the repository. Check what happens when something fails: each service decides in its own
  way.

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
quiz("1-continuous-integration")
