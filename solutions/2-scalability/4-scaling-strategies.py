# %% [markdown] lang="es"
"""
# 4. Estrategias de escalado: horizontal, vertical, automático

El servicio que predice funciona con un proceso y unos pocos pedidos. A la hora de cenar llegan cuarenta por segundo.
Hoy lo haces crecer, decides cuánto y sabes lo que cuesta.

Al terminar podrás:

- repartir peticiones entre varias copias del servicio sin perder ninguna cuando una muere;
- repartir los datos entre ellas de modo que añadir una mueva pocos;
- escribir la regla con la que Kubernetes decide cuántas copias hacen falta;
- calcular cuántas hacen falta para un límite de espera, y elegir la estrategia más barata que lo cumple.

Cuenta con unos 50 minutos. Todo funciona sin conexión: los servidores viven en tu propia máquina.
"""

# %% [markdown] lang="en"
"""
# 4. Scaling strategies: horizontal, vertical, auto

The service that predicts works with one process and a few orders. At dinner time forty arrive every second. Today you
make it grow, decide by how much, and know what it costs.

By the end you will be able to:

- share requests among several copies of the service without losing any when one dies;
- share the data among them so that adding one moves little of it;
- write the rule by which Kubernetes decides how many copies are needed;
- work out how many are needed for a limit on waiting, and choose the cheapest strategy that keeps it.

Allow about 50 minutes. Everything works offline: the servers live on your own machine.
"""

# %% [markdown] lang="es"
"""
```mermaid
flowchart LR
    accTitle: De la petición a la copia que la responde, y quién decide cuántas copias hay
    accDescr {
        Las peticiones llegan al balanceador, que elige entre tres trabajadores.
        Uno de los tres está caído y no recibe ninguna.
        El escalador mira cuánto trabajan y pone o quita trabajadores.
        El límite de espera y los precios le dicen hasta dónde.
    }
    requests["Peticiones"] --> balancer{"Balanceador: ¿a quién?"}
    balancer --> one["Trabajador 1"]
    balancer --> two["Trabajador 2"]
    balancer -- caído: ninguna --> three["Trabajador 3"]
    one -- cuánto trabaja --> scaler["Escalador: ¿cuántos?"]
    two -- cuánto trabaja --> scaler
    limits["Límite de espera y precios"] --> scaler
    scaler -- pone o quita --> balancer
```
"""

# %% [markdown] lang="en"
"""
```mermaid
flowchart LR
    accTitle: From the request to the copy that answers it, and who decides how many copies there are
    accDescr {
        Requests come to the load balancer, which chooses among three workers.
        One of the three is down and gets none.
        The scaler looks at how hard they work and adds or removes workers.
        The limit on waiting and the prices tell it how far.
    }
    requests["Requests"] --> balancer{"Balancer: to whom?"}
    balancer --> one["Worker 1"]
    balancer --> two["Worker 2"]
    balancer -- down: none --> three["Worker 3"]
    one -- how hard it works --> scaler["Scaler: how many?"]
    two -- how hard it works --> scaler
    limits["Limit on waiting and prices"] --> scaler
    scaler -- adds or removes --> balancer
```
"""

# %% [markdown] lang="es"
"""
Ejecuta primero estas celdas. La última línea dice que para hablar con tu propia máquina (`127.0.0.1`, el *loopback*) no
hace falta ningún intermediario, aunque tu red use uno.
"""

# %% [markdown] lang="en"
"""
Run these cells first. The last line says that talking to your own machine (`127.0.0.1`, the *loopback*) needs no
go-between, even if your network uses one.
"""

# %% lang="es"
from grader.es import check, hint, progress, quiz, show

# %% lang="en"
from grader.en import check, hint, progress, quiz, show

# %%
import bisect
import hashlib
import heapq
import itertools
import math
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

# %%
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

# %%
import matplotlib.pyplot as plt
import numpy as np

temporary = tempfile.TemporaryDirectory()
folder = Path(temporary.name)
os.environ["no_proxy"] = "127.0.0.1"

# %% [markdown] lang="es"
"""
## 1. Tres maneras de crecer

| Manera | Qué haces | A favor | En contra |
|---|---|---|---|
| Escalado vertical | cambias la máquina por una mayor | no cambia el programa; no hay que repartir nada | tiene techo; si cae, cae todo; cambiarla la detiene |
| Escalado horizontal | pones más máquinas iguales | crece sin techo cercano; si cae una, quedan las demás | hay que repartir peticiones y datos |
| Escalado automático | un programa pone y quita máquinas | pagas lo que usas | reacciona tarde; puede oscilar; más piezas |

Las tres cuestan lo mismo por hora de núcleo, más o menos. No cuestan lo mismo por petición.

**¿Qué esperas?** Un núcleo responde 5 peticiones por segundo. ¿Cuántas responden 64 núcleos en una sola máquina? La
cuenta usa la ley de Gunther de la lección 1, con 5 % de esperas y 0,1 % de coordinación, inventados para la historia.
"""

# %% [markdown] lang="en"
"""
## 1. Three ways to grow

| Way | What you do | For | Against |
|---|---|---|---|
| Vertical scaling | you change the machine for a larger one | the program does not change; there is nothing to share out | it has a ceiling; if it falls, everything falls; changing it stops it |
| Horizontal scaling | you put more machines, all alike | it grows with no ceiling nearby; if one falls, the others remain | requests and data must be shared out |
| Auto-scaling | a program adds and removes machines | you pay for what you use | it reacts late; it may oscillate; more parts |

All three cost the same per hour of a core, more or less. They do not cost the same per request.

**What do you expect?** One core answers 5 requests per second. How many do 64 cores in one machine answer? The sum uses
Gunther's law of lesson 1, with 5 % of queueing and 0.1 % of coordination, made up for the story.
"""

# %%
def served_by(cores):
    return 5 * cores / (1 + 0.05 * (cores - 1) + 0.001 * cores * (cores - 1))


for cores in [1, 2, 4, 8, 16, 32, 64]:
    print(f"{cores:3} → {served_by(cores):5.1f} /s")

# %% [markdown] lang="es"
"""
Ni 320 ni nada parecido: 64 núcleos responden menos que 32. Ese es el techo del escalado vertical (Gunther, *Guerrilla
Capacity Planning*, 2007). Antes de llegar a él conviene la otra manera: más máquinas pequeñas.

Ya sabes qué promete cada estrategia. Ahora hay que hacer que funcionen.
"""

# %% [markdown] lang="en"
"""
Not 320 nor anything like it: 64 cores answer less than 32. That is the ceiling of vertical scaling (Gunther, *Guerrilla
Capacity Planning*, 2007). Before you reach it, the other way is better: more small machines.

You now know what each strategy promises. Next, to make them work.
"""

# %% [markdown] lang="es"
"""
## 2. Varios trabajadores, una sola puerta

Un trabajador es un proceso con un servidor HTTP que responde a `/predict?km=3` con una estimación, y a `/health` si
está bien. Este, de juguete, recibe su nombre, un puerto y cuántos segundos tarda. Se apaga solo cuando se cierra
el notebook.
"""

# %% [markdown] lang="en"
"""
## 2. Several workers, one door

A worker is a process with an HTTP server that answers `/predict?km=3` with an estimate, and `/health` if it is well.
This one, a toy, gets its name, a port and how many seconds it takes. It switches itself off when the notebook
closes.
"""

# %%
worker = """
import os, sys, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Worker(BaseHTTPRequestHandler):
    def do_GET(self):
        time.sleep(float(sys.argv[3]))
        km = self.path.partition("km=")[2] or "0"
        good = km.replace(".", "").isdigit()
        self.send_response(200 if good else 400)
        self.end_headers()
        text = f"{sys.argv[1]}: {12 + 3.5 * float(km):.0f} min" if good else f"{km} km?"
        self.wfile.write(text.encode())
"""

# %%
worker += """
server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2])), Worker)
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
"""

# %%
program = folder / "worker.py"
program.write_text(worker, encoding="utf-8")


