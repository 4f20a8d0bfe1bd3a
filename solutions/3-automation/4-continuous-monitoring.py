# %% [markdown] lang="es"
"""
# 4. Monitorización continua: ver cómo está lo que nadie mira

El modelo pasó las pruebas, la compuerta y el canario, y todo el mundo se fue a casa. El sábado a las 20:40 llama un
restaurante: la aplicación ya no dice cuánto tarda un pedido. ¿Desde cuándo? ¿A cuántos les pasa? Nadie lo sabe, porque
nadie lo medía.

Al terminar podrás:

- instrumentar un servicio para que diga cuántas peticiones atiende, cómo acaban y cuánto tardan;
- decidir si los pedidos de hoy se parecen a los de entrenamiento, sin alarmarte por azar ni por minucias;
- escribir y probar las reglas que despiertan a alguien cuando hace falta, y solo entonces;
- dibujar un tablero cuyas consultas dicen lo que parece que dicen.

Cuenta con unos 50 minutos. Todo funciona sin conexión.
"""

# %% [markdown] lang="en"
"""
# 4. Continuous monitoring: seeing how things are when nobody is looking

The model passed the tests, the gate and the canary, and everybody went home. On Saturday at 20:40 a restaurant calls: the
application no longer says how long an order takes. Since when? How many people are affected? Nobody knows, because nobody
was measuring it.

By the end you will be able to:

- instrument a service so that it says how many requests it serves, how they end and how long they take;
- decide whether today's orders are like the training ones, without raising the alarm over chance or trifles;
- write and test the rules that wake somebody when they must, and only then;
- draw a dashboard whose queries say what they seem to say.

Allow about 50 minutes. Everything works offline.
"""

# %% [markdown] lang="es"
"""
```mermaid
flowchart LR
    accTitle: De un servicio que responde pedidos a una persona que se entera
    accDescr {
        El servicio cuenta lo que hace y lo expone en /metrics. Prometheus lo lee cada pocos segundos y lo guarda.
        Con lo guardado evalúa reglas, que despiertan a una persona, y Grafana dibuja un tablero.
        Aparte, los pedidos se comparan cada día con los de entrenamiento, y días después llegan las etiquetas.
        Esa persona, si hace falta, vuelve al modelo anterior o reentrena.
    }
    service["Servicio: /metrics"] -- cada pocos segundos --> prometheus[("Prometheus")]
    prometheus --> rules{"Reglas de alerta"}
    prometheus --> grafana["Grafana: tablero"]
    service -- pedidos --> drift{"Deriva de datos"}
    labels["Etiquetas, días después"] --> error{"Error medido"}
    rules --> person["Una persona"]
    grafana --> person
    drift --> person
    error --> person
    person -- volver o reentrenar --> service
```
"""

# %% [markdown] lang="en"
"""
```mermaid
flowchart LR
    accTitle: From a service that answers orders to a person who finds out
    accDescr {
        The service counts what it does and exposes it at /metrics. Prometheus reads it every few seconds and stores it.
        With what is stored it evaluates rules, which wake a person, and Grafana draws a dashboard.
        Apart from that, the orders are compared every day with the training ones, and days later the labels arrive.
        That person, if need be, goes back to the previous model or retrains.
    }
    service["Service: /metrics"] -- every few seconds --> prometheus[("Prometheus")]
    prometheus --> rules{"Alerting rules"}
    prometheus --> grafana["Grafana: dashboard"]
    service -- orders --> drift{"Data drift"}
    labels["Labels, days later"] --> error{"Measured error"}
    rules --> person["A person"]
    grafana --> person
    drift --> person
    error --> person
    person -- go back or retrain --> service
```
"""

# %% [markdown] lang="es"
"""
Ejecuta primero estas celdas. `prometheus_client` es la biblioteca con la que un programa de Python se deja medir;
`promql_parser` lee consultas de Prometheus sin Prometheus.
"""

# %% [markdown] lang="en"
"""
Run these cells first. `prometheus_client` is the library with which a Python program lets itself be measured;
`promql_parser` reads queries of Prometheus without Prometheus.
"""

# %% lang="es"
from grader.es import check, hint, progress, quiz, show

# %% lang="en"
from grader.en import check, hint, progress, quiz, show

# %%
import itertools
import json
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import promql_parser
import yaml
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, Info
from prometheus_client import generate_latest, start_http_server
from prometheus_client.parser import text_string_to_metric_families
from scipy.stats import chi2, ks_2samp
from sklearn.linear_model import LinearRegression

from grader.orders import FEATURES, make_orders, usual_minutes

# %% [markdown] lang="es"
"""
## 1. Contar lo que pasa

La *monitorización continua* es medir un servicio mientras trabaja y avisar cuando deja de hacerlo bien. Una *métrica* es
un número con nombre que el programa lleva al día. Las hay de tres clases:

| Clase | Qué es | En el reparto |
|---|---|---|
| contador (*counter*) | solo crece; a cero si el programa reinicia | peticiones atendidas |
| medidor (*gauge*) | sube y baja | pedidos que se responden ahora mismo |
| histograma (*histogram*) | reparte lo medido en cajones (*buckets*) y los cuenta | segundos de cada respuesta |

Las tres viven en un registro (`CollectorRegistry`), que sabe escribirlas como texto.

**¿Qué esperas?** Cinco respuestas tardan 0,05, 0,2, 0,2, 0,7 y 3 s, y los cajones llegan hasta 0,1, 0,3 y 1 s. ¿Cuántas
contará el de 0,3?
"""

# %% [markdown] lang="en"
"""
## 1. Counting what happens

*Continuous monitoring* is measuring a service while it works and raising the alarm when it stops working well. A *metric*
is a number with a name that the program keeps up to date. There are three kinds:

| Kind | What it is | In our deliveries |
|---|---|---|
| counter | only grows; back to zero if the program restarts | requests served |
| gauge | goes up and down | orders being answered right now |
| histogram | spreads what is measured over buckets and counts them | seconds of each answer |

All three live in a registry (`CollectorRegistry`), which can write them as text.

**What do you expect?** Five answers take 0.05, 0.2, 0.2, 0.7 and 3 s, and the buckets go up to 0.1, 0.3 and 1 s. How many
will the 0.3 bucket count?
"""

# %%
def without_created(text):
    """Leave out the lines that tell when each metric was born."""
    return "\n".join(line for line in text.splitlines() if "_created" not in line)


registry = CollectorRegistry()
answered = Counter("kitchen_orders", "Orders answered.", registry=registry)
waiting = Gauge("kitchen_open", "Orders being answered now.", registry=registry)
seconds = Histogram("kitchen_seconds", "Seconds until the answer.", buckets=[0.1, 0.3, 1], registry=registry)
for duration in [0.05, 0.2, 0.2, 0.7, 3]:
    answered.inc()
    seconds.observe(duration)
waiting.set(2)
print(without_created(generate_latest(registry).decode()))

# %% [markdown] lang="es"
"""
Tres. Los cajones son *acumulados*: cada uno cuenta todo lo que tardó **como mucho** su borde (`le`, *less or equal*), y
`+Inf` lo cuenta todo. Mira también los nombres: al contador se le ha añadido `_total`, y del histograma salen `_bucket`,
`_count` y `_sum`. La unidad va en el nombre, y es la básica: segundos, no milisegundos.

¿Por qué un histograma y no la media? Las cinco tardan 0,83 s de media, y cuatro de ellas tardaron menos. ¿Y por qué no un
`Summary`? En otros lenguajes da los percentiles ya hechos (en Python, solo `_count` y `_sum`), pero los percentiles de
dos copias del servicio no se pueden sumar, y los cajones sí. Lo verás en la sección 5.
"""

# %% [markdown] lang="en"
"""
Three. The buckets are *cumulative*: each counts everything that took **at most** its bound (`le`, *less or equal*), and
`+Inf` counts everything. Look at the names too: `_total` has been added to the counter, and `_bucket`, `_count` and
`_sum` come out of the histogram. The unit is in the name, and it is the basic one: seconds, not milliseconds.

Why a histogram and not the mean? The five take 0.83 s on average, and four of them took less. And why not a `Summary`? In
other languages it gives the percentiles ready made (in Python, only `_count` and `_sum`), but the percentiles of two
copies of the service cannot be added up, and the buckets can. You will see it in section 5.
"""

# %% [markdown] lang="es"
"""
### Etiquetas, y cuántas

Una *etiqueta* (*label*) parte una métrica en varias *series*: `outcome="ok"` y `outcome="failed"` son dos números con el
mismo nombre. Cada combinación de valores es una serie más, y Prometheus las guarda todas en memoria. Cuántas hay se
llama *cardinalidad*.

**¿Qué esperas?** Alguien pone de etiqueta el cliente, «para poder mirar». ¿Cuántas líneas expone el histograma de arriba
después de mil clientes?
"""

# %% [markdown] lang="en"
"""
### Labels, and how many

A *label* splits a metric into several *series*: `outcome="ok"` and `outcome="failed"` are two numbers with the same name.
Each combination of values is one more series, and Prometheus keeps all of them in memory. How many there are is called
*cardinality*.

**What do you expect?** Somebody makes the customer a label, “to be able to look”. How many lines does the histogram above
expose after a thousand customers?
"""

# %%
def series_with(label, values):
    crowded = CollectorRegistry()
    histogram = Histogram("kitchen_seconds", "…", [label], buckets=[0.1, 0.3, 1], registry=crowded)
    for value in values:
        histogram.labels(value).observe(0.2)
    lines = without_created(generate_latest(crowded).decode()).splitlines()
    return len([line for line in lines if not line.startswith("#")])


print(series_with("outcome", ["ok", "rejected", "failed"]))
print(series_with("customer", [f"customer {number}" for number in range(1000)]))

# %% [markdown] lang="es"
"""
18 con tres valores de `outcome`, 6000 con mil clientes: seis series por valor (cuatro cajones, `_count` y `_sum`). Y
mañana habrá otros mil. La regla: los valores de una etiqueta son pocos y los conoces de antemano. Nada que venga en la
petición vale, y el texto de un error tampoco, que suele llevar dentro lo que vino. Para un pedido concreto están los
registros (*logs*); las métricas son para el conjunto.

### Los errores también se cuentan

Este servicio falla una de cada cuatro veces. **¿Qué esperas?** ¿Qué dice el contador?
"""

# %% [markdown] lang="en"
"""
18 with three values of `outcome`, 6000 with a thousand customers: six series per value (four buckets, `_count` and
`_sum`). And tomorrow there will be another thousand. The rule: the values of a label are few and you know them
beforehand. Nothing that comes in the request will do, and neither will the text of an error, which often carries what
came in. For one particular order there are logs; metrics are for the whole.

### Errors count too

This service fails one time in four. **What do you expect?** What does the counter say?
"""

# %%
counted = Counter("kitchen_requests", "Requests.", registry=CollectorRegistry())


def answer(number):
    estimate = 30 / (number % 4)
    counted.inc()
    return estimate


for number in range(100):
    with suppress(ZeroDivisionError):
        answer(number)
print(counted.collect()[0].samples[0].value)

# %% [markdown] lang="es"
"""
75 de 100, y ningún fallo: la línea que cuenta va después de la que falla. Un tablero con ese número diría que el servicio
está sano y que hay algo menos de trabajo. Se cuenta **siempre**, con una etiqueta que diga cómo acabó, y lo que tarda un
error también es tiempo de alguien.

Ya puedes elegir la clase de una métrica, sus etiquetas y el sitio donde se cuenta.
"""

# %% [markdown] lang="en"
"""
75 of 100, and no failure: the line that counts comes after the one that fails. A dashboard with that number would say
that the service is healthy and that there is a little less work. **Always** count, with a label that says how it ended,
and what an error takes is somebody's time too.

You can now choose the kind of a metric, its labels and the place where it is counted.
"""

