# %% [markdown] lang="es"
"""
# 1. Límites de cómputo: CPU, memoria y disco

Un modelo que funciona con dos mil pedidos puede no funcionar con dos millones, y no porque prediga peor: se acaba el
tiempo, la memoria o el disco. Hoy mides qué gasta un modelo, calculas hasta dónde llega y decides qué hacer después.

Al terminar podrás:

- medir lo que gasta una llamada: reloj, procesador, memoria y disco;
- estimar, con unas pocas medidas pequeñas, cuánto tardará una grande;
- predecir un archivo que no cabe en la memoria;
- decir cuántas máquinas ayudan, y a partir de cuál estorban.

Cuenta con unos 40 minutos. Todo funciona sin conexión.
"""

# %% [markdown] lang="en"
"""
# 1. Compute constraints: CPU, memory and disk

A model that works with two thousand orders may not work with two million, and not because it predicts worse: time,
memory or disk runs out. Today you measure what a model spends, work out how far it gets, and decide what to do then.

By the end you will be able to:

- measure what a call spends: clock, processor, memory and disk;
- estimate, from a few small measurements, how long a large one will take;
- predict a file that does not fit in memory;
- say how many machines help, and from which one on they get in the way.

Allow about 40 minutes. Everything works offline.
"""

# %% [markdown] lang="es"
"""
```mermaid
flowchart LR
    accTitle: Qué hacer cuando llegan más pedidos de los que la máquina aguanta
    accDescr {
        Llegan más pedidos, y entrenar y predecir gastan más.
        Primero mides tiempo, memoria y disco; después estimas cómo crecen.
        Si falta memoria, trabajas a trozos; si falta tiempo, repartes entre máquinas.
        Repartir entre demasiadas máquinas va más despacio.
    }
    more["Más pedidos"] --> measure["Mides: reloj, procesador, memoria, disco"]
    measure --> grow["Estimas: ¿cómo crece?"]
    grow -- falta memoria --> chunks["Trabajas a trozos"]
    grow -- falta tiempo --> share["Repartes entre máquinas"]
    share -- demasiadas --> slower["Más lento que antes"]
```
"""

# %% [markdown] lang="en"
"""
```mermaid
flowchart LR
    accTitle: What to do when more orders come than the machine can stand
    accDescr {
        More orders come, and training and predicting spend more.
        First you measure time, memory and disk; then you estimate how they grow.
        If memory is short, you work in chunks; if time is short, you share among machines.
        Sharing among too many machines is slower.
    }
    more["More orders"] --> measure["You measure: clock, processor, memory, disk"]
    measure --> grow["You estimate: how does it grow?"]
    grow -- memory is short --> chunks["You work in chunks"]
    grow -- time is short --> share["You share among machines"]
    share -- too many --> slower["Slower than before"]
```
"""

# %% [markdown] lang="es"
"""
Ejecuta primero estas celdas.
"""

# %% [markdown] lang="en"
"""
Run these cells first.
"""

# %% lang="es"
from grader.es import check, hint, progress, quiz, show

# %% lang="en"
from grader.en import check, hint, progress, quiz, show

# %%
import math
import sys
import tempfile
import threading
import time
import tracemalloc
from pathlib import Path
from typing import NamedTuple

# %%
import matplotlib.pyplot as plt
import numpy as np
import psutil
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

# %%
from grader.orders import FEATURES, make_orders

orders = make_orders(10_000)
X = StandardScaler().fit_transform(orders[FEATURES])
late, minutes = orders["late"].to_numpy(), orders["minutes"].to_numpy()
temporary = tempfile.TemporaryDirectory()
folder = Path(temporary.name)

# %% [markdown] lang="es"
"""
## 1. La empresa crece

La empresa de reparto abre en cien ciudades. El modelo es el mismo; los pedidos, mil veces más. Entrenar y predecir
(*inferencia*) gastan los mismos recursos, pero no les duele lo mismo:

| Recurso | Al entrenar | Al predecir | Si falta |
|---|---|---|---|
| CPU | horas, una vez por noche | milisegundos, en cada pedido | todo va más lento |
| Memoria | los datos, y lo que el algoritmo calcula por el camino | el modelo, en cada proceso, y las filas que entran | el sistema mata el proceso |
| Disco | los datos y los checkpoints | el modelo y los registros | la escritura falla a la mitad |

Si falta CPU, esperas. Si falta memoria, no hay resultado. Antes de decidir nada, mide.
"""

# %% [markdown] lang="en"
"""
## 1. The company grows

The delivery company opens in a hundred cities. The model is the same; the orders, a thousand times as many. Training
and predicting (*inference*) spend the same resources, but it does not hurt them in the same way:

| Resource | In training | In predicting | If it runs out |
|---|---|---|---|
| CPU | hours, once a night | milliseconds, for each order | everything is slower |
| Memory | the data, and what the algorithm computes on the way | the model, in each process, and the rows that come in | the system kills the process |
| Disk | the data and the checkpoints | the model and the logs | writing fails halfway |

If CPU is short, you wait. If memory is short, there is no result. Before you decide anything, measure.
"""

# %% [markdown] lang="es"
"""
## 2. Medir lo que cuesta

Hay dos relojes. `time.perf_counter` es el de la pared: cuánto esperaste. `time.process_time` cuenta los segundos en
que un procesador trabajó para tu programa.

**¿Qué esperas?** Una función duerme y la otra suma. ¿Qué parte del tiempo trabajó el procesador en cada una?
"""

# %% [markdown] lang="en"
"""
## 2. Measuring what it costs

There are two clocks. `time.perf_counter` is the one on the wall: how long you waited. `time.process_time` counts the
seconds in which a processor worked for your program.

**What do you expect?** One function sleeps and the other adds. Which part of the time did the processor work in each?
"""