def start(name, port=0, seconds=0.0):
    """A running worker, and the address where it listens. Port 0 means any that is free."""
    command = [sys.executable, program, name, str(port), str(seconds)]
    pipes = dict(stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    process = subprocess.Popen(command, **pipes)
    return process, f"127.0.0.1:{process.stdout.readline().strip()}"


running = [start("ana"), start("bruno"), start("carla")]
addresses = [address for _, address in running]

# %% [markdown] lang="es"
"""
Un *balanceador de carga* es la puerta: recibe cada petición y elige quién la responde. El más sencillo va por turnos
(*round robin*).

**¿Qué esperas?** Nueve peticiones por turnos a tres trabajadores. ¿Quién responde qué?
"""

# %% [markdown] lang="en"
"""
A *load balancer* is the door: it gets every request and chooses who answers it. The simplest takes turns (*round
robin*).

**What do you expect?** Nine requests in turns to three workers. Who answers what?
"""

# %%
def ask(address, path, timeout=1.0):
    with urlopen(f"http://{address}{path}", timeout=timeout) as answer:
        return answer.read().decode()


turns = itertools.cycle(addresses)
print([ask(next(turns), f"/predict?km={km}") for km in range(9)])

# %% [markdown] lang="es"
"""
Tres cada uno. Los turnos son justos si todos los trabajadores son iguales. Carla tiene hoy una máquina lenta.

**¿Qué esperas?** Llegan 60 peticiones de seis en seis y van por turnos. ¿Cuántas tiene abiertas a la vez cada uno?
"""

# %% [markdown] lang="en"
"""
Three each. Turns are fair if all workers are alike. Today Carla has a slow machine.

**What do you expect?** 60 requests arrive six at a time and go in turns. How many does each one have open at once?
"""

# %%
slow, slow_address = start("carla", seconds=0.2)
now_open, most_open = Counter(), Counter()


def by_turns(address):
    now_open[address] += 1
    most_open[address] = max(most_open[address], now_open[address])
    ask(address, "/predict?km=3", timeout=10)
    now_open[address] -= 1


with ThreadPoolExecutor(6) as six:
    list(six.map(by_turns, [*addresses[:2], slow_address] * 20))
print([most_open[address] for address in [*addresses[:2], slow_address]])

# %% [markdown] lang="es"
"""
El último número es el de Carla: a ella se le amontonan las peticiones mientras los otros dos esperan sin nada que hacer.
Por eso hay una segunda regla: elegir al que tiene menos peticiones abiertas (*least connections*).

Los trabajadores también mueren. Aquí mueren de tres maneras y, en la cuarta fila, uno vivo contesta que la petición
está mal.

**¿Qué esperas?** ¿Qué excepción da cada una?
"""

# %% [markdown] lang="en"
"""
The last number is Carla's: requests pile up on her while the other two wait with nothing to do. That is why there is a
second rule: to choose whoever has fewest requests open (*least connections*).

Workers die too. Here they die in three ways and, in the fourth row, a living one answers that the request is wrong.

**What do you expect?** Which exception does each one give?
"""

# %%
def what_happens(address, path):
    try:
        return ask(address, path, timeout=0.1)
    except Exception as error:
        kinds = [OSError, HTTPException, HTTPError]
        return type(error).__name__, [kind.__name__ for kind in kinds if isinstance(error, kind)]


def halfway(server):
    connection, _ = server.accept()
    connection.recv(1000)
    connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: 20\r\n\r\nana: 2")
    connection.close()

# %%
server = socket.create_server(("127.0.0.1", 0))
dying = f"127.0.0.1:{server.getsockname()[1]}"
print("1", what_happens(slow_address, "/predict?km=3"))
threading.Thread(target=halfway, args=[server]).start()
print("2", what_happens(dying, "/predict?km=3"))
server.close()
print("3", what_happens(dying, "/predict?km=3"))
print("4", what_happens(addresses[0], "/predict?km=lejos"))
slow.kill()

# %% [markdown] lang="es"
"""
1. Tarda más que tu límite: `TimeoutError`, que es un `OSError`. Sin límite, esperarías para siempre.
2. Muere a media respuesta: `IncompleteRead`, que **no** es un `OSError` sino una `HTTPException`.
3. Ya no hay nadie escuchando: `URLError`, otro `OSError`.
4. El trabajador está sano y rechaza la petición. Es `HTTPError`, y en Python eso **también** es un `OSError`.

La cuarta es una trampa cara: si la tomas por una muerte, repites la petición mala en todos y dejas el servicio sin
trabajadores por un solo pedido mal escrito.
"""

# %% [markdown] lang="en"
"""
1. It takes longer than your limit: `TimeoutError`, which is an `OSError`. Without a limit, you would wait for ever.
2. It dies halfway through the answer: `IncompleteRead`, which is **not** an `OSError` but an `HTTPException`.
3. Nobody is listening any more: `URLError`, another `OSError`.
4. The worker is well and refuses the request. It is `HTTPError`, and in Python that is **also** an `OSError`.

The fourth is an expensive trap: if you take it for a death, you repeat the bad request on all of them and leave the
service without workers because of a single badly written order.
"""

# %% [markdown] lang="es"
"""
### Ejercicio 1: un balanceador que no pierde peticiones

- **Escribe** dos reglas y dos funciones:
  - `RoundRobin().choose(workers)`: el siguiente sano en el orden de la lista, que puede crecer o encoger entre llamadas;
  - `LeastConnections().choose(workers)`: un sano con el menor `active`;
  - `forward(path, workers, balancer, timeout)`: pide `path` al elegido y devuelve `(status, body)`, con `body` en bytes;
  - `check_health(workers, timeout)`: pregunta `/health` a todos y pone `healthy` a `True` si responden 200, si no a `False`.
- **Recibes** una lista de `Worker`: su dirección, si está sano y cuántas peticiones tiene abiertas ahora mismo.
- **Cuida** cinco cosas:
  - el turno de un caído se reparte entre todos los demás, no va siempre al mismo;
  - si no hay ningún sano, `choose` lanza `NoWorker`, y `forward` la deja pasar;
  - un trabajador que no contesta, o no acaba, en `timeout` segundos deja de estar sano, y la petición va a otro;
  - una respuesta con error, como 400, es una respuesta: se devuelve tal cual, y el trabajador sigue sano;
  - `active` sube mientras la petición está abierta y baja siempre después, también si falla.

```python
workers = [Worker(address) for address in addresses]
forward("/predict?km=4", workers, RoundRobin(), timeout=1.0)  # (200, b'ana: 26 min')
```

**Para qué:** es lo que hacen nginx y HAProxy delante de casi cualquier servicio. Para una pista: `hint("load_balancer")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 1: a balancer that loses no request

- **Write** two rules and two functions:
  - `RoundRobin().choose(workers)`: the next healthy one in the order of the list, which may grow or shrink between calls;
  - `LeastConnections().choose(workers)`: a healthy one with the least `active`;
  - `forward(path, workers, balancer, timeout)`: asks the chosen one for `path` and gives back `(status, body)`, with `body` in bytes;
  - `check_health(workers, timeout)`: asks all of them for `/health` and sets `healthy` to `True` if they answer 200, else to `False`.
- **You get** a list of `Worker`: its address, whether it is healthy and how many requests it has open right now.
- **Mind** five things:
  - the turn of one that is down is shared among all the others, it does not always go to the same one;
  - if none is healthy, `choose` raises `NoWorker`, and `forward` lets it through;
  - a worker that does not answer, or does not finish, in `timeout` seconds is healthy no more, and the request goes to another;
  - an answer with an error, such as 400, is an answer: it is given back as it is, and the worker stays healthy;
  - `active` goes up while the request is open and always comes down afterwards, also if it fails.

```python
workers = [Worker(address) for address in addresses]
forward("/predict?km=4", workers, RoundRobin(), timeout=1.0)  # (200, b'ana: 26 min')
```

**Why:** it is what nginx and HAProxy do in front of almost any service. For a hint: `hint("load_balancer")`.
"""

# %% exercise="load_balancer"
@dataclass
class Worker:
    address: str
    healthy: bool = True
    active: int = 0


class NoWorker(Exception):
    pass


class RoundRobin:
    def __init__(self):
        ### BEGIN SOLUTION
        self.next = 0
        ### END SOLUTION

    def choose(self, workers):
        ### BEGIN SOLUTION
        for step in range(len(workers)):
            place = (self.next + step) % len(workers)
            if workers[place].healthy:
                self.next = place + 1
                return workers[place]
        raise NoWorker("nobody is healthy")
        ### END SOLUTION


class LeastConnections:
    def choose(self, workers):
        ### BEGIN SOLUTION
        healthy = [worker for worker in workers if worker.healthy]
        if not healthy:
            raise NoWorker("nobody is healthy")
        return min(healthy, key=lambda worker: worker.active)
        ### END SOLUTION


def forward(path, workers, balancer, timeout=1.0):
    ### BEGIN SOLUTION
    while True:
        worker = balancer.choose(workers)
        worker.active += 1
        try:
            with urlopen(f"http://{worker.address}{path}", timeout=timeout) as answer:
                return answer.status, answer.read()
        except HTTPError as refusal:
            return refusal.code, refusal.read()
        except (OSError, HTTPException):
            worker.healthy = False
        finally:
            worker.active -= 1
    ### END SOLUTION


def check_health(workers, timeout=1.0) -> None:
    ### BEGIN SOLUTION
    for worker in workers:
        try:
            with urlopen(f"http://{worker.address}/health", timeout=timeout) as answer:
                worker.healthy = answer.status == 200
        except (OSError, HTTPException):
            worker.healthy = False
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes poner tres procesos detrás de una puerta sin que nadie note que uno murió. Una advertencia: repetir es inocuo
porque predecir no cambia nada. Una petición que cobra un pago no se repite sin más; por eso nginx no repite un `POST`
si no se lo pides.
"""

# %% [markdown] lang="en"
"""
You can now put three processes behind one door without anybody noticing that one died. A warning: repeating does no
harm because predicting changes nothing. A request that takes a payment is not just repeated; that is why nginx does not
repeat a `POST` unless you ask it to.
"""

# %% [markdown] lang="es"
"""
## 3. Repartir también los datos

Predecir es más rápido si el trabajador tiene en memoria el historial del cliente. Entonces cada cliente debe ir siempre
al mismo. La idea que viene a la cabeza es `hash(customer) % 3`.

**¿Qué esperas?** Dos procesos nuevos calculan `hash("ana") % 1000`. ¿Dan lo mismo?
"""

# %% [markdown] lang="en"
"""
## 3. Sharing out the data too

Predicting is faster if the worker has the customer's history in memory. Then each customer must always go to the same
one. The idea that comes to mind is `hash(customer) % 3`.

**What do you expect?** Two new processes work out `hash("ana") % 1000`. Do they give the same?
"""

# %%
for seed in ["1", "2"]:
    command = [sys.executable, "-c", "print(hash('ana') % 1000)"]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    print(subprocess.run(command, env=environment, capture_output=True, text=True).stdout.strip())

# %% [markdown] lang="es"
"""
No. Python le echa *sal* al `hash` de los textos: una semilla que cambia en cada proceso, y que aquí hemos puesto a
mano. Dos balanceadores mandarían a Ana a sitios distintos. Un resumen como SHA-256 da lo mismo en todas partes:
"""

# %% [markdown] lang="en"
"""
No. Python *salts* the `hash` of texts: with a seed that changes in every process, and that we have set by hand here. Two
balancers would send Ana to different places. A digest such as SHA-256 gives the same everywhere:
"""

# %%
def number(text):
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


customers = [f"customer {i}" for i in range(3000)]
before = {customer: number(customer) % 3 for customer in customers}
print(Counter(before.values()))

# %% [markdown] lang="es"
"""
Bien repartido. Ahora el escalado horizontal hace su trabajo y llega un cuarto trabajador.

**¿Qué esperas?** ¿Qué parte de los clientes cambia de trabajador?
"""

# %% [markdown] lang="en"
"""
Well shared. Now horizontal scaling does its work and a fourth worker arrives.

**What do you expect?** What share of the customers changes worker?
"""

# %%
moved = sum(number(customer) % 4 != before[customer] for customer in customers)
print(f"{moved / len(customers):.0%}")

# %% [markdown] lang="es"
"""
Tres de cada cuatro, cuando bastaba con mover uno de cada cuatro. En el peor momento, con más carga que nunca, casi toda
la memoria hay que llenarla de nuevo.

El *hashing consistente* (Karger y otros, STOC 1997) lo arregla. Imagina un círculo de números. Cada nodo ocupa muchos
puntos del círculo, sus *nodos virtuales*, y cada clave pertenece al primer punto que hay desde ella en adelante; tras el
último viene el primero. Un nodo nuevo solo se queda con las claves que caen justo antes de sus puntos.

¿Por qué muchos puntos? Reparte el círculo entre tres nodos con uno cada uno, y después con 200:
"""

# %% [markdown] lang="en"
"""
Three in four, when moving one in four was enough. At the worst moment, under more load than ever, almost all the memory
has to be filled again.

*Consistent hashing* (Karger and others, STOC 1997) mends it. Imagine a circle of numbers. Each node takes many points of
the circle, its *virtual nodes*, and each key belongs to the first point found from it onwards; after the last comes the
first. A new node only keeps the keys that fall just before its points.

Why many points? Share the circle among three nodes with one each, and then with 200:
"""

# %%
for points in [1, 200]:
    rng = np.random.default_rng(1)
    places = np.sort(rng.random(3 * points))
    owners = rng.permutation([0, 1, 2] * points)
    arcs = np.diff(places, prepend=places[-1] - 1)
    print(f"{points:3}", [f"{arcs[owners == node].sum():.0%}" for node in range(3)])

# %% [markdown] lang="es"
"""
Con un punto cada uno, el azar reparte mal. Con 200, casi por igual.

### Ejercicio 2: el anillo

- **Escribe** la clase `Ring`: `Ring(nodes, points)` prepara el círculo, `place(text)` da a cada texto su número y `owner(key)`
  dice de qué nodo es una clave.
- **Recibes** los nombres de los nodos, textos distintos en cualquier orden; cuántos puntos tiene cada uno; y cada clave,
  un texto cualquiera.
- **Devuelves** de `owner` el nombre de un nodo.
- **Cuida** cuatro cosas:
  - el mismo resultado en todos los procesos, y con los nodos en cualquier orden;
  - con 200 puntos, ningún nodo se aparta mucho de su parte, se llamen como se llamen;
  - un nodo nuevo solo recibe claves: ninguna pasa de un nodo viejo a otro viejo;
  - si un nodo se va, solo cambian de sitio las suyas.

```python
ring = Ring(["ana", "bruno", "carla"], points=200)
ring.owner("customer 7")  # 'ana', 'bruno' o 'carla'; siempre el mismo · always the same
```

**Para qué:** así reparten sus claves Cassandra y muchas memorias intermedias. Para una pista: `hint("partitioning")`.
"""

# %% [markdown] lang="en"
"""
With one point each, chance shares badly. With 200, almost equally.

### Exercise 2: the ring

- **Write** the class `Ring`: `Ring(nodes, points)` prepares the circle, `place(text)` gives each text its number and
  `owner(key)` says which node a key belongs to.
- **You get** the names of the nodes, different texts in any order; how many points each one has; and each key, any text
  at all.
- **You give back** from `owner` the name of a node.
- **Mind** four things:
  - the same result in every process, and with the nodes in any order;
  - with 200 points, no node strays far from its share, whatever they are called;
  - a new node only receives keys: none goes from one old node to another old one;
  - if a node leaves, only its own keys change place.

```python
ring = Ring(["ana", "bruno", "carla"], points=200)
ring.owner("customer 7")  # 'ana', 'bruno' o 'carla'; siempre el mismo · always the same
```

**Why:** this is how Cassandra and many caches share out their keys. For a hint: `hint("partitioning")`.
"""

# %% exercise="partitioning"
class Ring:
    def __init__(self, nodes, points=200):
        ### BEGIN SOLUTION
        circle = sorted((self.place(f"{node}/{point}"), node) for node in nodes for point in range(points))
        self.places = [place for place, _ in circle]
        self.owners = [node for _, node in circle]
        ### END SOLUTION

    def owner(self, key: str) -> str:
        ### BEGIN SOLUTION
        return self.owners[bisect.bisect(self.places, self.place(key)) % len(self.places)]
        ### END SOLUTION

    @staticmethod
    def place(text: str) -> int:
        ### BEGIN SOLUTION
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
        ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes añadir un trabajador sin vaciar la memoria de los demás. Falta decidir cuándo añadirlo.
"""

# %% [markdown] lang="en"
"""
You can now add a worker without emptying the memory of the others. What is missing is to decide when to add it.
"""

# %% [markdown] lang="es"
"""
## 4. Escalado automático: la regla de Kubernetes

Este es un día de la empresa: peticiones por segundo según la hora, con la comida y la cena. Los números son inventados.
"""

# %% [markdown] lang="en"
"""
## 4. Auto-scaling: Kubernetes' rule

This is a day at the company: requests per second by the hour, with lunch and dinner. The numbers are made up.
"""

# %%
def traffic(hour):
    return 3 + 16 * np.exp(-(((hour - 13.5) / 1.2) ** 2)) + 34 * np.exp(-(((hour - 20.5) / 1.5) ** 2))


print([f"{hour} h: {traffic(hour):.0f}/s" for hour in [4, 13.5, 17, 20.5]])

# %% [markdown] lang="es"
"""
El escalador de Kubernetes, *HorizontalPodAutoscaler*, mira cada poco cuánto trabaja cada réplica, que allí se llama
*pod*. Su cuenta, según su documentación:

$$\text{réplicas} = \left\lceil \text{réplicas actuales} \times \frac{\text{medida}}{\text{objetivo}} \right\rceil$$

Si cuatro réplicas trabajan al 90 % y el objetivo es 60 %, hacen falta seis. Para verlo un día entero, la simulación de
abajo pregunta cada minuto a una regla `scale`. La carga tiene ruido, y una réplica nueva tarda tres minutos en estar
lista: hasta entonces su medida es `None`.
"""

# %% [markdown] lang="en"
"""
Kubernetes' scaler, *HorizontalPodAutoscaler*, looks every so often at how hard each replica works; there it is called a
*pod*. Its sum, according to its documentation:

$$\text{replicas} = \left\lceil \text{current replicas} \times \frac{\text{metric}}{\text{target}} \right\rceil$$

If four replicas work at 90 % and the target is 60 %, six are needed. To see it through a whole day, the simulation below
asks a rule `scale` every minute. The load has noise, and a new replica takes three minutes to be ready: until then its
metric is `None`.
"""

# %%
def simulate_day(scale, seed=0):
    """Each minute: requests per second, replicas that are ready, and replicas that are paid."""
    rng, born, rows = np.random.default_rng(seed), [-9, -9], []
    for minute in range(24 * 60):
        demand = traffic(minute / 60) * rng.normal(1, 0.15)
        ready = [minute - birth >= 3 for birth in born]
        usage = min(100, 100 * demand / (5 * sum(ready)))
        pods = [usage if is_ready else None for is_ready in ready]
        replicas = scale(60 * minute, len(born), [(pods, 70)])
        born = born[:replicas] + [minute] * (replicas - len(born))
        rows.append((demand, sum(ready), replicas))
    return np.array(rows).T

# %%
def naive(second, current, metrics):
    [(pods, target)] = metrics
    seen = [usage for usage in pods if usage is not None]
    return max(2, math.ceil(current * np.mean(seen) / target))


def story(day):
    demand, ready, replicas = day
    return np.count_nonzero(np.diff(replicas)), np.sum(demand > 5 * ready), replicas.sum() / 60

# %% [markdown] lang="es"
"""
**¿Qué esperas?** La regla `naive` aplica la fórmula y nada más. ¿Cuántas veces cambia el número de réplicas en un día?
¿Cuántos minutos llegan más peticiones de las que pueden responder?
"""

# %% [markdown] lang="en"
"""
**What do you expect?** The rule `naive` applies the formula and nothing else. How many times a day does the number of
replicas change? For how many minutes do more requests arrive than they can answer?
"""

# %%
naive_day = simulate_day(naive)
changes, short, hours = story(naive_day)
print(f"{changes} cambios, {short} minutos sin capacidad, {hours:.0f} horas de réplica")  # es
print(f"{changes} changes, {short} minutes short of capacity, {hours:.0f} replica hours")  # en

# %%
def draw_day(axes, day, label):
    minutes = np.arange(24 * 60) / 60
    axes.fill_between(minutes, day[0] / 5, color="#999999", alpha=0.5, linewidth=0)
    axes.step(minutes, day[2], color="#aa3377", linewidth=1)
    axes.set_title(label)
    axes.set_xticks(range(0, 25, 4))
    axes.grid(alpha=0.3)

# %%
figure, axes = plt.subplots(figsize=(9, 3), layout="constrained")
draw_day(axes, naive_day, "naive")
axes.set_xlabel("hora del día")  # es
axes.set_ylabel("réplicas")  # es
alt = "Carga gris con dos picos; la línea de réplicas es una sierra en la comida y en la cena"  # es
axes.set_xlabel("hour of the day")  # en
axes.set_ylabel("replicas")  # en
alt = "Grey load with two peaks; the line of replicas is a saw at lunch and at dinner"  # en
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira la sierra de la comida y la cena: la línea sigue al ruido, no a la hora. En gris, las réplicas que bastarían justas. Cada diente es una
réplica que nace, tarda tres minutos y muere antes de servir. En inglés se llama *flapping* o *thrashing*.

Kubernetes añade a la fórmula cinco cuidados:

- *tolerancia*: si medida ÷ objetivo está a un 10 % o menos de 1, no cambia nada;
- si a unos pods les falta la medida, los da por trabajando al 100 % del objetivo cuando iba a bajar, y al 0 % cuando iba a
  subir; si con eso el cociente cambia de lado, o entra en la tolerancia, no cambia nada;
- con varias medidas, gana la que pide más réplicas; si una no tiene ningún dato, no se baja, pero las otras pueden subir;
- *límites*: nunca menos de un mínimo ni más de un máximo;
- *estabilización*: para bajar usa la recomendación más alta de los últimos cinco minutos.
"""

# %% [markdown] lang="en"
"""
Look at the saw at lunch and dinner: the line follows the noise, not the hour. In grey, the replicas just enough. Each tooth is
a replica that is born, takes three minutes and dies before it is of use. It is called *flapping* or *thrashing*.

Kubernetes adds five precautions to the formula:

- *tolerance*: if metric ÷ target is within 10 % of 1, it changes nothing;
- if the metric of some pods is missing, it takes them to work at 100 % of the target when it was going to go down, and at
  0 % when it was going to go up; if with that the ratio changes sides, or comes within the tolerance, it changes nothing;
- with several metrics, the one that asks for most replicas wins; if one has no data at all, there is no going down, but the
  others may go up;
- *bounds*: never less than a minimum nor more than a maximum;
- *stabilization*: to go down it uses the highest recommendation of the last five minutes.
"""

# %% [markdown] lang="es"
"""
### Ejercicio 3: cuántas réplicas

- **Escribe** `desired_replicas(current, metrics, low, high, tolerance)` y `stabilized(recommendations, now, window)`.
- **Recibes** en la primera cuántas réplicas hay y una lista de medidas. Cada una es un par `(pods, target)`: un número
  por réplica, o `None` si falta, y el objetivo. Los límites se aplican al final. Si ninguna medida tiene datos, se queda
  como está.
- **Recibes** en la segunda una lista de pares `(second, replicas)`, con la recomendación de ahora incluida; el segundo
  actual; y la ventana, en segundos. Cuentan las de hace `window` segundos o menos.
- **Devuelves** en las dos un entero.

```python
desired_replicas(10, [([80] * 10, 75)])               # 10: 80/75 está en la tolerancia · is within tolerance
desired_replicas(4, [([90] * 4, 60), ([30] * 4, 60)])  # 6: gana la mayor · the largest wins
desired_replicas(4, [([90, 90, None, None], 60)])      # 4: (90 + 90 + 0 + 0) / 4 / 60 = 0.75
stabilized([(0, 9), (240, 6), (300, 4)], now=300)      # 9
```

**Para qué:** es la regla que gobierna casi todo servicio en Kubernetes. Quien la conoce sabe por qué su servicio no baja
de réplicas. Para una pista: `hint("autoscaler")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 3: how many replicas

- **Write** `desired_replicas(current, metrics, low, high, tolerance)` and `stabilized(recommendations, now, window)`.
- **You get** in the first how many replicas there are and a list of metrics. Each is a pair `(pods, target)`: one number
  per replica, or `None` if it is missing, and the target. The bounds are applied at the end. If no metric has data, it
  stays as it is.
- **You get** in the second a list of pairs `(second, replicas)`, with the recommendation of now among them; the current
  second; and the window, in seconds. Those of `window` seconds ago or less count.
- **You give back** an integer in both.

```python
desired_replicas(10, [([80] * 10, 75)])               # 10: 80/75 está en la tolerancia · is within tolerance
desired_replicas(4, [([90] * 4, 60), ([30] * 4, 60)])  # 6: gana la mayor · the largest wins
desired_replicas(4, [([90, 90, None, None], 60)])      # 4: (90 + 90 + 0 + 0) / 4 / 60 = 0.75
stabilized([(0, 9), (240, 6), (300, 4)], now=300)      # 9
```

**Why:** it is the rule that governs almost every service on Kubernetes. Whoever knows it knows why their service does not
go down in replicas. For a hint: `hint("autoscaler")`.
"""

# %% exercise="autoscaler"
def desired_replicas(current, metrics, low=1, high=100, tolerance=0.1) -> int:
    ### BEGIN SOLUTION
    wishes, blind = [], False
    for pods, target in metrics:
        seen = [value for value in pods if value is not None]
        if not seen:
            blind = True
            continue
        first = sum(seen) / len(seen) / target
        assumed = target if first < 1 else 0
        ratio = (sum(seen) + assumed * (len(pods) - len(seen))) / len(pods) / target
        if abs(ratio - 1) <= tolerance or (ratio < 1) != (first < 1):
            wishes.append(current)
        else:
            wishes.append(math.ceil(current * ratio))
    wish = max(wishes, default=current)
    if blind:
        wish = max(wish, current)
    return min(max(wish, low), high)
    ### END SOLUTION


def stabilized(recommendations, now, window=300) -> int:
    ### BEGIN SOLUTION
    return max(replicas for second, replicas in recommendations if second >= now - window)
    ### END SOLUTION

# %% [markdown] lang="es"
"""
**¿Qué esperas?** El mismo día con tus dos funciones, entre 2 y 20 réplicas. ¿Cuántos cambios? ¿Se pagan más horas de
réplica, o menos? (Si aún no las escribiste, estas celdas no hacen nada.)
"""

# %% [markdown] lang="en"
"""
**What do you expect?** The same day with your two functions, between 2 and 20 replicas. How many changes? Are more replica
hours paid, or fewer? (If you have not written them yet, these cells do nothing.)
"""

# %%
recommendations = []


def yours(second, current, metrics):
    recommendations.append((second, desired_replicas(current, metrics, low=2, high=20)))
    return stabilized(recommendations[-60:], second)


with suppress(NotImplementedError):
    your_day = simulate_day(yours)
    changes, short, hours = story(your_day)
    print(f"{changes} cambios, {short} minutos sin capacidad, {hours:.0f} horas de réplica")  # es
    print(f"{changes} changes, {short} minutes short of capacity, {hours:.0f} replica hours")  # en

# %%
with suppress(NameError):
    both = [("naive", naive_day), ("yours", your_day)]
    figure, panels = plt.subplots(2, 1, figsize=(9, 5), sharex=True, sharey=True, layout="constrained")
    for axes, (label, day) in zip(panels, both, strict=True):
        draw_day(axes, day, label)
    panels[1].set_xlabel("hora del día")  # es
    figure.supylabel("réplicas")  # es
    alt = "Arriba la sierra de la regla ingenua; abajo una escalera tranquila por encima de la carga"  # es
    panels[1].set_xlabel("hour of the day")  # en
    figure.supylabel("replicas")  # en
    alt = "Above, the saw of the naive rule; below, a calm staircase that stays over the load"  # en
    show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira el panel de abajo: sube deprisa, baja despacio y deja siempre el gris por debajo. No falta capacidad ni un minuto, y se
pagan casi las mismas horas: la sierra no ahorraba nada. Ya puedes escalar sin oscilar, y explicar cada decisión del escalador.

Queda una pregunta: ¿por qué 70 % y no 95 %?
"""

# %% [markdown] lang="en"
"""
Look at the panel below: it goes up fast, comes down slowly and always leaves the grey underneath. No minute lacks capacity,
and almost the same hours are paid: the saw was saving nothing. You can now scale without oscillating, and explain each decision of the
scaler.

One question remains: why 70 % and not 95 %?
"""

# %% [markdown] lang="es"
"""
## 5. Cuántas réplicas para un límite de espera

Llegan λ = 40 peticiones por segundo y cada réplica responde μ = 5. La división da 8 réplicas. El contrato con los
restaurantes es un *SLO* (objetivo de nivel de servicio): el 95 % de las peticiones espera menos de 100 ms en la cola.

Antes de las fórmulas, mira. Esta cola atiende por orden de llegada; cada petición va a la réplica que antes se libra.
Llegadas y duraciones son al azar (exponenciales), que es como llegan las peticiones de mucha gente que no se conoce.
"""

# %% [markdown] lang="en"
"""
## 5. How many replicas for a limit on waiting

λ = 40 requests arrive per second and each replica answers μ = 5. The division gives 8 replicas. The contract with the
restaurants is an *SLO* (service level objective): 95 % of the requests wait less than 100 ms in the queue.

Before the formulas, look. This queue serves in order of arrival; each request goes to the replica that is free first.
Arrivals and durations are random (exponential), which is how the requests of many people who do not know each other
arrive.
"""

# %%
def simulate_queue(arrivals, served, replicas, requests=60_000, seed=0):
    """When each request arrives, how long it waits, and how long it is being answered; in seconds."""
    rng = np.random.default_rng(seed)
    comes = np.cumsum(rng.exponential(1 / arrivals, requests))
    takes = rng.exponential(1 / served, requests)
    free, waits = [0.0] * replicas, np.empty(requests)
    for i, moment in enumerate(comes):
        begins = max(moment, free[0])
        waits[i] = begins - moment
        heapq.heapreplace(free, begins + takes[i])
    return comes, waits, takes

# %% [markdown] lang="es"
"""
**¿Qué esperas?** Con 8 réplicas la cuenta sale justa. ¿Cuánto espera el 5 % con peor suerte? ¿Y con 9? ¿Y con 12?
"""

# %% [markdown] lang="en"
"""
**What do you expect?** With 8 replicas the sum comes out exactly. How long do the unluckiest 5 % wait? And with 9? And
with 12?
"""

# %%
for replicas in [8, 9, 10, 12]:
    _, waits, _ = simulate_queue(40, 5, replicas)
    print(f"{replicas:2}: {40 / 5 / replicas:4.0%}  p95 = {1000 * np.quantile(waits, 0.95):6.0f} ms")

# %% [markdown] lang="es"
"""
Con 8, la espera crece mientras dure la simulación: trabajar al 100 % es no recuperar nunca un retraso. Con 9 se espera
alrededor de medio segundo, y con 12, unas diez veces menos. Lo que manda en la espera es el hueco que queda.
"""

# %% [markdown] lang="en"
"""
With 8, the wait grows for as long as the simulation lasts: to work at 100 % is never to recover a delay. With 9 you wait
around half a second, and with 12, about ten times less. What rules the wait is the room that
is left.
"""

# %%
busy = np.array([0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93])
p95 = {}
for replicas in [1, 4, 16]:
    waits = [simulate_queue(5 * replicas * share, 5, replicas, 20_000)[1] for share in busy]
    p95[replicas] = [1000 * np.quantile(wait, 0.95) for wait in waits]

# %%
figure, axes = plt.subplots(figsize=(8, 4), layout="constrained")
for (replicas, milliseconds), style in zip(p95.items(), ["o-", "s--", "^:"], strict=True):
    axes.plot(100 * busy, milliseconds, style, label=str(replicas))
axes.set_ylim(0, 3000)
axes.grid(alpha=0.3)
axes.legend(title="réplicas")  # es
axes.legend(title="replicas")  # en
axes.set_xlabel("utilización (%)")  # es
axes.set_ylabel("espera, percentil 95 (ms)")  # es
alt = "La espera crece con la utilización y se dispara cerca del 100 %; con 16 réplicas, mucho más tarde que con una"  # es
axes.set_xlabel("utilization (%)")  # en
axes.set_ylabel("wait, 95th percentile (ms)")  # en
alt = "The wait grows with utilization and shoots up near 100 %; with 16 replicas, much later than with one"  # en
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira dos cosas. Cada curva tiene un codo, y pasado el codo un poco más de carga cuesta mucha espera: por eso 70 % y no
95 %. Y al mismo porcentaje, dieciséis réplicas con una cola común esperan mucho menos que una: juntas se ayudan.

Ahora, una ley que vale para cualquier cola: la de Little (1961). De media, las peticiones que hay dentro son las que
llegan por segundo por el tiempo que pasa dentro cada una: L = λ · W.

**¿Qué esperas?** Cuenta cuántas hay dentro en mil momentos al azar. ¿Coincide con λ · W?
"""

# %% [markdown] lang="en"
"""
Look at two things. Each curve has an elbow, and past the elbow a little more load costs a lot of waiting: that is why
70 % and not 95 %. And at the same percentage, sixteen replicas with a common queue wait much less than one: together
they help each other.

Now, a law that holds for any queue: Little's (1961). On average, the requests inside are those that arrive per second
times the time that each one spends inside: L = λ · W.

**What do you expect?** Count how many are inside at a thousand random moments. Does it agree with λ · W?
"""

# %%
comes, waits, takes = simulate_queue(40, 5, 10)
leaves = np.sort(comes + waits + takes)
moments = np.random.default_rng(1).uniform(comes[0], comes[-1], 1000)
inside = np.searchsorted(comes, moments) - np.searchsorted(leaves, moments)
print(f"L = {inside.mean():.1f}   λ·W = {40 * np.mean(waits + takes):.1f}")

# %% [markdown] lang="es"
"""
Coincide. Para contar cuánta memoria hace falta basta con L; para el SLO hace falta la fórmula que Erlang publicó en
1917 para las centralitas de teléfono. Con $a = \lambda / \mu$ y $c$ réplicas, la probabilidad de tener que esperar es

$$B_0 = 1, \qquad B_k = \frac{a \, B_{k-1}}{k + a \, B_{k-1}}, \qquad C = \frac{B_c}{1 - \frac{a}{c} \, (1 - B_c)}$$

y entre quienes esperan, la espera es exponencial:

$$P(\text{espera} > t) = C \, e^{-(c \mu - \lambda) \, t} \qquad \text{espera media} = \frac{C}{c \mu - \lambda}$$

En los libros verás $B_c$ con factoriales.

**¿Qué esperas?** ¿Qué pasa con `200.0 ** 200 / math.factorial(200)`?
"""

# %% [markdown] lang="en"
"""
It agrees. To count how much memory is needed, L is enough; for the SLO you need the formula that Erlang published in
1917 for telephone exchanges. With $a = \lambda / \mu$ and $c$ replicas, the probability of having to wait is

$$B_0 = 1, \qquad B_k = \frac{a \, B_{k-1}}{k + a \, B_{k-1}}, \qquad C = \frac{B_c}{1 - \frac{a}{c} \, (1 - B_c)}$$

and among those who wait, the wait is exponential:

$$P(\text{wait} > t) = C \, e^{-(c \mu - \lambda) \, t} \qquad \text{mean wait} = \frac{C}{c \mu - \lambda}$$

In the books you will see $B_c$ with factorials.

**What do you expect?** What happens with `200.0 ** 200 / math.factorial(200)`?
"""

# %%
try:
    print(200.0**200 / math.factorial(200))
except OverflowError as error:
    print(error)

# %% [markdown] lang="es"
"""
No cabe. La forma de arriba, de $B_{k-1}$ a $B_k$, da lo mismo con números entre 0 y 1.

### Ejercicio 4: la capacidad que pide el SLO

- **Escribe** cuatro funciones:
  - `erlang_c(arrivals, served, replicas)`: la probabilidad de tener que esperar;
  - `wait_at(share, arrivals, served, replicas)`: los segundos que esa parte de las peticiones no supera (0,95 para el p95);
  - `replicas_for(limit, share, arrivals, served)`: las menos réplicas cuyo `wait_at` no supera `limit` segundos;
  - `in_system(arrivals, served, replicas)`: cuántas peticiones hay dentro de media, esperando o siendo respondidas.
- **Recibes** λ y μ por segundo, y las réplicas.
- **Cuida** tres cosas:
  - si más de esa parte no espera nada, `wait_at` es 0, nunca negativo;
  - si las réplicas no dan abasto (cμ ≤ λ), la probabilidad es 1, y `wait_at` e `in_system` dan `math.inf`;
  - tiene que valer también con cientos de réplicas.

```python
wait_at(0.95, 40, 5, 9)         # 0.514
wait_at(0.95, 40, 5, 12)        # 0.051
replicas_for(0.1, 0.95, 40, 5)  # 12
```

**Para qué:** «ponle dos más por si acaso» cuesta dinero todos los meses, y quedarse corto cuesta clientes. Para una
pista: `hint("capacity_for_slo")`.
"""

# %% [markdown] lang="en"
"""
It does not fit. The form above, from $B_{k-1}$ to $B_k$, gives the same with numbers between 0 and 1.

### Exercise 4: the capacity that the SLO asks for

- **Write** four functions:
  - `erlang_c(arrivals, served, replicas)`: the probability of having to wait;
  - `wait_at(share, arrivals, served, replicas)`: the seconds that this share of the requests does not exceed (0.95 for the p95);
  - `replicas_for(limit, share, arrivals, served)`: the fewest replicas whose `wait_at` does not exceed `limit` seconds;
  - `in_system(arrivals, served, replicas)`: how many requests are inside on average, waiting or being answered.
- **You get** λ and μ per second, and the replicas.
- **Mind** three things:
  - if more than that share does not wait at all, `wait_at` is 0, never negative;
  - if the replicas cannot cope (cμ ≤ λ), the probability is 1, and `wait_at` and `in_system` give `math.inf`;
  - it must hold with hundreds of replicas too.

```python
wait_at(0.95, 40, 5, 9)         # 0.514
wait_at(0.95, 40, 5, 12)        # 0.051
replicas_for(0.1, 0.95, 40, 5)  # 12
```

**Why:** “put in two more just in case” costs money every month, and falling short costs customers. For a hint:
`hint("capacity_for_slo")`.
"""

# %% exercise="capacity_for_slo"
def erlang_c(arrivals, served, replicas) -> float:
    ### BEGIN SOLUTION
    load = arrivals / served
    if load >= replicas:
        return 1.0
    blocked = 1.0
    for k in range(1, replicas + 1):
        blocked = load * blocked / (k + load * blocked)
    return blocked / (1 - load / replicas * (1 - blocked))
    ### END SOLUTION


def wait_at(share, arrivals, served, replicas) -> float:
    ### BEGIN SOLUTION
    room = replicas * served - arrivals
    if room <= 0:
        return math.inf
    return max(0.0, math.log(erlang_c(arrivals, served, replicas) / (1 - share)) / room)
    ### END SOLUTION


def replicas_for(limit, share, arrivals, served) -> int:
    ### BEGIN SOLUTION
    replicas = math.floor(arrivals / served) + 1
    while wait_at(share, arrivals, served, replicas) > limit:
        replicas += 1
    return replicas
    ### END SOLUTION


def in_system(arrivals, served, replicas) -> float:
    ### BEGIN SOLUTION
    room = replicas * served - arrivals
    if room <= 0:
        return math.inf
    mean_wait = erlang_c(arrivals, served, replicas) / room
    return arrivals * (mean_wait + 1 / served)
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes pasar de un contrato («95 % en menos de 100 ms») a un número de réplicas. Queda ponerle precio.
"""

# %% [markdown] lang="en"
"""
You can now go from a contract (“95 % in under 100 ms”) to a number of replicas. What is left is to put a price on it.
"""

# %% [markdown] lang="es"
"""
## 6. Lo que cuesta cada estrategia

La tabla de precios, inventada, cobra 10 céntimos por núcleo y hora. `served` viene de la ley de Gunther de la sección 1:
por el doble de dinero no llega el doble de trabajo. El balanceador y el escalador se pagan por hora, aparte.
"""

# %% [markdown] lang="en"
"""
## 6. What each strategy costs

The price table, made up, charges 10 cents per core and hour. `served` comes from Gunther's law in section 1: twice the
money does not bring twice the work. The balancer and the scaler are paid by the hour, apart.
"""

# %%
machines = [
    {"name": f"{cores} × CPU", "served": round(served_by(cores), 1), "price": 10 * cores}
    for cores in [1, 2, 4, 8, 16]
]
extras = {"balancer": 3, "autoscaler": 2}
for machine in machines:
    print(machine)

# %% [markdown] lang="es"
"""
Y tres días distintos: el de siempre, uno igual a todas horas y el de una ciudad pequeña.

**¿Qué esperas?** ¿Gana la misma estrategia en los tres?
"""

# %% [markdown] lang="en"
"""
And three different days: the usual one, one that is the same at all hours, and that of a small town.

**What do you expect?** Does the same strategy win on all three?
"""

# %%
days = {
    "usual": [float(traffic(hour + 0.5)) for hour in range(24)],
    "flat": [12.0] * 24,
    "small": [1.0] * 24,
}
for name, demand in days.items():
    print(f"{name}: {min(demand):.0f}–{max(demand):.0f} /s")

# %% [markdown] lang="es"
"""
### Ejercicio 5: el plan más barato

- **Escribe** `cheapest_plan(demand, machines, extras, needed)`.
- **Recibes** las peticiones por segundo de cada hora del día; la tabla de máquinas; lo que cuestan por hora el balanceador
  y el escalador; y una función `needed(arrivals, served)` que dice cuántas réplicas pide el SLO.
- **Devuelves** un diccionario con `strategy`, `machine` (el nombre), `replicas` (una lista, una por hora) y `cost` (los
  céntimos del día) del plan más barato de estos tres:
  - `"vertical"`: una sola máquina todo el día, que baste ella sola a todas horas; no paga balanceador ni escalador;
  - `"horizontal"`: las mismas máquinas todo el día, tantas como pida la hora peor; paga el balanceador;
  - `"auto"`: cada hora, las que piden esa hora **y la siguiente**, porque una réplica nueva tarda en estar lista; tras la
    última hora viene la primera, porque mañana es un día igual. Paga el balanceador y el escalador.
- **Cuida** dos cosas: en cada plan todas las máquinas son del mismo tipo, el que salga más barato; a igual precio, gana el
  que tiene menos piezas: `"vertical"`, después `"horizontal"`, después `"auto"`.

```python
needed = lambda arrivals, served: replicas_for(0.1, 0.95, arrivals, served)
cheapest_plan(days["usual"], machines, extras, needed)
# {'strategy': 'auto', 'machine': '1 × CPU', 'replicas': [3, 3, …], 'cost': 1240}
```

**Para qué:** la factura de la nube es una decisión de diseño. Para una pista: `hint("cost_of_scaling")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 5: the cheapest plan

- **Write** `cheapest_plan(demand, machines, extras, needed)`.
- **You get** the requests per second of each hour of the day; the table of machines; what the balancer and the scaler cost
  per hour; and a function `needed(arrivals, served)` that says how many replicas the SLO asks for.
- **You give back** a dictionary with `strategy`, `machine` (the name), `replicas` (a list, one per hour) and `cost` (the
  cents of the day) of the cheapest plan of these three:
  - `"vertical"`: a single machine all day, enough by itself at all hours; it pays neither balancer nor scaler;
  - `"horizontal"`: the same machines all day, as many as the worst hour asks for; it pays the balancer;
  - `"auto"`: each hour, those that this hour **and the next one** ask for, because a new replica takes a while to be ready;
    after the last hour comes the first, because tomorrow is a day like this. It pays the balancer and the scaler.
- **Mind** two things: in each plan all machines are of the same kind, whichever comes out cheapest; at the same price, the
  one with fewer parts wins: `"vertical"`, then `"horizontal"`, then `"auto"`.

```python
needed = lambda arrivals, served: replicas_for(0.1, 0.95, arrivals, served)
cheapest_plan(days["usual"], machines, extras, needed)
# {'strategy': 'auto', 'machine': '1 × CPU', 'replicas': [3, 3, …], 'cost': 1240}
```

**Why:** the cloud bill is a design decision. For a hint: `hint("cost_of_scaling")`.
"""

# %% exercise="cost_of_scaling"
def cheapest_plan(demand, machines, extras, needed) -> dict:
    ### BEGIN SOLUTION
    plans = []
    for machine in machines:
        hours = [needed(rate, machine["served"]) for rate in demand]
        worst = [max(hours)] * len(hours)
        ahead = [max(pair) for pair in zip(hours, hours[1:] + hours[:1], strict=True)]
        fleets = [("horizontal", worst, extras["balancer"])]
        fleets.append(("auto", ahead, extras["balancer"] + extras["autoscaler"]))
        if max(hours) == 1:
            fleets.append(("vertical", worst, 0))
        for strategy, replicas, fee in fleets:
            cost = sum(replicas) * machine["price"] + fee * len(hours)
            plans.append({"strategy": strategy, "machine": machine["name"], "replicas": replicas, "cost": cost})
    parts = ["vertical", "horizontal", "auto"]
    return min(plans, key=lambda plan: (plan["cost"], parts.index(plan["strategy"])))
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Dibuja tu plan de cada día por encima de la carga. (Usa tus respuestas a los ejercicios 4 y 5.)
"""

# %% [markdown] lang="en"
"""
Draw your plan for each day over the load. (It uses your answers to exercises 4 and 5.)
"""

# %%
def draw_plan(axes, demand, plan):
    served = {machine["name"]: machine["served"] for machine in machines}[plan["machine"]]
    hours = np.arange(25)
    capacity = [replicas * served for replicas in plan["replicas"]]
    axes.stairs(demand, hours, fill=True, color="#999999", alpha=0.5)
    axes.stairs(capacity, hours, color="#aa3377", linewidth=2, baseline=None)
    axes.set_title(f"{plan['strategy']}, {plan['machine']}\n{plan['cost'] / 100:.2f} €")
    axes.set_xticks(range(0, 25, 6))
    axes.set_ylim(0)
    axes.grid(alpha=0.3)

# %%
with suppress(NotImplementedError):
    needed = lambda arrivals, served: replicas_for(0.1, 0.95, arrivals, served)
    plans = [cheapest_plan(demand, machines, extras, needed) for demand in days.values()]
    figure, panels = plt.subplots(1, 3, figsize=(10, 3.6), layout="constrained")
    for axes, demand, plan in zip(panels, days.values(), plans, strict=True):
        draw_plan(axes, demand, plan)
    figure.supxlabel("hora del día")  # es
    figure.supylabel("peticiones por segundo")  # es
    alt = "Tres días: la capacidad sigue a la carga en el primero y es una línea recta en los otros dos"  # es
    figure.supxlabel("hour of the day")  # en
    figure.supylabel("requests per second")  # en
    alt = "Three days: the capacity follows the load on the first and is a straight line on the other two"  # en
    show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira el hueco entre la línea y el gris: es capacidad que se paga sin usarla, y es lo que compra una espera corta. Gana una
estrategia distinta en cada día.

**¿Qué esperas?** ¿Cuánto costaría el día de siempre con las réplicas de la cena a todas horas?
"""

# %% [markdown] lang="en"
"""
Look at the gap between the line and the grey: it is capacity that is paid for and not used, and it is what buys a short
wait. A different strategy wins on each day.

**What do you expect?** How much would the usual day cost with the replicas of dinner at all hours?
"""

# %%
with suppress(NameError):
    price = 10 * max(plans[0]["replicas"]) + extras["balancer"]
    print(f"{24 * price / 100:.2f} €")

# %% [markdown] lang="es"
"""
Más del doble. El escalado automático se paga solo cuando la carga cambia mucho; con carga plana sobra el escalador, y con
poca, sobra hasta el balanceador.

Ya puedes poner precio a un SLO. Lo que la tabla no dice: la máquina única cae entera. Eso también es un coste.
"""

# %% [markdown] lang="en"
"""
More than double. Auto-scaling pays for itself when the load changes a lot; with a flat load the scaler is too much, and
with little, so is the balancer.

You can now put a price on an SLO. What the table does not say: the single machine falls whole. That is a cost too.
"""

# %% [markdown] lang="es"
"""
## 7. Laboratorio: nginx o HAProxy (sin nota)

Nadie escribe su balanceador para producción. Aquí pones los mismos tres trabajadores detrás de uno de verdad: nginx si
está instalado, si no HAProxy. Es la misma idea, en pocas líneas de configuración:
"""

# %% [markdown] lang="en"
"""
## 7. Lab: nginx or HAProxy (not graded)

Nobody writes their own balancer for production. Here you put the same three workers behind a real one: nginx if it is
installed, otherwise HAProxy. It is the same idea, in a few lines of configuration:
"""

# %%
def nginx_conf(port, addresses):
    servers = "\n".join(f"server {address} max_fails=1 fail_timeout=1s;" for address in addresses)
    kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    places = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    return f"""
pid {folder}/nginx.pid;
events {{}}
http {{
access_log off;
{places}
upstream workers {{ least_conn; {servers} }}
server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://workers; }} }}
}}"""

# %%
def haproxy_conf(port, addresses):
    lines = [f"server w{i} {address} check inter 200 fall 1 rise 1" for i, address in enumerate(addresses)]
    return f"""
defaults
mode http
timeout connect 1s
timeout client 5s
timeout server 5s
option redispatch 1
listen door
bind 127.0.0.1:{port}
balance leastconn
{chr(10).join(lines)}
"""

# %% [markdown] lang="es"
"""
Arranca el que haya, sin instalar ningún servicio: un proceso que termina con este notebook.
"""

# %% [markdown] lang="en"
"""
Start whichever there is, without installing any service: a process that ends with this notebook.
"""

# %%
def is_open(process, port):
    """Wait until somebody listens at the port; False if the process ends before."""
    while process.poll() is None:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return True
        time.sleep(0.05)
    return False


doors = [
    ("nginx", nginx_conf, ["-p", folder, "-e", "stderr", "-g", "daemon off; master_process off;", "-c"]),
    ("haproxy", haproxy_conf, ["-db", "-f"]),
]

# %%
def open_door(addresses):
    """A real balancer in front of the addresses, and its port; None where none is installed."""
    path, silence = f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin", subprocess.DEVNULL
    for name, write_conf, options in doors:
        if found := shutil.which(name, path=path):
            with socket.create_server(("127.0.0.1", 0)) as free:
                port = free.getsockname()[1]
            config = folder / f"{name}.conf"
            config.write_text(write_conf(port, addresses))
            process = subprocess.Popen([found, *options, config], stdout=silence, stderr=silence)
            if is_open(process, port):
                return process, port
    return None

# %%
def knock(port, times=30):
    """How many answers came, and whose."""
    answers = [ask(f"127.0.0.1:{port}", "/predict?km=3", timeout=5) for _ in range(times)]
    return Counter(answer.split(":")[0] for answer in answers)

# %% [markdown] lang="es"
"""
**¿Qué esperas?** Treinta peticiones con los tres vivos; matas a Bruno y mandas otras treinta; lo resucitas en el mismo
puerto y mandas otras treinta. ¿Cuántas se pierden? Si tu máquina no tiene ninguno de los dos, la celda lo dice.
"""

# %% [markdown] lang="en"
"""
**What do you expect?** Thirty requests with all three alive; you kill Bruno and send another thirty; you bring him back
on the same port and send another thirty. How many are lost? If your machine has neither of the two, the cell says so.
"""

# %%
missing = "Este laboratorio necesita nginx o HAProxy: apt-get install nginx-light, o haproxy."  # es
missing = "This lab needs nginx or HAProxy: apt-get install nginx-light, or haproxy."  # en
door = open_door(addresses)
if door is None:
    print(missing)
else:
    print("1", knock(door[1]))
    running[1][0].kill()
    print("2", knock(door[1]))
    running[1] = start("bruno", port=addresses[1].partition(":")[2])
    time.sleep(2.5)
    print("3", knock(door[1]))
    door[0].kill()

# %% [markdown] lang="es"
"""
Treinta respuestas cada vez: ninguna se pierde, ni siquiera con Bruno muerto. Hizo lo mismo que tu `forward`: si falla, a
otro; y pasado un rato, probar de nuevo.

Apaga los trabajadores:
"""

# %% [markdown] lang="en"
"""
Thirty answers each time: none is lost, not even with Bruno dead. It did the same as your `forward`: if it fails, to
another; and after a while, try again.

Switch the workers off:
"""

# %%
for process, _ in running:
    process.kill()
    process.wait()

# %% [markdown] lang="es"
"""
## Lo que te llevas

- El escalado vertical es sencillo y tiene techo. El horizontal crece y exige repartir. El automático sigue a la carga, con
  retraso.
- Un balanceador reparte, deja de contar con el que falla y lo prueba otra vez. Un error en la respuesta no es una muerte.
- El hashing consistente mueve 1/n de las claves al añadir un nodo; el módulo, casi todas. `hash` cambia en cada proceso.
- La regla de Kubernetes es una división con cinco cuidados. Sin ellos, oscila.
- Cerca del 100 % de utilización la espera se dispara. Erlang C dice cuántas réplicas pide tu SLO.
- La estrategia más barata depende de la forma del día.

Mira cómo vas:
"""

# %% [markdown] lang="en"
"""
## What you take away

- Vertical scaling is simple and has a ceiling. Horizontal grows and demands sharing out. Auto follows the load, with
  a delay.
- A balancer shares out, stops counting on whoever fails and tries them again. An error in the answer is not a death.
- Consistent hashing moves 1/n of the keys when a node is added; the modulo, almost all. `hash` changes in every process.
- Kubernetes' rule is a division with five precautions. Without them, it oscillates.
- Near 100 % of utilization the wait shoots up. Erlang C says how many replicas your SLO asks for.
- The cheapest strategy depends on the shape of the day.

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
quiz("4-scaling-strategies")