# %% [markdown] lang="es"
"""
## 2. Un servidor que se deja leer

Prometheus no recibe nada: va él a buscarlo. Cada pocos segundos pide la página `/metrics` a cada copia del servicio, y a
eso se le llama *scrape*. Si una copia no contesta, también se entera. `start_http_server` abre esa página en un hilo; aquí
la lees tú como la lee él.
"""

# %% [markdown] lang="en"
"""
## 2. A server that lets itself be read

Prometheus does not receive anything: it goes and fetches it. Every few seconds it asks each copy of the service for the
page `/metrics`, and that is called a *scrape*. If a copy does not answer, it notices that as well. `start_http_server`
opens that page in a thread; here you read it as Prometheus does.
"""

# %%
def ask(port, path, body=None):
    """Status and text of an answer of this machine; with a body it is a POST."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET" if body is None else "POST", path, body)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text

# %%
kitchen, _ = start_http_server(0, addr="127.0.0.1", registry=registry)
for family in text_string_to_metric_families(ask(kitchen.server_port, "/metrics")[1]):
    print(family.type, family.name, len(family.samples))

# %% [markdown] lang="es"
"""
Puerto 0 quiere decir «el que esté libre». Cada línea es una familia de métricas; las de nombre `_created` dicen cuándo
nació cada una. Apaga ese servidor.
"""

# %% [markdown] lang="en"
"""
Port 0 means “whichever is free”. Each line is a family of metrics; those named `_created` tell when each was born. Switch
that server off.
"""

# %%
kitchen.shutdown()
kitchen.server_close()

# %% [markdown] lang="es"
"""
Ahora el servicio de verdad. `predict` recibe un pedido y da minutos, o lanza una excepción. De quién es la culpa lo dice
la clase de la excepción: si al pedido le falta algo es `ValueError`, y cualquier otra cosa es un problema nuestro.
"""

# %% [markdown] lang="en"
"""
Now the real service. `predict` gets an order and gives minutes, or raises an exception. The class of the exception says
whose fault it is: if something is missing from the order it is `ValueError`, and anything else is a problem of ours.
"""

# %%
past = make_orders(4000)
model = LinearRegression().fit(past[FEATURES], past["minutes"])
weather = {"answers": True}

# %%
def predict(order):
    if not isinstance(order, dict):
        raise ValueError("not an order")
    if missing := sorted(set(FEATURES) - set(order)):
        raise ValueError(f"missing: {missing}")
    if order["rain_mm"] > 0 and not weather["answers"]:
        raise RuntimeError("the weather service does not answer")
    return model.predict(pd.DataFrame([order])[FEATURES])[0]


print(predict(past[FEATURES].iloc[0].to_dict()))

# %% [markdown] lang="es"
"""
Ojo: muchas bibliotecas lanzan `ValueError` también por errores nuestros, y con este acuerdo cuentan como del cliente. Por
eso los rechazos no se esconden: se dibujan, y si de pronto crecen, hay que mirar.

### Ejercicio 1: un servidor que se deja medir

- **Escribe** `start_server(predict, version)`. El esqueleto ya abre un puerto libre, arranca el servidor en un hilo y
  contesta 404 a las demás rutas; quedan tres huecos por rellenar.
- **Recibes** una función `predict(order)`, que da un número, y el texto de una versión.
- **Devuelves** el servidor en marcha, que responde así:
  - `POST /predict`, con un pedido en JSON: si `predict` da un número, 200 y `{"minutes": …}`; si lanza `ValueError`, o el
    cuerpo no es JSON, 400; si lanza cualquier otra excepción, 500. El cuerpo de un error es un JSON a tu gusto;
  - `GET /metrics`: 200 y estas métricas, en el formato de Prometheus y con su tipo de contenido (`CONTENT_TYPE_LATEST`):

| Expone | Clase | Qué dice |
|---|---|---|
| `eta_requests_total` | contador por `outcome` | peticiones a `/predict`: `ok` (200), `rejected` (400) o `failed` (500) |
| `eta_request_seconds` | histograma, sin etiquetas | segundos de cada petición a `/predict`, acabe como acabe |
| `eta_model_info` | vale siempre 1, con la etiqueta `version` | qué modelo responde |

- **Cuida** seis cosas:
  - los tres `outcome` están desde el principio, con un 0: lo que no está no se puede sumar;
  - los cajones sirven para este servicio: 0,3 s, su límite, es un borde; el primero no pasa de 0,01 s y el último llega a
    2 s; cada uno es como mucho 2,5 veces el anterior; y no son más de 20;
  - ninguna etiqueta lleva nada que venga en la petición; las peticiones a otras rutas no se cuentan;
  - el error de un pedido no deja sin servicio al siguiente;
  - dos servidores en el mismo proceso no mezclan sus cuentas: cada uno tiene su registro;
  - llegan muchas peticiones a la vez, y `/metrics` contesta aunque una predicción esté esperando. Las métricas de la
    biblioteca ya aguantan varios hilos; no hace falta un candado (*lock*).

```python
server = start_server(predict, "2.1.0")
ask(server.server_port, "/predict", '{"items": 2}')[0]  # 400
ask(server.server_port, "/metrics")[1]                  # … eta_requests_total{outcome="rejected"} 1.0 …
```

**Para qué:** es lo primero que se le pregunta a un servicio que falla: cuánto, cómo, desde cuándo y con qué versión. Para
una pista: `hint("metrics_endpoint")`.
"""

# %% [markdown] lang="en"
"""
Beware: many libraries raise `ValueError` for errors of ours too, and by this agreement they count as the customer's.
That is why rejections are not hidden: they are drawn, and if they suddenly grow, somebody has to look.

### Exercise 1: a server that lets itself be measured

- **Write** `start_server(predict, version)`. The skeleton already opens a free port, starts the server in a thread and
  answers 404 to all other paths; three gaps are left to fill.
- **You get** a function `predict(order)`, which gives a number, and the text of a version.
- **You give back** the running server, which answers like this:
  - `POST /predict`, with an order in JSON: if `predict` gives a number, 200 and `{"minutes": …}`; if it raises
    `ValueError`, or the body is not JSON, 400; if it raises any other exception, 500. The body of an error is any JSON
    you like;
  - `GET /metrics`: 200 and these metrics, in Prometheus' format and with its content type (`CONTENT_TYPE_LATEST`):

| Exposes | Kind | What it says |
|---|---|---|
| `eta_requests_total` | counter by `outcome` | requests to `/predict`: `ok` (200), `rejected` (400) or `failed` (500) |
| `eta_request_seconds` | histogram, without labels | seconds of each request to `/predict`, however it ends |
| `eta_model_info` | always 1, with the label `version` | which model answers |

- **Mind** six things:
  - all three values of `outcome` are there from the start, with a 0: what is not there cannot be summed;
  - the buckets serve this service: 0.3 s, its limit, is a bound; the first is not above 0.01 s and the last reaches 2 s;
    each is at most 2.5 times the one before; and there are no more than 20;
  - no label holds anything that comes in the request; requests to other paths are not counted;
  - the error of one order does not leave the next one without service;
  - two servers in the same process do not mix their counts: each has its own registry;
  - many requests come at once, and `/metrics` answers even while a prediction is waiting. The library's metrics already
    cope with several threads; no lock is needed.

```python
server = start_server(predict, "2.1.0")
ask(server.server_port, "/predict", '{"items": 2}')[0]  # 400
ask(server.server_port, "/metrics")[1]                  # … eta_requests_total{outcome="rejected"} 1.0 …
```

**Why:** it is the first thing that a failing service is asked: how much, how, since when and with which version. For a
hint: `hint("metrics_endpoint")`.
"""

# %% exercise="metrics_endpoint"
def start_server(predict, version) -> ThreadingHTTPServer:
    ### BEGIN SOLUTION
    registry = CollectorRegistry()
    requests = Counter("eta_requests", "Requests to /predict.", ["outcome"], registry=registry)
    buckets = [0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.2, 2.4]
    seconds = Histogram("eta_request_seconds", "Seconds until the answer.", buckets=buckets, registry=registry)
    Info("eta_model", "The model that answers.", registry=registry).info({"version": version})
    for outcome in ["ok", "rejected", "failed"]:
        requests.labels(outcome)
    ### END SOLUTION

    class Eta(BaseHTTPRequestHandler):
        def do_POST(self):
            if self.path != "/predict":
                return self.reply(404, b"")
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            ### BEGIN SOLUTION
            with seconds.time():
                try:
                    answer = {"minutes": float(predict(json.loads(body)))}
                    status, outcome = 200, "ok"
                except ValueError as error:
                    answer, status, outcome = {"error": str(error)}, 400, "rejected"
                except Exception:
                    answer, status, outcome = {"error": "our fault"}, 500, "failed"
            requests.labels(outcome).inc()
            self.reply(status, json.dumps(answer).encode())
            ### END SOLUTION

        def do_GET(self):
            if self.path != "/metrics":
                return self.reply(404, b"")
            ### BEGIN SOLUTION
            self.reply(200, generate_latest(registry), CONTENT_TYPE_LATEST)
            ### END SOLUTION

        def reply(self, status, body, kind="application/json"):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Eta)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server

# %% [markdown] lang="es"
"""
Pon a trabajar tu servidor: doscientos pedidos buenos, uno incompleto, uno que no es JSON y, al final, la lluvia sin
servicio del tiempo. (Si aún no lo escribiste, esta celda no hace nada.)

**¿Qué esperas?** ¿Cuántos `ok`, `rejected` y `failed`?
"""

# %% [markdown] lang="en"
"""
Put your server to work: two hundred good orders, one that is incomplete, one that is not JSON and, at the end, rain
without a weather service. (If you have not written it yet, this cell does nothing.)

**What do you expect?** How many `ok`, `rejected` and `failed`?
"""

# %%
two_hundred = [order.to_json() for _, order in make_orders(200, seed=4)[FEATURES].iterrows()]

with suppress(NotImplementedError):
    server = start_server(predict, "2.1.0")
    for body in [*two_hundred, '{"items": 2}', "3 km"]:
        ask(server.server_port, "/predict", body)
    weather["answers"] = False
    print(ask(server.server_port, "/predict", json.dumps(dict.fromkeys(FEATURES, 1))))
    weather["answers"] = True
    page = ask(server.server_port, "/metrics")[1]
    shown = ("eta_requests_total", "eta_request_seconds_bucket", "eta_model")
    print("\n".join(line for line in page.splitlines() if line.startswith(shown)))
    server.shutdown()
    server.server_close()

# %% [markdown] lang="es"
"""
200, 2 y 1. La página no dice qué pedido falló ni de quién era, y basta para ver que algo va mal.

Ya puedes instrumentar cualquier servicio. Lo que acabas de medir es si el servicio *responde*. Falta saber si lo que
responde *acierta*.
"""

# %% [markdown] lang="en"
"""
200, 2 and 1. The page does not tell which order failed or whose it was, and it is enough to see that something is wrong.

You can now instrument any service. What you have just measured is whether the service *answers*. It remains to know
whether what it answers *is right*.
"""

# %% [markdown] lang="es"
"""
## 3. ¿Se parecen los pedidos de hoy a los de ayer?

Si el modelo acierta no se sabe hoy, porque las etiquetas llegan tarde (lección 3). Lo que sí se ve hoy son las entradas.
Cuando su distribución se aparta de la del entrenamiento hay *deriva de datos* (*data drift*), y la medida más usada se
llama PSI (*population stability index*). Parte los valores en cajones y compara qué parte cae en cada uno:

$$\text{PSI} = \sum_i (a_i - e_i) \, \ln \frac{a_i}{e_i}$$

donde $e_i$ es la parte de la referencia, los datos de entrenamiento, y $a_i$ la de los datos de hoy. Los cortes son los
**cuantiles de la referencia**: con diez cajones, cada uno tiene el 10 % de ella. Así suele escribirse, con un suelo para
que un cajón vacío no dé un logaritmo de 0:
"""

# %% [markdown] lang="en"
"""
## 3. Are today's orders like those of yesterday?