# %%
def rest():
    time.sleep(0.3)


def add():
    sum(number**2 for number in range(2_000_000))


for function in [rest, add]:
    wall, cpu = time.perf_counter(), time.process_time()
    function()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{function.__name__:5} {100 * cpu / wall:4.0f} %")

# %% [markdown] lang="es"
"""
Dormir casi no gasta; sumar gasta casi todo, o menos si tu máquina está ocupada con otros programas. La diferencia dice
qué comprar: a quien espera (al disco, a la red) no le sirve un procesador mejor.

**¿Qué esperas?** La misma suma, ahora en otro hilo. Uno de estos dos relojes no la ve. ¿Cuál?
"""

# %% [markdown] lang="en"
"""
Sleeping spends hardly anything; adding spends nearly all, or less if your machine is busy with other programs. The
difference tells you what to buy: whoever is waiting (for the disk, for the network) has no use for a better processor.

**What do you expect?** The same sum, now in another thread. One of these two clocks does not see it. Which one?
"""

# %%
for clock in [time.process_time, time.thread_time]:
    start = clock()
    thread = threading.Thread(target=add)
    thread.start()
    thread.join()
    print(f"{clock.__name__:12} {clock() - start:.2f} s")

# %% [markdown] lang="es"
"""
`thread_time` solo cuenta el hilo que pregunta. NumPy y PyTorch trabajan en varios hilos, así que aquí sirve
`process_time`.

Ahora, la memoria. El sistema dice cuánta ocupa de verdad un proceso: el RSS (*resident set size*).

**¿Qué esperas?** Pides 50 MB de ceros y 50 MB de unos. ¿Cuánto crece el RSS con cada uno?
"""

# %% [markdown] lang="en"
"""
`thread_time` counts only the thread that asks. NumPy and PyTorch work in several threads, so here the one to use is
`process_time`.

Now, memory. The system says how much a process really occupies: the RSS (*resident set size*).

**What do you expect?** You ask for 50 MB of zeros and for 50 MB of ones. How much does the RSS grow with each?
"""