Whether the model is right is not known today, because labels come late (lesson 3). What can be seen today are the inputs.
When their distribution moves away from the training one there is *data drift*, and the most used measure of it is called
PSI (*population stability index*). It splits the values into bins and compares what share falls into each:

$$\text{PSI} = \sum_i (a_i - e_i) \, \ln \frac{a_i}{e_i}$$

where $e_i$ is the share of the reference, the training data, and $a_i$ that of today's data. The cuts are the **quantiles
of the reference**: with ten bins, each holds 10 % of it. This is how it is usually written, with a floor so that an empty
bin does not give a logarithm of 0:
"""

# %%
def shares(sample, cuts):
    counts = np.bincount(np.searchsorted(cuts, sample, side="right"), minlength=len(cuts) + 1)
    return counts / len(sample)


def usual_psi(reference, current, floor=0.0001):
    cuts = np.quantile(reference, np.arange(1, 10) / 10)
    expected, actual = (np.maximum(shares(sample, cuts), floor) for sample in (reference, current))
    return np.sum((actual - expected) * np.log(actual / expected))

# %% [markdown] lang="es"
"""
Una noche de final de copa, todo el mundo cena a la misma hora. Compara las horas de sus pedidos con las de siempre.
"""

# %% [markdown] lang="en"
"""
On the night of a cup final, everybody has dinner at the same time. Compare the hours of its orders with the usual ones.
"""

# %%
final = make_orders(500, seed=1)
final["hour"] = 20.5 + (final["hour"] - 16.5) / 3
cuts = np.quantile(past["hour"], np.arange(1, 10) / 10)
print(shares(past["hour"], cuts), shares(final["hour"], cuts), sep="\n")
print(f"{usual_psi(past['hour'], final['hour']):.2f}")

# %% [markdown] lang="es"
"""
Los seis primeros cajones quedan vacíos, y el PSI es enorme. Una regla que se repite mucho (Siddiqi, *Credit Risk
Scorecards*, 2006) dice: menos de 0,1, sin cambio; de 0,1 a 0,25, cambio moderado; más de 0,25, cambio grande.

Ponla a prueba donde la respuesta se sabe. Dos muestras de la **misma** distribución, cuatro mil veces.

**¿Qué esperas?** ¿Cuántas veces pasa de 0,1 el PSI con 100 pedidos en cada muestra? ¿Y con 500?
"""

# %% [markdown] lang="en"
"""
The first six bins are left empty, and the PSI is huge. A rule that is often repeated (Siddiqi, *Credit Risk
Scorecards*, 2006) says: less than 0.1, no change; from 0.1 to 0.25, moderate change; more than 0.25, large change.

Put it to the test where the answer is known. Two samples of the **same** distribution, four thousand times.

**What do you expect?** How often is the PSI above 0.1 with 100 orders in each sample? And with 500?
"""

# %%
def without_drift(n, m, measure=usual_psi, times=4000):
    rng = np.random.default_rng(1)
    return np.array([measure(rng.normal(size=n), rng.normal(size=m)) for _ in range(times)])


calm = {n: without_drift(n, n) for n in [100, 500]}
for n, values in calm.items():
    print(f"{n}: {np.mean(values > 0.1):.1%} > 0.1, {np.mean(values > 0.25):.1%} > 0.25")

# %% [markdown] lang="es"
"""
Con 100 pedidos, seis de cada siete días sin deriva dan al menos un «cambio moderado», y uno de cada cinco, uno «grande».
Con 500, casi ninguno. El PSI mide también el azar de la muestra, y ese azar tiene una distribución conocida (Yurdakul,
2018): con $N$ y $M$ pedidos y $B$ cajones, sin deriva,

$$\text{PSI} \approx \left( \frac{1}{N} + \frac{1}{M} \right) \chi^2_{B-1}$$

Compara la fórmula con lo simulado.
"""

# %% [markdown] lang="en"
"""
With 100 orders, six out of seven days without drift give at least a “moderate change”, and one in five a “large” one.
With 500, hardly any. The PSI also measures the luck of the draw, and that luck has a known distribution (Yurdakul, 2018):
with $N$ and $M$ orders and $B$ bins, without drift,

$$\text{PSI} \approx \left( \frac{1}{N} + \frac{1}{M} \right) \chi^2_{B-1}$$

Compare the formula with what was simulated.
"""

# %%
times_text, formula, rule = "densidad", "fórmula", "regla: 0,1"  # es
titles = ["100 pedidos en cada muestra", "500 pedidos en cada muestra"]  # es
alt = (  # es
    "Dos histogramas del PSI sin deriva. Con 100 pedidos casi todo queda a la derecha de 0,1; con 500, a la "  # es
    "izquierda. En los dos, la curva de ji cuadrado sigue al histograma."  # es
)  # es
times_text, formula, rule = "density", "formula", "rule: 0.1"  # en
titles = ["100 orders in each sample", "500 orders in each sample"]  # en
alt = (  # en
    "Two histograms of the PSI without drift. With 100 orders nearly all of it lies to the right of 0.1; with 500, to "  # en
    "the left. In both, the chi-squared curve follows the histogram."  # en
)  # en

# %%
figure, panels = plt.subplots(1, 2, figsize=(9, 3.2), layout="constrained")
for axes, (n, values), title in zip(panels, calm.items(), titles, strict=True):
    axes.hist(values, bins=50, density=True, color="#bbbbbb")
    psi_values = np.linspace(0, values.max(), 200)
    axes.plot(psi_values, chi2.pdf(psi_values * n / 2, 9) * n / 2, color="#004488", label=formula)
    axes.axvline(0.1, color="#bb5566", linestyle="--", label=rule)
    axes.set(title=title, xlabel="PSI", ylabel=times_text)
panels[0].legend()
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira dónde cae la línea discontinua: a la izquierda de casi todo con 100, a la derecha con 500. Un umbral fijo no puede
servir para los dos. El que sirve sale de la fórmula: elige cuántas falsas alarmas aceptas, por ejemplo el 1 %, y toma
el valor que $\chi^2$ supera con esa probabilidad.

Queda el suelo. Con $N$ = 1000 y $M$ = 40, un cajón vacío no es raro. **¿Qué esperas?** ¿Cambian mucho las falsas alarmas
al cambiar el suelo, que alguien eligió un día?
"""

# %% [markdown] lang="en"
"""
Look at where the dashed line falls: to the left of nearly everything with 100, to the right with 500. No fixed threshold
can serve both. The one that serves comes out of the formula: choose how many false alarms you accept, 1 % for instance,
and take the value that $\chi^2$ exceeds with that probability.

The floor remains. With $N$ = 1000 and $M$ = 40, an empty bin is nothing rare. **What do you expect?** Do the false alarms
change much with the floor, which somebody chose one day?
"""

# %%
limit = (1 / 1000 + 1 / 40) * chi2.ppf(0.99, 9)
for floor in [0.01, 0.0001, 0.000001]:
    values = without_drift(1000, 40, lambda *samples, floor=floor: usual_psi(*samples, floor), times=1000)
    print(f"{floor:<8} {np.mean(values > limit):.1%}")

# %% [markdown] lang="es"
"""
Pediste el 1 %. Con un suelo de 0,01 sale el doble. Con el de siempre, 0,0001, un cajón vacío decide él solo, y la alarma
salta en casi el 16 % de los casos. El remedio no depende del gusto de nadie: **media observación** más en cada cajón, en
las dos muestras, antes de dividir.

Y una columna más, la lluvia. **¿Qué esperas?** ¿Dónde caen sus nueve cortes?
"""

# %% [markdown] lang="en"
"""
You asked for 1 %. With a floor of 0.01 you get twice that. With the usual one, 0.0001, an empty bin decides by itself,
and the alarm goes off in almost 16 % of the cases. The remedy depends on nobody's taste: **half an observation** more in
each bin, in both samples, before dividing.

And one more column, the rain. **What do you expect?** Where do its nine cuts fall?
"""

# %%
print(np.quantile(past["rain_mm"], np.arange(1, 10) / 10).round(1))

# %% [markdown] lang="es"
"""
Siete cortes en 0, porque casi tres de cada cuatro pedidos llegan sin lluvia. Siete cortes iguales son uno solo: los
cajones que quedan entre ellos no pueden contener nada y, con media observación en cada uno, aun así contarían.

### Ejercicio 2: PSI, y su umbral para cada tamaño de muestra

- **Escribe** `psi(reference, current, bins=10)` y `psi_limit(n_reference, n_current, bins=10, false_alarms=0.01)`.
- **Recibes**, en la primera, dos muestras (listas, arrays o columnas) y cuántos cajones; en la segunda, los dos tamaños,
  los cajones y la parte de falsas alarmas que se acepta.
- **Devuelves** un número en cada una: el PSI, y el valor que el PSI sin deriva supera en esa parte de los casos, según la
  fórmula de arriba.
- **Cuida** cuatro cosas en `psi`:
  - los cortes son los cuantiles de `reference`, como los da `np.quantile`, y uno repetido cuenta una sola vez;
  - un valor igual a un corte va al cajón de su derecha;
  - el primer cajón y el último no tienen fin: lo que la referencia nunca vio también cuenta;
  - a cada cajón se le suma 0,5 en las dos muestras, y después se divide por el nuevo total.

```python
psi([1, 2, 3, 4], [1, 1, 1, 4], bins=2)  # 0.1695
psi_limit(500, 500)                      # 0.0867
psi_limit(100, 100)                      # 0.4333
```

**Para qué:** una alarma que salta seis días de cada siete es una alarma apagada, porque nadie la lee. Para una pista:
`hint("psi_drift")`.
"""

# %% [markdown] lang="en"
"""
Seven cuts at 0, because almost three in four orders come without rain. Seven equal cuts are a single one: the bins left
between them cannot hold anything, and yet with half an observation in each they would count.

### Exercise 2: PSI, and its threshold for each sample size

- **Write** `psi(reference, current, bins=10)` and `psi_limit(n_reference, n_current, bins=10, false_alarms=0.01)`.
- **You get**, in the first, two samples (lists, arrays or columns) and how many bins; in the second, the two sizes, the
  bins and the share of false alarms that is accepted.
- **You give back** a number from each: the PSI, and the value that the PSI without drift exceeds in that share of the
  cases, by the formula above.
- **Mind** four things in `psi`:
  - the cuts are the quantiles of `reference`, as `np.quantile` gives them, and a repeated one counts only once;
  - a value equal to a cut goes to the bin on its right;
  - the first bin and the last have no end: what the reference never saw counts too;
  - each bin gets 0.5 more in both samples, and then you divide by the new total.

```python
psi([1, 2, 3, 4], [1, 1, 1, 4], bins=2)  # 0.1695
psi_limit(500, 500)                      # 0.0867
psi_limit(100, 100)                      # 0.4333
```

**Why:** an alarm that goes off six days in seven is an alarm switched off, because nobody reads it. For a hint:
`hint("psi_drift")`.
"""

# %% exercise="psi_drift"
def psi(reference, current, bins=10) -> float:
    ### BEGIN SOLUTION
    cuts = np.unique(np.quantile(reference, np.arange(1, bins) / bins))

    def shares(values):
        counts = np.bincount(np.searchsorted(cuts, values, side="right"), minlength=len(cuts) + 1)
        return (counts + 0.5) / (counts + 0.5).sum()

    expected, actual = shares(reference), shares(current)
    return float(np.sum((actual - expected) * np.log(actual / expected)))
    ### END SOLUTION


def psi_limit(n_reference, n_current, bins=10, false_alarms=0.01) -> float:
    ### BEGIN SOLUTION
    return float((1 / n_reference + 1 / n_current) * chi2.ppf(1 - false_alarms, bins - 1))
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Pruébalo como antes, sin deriva y pidiendo el 1 %. (Si aún no lo escribiste, esta celda no hace nada.)
"""

# %% [markdown] lang="en"
"""
Try it as before, without drift and asking for 1 %. (If you have not written it yet, this cell does nothing.)
"""

# %%
with suppress(NotImplementedError):
    for n, m in [(100, 100), (1000, 40), (500, 500)]:
        values = without_drift(n, m, psi, times=1000)
        print(f"{n:4} {m:3}  {np.mean(values > psi_limit(n, m)):.1%}")

# %% [markdown] lang="es"
"""
Cerca del 1 % o por debajo, con cualquier tamaño: la fórmula es una aproximación, y con 40 pedidos da menos alarmas de las
pedidas, no más. Ya puedes medir la deriva de una columna y decir cuántas falsas alarmas das.
"""

# %% [markdown] lang="en"
"""
Near 1 % or below, with any size: the formula is an approximation, and with 40 orders it gives fewer alarms than asked,
not more. You can now measure the drift of a column and say how many false alarms you give.
"""

# %% [markdown] lang="es"
"""
## 4. Veinte columnas a la vez

Otra medida compara las dos curvas acumuladas, sin cajones: la prueba de Kolmogórov y Smirnov (*KS*). Da dos números. La
*distancia* (`statistic`) es la mayor separación entre las curvas, de 0 a 1: el tamaño del cambio. El *p-valor* dice cada
cuánto daría el azar solo una distancia así o mayor, si nada hubiera cambiado.

**¿Qué esperas?** Veinte columnas, ninguna ha cambiado, y cada día una prueba en cada una. Si das la alarma cuando el
p-valor es menor que 0,05, ¿cuántos días de 300 habrá alguna?
"""

# %% [markdown] lang="en"
"""
## 4. Twenty columns at once

Another measure compares the two cumulative curves, without bins: the Kolmogorov–Smirnov test (*KS*). It gives two
numbers. The *distance* (`statistic`) is the largest gap between the curves, from 0 to 1: the size of the change. The
*p-value* says how often chance alone would give such a distance or a larger one, if nothing had changed.

**What do you expect?** Twenty columns, none has changed, and every day a test on each. If you raise the alarm when the
p-value is less than 0.05, on how many of 300 days will there be at least one?
"""

# %%
rng = np.random.default_rng(8)


def calm_pvalues(columns=20):
    return [ks_2samp(rng.normal(size=500), rng.normal(size=100)).pvalue for _ in range(columns)]


calm_days = np.array([calm_pvalues() for _ in range(300)])
print(np.sum((calm_days < 0.05).any(axis=1)), np.mean(calm_days < 0.05).round(3))

# %% [markdown] lang="es"
"""
Cada prueba cumple lo suyo, y se equivoca una vez de cada veinte. Todas juntas dan la alarma casi dos días de cada tres.

Benjamini y Hochberg (1995) miran todos los p-valores a la vez. Ordénalos de menor a mayor. Al que está en el puesto $i$
de $m$ le toca la línea $q \, i / m$, con $q$ = 0,05. Busca el **último** puesto que está en su línea o por debajo: pasan
él y todos los anteriores, también los que no cumplían con la suya. Mira un ejemplo de cinco.

**¿Qué esperas?** ¿Cuántos pasan?
"""

# %% [markdown] lang="en"
"""
Each test does what it promised, and is wrong one time in twenty. All together they raise the alarm almost two days in
three.

Benjamini and Hochberg (1995) look at all the p-values at once. Sort them from smallest to largest. The one at rank $i$ of
$m$ gets the line $q \, i / m$, with $q$ = 0.05. Look for the **last** rank that is on its line or below: it passes, and
so do all those before it, even those that were above theirs. Look at an example of five.

**What do you expect?** How many pass?
"""

# %%
five = pd.DataFrame({"p": [0.004, 0.023, 0.028, 0.060, 0.500]}, index=range(1, 6))
five["line"] = 0.05 * five.index / 5
five["below"] = five["p"] <= five["line"]
print(five)

# %% [markdown] lang="es"
"""
Tres: el puesto 2 no cumple, pero el 3 sí, y lo arrastra. A cambio, de todas las alarmas que das, en promedio como mucho
el 5 % son falsas; y un día en que nada ha cambiado, la probabilidad de dar alguna es como mucho ese 5 %. (La garantía
pide columnas independientes, o que se muevan juntas.)

En la figura, los puntos son las 300 jornadas de arriba. Las líneas, 4000 jornadas de p-valores al azar entre 0 y 1, que
es como salen cuando nada cambia.
"""

# %% [markdown] lang="en"
"""
Three: rank 2 is above its line, but 3 is not, and takes it along. In return, of all the alarms you raise, on average at
most 5 % are false; and on a day on which nothing has changed, the probability of raising any is at most that 5 %. (The
guarantee asks for columns that are independent, or that move together.)

In the figure, the dots are the 300 days above. The lines, 4000 days of random p-values between 0 and 1, which is how they
come out when nothing changes.
"""

# %%
def days_with_alarm(pvalues, k, together):
    first = np.sort(pvalues[:, :k], axis=1)
    lines = 0.05 * np.arange(1, k + 1) / k if together else 0.05
    return 100 * np.mean((first <= lines).any(axis=1))


uniform = np.random.default_rng(0).random((4000, 40))
columns = np.arange(1, 41)
each = [days_with_alarm(uniform, k, together=False) for k in columns]
together = [days_with_alarm(uniform, k, together=True) for k in columns]

# %%
labels = ["cada prueba por su lado", "Benjamini–Hochberg"]  # es
columns_text, days_text = "columnas que se miran", "días con falsa alarma (%)"  # es
alt = "Por su lado, las falsas alarmas suben hasta el 87 % de los días con 40 columnas; con Benjamini–Hochberg, 5 %"  # es
labels = ["each test by itself", "Benjamini–Hochberg"]  # en
columns_text, days_text = "columns that are looked at", "days with a false alarm (%)"  # en
alt = "Each by itself, the false alarms rise to 87 % of the days with 40 columns; with Benjamini–Hochberg, 5 %"  # en

# %%
figure, axes = plt.subplots(figsize=(8, 3.2), layout="constrained")
for line, jointly, label, style in zip([each, together], [False, True], labels, ["#bb5566", "#004488"], strict=True):
    axes.plot(columns, line, color=style, linestyle="-" if jointly else "--", label=label)
    real = [days_with_alarm(calm_days, k, jointly) for k in [1, 5, 10, 15, 20]]
    axes.plot([1, 5, 10, 15, 20], real, "s" if jointly else "o", color=style)
axes.set(xlabel=columns_text, ylabel=days_text, ylim=(0, 100))
axes.legend()
axes.grid(alpha=0.3)
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira la línea de abajo: no sube, por muchas columnas que añadas. Y los puntos, que son pruebas de verdad, siguen a las
líneas dentro del azar de 300 días.

### Significativo no es importante

**¿Qué esperas?** Una columna se mueve 0,02 σ, y otra, 0,3 σ (σ es la desviación típica). ¿Qué le pasa al p-valor de cada
una con mil pedidos, con diez mil, con medio millón? ¿Y a la distancia?
"""

# %% [markdown] lang="en"
"""
Look at the line below: it does not rise, however many columns you add. And the dots, which are real tests, follow the
lines within the chance of 300 days.

### Significant is not important

**What do you expect?** One column moves by 0.02 σ, and another by 0.3 σ (σ is the standard deviation). What happens to the
p-value of each with a thousand orders, with ten thousand, with half a million? And to the distance?
"""

# %%
rng = np.random.default_rng(5)
sizes, moves = [300, 1000, 3000, 10_000, 30_000, 100_000, 500_000], [0, 0.02, 0.3]
tests = {move: [ks_2samp(rng.normal(size=n), rng.normal(move, 1, size=n)) for n in sizes] for move in moves}
for move in moves:
    print(f"{move:4} σ: p = {tests[move][-1].pvalue:.0e}, {tests[move][-1].statistic:.4f}")

# %%
labels = ["sin cambio", "0,02 σ", "0,3 σ"]  # es
size_text, p_text, distance_text = "pedidos en cada muestra", "p-valor (desde 1e-20)", "distancia"  # es
limits_text = "límites: 0,05 y 0,1"  # es
alt = (  # es
    "A la izquierda, el p-valor de 0,02 σ cae por debajo de 0,05 con muchos pedidos. "  # es
    "A la derecha, su distancia baja de 0,01, lejos del efecto mínimo de 0,1; la de 0,3 σ lo pasa siempre."  # es
)  # es
labels = ["no change", "0.02 σ", "0.3 σ"]  # en
size_text, p_text, distance_text = "orders in each sample", "p-value (from 1e-20 up)", "distance"  # en
limits_text = "limits: 0.05 and 0.1"  # en
alt = (  # en
    "On the left, the p-value of 0.02 σ falls below 0.05 with many orders. "  # en
    "On the right, its distance falls below 0.01, far from the minimum of 0.1; that of 0.3 σ is always above it."  # en
)  # en

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
for move, label, style in zip(moves, labels, ["s:", "o-", "^--"], strict=True):
    left.plot(sizes, [max(test.pvalue, 1e-20) for test in tests[move]], style, label=label)
    right.plot(sizes, [test.statistic for test in tests[move]], style, label=label)
left.axhline(0.05, color="#888888")
right.axhline(0.1, color="#888888", label=limits_text)
left.set(xscale="log", yscale="log", xlabel=size_text, ylabel=p_text)
right.set(xscale="log", yscale="log", xlabel=size_text, ylabel=distance_text)
figure.legend(*right.get_legend_handles_labels(), loc="outside lower center", ncols=4)
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira los círculos. A la izquierda se hunden: con medio millón de pedidos, 0,02 σ es «significativo» sin la menor duda. (El
`0e+00` de arriba es el p-valor de 0,3 σ, tan pequeño que ya no cabe.) A la derecha bajan de 0,01, porque la distancia
verdadera es 0,008: un cambio que a ningún modelo le importa. El p-valor responde a «¿es azar?», y con bastantes datos la
respuesta es no, por pequeño que sea el cambio. Por eso una alarma pide **las dos cosas**: que no sea azar, y un efecto
mínimo. Con pocos datos manda la primera; con muchos, la segunda.

### Ejercicio 3: alarmas de muchas características a la vez

- **Escribe** `drift_alarms(reference, current, false_alarms=0.05, min_effect=0.1)`.
- **Recibes** dos diccionarios con las mismas claves, los nombres de las características, y una muestra en cada clave.
- **Devuelves** la lista de las características que dan la alarma, en el orden que quieras. Son las que cumplen las dos
  condiciones:
  - pasan Benjamini–Hochberg, con $q$ = `false_alarms`, entre **todas** las características;
  - su distancia de KS es al menos `min_effect`.
- **Cuida** dos cosas: el efecto se mira al final, sin quitar antes ninguna característica de la cuenta; y si ninguna da la
  alarma, la lista está vacía.

```python
rng = np.random.default_rng(0)
reference = {"hour": rng.normal(size=300), "items": rng.normal(size=300)}
current = {"hour": reference["hour"] + 1, "items": reference["items"]}
drift_alarms(reference, current)                  # ['hour']
drift_alarms(reference, current, min_effect=0.9)  # []
```

**Para qué:** un modelo tiene decenas de columnas, y quien recibe las alarmas tiene una mañana. Para una pista:
`hint("drift_alarms")`.
"""

# %% [markdown] lang="en"
"""
Look at the circles. On the left they sink: with half a million orders, 0.02 σ is “significant” beyond the slightest doubt.
(The `0e+00` above is the p-value of 0.3 σ, so small that it no longer fits.) On the right they fall below 0.01, because
the true distance is 0.008: a change that matters to no model. The p-value answers “is it chance?”, and with enough data
the answer is no, however small the change. That is why an alarm asks for **both things**: that it is not chance, and a
minimum effect. With little data the first one rules; with much, the second.

### Exercise 3: alarms of many features at once