# %%
process = psutil.Process()
for make in [np.zeros, np.ones]:
    before = process.memory_info().rss
    array = make(50_000_000 // 8)
    print(f"{make.__name__:5} {(process.memory_info().rss - before) / 1e6:5.1f} MB")
    del array

# %% [markdown] lang="es"
"""
Los ceros no ocupan nada. El sistema promete la memoria y la entrega cuando alguien escribe en ella. Por eso un proceso
puede morir lejos de la línea que pidió demasiado.

**¿Qué esperas?** `borrow` pide 50 MB y los devuelve. ¿Los ves si miras antes y después? `tracemalloc` anota cada
petición que hacen Python y NumPy.
"""

# %% [markdown] lang="en"
"""
The zeros occupy nothing. The system promises the memory and hands it over when somebody writes to it. That is why a
process may die far from the line that asked for too much.

**What do you expect?** `borrow` asks for 50 MB and gives them back. Do you see them if you look before and after?
`tracemalloc` notes down each request that Python and NumPy make.
"""

# %%
def borrow():
    return np.ones(50_000_000 // 8).sum()


before = process.memory_info().rss
borrow()
print(f"RSS           {(process.memory_info().rss - before) / 1e6:5.1f} MB")

tracemalloc.start()
borrow()
now, peak = tracemalloc.get_traced_memory()
tracemalloc.stop()
print(f"tracemalloc   {now / 1e6:5.1f} MB, {peak / 1e6:.1f} MB")

# %% [markdown] lang="es"
"""
Antes y después no se ve nada. Lo que decide si el proceso vive es el *pico*: lo más alto que hubo, el segundo número de
`tracemalloc`.

**¿Qué esperas?** El código de los árboles de scikit-learn está compilado y pide la memoria por su cuenta. ¿Ven lo mismo
los dos?
"""

# %% [markdown] lang="en"
"""
Before and after, nothing shows. What decides whether the process lives is the *peak*: the highest there was, the second
number of `tracemalloc`.

**What do you expect?** The code of scikit-learn's trees is compiled and asks for memory by itself. Do both see the same?
"""

# %%
before = process.memory_info().rss
tracemalloc.start()
forest = RandomForestRegressor(20, random_state=0).fit(X, minutes)
peak = tracemalloc.get_traced_memory()[1]
tracemalloc.stop()
print(f"RSS           {(process.memory_info().rss - before) / 1e6:5.1f} MB")
print(f"tracemalloc   {peak / 1e6:5.1f} MB")

# %% [markdown] lang="es"
"""
`tracemalloc` apenas ve el bosque. El sistema lleva además un récord, `ru_maxrss`, al que no se le escapa nada.

**¿Qué esperas?** Llamas dos veces a `borrow`. ¿Cuánto sube el récord la segunda?
"""

# %% [markdown] lang="en"
"""
`tracemalloc` hardly sees the forest. The system also keeps a record, `ru_maxrss`, which misses nothing.

**What do you expect?** You call `borrow` twice. By how much does the record rise the second time?
"""

# %%
if sys.platform != "win32":
    import resource

    for call in [1, 2]:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        borrow()
        print(call, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)

# %% [markdown] lang="es"
"""
Nada: un récord igualado no se bate. (En Windows esa cuenta no existe.)

**¿Qué esperas?** Vigilar también cuesta. ¿Cuánto más procesador gasta `add` con `tracemalloc` en marcha?
"""

# %% [markdown] lang="en"
"""
Nothing: a record that is equalled is not broken. (On Windows there is no such count.)

**What do you expect?** Watching costs something too. How much more processor does `add` spend with `tracemalloc` on?
"""

# %%
plain = -time.process_time()
add()
plain += time.process_time()
tracemalloc.start()
watched = -time.process_time()
add()
watched += time.process_time()
tracemalloc.stop()
print(f"× {watched / plain:.1f}")

# %% [markdown] lang="es"
"""
Varias veces más, porque `add` pide un número nuevo dos millones de veces, y cada petición se anota. Unos pocos arrays
grandes son pocas peticiones. Ninguna manera lo ve todo:

| Manera | Ve | No ve |
|---|---|---|
| `tracemalloc` | todo lo que piden Python y NumPy, por breve que sea | lo que pide el código compilado |
| un hilo que mira el RSS cada pocos milisegundos | todo lo que se ocupa | un pico entre dos miradas |
| `ru_maxrss` | el récord de toda la vida del proceso | lo que no lo bate |

Para algo que llamas muchas veces sirven las dos primeras.

Queda el disco. Linux lleva dos cuentas por proceso: lo que pidió escribir (`write_chars`) y lo que fue a un disco
(`write_bytes`).

**¿Qué esperas?** `/dev/shm` es una carpeta que vive en la memoria. ¿Qué dice cada cuenta al escribir allí 20 MB?
"""

# %% [markdown] lang="en"
"""
Several times as much, because `add` asks for a new number two million times, and each request is noted down. A few large
arrays are few requests. No way sees everything:

| Way | Sees | Does not see |
|---|---|---|
| `tracemalloc` | all that Python and NumPy ask for, however briefly | what compiled code asks for |
| a thread that looks at the RSS every few milliseconds | all that is occupied | a peak between two looks |
| `ru_maxrss` | the record of the process's whole life | what does not break it |

For something that you call many times, the first two will do.

There remains the disk. Linux keeps two counts for each process: what it asked to write (`write_chars`) and what went to
a disk (`write_bytes`).

**What do you expect?** `/dev/shm` is a folder that lives in memory. What does each count say when you write 20 MB there?
"""

# %%
if sys.platform == "linux":
    path = Path("/dev/shm") / f"{folder.name}.bin"
    before = process.io_counters()
    path.write_bytes(bytes(20_000_000))
    after = process.io_counters()
    path.unlink()
    print("write_chars", after.write_chars - before.write_chars)
    print("write_bytes", after.write_bytes - before.write_bytes)

# %% [markdown] lang="es"
"""
Para `write_bytes` no se escribió nada. En un contenedor puede haber más carpetas así, y donde se corrige tu notebook pueden
serlo todas. Windows lleva una sola cuenta, de lo que se pidió; macOS, ninguna, y allí queda sumar lo que ocupan los archivos.

`bytes_written`, que viene en la celda del ejercicio, elige según el sistema: `write_chars`, la cuenta de Windows o, en
macOS, lo que ocupan los archivos de la carpeta de trabajo.
"""

# %% [markdown] lang="en"
"""
To `write_bytes` nothing was written. A container may have more folders like that, and where your notebook is marked all of
them may be. Windows keeps a single count, of what was asked for; macOS, none, and there you are left with adding up the
files' sizes.

`bytes_written`, which comes in the exercise's cell, chooses by the system: `write_chars`, the count of Windows or, on
macOS, the size of the files in the working folder.
"""

# %% [markdown] lang="es"
"""
### Ejercicio 1: lo que cuesta una llamada

- **Escribe** `measure(function)`. La clase `Usage` y `bytes_written()` ya están en la celda.
- **Recibes** una función sin argumentos. La llamas una sola vez.
- **Devuelves** un `Usage` con cuatro números:
  - `wall`: los segundos que pasaron en el reloj;
  - `cpu`: los segundos que trabajó el procesador, en todos los hilos del proceso;
  - `peak_memory`: los bytes que la memoria llegó a subir durante la llamada, aunque después bajara;
  - `disk_written`: los bytes que la función escribió en archivos.
- **Cuida** dos cosas: si la función lanza una excepción, quien te llamó la recibe; y al terminar, bien o mal, no queda
  nada tuyo en marcha, ni un hilo ni `tracemalloc`.

```python
measure(lambda: time.sleep(0.5))  # Usage(wall=0.50…, cpu=0.00…, peak_memory=…, disk_written=0)
measure(borrow).peak_memory  # unos 50_000_000
```

Vale `tracemalloc` y vale un hilo que mire el RSS: en las comprobaciones, el pico es de números de Python o de NumPy y
dura al menos 0,1 s.

**Para qué:** con estos cuatro números eliges la máquina, pones el límite de memoria del contenedor y sabes qué recurso
se acaba primero. Para una pista: `hint("measure_usage")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 1: what a call costs

- **Write** `measure(function)`. The class `Usage` and `bytes_written()` are in the cell already.
- **You get** a function without arguments. You call it only once.
- **You give back** a `Usage` with four numbers:
  - `wall`: the seconds that went by on the clock;
  - `cpu`: the seconds that the processor worked, in all threads of the process;
  - `peak_memory`: the bytes by which memory rose during the call, even if it fell again;
  - `disk_written`: the bytes that the function wrote to files.
- **Mind** two things: if the function raises an exception, whoever called you gets it; and at the end, good or bad,
  nothing of yours is left running, neither a thread nor `tracemalloc`.

```python
measure(lambda: time.sleep(0.5))  # Usage(wall=0.50…, cpu=0.00…, peak_memory=…, disk_written=0)
measure(borrow).peak_memory  # about 50_000_000
```

`tracemalloc` will do and so will a thread that looks at the RSS: in the checks, the peak is of Python's or NumPy's
numbers and lasts at least 0.1 s.

**Why:** with these four numbers you choose the machine, set the container's memory limit and know which resource runs out
first. For a hint: `hint("measure_usage")`.
"""

# %% exercise="measure_usage"
class Usage(NamedTuple):
    wall: float
    cpu: float
    peak_memory: int
    disk_written: int


def bytes_written() -> int:
    process = psutil.Process()
    if hasattr(process, "io_counters"):
        counters = process.io_counters()
        return getattr(counters, "write_chars", counters.write_bytes)
    return sum(path.stat().st_size for path in Path().rglob("*") if path.is_file())


def measure(function) -> Usage:
    ### BEGIN SOLUTION
    tracemalloc.start()
    written = bytes_written()
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        function()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        peak = tracemalloc.get_traced_memory()[1]
        return Usage(wall, cpu, peak, bytes_written() - written)
    finally:
        tracemalloc.stop()
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes decir lo que cuesta una llamada. Si mediste con `tracemalloc`, acuérdate de que los tiempos de Python puro salen
inflados: mide el tiempo y la memoria en dos llamadas cuando importe. La pregunta siguiente es lo que costará una mil veces mayor.
"""

# %% [markdown] lang="en"
"""
You can now say what a call costs. If you measured with `tracemalloc`, remember that the times of pure Python come out
inflated: measure time and memory in two calls when it matters. The next question is what one a thousand times as large will cost.
"""

# %% [markdown] lang="es"
"""
## 3. Cómo crece el tiempo

Para comparar tamaños hace falta un cronómetro que no note a los demás programas: el reloj del procesador, que en una máquina
desocupada y con un solo hilo dice lo mismo que el de la pared. Repite la llamada durante una décima de segundo y da la media:
"""

# %% [markdown] lang="en"
"""
## 3. How time grows

To compare sizes you need a stopwatch that does not notice other programs: the processor's clock, which on an idle machine and
with a single thread says the same as the one on the wall. It repeats the call for a tenth of a second and gives the mean:
"""

# %%
def cpu_seconds(function, *arguments) -> float:
    calls, start = 0, time.process_time()
    while calls == 0 or time.process_time() < start + 0.1:
        function(*arguments)
        calls += 1
    return (time.process_time() - start) / calls

# %% [markdown] lang="es"
"""
Dos modelos para lo mismo: un árbol de decisión y una máquina de vectores de soporte (`SVC`).

**¿Qué esperas?** Entrenas con 2000 pedidos y después con 8000, cuatro veces más. ¿Por cuánto se multiplica el tiempo de
cada uno?
"""

# %% [markdown] lang="en"
"""
Two models for the same purpose: a decision tree and a support vector machine (`SVC`).

**What do you expect?** You train with 2000 orders and then with 8000, four times as many. By how much is the time of each
multiplied?
"""

# %%
for model in [DecisionTreeClassifier(), SVC()]:
    few, many = (cpu_seconds(model.fit, X[:n], late[:n]) for n in [2000, 8000])
    print(f"{type(model).__name__:22} × {many / few:.1f}")

# %% [markdown] lang="es"
"""
El árbol crece casi como los pedidos; el `SVC`, mucho más deprisa, porque compara pedidos por parejas. Mira ahora varios
tamaños, al entrenar y al predecir.

**¿Qué esperas?** ¿Cuánto más tarda en predecir mil filas que una sola?
"""

# %% [markdown] lang="en"
"""
The tree grows nearly like the orders; the `SVC` much faster, because it compares orders in pairs. Now look at several
sizes, in training and in predicting.

**What do you expect?** How much longer does it take to predict a thousand rows than a single one?
"""

# %%
tree_text = "árbol"  # es
tree_text = "tree"  # en
models = {tree_text: DecisionTreeClassifier(random_state=0), "SVC": SVC()}
sizes, batches = [500, 1000, 2000, 4000, 8000], [1, 10, 100, 1000, 10_000]
training, predicting = {}, {}
for name, model in models.items():
    training[name] = [cpu_seconds(model.fit, X[:n], late[:n]) for n in sizes]
    model.fit(X[:2000], late[:2000])
    predicting[name] = [cpu_seconds(model.predict, X[:n]) for n in batches]

# %%
training_text, predicting_text = "entrenar", "predecir"  # es
rows_text, seconds_text = "filas (escala logarítmica)", "procesador (s, escala logarítmica)"  # es
alt = (  # es
    "Dos paneles en escala logarítmica, tiempo frente a filas. Al entrenar, el SVC sube con más pendiente que el árbol. "  # es
    "Al predecir, el árbol es casi plano hasta unas mil filas y después sube; el SVC sube antes."  # es
)  # es
training_text, predicting_text = "training", "predicting"  # en
rows_text, seconds_text = "rows (logarithmic scale)", "processor (s, logarithmic scale)"  # en
alt = (  # en
    "Two panels on a logarithmic scale, time against rows. In training, the SVC rises more steeply than the tree. "  # en
    "In predicting, the tree is nearly flat up to about a thousand rows and rises then; the SVC rises earlier."  # en
)  # en

# %%
figure, panels = plt.subplots(1, 2, figsize=(10, 3.8), layout="constrained")
parts = [(training_text, sizes, training), (predicting_text, batches, predicting)]
for axes, (title, x, measured) in zip(panels, parts, strict=True):
    for style, (name, y) in zip(["o-", "s--"], measured.items(), strict=True):
        axes.loglog(x, y, style, color={"o": "#4477aa", "s": "#bb5566"}[style[0]], markersize=7, label=name)
    axes.minorticks_off()
    axes.set_xticks(x, map(str, x))
    axes.set(title=title, xlabel=rows_text)
    axes.grid(alpha=0.4)
panels[0].set_ylabel(seconds_text)
panels[0].legend()
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira dos cosas. A la izquierda, las medidas caen casi en una recta, y la del `SVC` es más empinada. A la derecha, el árbol
empieza plano: mil filas cuestan casi lo mismo que una, porque cada llamada tiene un *coste fijo*. Si los pedidos pueden
esperar un instante, predice muchos de una vez.

¿Por qué una recta? Si el tiempo es una potencia del tamaño, $t = c \cdot n^k$, entonces $\log t = \log c + k \log n$:
en escala logarítmica es una recta, y su pendiente es el exponente $k$. Con dos puntos ya sale una estimación:
"""

# %% [markdown] lang="en"
"""
Look at two things. On the left, the measurements fall nearly on a straight line, and the one of `SVC` is steeper. On the
right, the tree begins flat: a thousand rows cost nearly the same as one, because each call has a *fixed cost*. If the
orders can wait for a moment, predict many at once.

Why a straight line? If the time is a power of the size, $t = c \cdot n^k$, then $\log t = \log c + k \log n$: on a
logarithmic scale it is a straight line, and its slope is the exponent $k$. Two points already give an estimate:
"""

# %%
for name, seconds in training.items():
    slopes = np.diff(np.log(seconds)) / np.diff(np.log(sizes))
    print(f"{name:6}", slopes.round(2))

# %% [markdown] lang="es"
"""
Cuatro parejas, cuatro pendientes que no coinciden: cada medida lleva su ruido, y los tamaños pequeños llevan además el
coste fijo. Con todos los puntos a la vez el ruido se compensa: la recta de *mínimos cuadrados* es la que deja menos
distancia (al cuadrado) entre ella y los puntos.

**¿Qué esperas?** Ordenar cuesta $n \log n$, y un árbol ordena. Eso no es una potencia. ¿Qué pendiente se le ve?
"""

# %% [markdown] lang="en"
"""
Four pairs, four slopes that do not agree: each measurement carries its noise, and the small sizes carry the fixed cost
too. With all the points at once the noise cancels out: the line of *least squares* is the one that leaves the least
(squared) distance between itself and the points.

**What do you expect?** Sorting costs $n \log n$, and a tree sorts. That is no power. Which slope does it show?
"""

# %%
for n in [100, 10_000, 1_000_000]:
    slope = np.log2(2 * n * np.log(2 * n)) - np.log2(n * np.log(n))
    print(f"{n:9,}  {slope:.2f}")

# %% [markdown] lang="es"
"""
Algo más de 1, y cada vez menos. Un exponente medido de 1,1 puede ser eso.

### Ejercicio 2: el exponente, y hasta dónde llegas

- **Escribe** `fit_exponent(sizes, seconds)` y `largest_size(sizes, seconds, budget_seconds)`.
- **Recibes** los tamaños que mediste y los segundos de cada uno, como listas o arrays, en cualquier orden; y un tiempo
  del que dispones.
- **Devuelves** de la primera el exponente: la pendiente de la recta de mínimos cuadrados entre los logaritmos.
- **Devuelves** de la segunda el mayor número entero de filas cuyo tiempo, según esa recta, no pasa de `budget_seconds`.

```python
round(fit_exponent([1000, 2000, 4000], [0.5, 2.0, 8.0]), 3)  # 2.0
largest_size([1000, 2000, 4000], [0.5, 2.0, 8.0], 60)  # 10954
```

**Para qué:** la noche tiene ocho horas. Con unos minutos de medidas sabes si el entrenamiento cabe, y hasta cuántos
pedidos. Para una pista: `hint("scaling_exponent")`.
"""

# %% [markdown] lang="en"
"""
Somewhat more than 1, and less and less. A measured exponent of 1.1 may be that.

### Exercise 2: the exponent, and how far you get

- **Write** `fit_exponent(sizes, seconds)` and `largest_size(sizes, seconds, budget_seconds)`.
- **You get** the sizes that you measured and the seconds of each, as lists or arrays, in any order; and a time that you
  have.
- **You give back** from the first the exponent: the slope of the line of least squares between the logarithms.
- **You give back** from the second the largest whole number of rows whose time, by that line, does not exceed
  `budget_seconds`.

```python
round(fit_exponent([1000, 2000, 4000], [0.5, 2.0, 8.0]), 3)  # 2.0
largest_size([1000, 2000, 4000], [0.5, 2.0, 8.0], 60)  # 10954
```

**Why:** a night has eight hours. With a few minutes of measuring you know whether the training fits, and up to how many
orders. For a hint: `hint("scaling_exponent")`.
"""

# %% exercise="scaling_exponent"
def fit_exponent(sizes, seconds) -> float:
    ### BEGIN SOLUTION
    slope, _ = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return float(slope)
    ### END SOLUTION


def largest_size(sizes, seconds, budget_seconds) -> int:
    ### BEGIN SOLUTION
    slope, height = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return math.floor(np.exp((np.log(budget_seconds) - height) / slope))
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes decir hasta dónde llega un modelo sin llevarlo hasta allí. Con prudencia: la recta vale mientras no se acabe otra
cosa. Una tabla con todas las parejas de 200 000 pedidos, a 8 bytes cada una, son 320 GB, y ahí no hay tiempo que alcance.
"""

# %% [markdown] lang="en"
"""
You can now say how far a model gets without taking it there. With caution: the line holds as long as nothing else runs
out. A table of all the pairs of 200 000 orders, at 8 bytes each, is 320 GB, and no amount of time is enough for that.
"""

# %%
print(200_000**2 * 8 / 1e9, "GB")

# %% [markdown] lang="es"
"""
## 4. Más filas que memoria

Cada noche hay que predecir todos los pedidos guardados: un archivo de números, aquí de un millón de filas. Con
`np.memmap` el archivo se usa como un array, y el sistema lee de él solo lo que tocas.

**¿Qué esperas?** El archivo ocupa 20 MB. ¿Cuánto crece el RSS al abrirlo?
"""

# %% [markdown] lang="en"
"""
## 4. More rows than memory

Each night all the stored orders have to be predicted: a file of numbers, here of a million rows. With `np.memmap` the
file is used as an array, and the system reads from it only what you touch.

**What do you expect?** The file takes 20 MB. How much does the RSS grow when it is opened?
"""

# %%
with open(folder / "orders.bin", "wb") as file:
    for _ in range(100):
        file.write(X.astype(np.float32).tobytes())

before = process.memory_info().rss
stored = np.memmap(folder / "orders.bin", dtype=np.float32, mode="r", shape=(1_000_000, 5))
print(f"{stored.nbytes / 1e6:.0f} MB, RSS: {(process.memory_info().rss - before) / 1e6:.1f} MB")

# %% [markdown] lang="es"
"""
Nada: abrir no es leer. Un corte, como `stored[:10]`, tampoco copia.

**¿Qué esperas?** ¿Cuánta memoria pide el modelo para predecirlo todo de una vez? ¿Y para mil filas?
"""

# %% [markdown] lang="en"
"""
Nothing: to open is not to read. A slice, such as `stored[:10]`, copies nothing either.

**What do you expect?** How much memory does the model ask for to predict it all at once? And for a thousand rows?
"""

# %%
model = make_pipeline(StandardScaler(), LogisticRegression()).fit(X, late)


def peak_of(rows) -> float:
    tracemalloc.start()
    model.predict(stored[:rows])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


print(f"{peak_of(1_000_000):.1f} MB, {peak_of(1000):.2f} MB")

# %% [markdown] lang="es"
"""
De una vez, más que el archivo entero: el pipeline escala una copia de todas las filas y calcula con ella. Con mil filas,
casi nada. El pico no depende de lo largo que sea el archivo, sino de cuántas filas entran cada vez. ¿Cuántas? Mide un
trozo de cada tamaño y estima con él el tiempo del archivo entero:
"""

# %% [markdown] lang="en"
"""
At once, more than the whole file: the pipeline scales a copy of all the rows and computes with it. With a thousand rows,
hardly anything. The peak does not depend on how long the file is, but on how many rows come in each time. How many?
Measure one chunk of each size and estimate from it the time of the whole file:
"""

# %%
chunk_sizes = [10, 100, 1000, 10_000, 100_000, 1_000_000]
peaks = [peak_of(rows) for rows in chunk_sizes]
whole = [cpu_seconds(model.predict, stored[:rows]) * len(stored) / rows for rows in chunk_sizes]

# %%
peak_text, time_text = "pico de memoria (MB)", "procesador, estimado (s)"  # es
chunk_text = "filas por trozo (todo en escala logarítmica)"  # es
alt = (  # es
    "Dos paneles frente a las filas por trozo. El pico de memoria sube con las filas. "  # es
    "El tiempo estimado del archivo entero baja deprisa hasta unas diez mil filas y después casi no cambia."  # es
)  # es
peak_text, time_text = "peak of memory (MB)", "processor, estimated (s)"  # en
chunk_text = "rows in a chunk (all on a logarithmic scale)"  # en
alt = (  # en
    "Two panels against the rows in a chunk. The peak of memory rises with the rows. "  # en
    "The estimated time of the whole file falls fast up to about ten thousand rows and hardly changes afterwards."  # en
)  # en

# %%
figure, panels = plt.subplots(1, 2, figsize=(10, 3.6), layout="constrained")
for axes, y, text, style in zip(panels, [peaks, whole], [peak_text, time_text], ["o-", "s--"], strict=True):
    axes.loglog(chunk_sizes, y, style, color="#4477aa", markersize=7)
    axes.set_ylabel(text)
    axes.grid(alpha=0.4)
figure.supxlabel(chunk_text)
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Trozos muy pequeños pagan el coste fijo miles de veces; muy grandes, piden memoria y ya no ganan nada. En medio hay sitio
de sobra: elige el mayor que te permita la memoria, y no más de lo que haga falta.

### Ejercicio 3: predecir a trozos

- **Escribe** `predict_in_chunks(model, memmap, rows)`.
- **Recibes** un modelo ya entrenado, un `np.memmap` de solo lectura con al menos una fila, y cuántas filas puede recibir
  el modelo cada vez.
- **Devuelves** un array igual que el de `model.predict(memmap)`: los mismos valores, en su orden, del mismo tipo y con la
  misma forma. El último trozo puede ser más corto.
- **Cuida** la memoria: caben las predicciones y unos pocos trozos, no todas las filas. Y haz solo las llamadas que hagan
  falta.

```python
predict_in_chunks(model, stored[:10], 4)  # llama tres veces al modelo: 4, 4 y 2 filas
```

**Para qué:** el contenedor tiene un límite de memoria y el archivo crece cada noche. Así el mismo contenedor sirve
siempre. Para una pista: `hint("chunked_inference")`.
"""

# %% [markdown] lang="en"
"""
Very small chunks pay the fixed cost thousands of times; very large ones ask for memory and gain nothing any more. In
between there is plenty of room: choose the largest that memory allows, and no more than you need.

### Exercise 3: predict in chunks

- **Write** `predict_in_chunks(model, memmap, rows)`.
- **You get** a trained model, a read-only `np.memmap` with at least one row, and how many rows the model may get each
  time.
- **You give back** an array like that of `model.predict(memmap)`: the same values, in their order, of the same type and
  with the same shape. The last chunk may be shorter.
- **Mind** the memory: the predictions and a few chunks fit, not all the rows. And make no more calls than are needed.

```python
predict_in_chunks(model, stored[:10], 4)  # calls the model three times: 4, 4 and 2 rows
```

**Why:** the container has a memory limit and the file grows every night. This way the same container will always do. For
a hint: `hint("chunked_inference")`.
"""

# %% exercise="chunked_inference"
def predict_in_chunks(model, memmap, rows):
    ### BEGIN SOLUTION
    starts = range(0, len(memmap), rows)
    return np.concatenate([model.predict(memmap[start : start + rows]) for start in starts])
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes predecir un archivo mayor que la memoria. Queda lo otro que se acaba: el tiempo.
"""

# %% [markdown] lang="en"
"""
You can now predict a file larger than memory. There remains the other thing that runs out: time.
"""

# %% [markdown] lang="es"
"""
## 5. Más máquinas, ¿más deprisa?

Un entrenamiento tarda 100 minutos. De ellos, 90 se pueden repartir entre varias máquinas; los otros 10, leer los datos y
juntar los resultados, los hace una sola.

**¿Qué esperas?** ¿Cuánto tarda con 10 máquinas? ¿Y con 1000?
"""

# %% [markdown] lang="en"
"""
## 5. More machines, faster?

A training takes 100 minutes. Of these, 90 can be shared among several machines; the other 10, reading the data and
putting the results together, are done by one alone.

**What do you expect?** How long does it take with 10 machines? And with 1000?
"""

# %%
for n in [1, 2, 10, 100, 1000]:
    spent = 10 + 90 / n
    print(f"{n:4}  {spent:6.1f} min  × {100 / spent:.1f}")

# %% [markdown] lang="es"
"""
Con diez máquinas va 5,3 veces más deprisa, no 10; con mil no llega a 10. Es la *ley de Amdahl*. Si $p$ es la parte que se
reparte, la *aceleración* con $n$ máquinas es

$$A(n) = \frac{1}{(1 - p) + p / n}$$

y nunca pasa de $1 / (1 - p)$. Aquí, $p = 0.9$ y el techo es 10.

Amdahl supone que las máquinas no se estorban. La *ley universal de la escalabilidad* (USL, de Neil Gunther) añade que sí:

$$C(n) = \frac{n}{1 + \sigma (n - 1) + \kappa \, n (n - 1)}$$

- $\sigma$ es la *contención*: esperar turno por algo que solo hay una vez, como un disco o una base de datos.
- $\kappa$ es la *coherencia*: ponerse de acuerdo, cada máquina con cada otra. Las parejas crecen como $n^2$.

**¿Qué esperas?** Con $\sigma = 0.05$ y tres valores de $\kappa$: 0.01, 0.001 y 0. ¿Qué forma tiene cada curva?
"""

# %% [markdown] lang="en"
"""
With ten machines it is 5.3 times as fast, not 10; with a thousand it does not reach 10. That is *Amdahl's law*. If $p$ is
the part that is shared, the *speed-up* with $n$ machines is

$$A(n) = \frac{1}{(1 - p) + p / n}$$

and it never exceeds $1 / (1 - p)$. Here, $p = 0.9$ and the ceiling is 10.

Amdahl supposes that the machines do not get in each other's way. The *universal scalability law* (USL, by Neil Gunther)
adds that they do:

$$C(n) = \frac{n}{1 + \sigma (n - 1) + \kappa \, n (n - 1)}$$

- $\sigma$ is *contention*: waiting in turn for something that exists only once, such as a disk or a database.
- $\kappa$ is *coherency*: coming to an agreement, each machine with each other. The pairs grow like $n^2$.

**What do you expect?** With $\sigma = 0.05$ and three values of $\kappa$: 0.01, 0.001 and 0. What shape has each curve?
"""

# %%
n = np.arange(1, 101)
sigma = 0.05
amdahl_curves = {p: 1 / ((1 - p) + p / n) for p in [0.5, 0.9, 0.95]}
usl_curves = {kappa: n / (1 + sigma * (n - 1) + kappa * n * (n - 1)) for kappa in [0.01, 0.001, 0]}
for kappa, curve in usl_curves.items():
    print(f"{kappa:<6} n = {n[curve.argmax()]:3}  × {curve.max():.1f}")

# %%
machines_text, speedup_text = "máquinas", "aceleración (veces)"  # es
amdahl_text = "Amdahl: el techo"  # es
usl_text = "USL: el pico (σ = 0.05)"  # es
alt = (  # es
    "Dos paneles de aceleración frente a máquinas, de 1 a 100. Amdahl: tres curvas que suben hacia su techo, 2, 10 y 20. "  # es
    "USL: con κ 0.01 el pico está en 10 máquinas, con 0.001 en 31, y después bajan; con 0 la curva sigue subiendo."  # es
)  # es
machines_text, speedup_text = "machines", "speed-up (times)"  # en
amdahl_text = "Amdahl: the ceiling"  # en
usl_text = "USL: the peak (σ = 0.05)"  # en
alt = (  # en
    "Two panels of speed-up against machines, from 1 to 100. Amdahl: three curves that rise towards their ceiling, 2, 10 and 20. "  # en
    "USL: with κ 0.01 the peak is at 10 machines, with 0.001 at 31, and they fall afterwards; with 0 the curve keeps rising."  # en
)  # en

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.8), sharey=True, layout="constrained")
for style, (p, curve) in zip([":", "--", "-"], amdahl_curves.items(), strict=True):
    left.plot(n, curve, style, color="#4477aa", linewidth=2, label=f"p = {p}")
for style, (kappa, curve) in zip([":", "--", "-"], usl_curves.items(), strict=True):
    right.plot(n, curve, style, color="#bb5566", linewidth=2, label=f"κ = {kappa}")
    if kappa:
        right.plot(n[curve.argmax()], curve.max(), "o", color="black", markersize=7)
        right.annotate(f"n = {n[curve.argmax()]}", (n[curve.argmax()], curve.max()), (4, 6), textcoords="offset points")
for axes, title in [(left, amdahl_text), (right, usl_text)]:
    axes.set(title=title, xlabel=machines_text)
    axes.legend()
left.set_ylabel(speedup_text)
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira los puntos negros: con $\kappa = 0.01$ el pico está en 10 máquinas y con $\kappa = 0.001$ en 31. A partir de ahí,
añadir una máquina hace el trabajo *más lento*. Con $\kappa = 0$ no hay pico: el 100 es solo el borde del dibujo.
Esa curva es la de Amdahl con $p = 0.95$: la contención es la parte que no se reparte.

El pico de la curva está en $n^* = \sqrt{(1 - \sigma) / \kappa}$:
"""

# %% [markdown] lang="en"
"""
Look at the black dots: with $\kappa = 0.01$ the peak is at 10 machines and with $\kappa = 0.001$ at 31. From there on,
adding a machine makes the work *slower*. With $\kappa = 0$ there is no peak: the 100 is only the edge of the drawing.
That curve is Amdahl's with $p = 0.95$: contention is the part that cannot be shared.

The peak of the curve is at $n^* = \sqrt{(1 - \sigma) / \kappa}$:
"""

# %%
for kappa in [0.01, 0.001]:
    print(f"{math.sqrt((1 - sigma) / kappa):.2f}")

# %% [markdown] lang="es"
"""
No son enteros, y nadie alquila 9,75 máquinas: gana uno de los dos vecinos. No siempre el más cercano. Con un pico en 1,45,
por ejemplo:
"""

# %% [markdown] lang="en"
"""
They are not whole numbers, and nobody rents 9.75 machines: one of the two neighbours wins. Not always the nearer one. With
a peak at 1.45, for instance:
"""

# %%
kappa = (1 - sigma) / 1.45**2
for machines in [1, 2]:
    print(machines, round(machines / (1 + sigma * (machines - 1) + kappa * machines * (machines - 1)), 4))

# %% [markdown] lang="es"
"""
Ganan dos máquinas, aunque 1,45 esté más cerca de una.

### Ejercicio 4: cuántas máquinas son demasiadas

- **Escribe** `amdahl(p, n)`, `usl(n, sigma, kappa)` y `best_n(sigma, kappa)`.
- **Recibes** la parte que se reparte, `p`, de 0 a 1; un número entero de máquinas, `n`, desde 1; la contención, `sigma`,
  desde 0 y menor que 1; y la coherencia, `kappa`, desde 0.
- **Devuelves** de las dos primeras la aceleración.
- **Devuelves** de la tercera el número entero de máquinas, 1 o más, con la mayor aceleración según la USL. Si `kappa` es
  0 no hay ninguno: devuelve `math.inf`.

```python
amdahl(0.9, 10)  # 5.26…
usl(10, 0.05, 0.01)  # 4.25…
best_n(0.05, 0.01)  # 10
```

**Para qué:** antes de pedir más máquinas, dos o tres medidas dicen si servirán. A veces lo que hay que comprar es menos
coherencia, no más máquinas. Para una pista: `hint("speedup_laws")`.
"""

# %% [markdown] lang="en"
"""
Two machines win, even though 1.45 is nearer to one.

### Exercise 4: how many machines are too many

- **Write** `amdahl(p, n)`, `usl(n, sigma, kappa)` and `best_n(sigma, kappa)`.
- **You get** the part that is shared, `p`, from 0 to 1; a whole number of machines, `n`, from 1; the contention, `sigma`,
  from 0 and less than 1; and the coherency, `kappa`, from 0.
- **You give back** from the first two the speed-up.
- **You give back** from the third the whole number of machines, 1 or more, with the greatest speed-up by the USL. If
  `kappa` is 0 there is none: give back `math.inf`.

```python
amdahl(0.9, 10)  # 5.26…
usl(10, 0.05, 0.01)  # 4.25…
best_n(0.05, 0.01)  # 10
```

**Why:** before you ask for more machines, two or three measurements say whether they will be of use. Sometimes what you
have to buy is less coherency, not more machines. For a hint: `hint("speedup_laws")`.
"""

# %% exercise="speedup_laws"
def amdahl(p, n) -> float:
    ### BEGIN SOLUTION
    return 1 / ((1 - p) + p / n)
    ### END SOLUTION


def usl(n, sigma, kappa) -> float:
    ### BEGIN SOLUTION
    return n / (1 + sigma * (n - 1) + kappa * n * (n - 1))
    ### END SOLUTION


def best_n(sigma, kappa) -> float:
    ### BEGIN SOLUTION
    if kappa == 0:
        return math.inf
    low = max(1, math.floor(math.sqrt((1 - sigma) / kappa)))
    return max(low, low + 1, key=lambda n: usl(n, sigma, kappa))
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes decir cuándo una máquina más empeora las cosas.

## Lo que te llevas

- Hay dos relojes: el de la pared dice lo que esperas; el del procesador, lo que gastas.
- De la memoria importa el pico. `tracemalloc` no ve el código compilado; mirar el RSS se pierde los picos breves.
- En escala logarítmica una potencia es una recta. Su pendiente dice qué pasa con diez veces más datos.
- Cada llamada tiene un coste fijo: de fila en fila se paga mil veces.
- A trozos, el pico de memoria depende del trozo y no del archivo.
- Lo que no se reparte pone un techo (Amdahl), y ponerse de acuerdo pone un pico (USL): más máquinas pueden ir más
  despacio.

Mira cómo vas:
"""

# %% [markdown] lang="en"
"""
You can now say when one more machine makes things worse.

## What you take away

- There are two clocks: the one on the wall says what you wait; the processor's, what you spend.
- Of memory, the peak matters. `tracemalloc` does not see compiled code; looking at the RSS misses brief peaks.
- On a logarithmic scale a power is a straight line. Its slope says what happens with ten times as much data.
- Each call has a fixed cost: row by row it is paid a thousand times.
- In chunks, the peak of memory depends on the chunk and not on the file.
- What cannot be shared sets a ceiling (Amdahl), and coming to an agreement sets a peak (USL): more machines may be
  slower.

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
quiz("1-compute-constraints")