- **Write** `drift_alarms(reference, current, false_alarms=0.05, min_effect=0.1)`.
- **You get** two dictionaries with the same keys, the names of the features, and a sample under each key.
- **You give back** the list of the features that raise the alarm, in any order. They are those that meet both conditions:
  - they pass Benjamini–Hochberg, with $q$ = `false_alarms`, among **all** the features;
  - their KS distance is at least `min_effect`.
- **Mind** two things: the effect is looked at last, without taking any feature out of the count before; and if none
  raises the alarm, the list is empty.

```python
rng = np.random.default_rng(0)
reference = {"hour": rng.normal(size=300), "items": rng.normal(size=300)}
current = {"hour": reference["hour"] + 1, "items": reference["items"]}
drift_alarms(reference, current)                  # ['hour']
drift_alarms(reference, current, min_effect=0.9)  # []
```

**Why:** a model has dozens of columns, and whoever gets the alarms has one morning. For a hint: `hint("drift_alarms")`.
"""

# %% exercise="drift_alarms"
def drift_alarms(reference, current, false_alarms=0.05, min_effect=0.1) -> list[str]:
    ### BEGIN SOLUTION
    tests = {name: ks_2samp(reference[name], current[name]) for name in reference}
    ranked = sorted(tests, key=lambda name: tests[name].pvalue)
    last = 0
    for rank, name in enumerate(ranked, 1):
        if tests[name].pvalue <= false_alarms * rank / len(ranked):
            last = rank
    return [name for name in tests if name in ranked[:last] and tests[name].statistic >= min_effect]
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Dar pocas falsas alarmas es fácil: basta con no dar ninguna alarma. ¿Y las verdaderas? Veinte columnas, y una se mueve 0,4 σ.

**¿Qué esperas?** ¿Qué parte de los días la verías, con 100, 200 y 400 pedidos al día? (Usa tu `drift_alarms`.)
"""

# %% [markdown] lang="en"
"""
Raising few false alarms is easy: just raise no alarm. And the true ones? Twenty columns, and one moves by 0.4 σ.

**What do you expect?** On what share of the days would you see it, with 100, 200 and 400 orders a day? (It uses your
`drift_alarms`.)
"""

# %%
def alarms_of_a_day(orders, rng):
    reference = {column: rng.normal(size=500) for column in range(20)}
    current = {column: rng.normal(0.4 * (column == 7), 1, size=orders) for column in range(20)}
    return drift_alarms(reference, current)


with suppress(NotImplementedError):
    for orders in [100, 200, 400]:
        found = [alarms_of_a_day(orders, np.random.default_rng([orders, day])) for day in range(50)]
        seen, others = [7 in alarms for alarms in found], [len(set(alarms) - {7}) for alarms in found]
        print(f"{orders}: {np.mean(seen):.0%}, {np.mean(others):.2f}")

# %% [markdown] lang="es"
"""
Primero, la parte de los días en que se vio el cambio; después, las falsas alarmas por día, contadas en las otras
diecinueve columnas. Con 100 pedidos, un cambio que importa pasa sin verse la mitad de los días. No es culpa de la regla:
en pocos datos no cabe más. Si necesitas verlo, junta varios días, y dilo.

### Lo que la deriva no dice

Ahora lo honrado: la deriva de las entradas no es un error del modelo. Mira setenta días de la empresa, con tres
sucesos de diez días cada uno, y un modelo que predice minutos. Las etiquetas de un día tardan diez en estar completas.
"""

# %% [markdown] lang="en"
"""
First, the share of the days on which the change was seen; then, the false alarms per day, counted over the other nineteen
columns. With 100 orders, a change that matters goes unseen on half of the days. The rule is not to blame: so little data
holds no more. If you need to see it, put several days together, and say so.

### What drift does not say

Now to be honest: drift in the inputs is not an error of the model. Look at seventy days of the company, with three events
of ten days each, and a model that predicts minutes. The labels of a day take ten days to be complete.
"""

# %%
def orders_of(day):
    orders = make_orders(300, seed=np.random.default_rng([1, day]))
    chance = orders["minutes"] - usual_minutes(orders)
    if 10 <= day < 20:  # A
        orders["distance_km"] += 1.5
    if 30 <= day < 40:  # B
        orders["hour"] = 20.5 + (orders["hour"] - 16.5) / 10
    orders["minutes"] = usual_minutes(orders) + chance
    if 50 <= day < 60:  # C
        orders["minutes"] += 3 * orders["items"] - 2 * orders["distance_km"]
    return orders

# %% [markdown] lang="es"
"""
- **A**: se reparte también en un barrio lejano: 1,5 km más por pedido;
- **B**: diez noches de campeonato: todo el mundo cena a la vez;
- **C**: bicicletas eléctricas: 2 min menos por km y 3 min más por plato.

**¿Qué esperas?** ¿Cuáles mueven las entradas? ¿Cuáles hacen fallar al modelo? ¿Qué día se sabe?

La celda escribe, para diez días sin suceso (`-`) y para los diez de cada suceso, en qué parte de ellos el mayor PSI pasa
de su umbral (0,1 % de falsas alarmas por columna), y el error medio.
"""

# %% [markdown] lang="en"
"""
- **A**: deliveries to a far neighbourhood as well: 1.5 km more per order;
- **B**: ten nights of a championship: everybody has dinner at once;
- **C**: electric bicycles: 2 min less per km and 3 min more per dish.

**What do you expect?** Which ones move the inputs? Which ones make the model fail? On which day is it known?

The cell prints, for ten days without an event (`-`) and for the ten of each event, on what share of them the largest PSI
exceeds its threshold (0.1 % of false alarms per column), and the mean error.
"""

# %%
drift, error = [], []
for day in range(70):
    orders = orders_of(day)
    drift.append(max(usual_psi(past[name], orders[name]) for name in FEATURES))
    error.append(np.abs(model.predict(orders[FEATURES]) - orders["minutes"]).mean())
limit = (1 / len(past) + 1 / 300) * chi2.ppf(0.999, 9)
for name, start in zip("-ABC", [0, 10, 30, 50], strict=True):
    ten = slice(start, start + 10)
    print(name, f"{np.mean(np.array(drift[ten]) > limit):4.0%} > {limit:.2f}, {np.mean(error[ten]):.1f} min")

# %%
day_text, drift_text, error_text = "día", "mayor PSI", "error medio (min)"  # es
limit_text, true_text, known_text = "umbral", "de los pedidos de ese día", "el que se conoce ese día"  # es
alt = (  # es
    "Dos paneles por día. El PSI salta en A y en B, no en C. El error sube en B y en C, no en A, "  # es
    "y el error conocido sube diez días después, cuando el suceso ya ha terminado."  # es
)  # es
day_text, drift_text, error_text = "day", "largest PSI", "mean error (min)"  # en
limit_text, true_text, known_text = "threshold", "of the orders of that day", "the one known that day"  # en
alt = (  # en
    "Two panels by day. The PSI jumps in A and in B, not in C. The error rises in B and in C, not in A, "  # en
    "and the known error rises ten days later, when the event is already over."  # en
)  # en

# %%
figure, (top, bottom) = plt.subplots(2, 1, figsize=(9, 4.6), sharex=True, layout="constrained")
top.semilogy(drift, color="#004488", marker=".")
top.axhline(limit, color="#bb5566", linestyle="--", label=limit_text)
bottom.plot(error, color="#999999", label=true_text)
bottom.plot(range(10, 70), error[:-10], color="#004488", linestyle="--", label=known_text)
for axes in (top, bottom):
    for name, start in zip("ABC", [10, 30, 50], strict=True):
        axes.axvspan(start - 0.5, start + 9.5, color="#888888", alpha=0.2)
        axes.text(start + 4.5, 0.85, name, transform=axes.get_xaxis_transform(), ha="center")
top.set(ylabel=drift_text)
bottom.set(ylabel=error_text, xlabel=day_text, ylim=(0, 12))
top.legend(loc="upper right")
bottom.legend(loc="lower left", ncols=2)
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira las tres franjas:

- **A** mueve las entradas y el modelo acierta igual: una alarma de deriva es una razón para mirar, no una avería.
- **B** mueve las entradas y hace daño. La deriva lo dice el primer día; el error conocido, cuando el campeonato ya acabó.
- **C** hace el mayor daño y ninguna entrada se mueve. Que la deriva calle no prueba que el modelo esté bien. A esto se le
  llama *deriva de concepto* (*concept drift*), y solo la ven las etiquetas.

¿No se pueden usar las etiquetas que ya llegaron? De los pedidos de la última hora, las de los que ya se entregaron.

**¿Qué esperas?** ¿Se parecen esos a los demás?
"""

# %% [markdown] lang="en"
"""
Look at the three bands:

- **A** moves the inputs and the model is as right as ever: a drift alarm is a reason to look, not a breakdown.
- **B** moves the inputs and does harm. Drift says so on the first day; the known error, only when the championship is
  over.
- **C** does the most harm and no input moves. That drift is silent does not prove that the model is well. This is called
  *concept drift*, and only the labels see it.

Can you not use the labels that have already arrived? Of the orders of the last hour, those of the ones already delivered.

**What do you expect?** Are these like the others?
"""

# %%
rng = np.random.default_rng(3)
hour = make_orders(3000, seed=11)
delivered = hour["minutes"] <= rng.uniform(0, 60, size=len(hour))
for orders in (hour[delivered], hour):
    print(f"{len(orders):4}  {orders['minutes'].mean():.1f} min, {orders['late'].mean():.0%}")

# %% [markdown] lang="es"
"""
Los primeros en tener etiqueta son los rápidos: parece que solo el 16 % llega tarde, y es el 31 %. Es el espejo de las
quejas de la lección 3: allí las etiquetas tempranas eran las malas noticias, y aquí las buenas. Un día se juzga completo.

Ya puedes vigilar muchas columnas sin ahogarte en alarmas, y decir qué prueba una alarma y qué no.
"""

# %% [markdown] lang="en"
"""
The first to have a label are the quick ones: it seems that only 16 % are late, and it is 31 %. It is the mirror image of
the complaints of lesson 3: there the early labels were the bad news, and here the good. Judge a day when it is complete.

You can now watch many columns without drowning in alarms, and say what an alarm proves and what it does not.
"""

# %% [markdown] lang="es"
"""
## 5. Preguntar, y despertar a alguien

Prometheus guarda de cada serie un número por *scrape*, y lleva la cuenta de quién contestó en una serie suya, `up`, que
vale 1 o 0 por cada copia. Se le pregunta en PromQL:

| Consulta | Qué da |
|---|---|
| `up{job="eta"}` | lo último de cada serie con esa etiqueta |
| `rate(eta_requests_total[5m])` | cuánto creció cada contador por segundo en los últimos 5 minutos |
| `sum by (outcome) (rate(eta_requests_total[5m]))` | lo mismo, de todas las copias juntas y por `outcome` |
| `histogram_quantile(0.95, sum by (le) (rate(eta_request_seconds_bucket[5m])))` | el p95: 95 de cada 100 no tardan más |

El valor crudo de un contador no dice nada: depende de cuándo arrancó. Y arranca de nuevo en 0, cosa que `rate` sabe: si un
contador baja, es que empezó otra vez. Aquí hay dos copias leídas cada minuto, y la segunda reinicia.

**¿Qué esperas?** ¿Da igual sumar lo que creció cada una que mirar cuánto creció la suma?
"""

# %% [markdown] lang="en"
"""
## 5. Asking, and waking somebody

Prometheus stores one number of each series per scrape, and keeps track of who answered in a series of its own, `up`,
which is 1 or 0 for each copy. You ask it in PromQL:

| Query | What it gives |
|---|---|
| `up{job="eta"}` | the latest of each series with that label |
| `rate(eta_requests_total[5m])` | how much each counter grew per second in the last 5 minutes |
| `sum by (outcome) (rate(eta_requests_total[5m]))` | the same, of all copies together and by `outcome` |
| `histogram_quantile(0.95, sum by (le) (rate(eta_request_seconds_bucket[5m])))` | the p95: 95 in 100 take no longer |

The raw value of a counter says nothing: it depends on when it started. And it starts again at 0, which `rate` knows: if a
counter falls, it has begun anew. Here are two copies read every minute, and the second one restarts.

**What do you expect?** Is summing what each one grew the same as looking at how much the sum grew?
"""

# %%
def growth(readings):
    """What a counter grew, as rate counts it: after a fall, it grew from 0."""
    steps = np.diff(readings)
    return np.where(steps < 0, readings[1:], steps).sum()


one = np.array([9000, 9060, 9120, 9180, 9240, 9300])
two = np.array([7000, 7060, 7120, 0, 60, 120])
print(growth(one) + growth(two), growth(one + two))

# %% [markdown] lang="es"
"""
540 frente a 9660. Sumar primero esconde el reinicio dentro de la suma, y las peticiones de toda la vida de la otra copia
parecen de los últimos cinco minutos. La regla cabe en una línea: **`rate` antes que `sum`**.

Los percentiles salen de los cajones, con una línea recta entre borde y borde. Dos copias: una rápida con 900 peticiones y
una lenta con 100.

**¿Qué esperas?** ¿Se parece la media de los dos p95 al p95 de las mil? ¿Y el que sale de los cajones?
"""

# %% [markdown] lang="en"
"""
540 against 9660. Summing first hides the restart within the sum, and the requests of the other copy's whole life seem to
be those of the last five minutes. The rule fits in one line: **`rate` before `sum`**.

The percentiles come out of the buckets, with a straight line between one bound and the next. Two copies: a fast one with
900 requests and a slow one with 100.

**What do you expect?** Is the mean of the two p95 like the p95 of the thousand? And the one that comes out of the buckets?
"""

# %%
def bucket_quantile(share, bounds, sample):
    """As histogram_quantile works it out."""
    counts = [np.sum(sample <= bound) for bound in bounds]
    return np.interp(share * len(sample), [0, *counts], [0, *bounds])


rng = np.random.default_rng(2)
fast, slow = rng.gamma(4, 0.01, size=900), rng.gamma(16, 0.025, size=100)
both = np.concatenate([fast, slow])
print(f"{np.quantile(both, 0.95):.3f} s, {np.mean([np.quantile(copy, 0.95) for copy in (fast, slow)]):.3f} s")
for bounds in ([0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.2, 2.4], [0.1, 1, 10]):
    print(f"{bucket_quantile(0.95, bounds, both):.3f} s")

# %% [markdown] lang="es"
"""
El primero es el de verdad. La media de los p95 no es el p95 de nada. Los cajones finos aciertan bastante, los gruesos no:
dentro de un cajón la línea recta adivina. Por eso el límite de tu servicio tiene que ser un borde: ahí no se adivina.

### Reglas

Una *regla de grabación* (*recording rule*) guarda el resultado de una consulta con un nombre nuevo, que suele escribirse
`level:metric:operations` (nivel, métrica, operaciones). Una *regla de alerta* (*alerting rule*) es una consulta que,
mientras da algo, tiene una alerta. Con `for:` no salta enseguida: está *pendiente* (*pending*) hasta que la consulta ha
dado algo todo ese tiempo sin faltar, y solo entonces *se dispara* (*firing*). Las de una cocina:
"""

# %% [markdown] lang="en"
"""
The first is the true one. The mean of the p95 is the p95 of nothing. The fine buckets come quite close, the coarse ones do
not: inside a bucket the straight line is guessing. That is why the limit of your service has to be a bound: there, nothing
is guessed.

### Rules

A *recording rule* stores the result of a query under a new name, which is usually written `level:metric:operations`. An
*alerting rule* is a query that, for as long as it gives something, has an alert. With `for:` it does not go off at once: it
is *pending* until the query has given something during all of that time without fail, and only then does it become
*firing*. Those of a kitchen:
"""

# %%
kitchen_rules = """
groups:
  - name: kitchen
    rules:
      - record: kitchen:orders:rate5m
        expr: sum(rate(kitchen_orders_total[5m]))
      - alert: KitchenIdle
        expr: kitchen:orders:rate5m < 0.1
        for: 3m
        labels: {severity: ticket}
        annotations: {summary: "the kitchen gets {{ $value }} orders per second"}
"""

# %% [markdown] lang="es"
"""
`severity` dice a quién se molesta: `page` despierta a alguien, `ticket` espera a mañana. `summary` es lo que esa persona
lee, con el valor en el sitio de `{{ $value }}`. `promtool`, que viene con Prometheus, comprueba las reglas y las prueba con
series inventadas, sin esperar nada. Si tu máquina no lo tiene, estas celdas lo dicen.
"""

# %% [markdown] lang="en"
"""
`severity` says whom to disturb: `page` wakes somebody, `ticket` waits until tomorrow. `summary` is what that person
reads, with the value in the place of `{{ $value }}`. `promtool`, which comes with Prometheus, checks the rules and tests
them with made-up series, without waiting for anything. If your machine lacks it, these cells say so.
"""

# %%
no_promtool = "Falta promtool, que viene con Prometheus: apt-get install prometheus."  # es
no_promtool = "promtool is missing; it comes with Prometheus: apt-get install prometheus."  # en

# %%
def promtool(*words, **files):
    """What promtool says of these files, or what is missing."""
    if not (program := shutil.which("promtool")):
        return no_promtool
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            Path(folder, f"{name}.yml").write_text(text, encoding="utf-8")
        done = subprocess.run([program, *words], cwd=folder, capture_output=True, text=True)
    return (done.stdout + done.stderr).strip()

# %%
print(promtool("check", "rules", "rules.yml", rules=kitchen_rules))
print(promtool("check", "rules", "rules.yml", rules=kitchen_rules.replace("[5m]", "")))

# %% [markdown] lang="es"
"""
La segunda vez le falta la ventana, y promtool dice la línea. Ahora una prueba: la serie, minuto a minuto, y cuántas alertas
tienen que estar disparadas en cada minuto. `0+60x9` es 0, 60, 120 y así hasta 540; `540x20`, otra vez 540 y veinte veces
más: después del minuto 9 no llegan más pedidos.

**¿Qué esperas?** Con una ventana de 5 minutos y `for: 3m`, ¿en qué minuto se dispara? ¿Basta el 12?
"""

# %% [markdown] lang="en"
"""
The second time the window is missing, and promtool tells the line. Now a test: the series, minute by minute, and how many
alerts must be firing at each minute. `0+60x9` is 0, 60, 120 and so on up to 540; `540x20`, 540 once more and then another
twenty times: after minute 9 no more orders arrive.

**What do you expect?** With a window of 5 minutes and `for: 3m`, at which minute does it fire? Is 12 enough?
"""

# %%
def rehearse(rules, values, firing, series="kitchen_orders_total"):
    """Try the rules on a series; `firing` says how many alerts fire at which minute."""
    asked = [
        {
            "expr": 'count(ALERTS{alertstate="firing"}) or vector(0)',
            "eval_time": f"{minute}m",
            "exp_samples": [{"labels": "{}", "value": alerts}],
        }
        for minute, alerts in firing.items()
    ]
    told = [{"interval": "1m", "input_series": [{"series": series, "values": values}], "promql_expr_test": asked}]
    test = yaml.safe_dump({"rule_files": ["rules.yml"], "evaluation_interval": "1m", "tests": told})
    return promtool("test", "rules", "test.yml", rules=rules, test=test)

# %%
print(rehearse(kitchen_rules, "0+60x9 540x20", {12: 1}))
print(rehearse(kitchen_rules, "0+60x9 540x20", {15: 0, 17: 1, 29: 1}))

# %% [markdown] lang="es"
"""
En el 17, ocho minutos después: cinco que tarda la ventana en quedarse sin crecimiento y tres de `for`. (Prometheus 3 no
cuenta el borde de la ventana y llega un minuto antes.) Las dos cosas retrasan el aviso, y las dos evitan sustos; los números
los eliges tú.

**¿Qué esperas?** Ahora la cocina no se para: **desaparece**, y sus series con ella (`stale`). ¿Se dispara?
"""

# %% [markdown] lang="en"
"""
At 17, eight minutes later: five until the window is left without growth and three of `for`. (Prometheus 3 does not count the
edge of the window and gets there a minute earlier.) Both delay the alert, and both spare you false starts; the numbers are up
to you.

**What do you expect?** Now the kitchen does not come to a halt: it **disappears**, and its series with it (`stale`). Does
it fire?
"""

# %%
print(rehearse(kitchen_rules, "0+60x9 stale", {17: 0, 29: 0, 59: 0}))

# %% [markdown] lang="es"
"""
Nunca: `SUCCESS`, cero alertas. Sin series la consulta no da nada, y «nada» no es menor que 0,1. Quien más calla es quien
peor está. Para eso existe `absent`, que da algo justo cuando lo de dentro no da nada. Fíjate en los dos casos que tiene que
cubrir: `up` vale 0 porque nadie contesta, o `up` ya no existe porque Prometheus no sabe de ninguna copia.
"""

# %% [markdown] lang="en"
"""
Never: `SUCCESS`, zero alerts. Without series the query gives nothing, and “nothing” is not less than 0.1. Whoever is most
silent is worst off. That is what `absent` is for, which gives something exactly when what is inside gives nothing. Note the
two cases that it has to cover: `up` is 0 because nobody answers, or `up` does not exist any more because Prometheus knows of
no copy.
"""

# %%
gone = """
groups:
  - name: kitchen
    rules:
      - {alert: Zero, expr: 'up{job="kitchen"} == 0'}
      - {alert: Absent, expr: 'absent(up{job="kitchen"})'}
      - {alert: Both, expr: 'absent(up{job="kitchen"} == 1)'}
"""
for values in ["1x9 0x9", "1x9 stale"]:
    print(rehearse(gone, values, {5: 0, 15: 2}, series='up{job="kitchen"}'))

# %% [markdown] lang="es"
"""
En cada caso se disparan dos: la tercera, siempre, y de las otras dos, la que toca. Así que una sola regla puede cubrir
los dos.

### Ejercicio 4: reglas que despiertan cuando hace falta

- **Escribe** `alert_rules()`.
- **Devuelves** el texto de un archivo de reglas de Prometheus sobre las métricas de tu servidor, con estas tres reglas de
  grabación, siempre de todas las copias juntas y en los últimos 5 minutos:

| Nombre | Qué vale | Etiquetas que quedan |
|---|---|---|
| `eta:requests:rate5m` | peticiones por segundo | `outcome` |
| `eta:errors:ratio_rate5m` | la parte que acaba en `failed`, entre 0 y 1 | ninguna |
| `eta:latency_seconds:p95_5m` | el p95 de los segundos | ninguna |

- y estas tres alertas, cada una con su `severity` y una anotación `summary` de al menos tres palabras:

| Nombre | Se dispara cuando | Durante | `severity` |
|---|---|---|---|
| `EtaErrors` | falla (`failed`) más del 5 % | 10 minutos | `page` |
| `EtaSlow` | el p95 pasa de 0,3 s | 10 minutos | `ticket` |
| `EtaSilent` | no responde ninguna copia de `job="eta"` | 5 minutos | `page` |

- **Cuida** cuatro cosas:
  - los pedidos rechazados no son fallos del servicio, pero cuentan entre todas las peticiones;
  - se mira el servicio entero: cada alerta es una sola, no una por copia;
  - un reinicio no se cuenta como tráfico;
  - `EtaSilent` calla mientras quede una copia, y salta también si Prometheus ya no sabe de ninguna, aunque otros servicios
    respondan.

```python
print(promtool("check", "rules", "rules.yml", rules=alert_rules()))  # SUCCESS: 6 rules found
print(rehearse(alert_rules(), "1x9 0x30", {13: 0, 16: 1}, series='up{job="eta",instance="a"}'))  # SUCCESS
```

**Para qué:** una alerta de más se aprende a ignorar, y una de menos se paga el sábado por la noche. Para una pista:
`hint("alert_rules")`.
"""

# %% [markdown] lang="en"
"""
In each case two fire: the third, always, and whichever of the other two fits the case. So a single rule can cover both.

### Exercise 4: rules that wake somebody when they must

- **Write** `alert_rules()`.
- **You give back** the text of a Prometheus rules file about the metrics of your server, with these three recording
  rules, always of all copies together and over the last 5 minutes:

| Name | Value | Labels that remain |
|---|---|---|
| `eta:requests:rate5m` | requests per second | `outcome` |
| `eta:errors:ratio_rate5m` | the share that ends in `failed`, between 0 and 1 | none |
| `eta:latency_seconds:p95_5m` | the p95 of the seconds | none |

- and these three alerts, each with its `severity` and a `summary` annotation of at least three words:

| Name | Fires when | For | `severity` |
|---|---|---|---|
| `EtaErrors` | more than 5 % fail (`failed`) | 10 minutes | `page` |
| `EtaSlow` | the p95 goes over 0.3 s | 10 minutes | `ticket` |
| `EtaSilent` | no copy of `job="eta"` answers | 5 minutes | `page` |

- **Mind** four things:
  - rejected orders are not failures of the service, but they count among all requests;
  - the whole service is looked at: each alert is a single one, not one per copy;
  - a restart does not count as traffic;
  - `EtaSilent` is quiet while one copy is left, and also goes off if Prometheus no longer knows of any, even if other
    services answer.

```python
print(promtool("check", "rules", "rules.yml", rules=alert_rules()))  # SUCCESS: 6 rules found
print(rehearse(alert_rules(), "1x9 0x30", {13: 0, 16: 1}, series='up{job="eta",instance="a"}'))  # SUCCESS
```

**Why:** one alert too many, and people learn to ignore it; one too few is paid for on Saturday night. For a hint:
`hint("alert_rules")`.
"""

# %% exercise="alert_rules"
def alert_rules() -> str:
    ### BEGIN SOLUTION
    return """
groups:
  - name: eta
    rules:
      - record: eta:requests:rate5m
        expr: sum by (outcome) (rate(eta_requests_total[5m]))
      - record: eta:errors:ratio_rate5m
        expr: sum(rate(eta_requests_total{outcome="failed"}[5m])) / sum(rate(eta_requests_total[5m]))
      - record: eta:latency_seconds:p95_5m
        expr: histogram_quantile(0.95, sum by (le) (rate(eta_request_seconds_bucket[5m])))

      - alert: EtaErrors
        expr: eta:errors:ratio_rate5m > 0.05
        for: 10m
        labels: {severity: page}
        annotations: {summary: "{{ $value | humanizePercentage }} of the requests fail"}
      - alert: EtaSlow
        expr: eta:latency_seconds:p95_5m > 0.3
        for: 10m
        labels: {severity: ticket}
        annotations: {summary: "1 request in 20 takes longer than {{ $value | humanizeDuration }}"}
      - alert: EtaSilent
        expr: absent(up{job="eta"} == 1)
        for: 5m
        labels: {severity: page}
        annotations: {summary: "no copy of the service answers"}
"""
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Compruébalas, y pruébalas con el peor caso: se pierde toda noticia de la única copia. (Usa tus reglas.)

**¿Qué esperas?** ¿Cuántas alertas hay en el minuto 20?
"""

# %% [markdown] lang="en"
"""
Check them, and try them on the worst case: all news of the only copy is lost. (It uses your rules.)

**What do you expect?** How many alerts are there at minute 20?
"""

# %%
with suppress(NotImplementedError):
    print(promtool("check", "rules", "rules.yml", rules=alert_rules()))
    print(rehearse(alert_rules(), "1x9 stale", {13: 0, 20: 1}, series='up{job="eta",instance="a"}'))

# %% [markdown] lang="es"
"""
Una, y es `EtaSilent`: sin peticiones no hay errores ni lentitud de que hablar. Ya puedes escribir una alerta,
probarla en un segundo con una noche inventada y decir cuánto tardará en avisar.
"""

# %% [markdown] lang="en"
"""
One, and it is `EtaSilent`: without requests there are no errors and no slowness to speak of. You can now write
an alert, test it in a second with a made-up night and say how long it will take to give notice.
"""

# %% [markdown] lang="es"
"""
## 6. Un tablero

Una alerta dice que algo pasa; un *tablero* (*dashboard*) deja ver qué. Grafana los guarda como JSON, y un JSON se puede
revisar y probar, como el código. Este es un panel, con lo mínimo para que Grafana lo abra:
"""

# %% [markdown] lang="en"
"""
## 6. A dashboard

An alert says that something is the matter; a *dashboard* lets you see what. Grafana stores them as JSON, and a JSON can be
reviewed and tested, like code. This is a panel, with the least that Grafana needs to open it:
"""

# %%
panel = {
    "id": 1,
    "type": "timeseries",
    "title": "Orders of the kitchen",
    "datasource": {"type": "prometheus", "uid": "prometheus"},
    "gridPos": {"x": 0, "y": 0, "w": 12, "h": 8},
    "fieldConfig": {"defaults": {"unit": "reqps"}, "overrides": []},
    "targets": [{"refId": "A", "expr": "sum(rate(kitchen_orders_total[$__rate_interval]))"}],
}
kitchen_board = {"uid": "kitchen", "title": "Kitchen", "schemaVersion": 39, "panels": [panel]}

# %% [markdown] lang="es"
"""
- `gridPos` coloca el panel en una rejilla de 24 columnas: `x` e `y` son su esquina, `w` y `h` su tamaño.
- `unit` dice qué se dibuja: `reqps` peticiones por segundo, `percentunit` una parte entre 0 y 1, `s` segundos, `none` nada.
- `$__rate_interval` es una variable de Grafana: una ventana que siempre abarca varios *scrapes*. Antes de enviar la
  consulta, Grafana pone un tiempo en su sitio.

Para verlo en Grafana: *Dashboards*, *New*, *Import*, pegas el texto y aceptas. El `uid` de `datasource` tiene que ser el
de tu Prometheus: en *Connections*, *Data sources*, ábrelo; es lo último de la dirección de esa página.

Un tablero se rompe en silencio. `promql_parser` lee las consultas sin Grafana ni Prometheus.

**¿Qué esperas?** ¿Cuáles de estas tres son PromQL? ¿Cuáles darían algo con las métricas de la sección 1?
"""

# %% [markdown] lang="en"
"""
- `gridPos` places the panel in a grid of 24 columns: `x` and `y` are its corner, `w` and `h` its size.
- `unit` says what is drawn: `reqps` requests per second, `percentunit` a share between 0 and 1, `s` seconds, `none` nothing.
- `$__rate_interval` is a Grafana variable: a window that always spans several scrapes. Before it sends the query,
  Grafana puts a time in its place.

To see it in Grafana: *Dashboards*, *New*, *Import*, you paste the text and accept. The `uid` of `datasource` has to be
that of your Prometheus: in *Connections*, *Data sources*, open it; it is the last part of the address of that page.

A dashboard breaks in silence. `promql_parser` reads the queries with neither Grafana nor Prometheus.

**What do you expect?** Which of these three are PromQL? Which would give something with the metrics of section 1?
"""

# %%
def reads(query):
    """The error, or nothing if it is PromQL."""
    try:
        promql_parser.parse(query.replace("$__rate_interval", "5m"))
    except ValueError as error:
        return str(error)


exposed = {sample.name for family in registry.collect() for sample in family.samples}
for name in ["kitchen_orders_total", "kitchen_orders"]:
    print(name, reads(f"sum(rate({name}[$__rate_interval]))"), name in exposed)
print(reads("sum(rate(kitchen_orders_total[$__rate_interval])"))

# %% [markdown] lang="es"
"""
A la tercera le falta un paréntesis. La segunda es PromQL, y no da nada: ese nombre no existe, porque el contador se expone
con `_total`. Grafana dibujaría un panel vacío, que se parece mucho a una noche tranquila. Por eso se comprueban las dos
cosas: que la consulta se lee, y que lo que nombra existe.

### Ejercicio 5: un tablero que no miente

- **Escribe** `dashboard()`.
- **Devuelves** el texto JSON de un tablero para las métricas de tu servidor, con al menos estos cuatro paneles:

| `unit` | Qué dibuja |
|---|---|
| `reqps` | las peticiones por segundo, por `outcome`, de todas las copias juntas |
| `percentunit` | la parte que acaba en `failed` entre todas, sumando los dos lados antes de dividir |
| `s` | el p95 de los segundos, de todas las copias juntas |
| la que quieras | qué versión del modelo responde |

- **Cuida** cinco cosas:
  - cada panel tiene los campos del ejemplo; los `id` no se repiten, ni los `refId` dentro de un panel;
  - las consultas piden las métricas que expone tu servidor, con sus etiquetas (además, valen `job` e `instance`); ni
    reglas de grabación ni `up`, que no salen de él;
  - ningún contador sale crudo: `rate` es lo primero que se le hace;
  - `schemaVersion` es un entero, 30 o mayor, y `title` no está vacío;
  - los paneles caben en las 24 columnas y ninguno tapa a otro.

```python
board = json.loads(dashboard())
len(board["panels"])                                # 4
board["panels"][0]["fieldConfig"]["defaults"]["unit"]  # 'reqps'
```

**Para qué:** en mitad de un incidente nadie comprueba si el tablero dice la verdad. Para una pista:
`hint("grafana_dashboard")`.
"""

# %% [markdown] lang="en"
"""
The third lacks a parenthesis. The second is PromQL, and gives nothing: that name does not exist, because the counter is
exposed with `_total`. Grafana would draw an empty panel, which looks a lot like a quiet night. That is why both are
checked: that the query can be read, and that what it names exists.

### Exercise 5: a dashboard that does not lie

- **Write** `dashboard()`.
- **You give back** the JSON text of a dashboard for the metrics of your server, with at least these four panels:

| `unit` | What it draws |
|---|---|
| `reqps` | the requests per second, by `outcome`, of all copies together |
| `percentunit` | the share that ends in `failed` among all, summing both sides before dividing |
| `s` | the p95 of the seconds, of all copies together |
| whichever you like | which version of the model answers |

- **Mind** five things:
  - each panel has the fields of the example; no `id` is repeated, nor any `refId` within a panel;
  - the queries ask for the metrics that your server exposes, with their labels (`job` and `instance` will do as well);
    neither recording rules nor `up`, which do not come from it;
  - no counter comes out raw: `rate` is the first thing done to it;
  - `schemaVersion` is an integer, 30 or more, and `title` is not empty;
  - the panels fit in the 24 columns and none covers another.

```python
board = json.loads(dashboard())
len(board["panels"])                                # 4
board["panels"][0]["fieldConfig"]["defaults"]["unit"]  # 'reqps'
```

**Why:** in the middle of an incident nobody checks whether the dashboard tells the truth. For a hint:
`hint("grafana_dashboard")`.
"""

# %% exercise="grafana_dashboard"
def dashboard() -> str:
    ### BEGIN SOLUTION
    every = 'eta_requests_total[$__rate_interval]'
    failed = 'eta_requests_total{outcome="failed"}[$__rate_interval]'
    buckets = "eta_request_seconds_bucket[$__rate_interval]"
    queries = [
        ("Requests", "reqps", f"sum by (outcome) (rate({every}))"),
        ("Failed", "percentunit", f"sum(rate({failed})) / sum(rate({every}))"),
        ("p95", "s", f"histogram_quantile(0.95, sum by (le) (rate({buckets})))"),
        ("Versions", "none", "count by (version) (eta_model_info)"),
    ]
    panels = [
        {
            "id": number + 1,
            "type": "timeseries",
            "title": title,
            "datasource": {"type": "prometheus", "uid": "prometheus"},
            "gridPos": {"x": 12 * (number % 2), "y": 8 * (number // 2), "w": 12, "h": 8},
            "fieldConfig": {"defaults": {"unit": unit}, "overrides": []},
            "targets": [{"refId": "A", "expr": query}],
        }
        for number, (title, unit, query) in enumerate(queries)
    ]
    return json.dumps({"uid": "eta", "title": "ETA", "schemaVersion": 39, "panels": panels})
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes tener el tablero junto al código, y una prueba que se rompe cuando alguien cambia el nombre de una métrica.
"""

# %% [markdown] lang="en"
"""
You can now keep the dashboard beside the code, and a test that breaks when somebody changes the name of a metric.
"""

# %% [markdown] lang="es"
"""
## 7. Laboratorio: un Prometheus de verdad (sin nota)

Todo junto: tu servidor en marcha, pedidos que no paran de llegar, y un Prometheus que lo lee cada segundo con tus reglas
cargadas. Se configura con un archivo corto:
"""

# %% [markdown] lang="en"
"""
## 7. Lab: a real Prometheus (not graded)

All of it together: your server running, orders that never stop coming, and a Prometheus that reads it every second with
your rules loaded. It is configured with a short file:
"""

# %%
def prometheus_yml(target):
    """Whom to read, how often, and with which rules."""
    return yaml.safe_dump(
        {
            "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
            "rule_files": ["rules.yml"],
            "scrape_configs": [{"job_name": "eta", "static_configs": [{"targets": [target]}]}],
        }
    )


print(prometheus_yml("127.0.0.1:8000"))

# %% [markdown] lang="es"
"""
Para no esperar diez minutos, el laboratorio cambia solo los tiempos de tus reglas: 5 minutos de ventana son 5 segundos, y
cada `for`, 2 segundos. Prometheus escucha en un puerto libre de tu máquina (`127.0.0.1`), guarda en una carpeta temporal y
termina con el laboratorio.
"""

# %% [markdown] lang="en"
"""
So as not to wait ten minutes, the lab changes only the times of your rules: 5 minutes of window are 5 seconds, and each
`for`, 2 seconds. Prometheus listens on a free port of your machine (`127.0.0.1`), stores in a temporary folder and ends
with the lab.
"""

# %%
def hurried(rules):
    """The same rules for somebody who cannot wait."""
    told = yaml.safe_load(rules.replace("[5m]", "[5s]"))
    for group in told["groups"]:
        group["interval"] = "1s"
        for rule in group["rules"]:
            if "alert" in rule:
                rule["for"] = "2s"
    return yaml.safe_dump(told)

# %%
def query(port, path="query", **parameters):
    """What Prometheus answers through its HTTP API."""
    _, text = ask(port, f"/api/v1/{path}?{urlencode(parameters)}")
    return json.loads(text)["data"]["result"]

# %%
def wait_for(process, port, asked, patience=30):
    """Ask until the query has a result, or until patience runs out."""
    end = time.monotonic() + patience
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError, HTTPException, ValueError, KeyError):
            if query(port, query=asked):
                return
        time.sleep(0.1)
    raise TimeoutError(asked)

# %%
def start_prometheus(program, folder, target, rules):
    """A Prometheus that answers, and its port."""
    Path(folder, "rules.yml").write_text(rules, encoding="utf-8")
    Path(folder, "prometheus.yml").write_text(prometheus_yml(target), encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    places = [f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data"]
    command = [program, *places, f"--web.listen-address=127.0.0.1:{port}", "--log.level=error"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return process, port

# %%
def keep_asking(port, stop):
    """Orders, one after the other, until told to stop."""
    for body in itertools.cycle([*two_hundred, '{"items": 2}']):
        with suppress(OSError, HTTPException):
            ask(port, "/predict", body)
        if stop.wait(0.02):
            return

# %% [markdown] lang="es"
"""
La noche tiene tres actos, y cada uno empieza cuando Prometheus ha visto el anterior, no pasado un tiempo:

1. todo va bien;
2. el servicio del tiempo deja de contestar, y fallan los pedidos con lluvia, más o menos uno de cada cuatro;
3. el servidor muere.
"""

# %% [markdown] lang="en"
"""
The night has three acts, and each begins when Prometheus has seen the one before, not after some time:

1. all is well;
2. the weather service stops answering, and the orders with rain fail, about one in four;
3. the server dies.
"""

# %%
def alert(name, state):
    return f'ALERTS{{alertname="{name}",alertstate="{state}"}}'


def see(process, port, begin, **asked):
    """How many seconds after the beginning each query had a result, one after the other."""
    seen = {}
    for name, query in asked.items():
        wait_for(process, port, query)
        seen[name] = round(time.time() - begin, 1)
    return seen

# %%
def stop_server(server):
    server.shutdown()
    server.server_close()

# %%
def acts(process, port, server):
    """When all was well, and how many seconds later the rest was seen."""
    wait_for(process, port, "eta:errors:ratio_rate5m == 0 and on() sum(eta:requests:rate5m) > 0")
    begin, firing = time.time(), alert("EtaErrors", "firing")
    pending = f"count_over_time({alert('EtaErrors', 'pending')}[1m])"
    weather["answers"] = False
    seen = see(process, port, begin, errors_pending=pending, errors_firing=firing)
    stop_server(server)
    weather["answers"] = True
    silent, over = alert("EtaSilent", "firing"), f"absent({firing})"
    seen |= see(process, port, begin, silent_firing=silent, errors_over=over)
    wait_for(process, port, f"count_over_time({silent}[4s]) > 2")
    return begin, seen

# %% [markdown] lang="es"
"""
Al final se le pide a Prometheus la noche entera, con `query_range`: un valor de cada serie por segundo.
"""

# %% [markdown] lang="en"
"""
At the end Prometheus is asked for the whole night, with `query_range`: one value of each series per second.
"""

# %%
def night(process, port, server):
    """The acts, and what Prometheus tells of them: the requests per second, and the alerts."""
    begin, seen = acts(process, port, server)
    span = {"start": begin, "end": time.time(), "step": 1}
    return begin, seen, *(query(port, "query_range", query=told, **span) for told in ["eta:requests:rate5m", "ALERTS"])

# %%
def lab(program, rules):
    server, stop = start_server(predict, "2.1.0"), threading.Event()
    threading.Thread(target=keep_asking, args=[server.server_port, stop], daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        process, port = start_prometheus(program, folder, f"127.0.0.1:{server.server_port}", rules)
        try:
            return night(process, port, server)
        finally:
            stop.set()
            stop_server(server)
            process.terminate()
            process.wait()

# %% [markdown] lang="es"
"""
**¿Qué esperas?** ¿En qué orden aparecen y desaparecen las dos alertas? ¿Se apaga `EtaErrors` cuando muere el
servidor? La celda escribe a los cuántos segundos se vio cada cosa.
"""

# %% [markdown] lang="en"
"""
**What do you expect?** In which order do the two alerts appear and disappear? Does `EtaErrors` go out when the server
dies? The cell writes after how many seconds each thing was seen.
"""

# %%
no_prometheus = "Este laboratorio necesita Prometheus: apt-get install prometheus."  # es
no_prometheus = "This lab needs Prometheus: apt-get install prometheus."  # en
unseen = "Prometheus no llegó a ver"  # es
unseen = "Prometheus never saw"  # en
told = None
with suppress(NotImplementedError):
    try:
        if program := shutil.which("prometheus"):
            told = lab(program, hurried(alert_rules()))
        print(told[1] if program else no_prometheus)
    except TimeoutError as error:
        print(unseen, error)

# %%
seconds_text, rate_text = "segundos desde que Prometheus vio que todo iba bien", "peticiones por segundo"  # es
alt = (  # es
    "Arriba, las peticiones por segundo: bajan las buenas, crecen las fallidas y al morir el servidor caen todas. "  # es
    "Abajo, EtaErrors pendiente y después disparada; al final, EtaSilent pendiente y disparada."  # es
)  # es
seconds_text, rate_text = "seconds since Prometheus saw that all was well", "requests per second"  # en
alt = (  # en
    "Above, the requests per second: the good ones go down, the failed ones grow, and when the server dies all fall. "  # en
    "Below, EtaErrors pending and then firing; at the end, EtaSilent pending and firing."  # en
)  # en

# %%
def draw_rates(axes, begin, rates):
    for series, style in zip(rates, ["s:", "o-", "^--"], strict=False):
        moments, values = np.array(series["values"], dtype=float).T
        axes.plot(moments - begin, values, style, label=series["metric"]["outcome"])
    axes.set_ylabel(rate_text)
    axes.legend()

# %%
def draw_alerts(axes, begin, alerts):
    for series in sorted(alerts, key=lambda series: series["metric"]["alertname"]):
        moments = np.array(series["values"], dtype=float)[:, 0] - begin
        name, state = series["metric"]["alertname"], series["metric"]["alertstate"]
        filled = "full" if state == "firing" else "none"
        axes.plot(moments, [name] * len(moments), "s", color="#bb5566", fillstyle=filled)
    axes.set_xlabel(seconds_text)
    axes.margins(y=0.5)

# %%
if told is not None:
    begin, seen, rates, alerts = told
    figure, (top, bottom) = plt.subplots(2, 1, figsize=(9, 4.2), sharex=True, layout="constrained")
    draw_rates(top, begin, rates)
    draw_alerts(bottom, begin, alerts)
    show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Arriba, las líneas suben al principio mientras se llena la ventana de 5 segundos. Mira abajo: cuadrados huecos, la alerta
está pendiente; llenos, disparada. `EtaErrors` espera sus 2 segundos y se dispara. Muere el servidor y, unos segundos
después, **`EtaErrors` se apaga**: nadie lo arregló, es que ya no queda quien falle. Solo `EtaSilent` sabe que la noche ha
empeorado. Una alerta que se apaga no es una buena noticia hasta que sabes por qué.

Ya tienes el camino entero: el servidor que cuenta, el que lo lee, la regla que despierta y el dibujo que explica.
"""

# %% [markdown] lang="en"
"""
Above, the lines rise at first while the window of 5 seconds fills. Look below: hollow squares, the alert is pending; full
ones, firing. `EtaErrors` waits its 2 seconds and fires. The server dies and, some seconds later, **`EtaErrors` goes out**:
nobody fixed it, there is just nobody left to fail. Only `EtaSilent` knows that the night has become worse. An alert that
goes out is no good news until you know why.

You now have the whole way: the server that counts, the one that reads it, the rule that wakes and the picture that explains.
"""

# %% [markdown] lang="es"
"""
## Lo que te llevas

- Se cuenta siempre, también lo que falla, y con pocas etiquetas de valores conocidos.
- Los segundos van a un histograma que tiene el límite del servicio entre sus bordes; los percentiles no se promedian, los
  cajones se suman.
- `rate` antes que `sum`, y `le` hasta el final.
- El umbral de una medida de deriva depende del tamaño de la muestra. Con muchas columnas, todas se juzgan juntas; con
  muchos datos, cuenta el tamaño del cambio.
- Una alarma de deriva es una razón para mirar. Su silencio no prueba nada: el error se sabe cuando llegan las etiquetas.
- Sin series, una consulta no da nada, y nada no dispara. De la ausencia se ocupa `absent`.
- Reglas y tableros son código: se revisan y se prueban.

Mira cómo vas:
"""

# %% [markdown] lang="en"
"""
## What you take away

- Always count, failures too, and with few labels of known values.
- Seconds go to a histogram that has the service's limit among its bounds; percentiles are not averaged, buckets are
  summed.
- `rate` before `sum`, and `le` to the end.
- The threshold of a measure of drift depends on the size of the sample. With many columns, all are judged together; with
  much data, the size of the change counts.
- A drift alarm is a reason to look. Its silence proves nothing: the error is known when the labels come.
- Without series, a query gives nothing, and nothing does not fire. Absence is the business of `absent`.
- Rules and dashboards are code: they are reviewed and tested.

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
quiz("4-continuous-monitoring")
