# %% [markdown] lang="es"
"""
# 3. Velocidad de despliegue: que lo aprendido llegue a tiempo

Un modelo sabe lo que sabía el día en que lo entrenaste. El mundo sigue, y cada día que tarda en llegar lo nuevo se
paga en pedidos mal estimados. Hoy acortas ese camino de dos maneras: un modelo que aprende mientras contesta, y un
equipo que mide lo que tarda en entregar.

Al terminar podrás:

- enseñar a un modelo lote a lote y medirlo sin que vea antes las respuestas;
- llevar una media y una varianza sin guardar los datos, y unir las de dos máquinas;
- hacer un modelo que se recupera cuando el mundo cambia, y saber qué cuesta cada día de espera;
- sacar de un registro las cuatro medidas con las que se compara la entrega de un equipo.

Cuenta con unos 45 minutos. Todo funciona sin conexión.
"""

# %% [markdown] lang="en"
"""
# 3. Deployment velocity: what was learnt arrives in time

A model knows what it knew on the day you trained it. The world goes on, and every day that the new takes to arrive is
paid for in badly judged orders. Today you shorten that way in two manners: a model that learns while it answers, and a
team that measures how long it takes to deliver.

By the end you will be able to:

- teach a model batch by batch and measure it without letting it see the answers first;
- keep a mean and a variance without storing the data, and merge those of two machines;
- make a model that recovers when the world changes, and know what each day of waiting costs;
- get out of a log the four measures by which a team's delivery is compared.

Allow about 45 minutes. Everything works offline.
"""

# %% [markdown] lang="es"
"""
```mermaid
flowchart LR
    accTitle: Los dos caminos por los que lo aprendido vuelve a los usuarios
    accDescr {
        Llega un pedido, el modelo adivina y más tarde se sabe la verdad.
        Por el camino corto, el mismo modelo aprende de ella en el acto.
        Por el largo, la verdad va a un registro, de él se entrena un modelo nuevo, se prueba y se despliega.
    }
    order["Llega un pedido"] --> model["El modelo adivina"]
    model --> truth["Se sabe la verdad"]
    truth -- en línea: en el acto --> model
    truth -- por lotes --> log[("Registro")]
    log -- entrenas --> candidate["Modelo nuevo"]
    candidate -- pruebas y despliegas: días --> model
```
"""

# %% [markdown] lang="en"
"""
```mermaid
flowchart LR
    accTitle: The two ways by which what was learnt comes back to the users
    accDescr {
        An order arrives, the model guesses, and later the truth is known.
        By the short way, the same model learns from it at once.
        By the long way, the truth goes to a log, a new model is trained from it, tested and deployed.
    }
    order["An order arrives"] --> model["The model guesses"]
    model --> truth["The truth is known"]
    truth -- online: at once --> model
    truth -- in batches --> log[("Log")]
    log -- you train --> candidate["New model"]
    candidate -- you test and deploy: days --> model
```
"""

# %% [markdown] lang="es"
"""
Ejecuta primero estas celdas:
"""

# %% [markdown] lang="en"
"""
Run these cells first:
"""

# %% lang="es"
from grader.es import check, hint, progress, quiz, show

# %% lang="en"
from grader.en import check, hint, progress, quiz, show

# %%
import math
import statistics
from datetime import UTC, datetime, timedelta

# %%
import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

# %% [markdown] lang="es"
"""
## 1. Aprender de un flujo

Sigues en la empresa de reparto. Los pedidos no llegan en un archivo: llegan uno tras otro, sin final. Eso es un *flujo*
(stream). Aquí son 15 días con 200 pedidos cada uno; cada día es un *lote* (batch).
"""

# %% [markdown] lang="en"
"""
## 1. Learning from a stream

You are still at the delivery company. The orders do not arrive in a file: they come one after another, without an end.
That is a *stream*. Here it is 15 days with 200 orders each; each day is a *batch*.
"""

# %%
from grader.orders import FEATURES, PROMISED_MINUTES, make_orders


def day(number):
    orders = make_orders(200, seed=number)
    return orders[FEATURES].to_numpy(), orders["late"].to_numpy()


days = [day(number) for number in range(15)]
X, y = days[0]
print(X.shape, f"{y.mean():.3f}")

# %% [markdown] lang="es"
"""
`fit` empieza de cero cada vez que lo llamas. Algunos modelos tienen además `partial_fit`, que sigue donde iba. Es la
puerta del aprendizaje *en línea* (online): el modelo aprende un poco con cada lote y no necesita los anteriores.

**¿Qué esperas?** De los tres, ¿quién tiene `partial_fit`: el escalador, el modelo, el pipeline que los une?
"""

# %% [markdown] lang="en"
"""
`fit` starts from scratch each time you call it. Some models also have `partial_fit`, which goes on from where it was.
It is the door to *online* learning: the model learns a little from each batch and does not need the earlier ones.

**What do you expect?** Of the three, who has `partial_fit`: the scaler, the model, the pipeline that joins them?
"""

# %%
pair = make_pipeline(StandardScaler(), SGDClassifier())
print([hasattr(step, "partial_fit") for step in pair])
print(hasattr(pair, "partial_fit"))

# %% [markdown] lang="es"
"""
Los dos pasos sí, y el pipeline no: `partial_fit` no está entre lo que reparte a sus pasos. En línea llevas tú las dos
piezas, y decides cuándo aprende cada una.

`SGDClassifier` es un modelo lineal que da un pequeño paso con cada pedido. Enséñale el primero de todos, de tres
maneras.

**¿Qué esperas?** ¿Cuál de las tres funciona?
"""

# %% [markdown] lang="en"
"""
The two steps do, and the pipeline does not: `partial_fit` is not among what it hands to its steps. Online you hold the
two pieces yourself, and decide when each of them learns.

`SGDClassifier` is a linear model that takes a small step at each order. Teach it the very first one, in three ways.

**What do you expect?** Which of the three works?
"""

# %%
for classes in [None, np.unique(y[:1]), [False, True]]:
    try:
        model = SGDClassifier().partial_fit(X[:1], y[:1], classes=classes)
        print(model.classes_)
    except ValueError as error:
        print(error)

# %% [markdown] lang="es"
"""
Solo la última. Con `fit`, el modelo mira todos los datos y ve qué clases hay. En un flujo todavía no han llegado: hay
que decirle en la primera llamada qué puede llegar, con `classes`. Mirar qué hay en el primer lote no basta: puede que
ese día nada llegue tarde.
"""

# %% [markdown] lang="en"
"""
Only the last one. With `fit`, the model looks at all the data and sees which classes there are. In a stream they have
not arrived yet: you have to tell it in the first call what may arrive, with `classes`. Looking at what is in the first
batch is not enough: perhaps nothing is late that day.
"""

# %% [markdown] lang="es"
"""
¿Y cómo se mide un modelo que no deja de aprender? Prueba con el alumno más tramposo: se aprende de memoria cada pedido
y, ante uno nuevo, contesta lo que pasó con el más parecido.
"""

# %% [markdown] lang="en"
"""
And how do you measure a model that never stops learning? Try the most cunning of pupils: it learns every order by heart
and, given a new one, answers what happened to the most similar.
"""

# %%
class Memory:
    def __init__(self):
        self.X, self.y = [], []

    def learn(self, X, y):
        self.X += list(X)
        self.y += list(y)

    def predict(self, X):
        return KNeighborsClassifier(1).fit(self.X, self.y).predict(X)

# %% [markdown] lang="es"
"""
`race` hace lo que pasa en la calle: cada día el modelo contesta primero, y después se entera de la verdad. El primer
día solo aprende.

**¿Qué esperas?** ¿Cuánto acierta `Memory` así? ¿Y si al final le preguntas otra vez por todos los pedidos?
"""

# %% [markdown] lang="en"
"""
`race` does what happens in the street: each day the model answers first, and then learns the truth. On the first day it
only learns.

**What do you expect?** How often is `Memory` right like this? And if at the end you ask it again about all the orders?
"""

# %%
def race(model, days):
    model.learn(*days[0])
    hits = []
    for X, y in days[1:]:
        hits.append(model.predict(X) == y)
        model.learn(X, y)
    return np.concatenate(hits)


memory = Memory()
print(f"{race(memory, days).mean():.2f}")
print(f"{np.mean([memory.predict(X) == y for X, y in days]):.2f}")
print(f"{np.mean([~y for X, y in days[1:]]):.2f}")

# %% [markdown] lang="es"
"""
0,83 en la calle y 1,00 al final: para entonces ya se sabía todas las respuestas. Cambia de sitio las dos líneas del bucle de
`race` y verás otra vez 1,00. El último número, 0,71, es lo que acierta quien siempre dice «a tiempo».

Probar y después entrenar (*test-then-train*) es la medida natural de un flujo, y además no gasta datos: cada pedido
sirve de examen una vez y de lección después. La exactitud que sale se llama *prequential*, de *predictive* y
*sequential*.
"""

# %% [markdown] lang="en"
"""
0.83 in the street and 1.00 at the end: by then it knew all the answers. Swap the two lines of the loop in `race` and
you will see 1.00 again. The last number, 0.71, is how often someone is right who always says “on time”.

Testing and then training (*test-then-train*) is the natural measure of a stream, and it wastes no data besides: each
order serves as an exam once and as a lesson afterwards. The accuracy that comes out is called *prequential*, from
*predictive* and *sequential*.
"""

# %% [markdown] lang="es"
"""
### Ejercicio 1: primero adivina, después aprende

- **Escribe** `test_then_train(scaler, model, stream, classes)` y `prequential(hits, fading=1.0)`.
- **Recibes** un `StandardScaler` y un `SGDClassifier` sin entrenar; `stream`, un iterador que da lotes `(X, y)` de
  distintos tamaños; y `classes`, todas las clases que pueden llegar.
- **Haces**, con cada lote y en este orden: adivinar, con el escalador y el modelo como quedaron tras el lote anterior;
  enseñar el lote al escalador; enseñarlo, ya escalado, al modelo. El primer lote solo se aprende.
- **Devuelves** de la primera una lista de aciertos, `True` o `False`, uno por pedido adivinado y en su orden. De la
  segunda, una lista igual de larga: tras cada acierto o fallo, la parte de aciertos hasta ahí. Con `fading` menor que
  1, antes de contar cada nuevo pedido, la suma de aciertos y la cuenta de pedidos se multiplican por `fading`: así lo
  viejo pesa cada vez menos.
- **Cuida** que el flujo puede no terminar nunca: se recorre una vez y no se guarda. Y que en el primer lote puede faltar
  alguna clase.

```python
steps = SGDClassifier(loss="log_loss", learning_rate="constant", eta0=0.05, random_state=0)
hits = test_then_train(StandardScaler(), steps, iter(days), [False, True])
print(len(hits), f"{sum(hits) / len(hits):.2f}")  # 2800 0.88
prequential([True, False, True, True])  # [1.0, 0.5, 0.666…, 0.75]
prequential([True, False, True, True], fading=0.5)  # [1.0, 0.333…, 0.714…, 0.866…]
```

**Para qué:** es el número que miras cada mañana. Con `fading` ves cómo va ahora, y no la media desde el primer día. Para
una pista: `hint("online_learning")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 1: first guess, then learn

- **Write** `test_then_train(scaler, model, stream, classes)` and `prequential(hits, fading=1.0)`.
- **You get** an untrained `StandardScaler` and `SGDClassifier`; `stream`, an iterator that gives batches `(X, y)` of
  different sizes; and `classes`, all the classes that may arrive.
- **You do**, with each batch and in this order: guess, with the scaler and the model as the earlier batch left them;
  teach the batch to the scaler; teach it, scaled by now, to the model. The first batch is only learnt.
- **You give back** from the first a list of hits, `True` or `False`, one per guessed order and in their order. From the
  second, a list of the same length: after each hit or miss, the share of hits up to there. With `fading` below 1,
  before each new order is counted, the sum of hits and the count of orders are multiplied by `fading`: so what is old
  weighs less and less.
- **Mind** that the stream may never end: it is gone over once and not stored. And that some class may be missing from
  the first batch.

```python
steps = SGDClassifier(loss="log_loss", learning_rate="constant", eta0=0.05, random_state=0)
hits = test_then_train(StandardScaler(), steps, iter(days), [False, True])
print(len(hits), f"{sum(hits) / len(hits):.2f}")  # 2800 0.88
prequential([True, False, True, True])  # [1.0, 0.5, 0.666…, 0.75]
prequential([True, False, True, True], fading=0.5)  # [1.0, 0.333…, 0.714…, 0.866…]
```

**Why:** it is the number that you look at every morning. With `fading` you see how things are now, and not the mean
since the first day. For a hint: `hint("online_learning")`.
"""

# %% exercise="online_learning"
def test_then_train(scaler, model, stream, classes) -> list:
    ### BEGIN SOLUTION
    hits = []
    for number, (X, y) in enumerate(stream):
        if number:
            hits.extend(model.predict(scaler.transform(X)) == y)
        scaler.partial_fit(X)
        model.partial_fit(scaler.transform(X), y, classes=classes)
    return hits
    ### END SOLUTION


def prequential(hits, fading=1.0) -> list:
    ### BEGIN SOLUTION
    total = count = 0.0
    shares = []
    for hit in hits:
        total = fading * total + hit
        count = fading * count + 1
        shares.append(total / count)
    return shares
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes enseñar a un modelo sobre la marcha y decir con honestidad cuánto acierta.
"""

# %% [markdown] lang="en"
"""
You can now teach a model on the way and say honestly how often it is right.
"""

# %% [markdown] lang="es"
"""
## 2. Media y varianza sin guardar nada

El escalador también aprendió sobre la marcha: lleva la media y la varianza de cada columna sin guardar ni un pedido. La
receta que se le ocurre a todo el mundo es llevar la suma y la suma de los cuadrados:
"""

# %% [markdown] lang="en"
"""
## 2. Mean and variance without storing anything

The scaler learnt on the way too: it keeps the mean and the variance of each column without storing a single order. The
recipe that occurs to everyone is to keep the sum and the sum of the squares:
"""

# %%
def naive_variance(values):
    n = total = squares = 0
    for x in values:
        n, total, squares = n + 1, total + x, squares + x * x
    return (squares - total**2 / n) / (n - 1)


print(naive_variance([10, 12, 14]), statistics.variance([10, 12, 14]))

# %% [markdown] lang="es"
"""
Es correcta, en el papel. Pruébala con una columna de verdad: el momento de mil pedidos de una misma cena, con una
desviación de 15 segundos. Un ordenador cuenta los segundos desde 1970.

**¿Qué esperas?** La varianza no depende de dónde empieces a contar. ¿Salen iguales las dos?
"""

# %% [markdown] lang="en"
"""
It is correct, on paper. Try it on a real column: the moment of a thousand orders of one dinner, with a deviation of 15
seconds. A computer counts the seconds since 1970.

**What do you expect?** The variance does not depend on where you start counting. Do the two come out the same?
"""

# %%
since_eight = np.random.default_rng(1).normal(0, 15, size=1000)
since_1970 = since_eight + datetime(2026, 5, 4, 20, tzinfo=UTC).timestamp()
for seconds in [since_eight, since_1970]:
    print(f"{seconds[0]:16.2f} s   {naive_variance(seconds):10.1f}   {statistics.variance(seconds.tolist()):10.1f}")

# %% [markdown] lang="es"
"""
La columna de la derecha es la verdad, con fracciones exactas. La del medio acierta con los segundos desde las ocho y
dice un disparate con los segundos desde 1970, y nadie avisa. El cuadrado de cada valor tiene 19 cifras, y un número
`float` guarda unas 16. ¿A qué distancia está un número de ese tamaño del siguiente que se puede escribir?
"""

# %% [markdown] lang="en"
"""
The column on the right is the truth, with exact fractions. The one in the middle is right with the seconds since eight
and says nonsense with the seconds since 1970, and nobody gives a warning. The square of each value has 19 digits, and a
`float` number keeps about 16. How far is a number of that size from the next one that can be written?
"""

# %%
square = since_1970[0] ** 2
print(f"{square:.0f}   {np.spacing(square):.0f}   {np.spacing(1000 * square):.0f}")

# %% [markdown] lang="es"
"""
La suma de mil cuadrados va en saltos de 524288. Al restar dos de esos números se busca una diferencia más pequeña que
el propio escalón: las cifras que importaban ya se habían perdido.

**¿Qué esperas?** ¿Desde qué tamaño falla la receta? ¿Le pasa también a `StandardScaler`? En la celda, `scaler.var_`
divide por $n$ y las demás por $n - 1$; por eso se corrige.
"""

# %% [markdown] lang="en"
"""
The sum of a thousand squares goes in steps of 524288. Subtracting two such numbers, we look for a difference that is
smaller than the step itself: the digits that mattered were lost already.

**What do you expect?** From which size on does the recipe fail? Does it happen to `StandardScaler` too? In the cell,
`scaler.var_` divides by $n$ and the others by $n - 1$; that is why it is corrected.
"""

# %%
noise, offsets = np.random.default_rng(2).normal(size=500), 10.0 ** np.arange(13)
errors = []
for offset in offsets:
    values = noise + offset
    scaler = StandardScaler()
    for part in values.reshape(50, 10):
        scaler.partial_fit(part[:, None])
    exact = statistics.variance(values.tolist())
    found = np.array([naive_variance(values), scaler.var_[0] * 500 / 499])
    errors.append(np.maximum(abs(found / exact - 1), 1e-16))

# %%
offset_text, error_text = "distancia al cero de los valores", "error relativo de la varianza"  # es
names = ["suma de cuadrados", "StandardScaler.partial_fit"]  # es
useless = "todas las cifras perdidas"  # es
alt = (  # es
    "El error relativo frente a la distancia al cero, en escalas logarítmicas. El de la suma de cuadrados crece con el "  # es
    "cuadrado de la distancia y pasa de 1 antes de 1e8. El de StandardScaler sigue por debajo de una millonésima a 1e9."  # es
)  # es
offset_text, error_text = "distance of the values from zero", "relative error of the variance"  # en
names = ["sum of squares", "StandardScaler.partial_fit"]  # en
useless = "all digits lost"  # en
alt = (  # en
    "The relative error against the distance from zero, on logarithmic scales. That of the sum of squares grows with the "  # en
    "square of the distance and passes 1 before 1e8. That of StandardScaler is still below a millionth at 1e9."  # en
)  # en

# %%
figure, axes = plt.subplots(figsize=(8, 3.6), layout="constrained")
for name, style, line in zip(names, ["x--", "o-"], np.transpose(errors), strict=True):
    axes.loglog(offsets, line, style, color="#bb5566" if "x" in style else "#4477aa", label=name)
axes.axhline(1, color="grey", linewidth=1)
axes.text(1, 3, useless, color="grey")
axes.set_xlabel(offset_text)
axes.set_ylabel(error_text)
axes.legend(loc="lower right")
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira qué línea cruza la raya gris. La receta pierde dos cifras cada vez que los valores se alejan diez veces más, y desde
cien millones no queda ninguna buena. El escalador resiste porque no eleva al cuadrado los valores, sino su distancia a
la media. Lleva tres números:

- $n$, cuántos valores ha visto;
- $m$, su media;
- $M$, la suma de los cuadrados de las distancias a la media.

Así se unen los de dos partes $a$ y $b$ (Chan, Golub y LeVeque, 1979), con $n = n_a + n_b$ y $\delta = m_b - m_a$:

$$m = m_a + \delta \frac{n_b}{n} \qquad M = M_a + M_b + \delta^2 \frac{n_a n_b}{n}$$

El último sumando es la dispersión que ninguna de las dos partes pudo ver: la distancia entre ellas. Con una parte $b$ de
un solo valor, la misma fórmula enseña el valor siguiente; se conoce como algoritmo de Welford (1962).
"""

# %% [markdown] lang="en"
"""
Look at which line crosses the grey one. The recipe loses two digits each time the values are ten times farther away, and
from a hundred million on there is no good one left. The scaler holds out because it does not square the values, but
their distance from the mean. It keeps three numbers:

- $n$, how many values it has seen;
- $m$, their mean;
- $M$, the sum of the squares of the distances from the mean.

This is how those of two parts $a$ and $b$ are merged (Chan, Golub and LeVeque, 1979), with $n = n_a + n_b$ and
$\delta = m_b - m_a$:

$$m = m_a + \delta \frac{n_b}{n} \qquad M = M_a + M_b + \delta^2 \frac{n_a n_b}{n}$$

The last term is the spread that neither of the two parts could see: the distance between them. With a part $b$ of a
single value, the same formula teaches the next value; it is known as Welford's algorithm (1962).
"""

# %% [markdown] lang="es"
"""
¿Hace falta todo eso? Junta los minutos de los 50 repartos más cortos con los de los otros 350.

**¿Qué esperas?** ¿Cuánto se aparta la media de las dos medias? ¿Y la suma $M_a + M_b$, sin el último sumando?
"""

# %% [markdown] lang="en"
"""
Is all of that needed? Put the minutes of the 50 shortest deliveries together with the 350 others.

**What do you expect?** How far off is the mean of the two means? And the sum $M_a + M_b$, without the last term?
"""

# %%
minutes = np.sort(make_orders(400)["minutes"].to_numpy())
a, b = minutes[:50], minutes[50:]
print(f"{minutes.mean():.1f}   {(a.mean() + b.mean()) / 2:.1f}")
spread = [((part - part.mean()) ** 2).sum() for part in [minutes, a, b]]
print(f"{spread[0]:.0f}   {spread[1] + spread[2]:.0f}")

# %% [markdown] lang="es"
"""
La media de las medias da a 50 repartos el mismo peso que a 350. Y a la suma le falta la distancia entre los dos grupos.

Queda un detalle. Divide $M$ por $n$ y tienes la varianza de esos valores; divide por $n - 1$ y estimas la de todos los
que podrían llegar, de los que viste una muestra. Las bibliotecas no se ponen de acuerdo:
"""

# %% [markdown] lang="en"
"""
The mean of the means gives 50 deliveries the same weight as 350. And the sum lacks the distance between the two groups.

One detail is left. Divide $M$ by $n$ and you have the variance of those values; divide by $n - 1$ and you estimate that
of all that might come, of which you saw a sample. The libraries do not agree:
"""

# %%
few = [1.0, 2.0, 3.0, 4.0]
print(np.var(few), StandardScaler().fit(np.transpose([few])).var_[0])
print(pd.Series(few).var(), statistics.variance(few))

# %% [markdown] lang="es"
"""
### Ejercicio 2: tres números en lugar de los datos

- **Escribe** `observe(moments, x)`, `merge(one, other)` y `variance(moments)`.
- **Recibes** `moments`, `one` y `other`: tuplas `(n, m, M)`, con los tres números de arriba. La de quien no ha visto
  nada es `(0, 0.0, 0.0)`. `x` es un número.
- **Devuelves** de `observe` la tupla que resulta al ver un valor más; de `merge`, la de quien vio lo de las dos; de
  `variance`, la varianza de la muestra, que divide por $n - 1$, o `math.nan` si hay menos de dos valores.
- **Cuida** que todo lo que se recuerda esté en la tupla, que se pueda unir con quien no vio nada, y que salgan seis cifras
  buenas con valores alrededor de `1e9`.

```python
moments = (0, 0.0, 0.0)
for x in [10, 12, 14]:
    moments = observe(moments, x)
moments  # (3, 12.0, 8.0)
variance(moments)  # 4.0
merge(moments, (1, 20.0, 0.0))  # (4, 14.0, 56.0)
```

**Para qué:** el teléfono de cada repartidor lleva tres números y los manda al final del día. El servidor los une en
cualquier orden y sabe lo mismo que si tuviera todos los pedidos. Para una pista: `hint("running_moments")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 2: three numbers in place of the data

- **Write** `observe(moments, x)`, `merge(one, other)` and `variance(moments)`.
- **You get** `moments`, `one` and `other`: tuples `(n, m, M)`, with the three numbers from above. That of someone who
  has seen nothing is `(0, 0.0, 0.0)`. `x` is a number.
- **You give back** from `observe` the tuple that results from seeing one more value; from `merge`, that of someone who
  saw what both did; from `variance`, the variance of the sample, which divides by $n - 1$, or `math.nan` if there are
  fewer than two values.
- **Mind** that all that is remembered is in the tuple, that one can merge with someone who saw nothing, and that six
  digits are good with values around `1e9`.

```python
moments = (0, 0.0, 0.0)
for x in [10, 12, 14]:
    moments = observe(moments, x)
moments  # (3, 12.0, 8.0)
variance(moments)  # 4.0
merge(moments, (1, 20.0, 0.0))  # (4, 14.0, 56.0)
```

**Why:** each courier's phone keeps three numbers and sends them at the end of the day. The server merges them in any
order and knows the same as if it had all the orders. For a hint: `hint("running_moments")`.
"""

# %% exercise="running_moments"
def observe(moments, x) -> tuple:
    ### BEGIN SOLUTION
    n, mean, m2 = moments
    delta = x - mean
    mean += delta / (n + 1)
    return n + 1, mean, m2 + delta * (x - mean)
    ### END SOLUTION


def merge(one, other) -> tuple:
    ### BEGIN SOLUTION
    (n_a, mean_a, m2_a), (n_b, mean_b, m2_b) = one, other
    n, delta = n_a + n_b, mean_b - mean_a
    if n == 0:
        return one
    return n, mean_a + delta * n_b / n, m2_a + m2_b + delta**2 * n_a * n_b / n
    ### END SOLUTION


def variance(moments) -> float:
    ### BEGIN SOLUTION
    n, _, m2 = moments
    return m2 / (n - 1) if n > 1 else math.nan
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes resumir un flujo sin guardarlo, repartir el trabajo entre máquinas y unir lo que cada una vio.
"""

# %% [markdown] lang="en"
"""
You can now sum up a stream without storing it, share the work out among machines and merge what each one saw.
"""

# %% [markdown] lang="es"
"""
## 3. Cuando el mundo cambia

El día 15 la empresa cambia los coches por motos que llevan un solo pedido, y suma restaurantes que cocinan al momento.
La distancia y la carga del repartidor pesan menos; cada plato suma 5 minutos. La promesa sigue siendo de 40.
"""

# %% [markdown] lang="en"
"""
## 3. When the world changes

On day 15 the company replaces its cars by motorbikes that carry a single order, and takes on restaurants that cook to
order. The distance and the courier's load weigh less; each dish adds 5 minutes. The promise is still 40.
"""

# %%
def new_day(number):
    orders = make_orders(200, seed=number)
    minutes = orders["minutes"] - 3 * orders["distance_km"] - 4 * orders["courier_load"] + 5 * orders["items"]
    return orders[FEATURES].to_numpy(), (minutes > PROMISED_MINUTES).to_numpy()


days = [day(number) for number in range(15)] + [new_day(number) for number in range(15, 30)]
means = [np.concatenate([X for X, y in part]).mean(axis=0).round(1).tolist() for part in [days[:15], days[15:]]]
print(FEATURES, *means, sep="\n")

# %% [markdown] lang="es"
"""
Lo que se sabe de un pedido es igual antes y después: quien vigile solo las columnas de entrada no verá nada. Cambió lo
que esas columnas significan. A eso se le llama deriva de concepto (*concept drift*); la deriva de datos (*data drift*),
que cambia las columnas, llega en la unidad 3.

Compara dos modelos. `Frozen` se entrenó con los cinco primeros días y no vuelve a aprender:
"""

# %% [markdown] lang="en"
"""
What is known of an order is the same before and after: whoever watches only the input columns will see nothing. What
changed is what those columns mean. That is called *concept drift*; data drift, which changes the columns, comes in
unit 3.

Compare two models. `Frozen` was trained on the first five days and never learns again:
"""

# %%
def train(days):
    X, y = (np.concatenate(part) for part in zip(*days, strict=True))
    return make_pipeline(StandardScaler(), LogisticRegression()).fit(X, y)


class Frozen:
    def __init__(self):
        self.predict = train(days[:5]).predict

    def learn(self, X, y):
        pass

# %% [markdown] lang="es"
"""
El otro, `Steps`, enseña por dentro lo que hace `partial_fit`: por cada pedido calcula la probabilidad de que llegue
tarde y mueve los pesos un paso hacia la verdad. `size(t)` es el tamaño del paso número `t`. Para ir al grano, escala
siempre con los números del primer día.
"""

# %% [markdown] lang="en"
"""
The other one, `Steps`, shows from inside what `partial_fit` does: for each order it works out the chance of being late
and moves the weights one step towards the truth. `size(t)` is the size of step number `t`. To come to the point, it
always scales with the numbers of the first day.
"""

# %%
first_day = StandardScaler().fit(days[0][0])


class Steps:
    def __init__(self, size):
        self.size, self.t, self.weights = size, 0, np.zeros(6)

    def predict(self, X):
        return np.column_stack([first_day.transform(X), np.ones(len(X))]) @ self.weights > 0

    def learn(self, X, y):
        for row, late in zip(np.column_stack([first_day.transform(X), np.ones(len(X))]), y, strict=True):
            self.t += 1
            chance = 1 / (1 + np.exp(-row @ self.weights))
            self.weights += self.size(self.t) * (late - chance) * row

# %% [markdown] lang="es"
"""
Los libros aconsejan pasos que se van encogiendo, `5 / t`: al principio se aprende deprisa y después se afina.

**¿Qué esperas?** ¿Quién acierta más antes del día 15: el congelado, los pasos que encogen o los constantes? ¿Y después?
"""

# %% [markdown] lang="en"
"""
The books advise steps that shrink, `5 / t`: at first you learn fast and then you refine.

**What do you expect?** Who is right more often before day 15: the frozen one, the shrinking steps or the constant ones?
And after?
"""

# %%
def daily(model):
    return race(model, days).reshape(-1, 200).mean(axis=1)


frozen, shrinking, constant = daily(Frozen()), daily(Steps(lambda t: 5 / t)), daily(Steps(lambda t: 0.05))
for shares in [frozen, shrinking, constant]:
    print(f"{shares[5:14].mean():.2f}   {shares[17:].mean():.2f}")
frozen[:4] = math.nan

# %%
day_text, share_text, change_text = "día", "aciertos del día (prequential)", "cambia el mundo"  # es
names = ["congelado", "pasos que encogen", "pasos constantes"]  # es
alt = (  # es
    "Los aciertos de cada día de tres modelos. Antes del día 15 van juntos cerca de 0,9 y ese día caen juntos a dos de cada "  # es
    "tres. El de pasos constantes vuelve a 0,86 al día siguiente; el que encoge apenas sube y el congelado se queda abajo."  # es
)  # es
day_text, share_text, change_text = "day", "hits of the day (prequential)", "the world changes"  # en
names = ["frozen", "shrinking steps", "constant steps"]  # en
alt = (  # en
    "The hits of each day of three models. Before day 15 they go together near 0.9 and on that day they fall together to two "  # en
    "in three. The one with constant steps is back at 0.86 the next day; the shrinking one hardly rises, the frozen one stays down."  # en
)  # en

# %%
figure, axes = plt.subplots(figsize=(9, 3.6), layout="constrained")
styles = [("s:", "#777777"), ("x--", "#bb5566"), ("o-", "#4477aa")]
for name, shares, (style, color) in zip(names, [frozen, shrinking, constant], styles, strict=True):
    axes.plot(range(1, 30), shares, style, color=color, markersize=5, label=name)
axes.axvline(14.5, color="grey", linewidth=1)
axes.text(14.7, 0.96, change_text, color="grey")
axes.set(xlabel=day_text, ylabel=share_text, ylim=(0.5, 1))
axes.legend(loc="lower left")
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira a la derecha de la raya. El congelado, que se dibuja desde que terminó de estudiar, no se entera. El de pasos que
encogen aprende cada día, y en dos semanas no recupera ni la mitad de lo perdido: cuando llega el cambio, sus pasos ya
son diminutos. Aprender en línea no basta; hay que poder olvidar. ¿Y si los pasos son enormes?
"""

# %% [markdown] lang="en"
"""
Look to the right of the line. The frozen one, drawn from when it finished studying, does not notice. The one with
shrinking steps learns every day, and in two weeks does not make up even half of what was lost: when the change comes,
its steps are tiny by then. Learning online is not enough; one has to be able to forget. And if the steps are huge?
"""

# %%
for size in [0.001, 0.01, 0.05, 0.3, 2.0]:
    shares = daily(Steps(lambda t: size))
    print(f"{size:5}   {shares[5:14].mean():.2f}   {shares[17:].mean():.2f}")

# %% [markdown] lang="es"
"""
La segunda columna es antes del cambio; la tercera, después. Un paso diminuto tarda en volver. Uno enorme vuelve
enseguida, pero persigue cada casualidad y pierde todos los días un poco. En medio hay sitio de sobra.

En scikit-learn, `SGDClassifier` tiene `learning_rate` y `eta0` para decir esto mismo.

**¿Qué esperas?** Con su valor por defecto, `"optimal"`, ¿cuánto mide el primer paso? Con los pesos a cero la probabilidad
es 0,5, así que los pesos se mueven el tamaño del paso por 0,5 por la fila.
"""

# %% [markdown] lang="en"
"""
The second column is before the change; the third, after. A tiny step is slow to come back. A huge one comes back at
once, but chases every accident and loses a little every day. In between there is room to spare.

In scikit-learn, `SGDClassifier` has `learning_rate` and `eta0` to say this same thing.

**What do you expect?** With its default, `"optimal"`, how large is the first step? With the weights at zero the chance is
0.5, so the weights move by the size of the step times 0.5 times the row.
"""

# %%
X, y = days[0]
row = first_day.transform(X[:1])
model = SGDClassifier(loss="log_loss").partial_fit(row, y[:1], classes=[False, True])
print(abs(model.coef_ / (0.5 * row)).round(1))

# %% [markdown] lang="es"
"""
Mide 10, doscientas veces nuestro 0,05, y encoge despacio. El valor por defecto es para quien recorre muchas veces los
mismos datos; en un flujo, el tamaño lo eliges tú.
"""

# %% [markdown] lang="en"
"""
It is 10, two hundred times our 0.05, and it shrinks slowly. The default is for those who go over the same data many
times; in a stream, you choose the size.
"""

# %% [markdown] lang="es"
"""
### Ejercicio 3: un modelo que se recupera

- **Escribe** la clase `OnlineModel`, con `learn(X, y)` y `predict(X)`, como las de arriba y con lo que quieras de
  scikit-learn. Se crea sin argumentos.
- **Recibes** en `learn` lo de un día: `X`, un array con una fila por pedido, y `y`, un array con `True` si llegó tarde. En
  `predict`, solo `X`. Cada llamada trae un pedido o varios cientos. Las columnas tienen tamaños muy distintos.
- **Devuelves** de `predict` un array con `True` o `False` por fila.
- **Cuida** cuatro cosas: la primera llamada es a `learn`, y puede que ese día nada llegue tarde; preguntar no enseña; dos
  modelos no comparten nada; y un día cualquiera una columna puede pasar de km a metros.

```python
hits = race(OnlineModel(), days).reshape(-1, 200).mean(axis=1)
print(f"{hits[5:14].mean():.2f} {hits[17:].mean():.2f}")  # 0.89 0.86, con pasos constantes
```

Se te juzga en mundos que no has visto, en los que la regla se da casi la vuelta. Antes del cambio puedes acertar como
mucho 0,04 menos que un modelo congelado. Después tienes que acertar al menos 0,10 más que él y, desde el cuarto día,
como mucho 0,12 menos que un modelo que solo estudió el mundo nuevo.

**Para qué:** un congelado se estropea en silencio. Este se repara solo mientras tú preparas uno mejor. Para una pista:
`hint("frozen_or_online")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 3: a model that recovers

- **Write** the class `OnlineModel`, with `learn(X, y)` and `predict(X)`, like those above and with whatever you want of
  scikit-learn. It is made without arguments.
- **You get** in `learn` what a day brings: `X`, an array with one row per order, and `y`, an array with `True` if it was
  late. In `predict`, only `X`. Each call brings one order or several hundred. The columns are of very different sizes.
- **You give back** from `predict` an array with `True` or `False` per row.
- **Mind** four things: the first call is to `learn`, and perhaps nothing is late that day; asking teaches nothing; two
  models share nothing; and on any day a column may go from km to metres.

```python
hits = race(OnlineModel(), days).reshape(-1, 200).mean(axis=1)
print(f"{hits[5:14].mean():.2f} {hits[17:].mean():.2f}")  # 0.89 0.86, with constant steps
```

You are judged in worlds that you have not seen, in which the rule turns nearly around. Before the change you may be
right at most 0.04 less often than a frozen model. After it you must be right at least 0.10 more often than that one and,
from the fourth day on, at most 0.12 less often than a model that studied only the new world.

**Why:** a frozen model goes bad in silence. This one mends itself while you prepare a better one. For a hint:
`hint("frozen_or_online")`.
"""

# %% exercise="frozen_or_online"
class OnlineModel:
    def __init__(self):
        ### BEGIN SOLUTION
        self.scaler = StandardScaler()
        self.model = SGDClassifier(loss="log_loss", learning_rate="constant", eta0=0.05, random_state=0)
        ### END SOLUTION

    def learn(self, X, y) -> None:
        ### BEGIN SOLUTION
        self.scaler.partial_fit(X)
        self.model.partial_fit(self.scaler.transform(X), y, classes=[False, True])
        ### END SOLUTION

    def predict(self, X):
        ### BEGIN SOLUTION
        return self.model.predict(self.scaler.transform(X))
        ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes servir un modelo que se recupera en días de un cambio que nadie anunció. Antes de ponerlo en todas partes, mira
la otra cara: el día 8 una aplicación averiada manda las respuestas al revés.

**¿Qué esperas?** ¿Cuánto acierta el día 9 un modelo que aprende de todo lo que le dicen?
"""

# %% [markdown] lang="en"
"""
You can now serve a model that recovers within days from a change that nobody announced. Before you put it everywhere,
look at the other side: on day 8 a broken app sends the answers upside down.

**What do you expect?** How often is a model that learns from all that it is told right on day 9?
"""

# %%
model = Steps(lambda t: 0.05)
for number, (X, y) in enumerate(days[:13]):
    if number > 6:
        print(number, f"{(model.predict(X) == y).mean():.2f}")
    model.learn(X, ~y if number == 8 else y)

# %% [markdown] lang="es"
"""
El día 9 acierta 0,15: aprendió la mentira tan deprisa como habría aprendido la verdad, y ninguna prueba se interpuso. Un
modelo en línea se guarda cada día, como en la unidad 1, para tener adónde volver; y antes de `learn` va un filtro que
sospecha de un día demasiado raro.
"""

# %% [markdown] lang="en"
"""
On day 9 it is right 0.15 of the time: it learnt the lie as fast as it would have learnt the truth, and no test stood in
between. An online model is saved every day, as in unit 1, so that there is somewhere to go back to; and before `learn`
comes a filter that suspects a day that is too odd.
"""

# %% [markdown] lang="es"
"""
## 4. Lo que cuesta un día de espera

La mayoría de los equipos elige el camino largo: entrenar con el registro, probar y desplegar. Es más seguro. ¿Cuánto se
paga? Supón que cada noche se entrena un modelo con los cinco últimos días y que tarda `wait` días en llegar a los
usuarios.

**¿Qué esperas?** De los 3000 pedidos que siguen al cambio, ¿cuántos se fallan con cada espera?
"""

# %% [markdown] lang="en"
"""
## 4. What a day of waiting costs

Most teams choose the long way: train from the log, test and deploy. It is safer. What is the price? Suppose that every
night a model is trained on the last five days and that it takes `wait` days to reach the users.

**What do you expect?** Of the 3000 orders that follow the change, how many are missed with each wait?
"""

# %%
def misses(wait):
    models = {number: train(days[number - wait - 5 : number - wait]) for number in range(15, 30)}
    return sum(int((model.predict(days[number][0]) != days[number][1]).sum()) for number, model in models.items())


for wait in [0, 1, 3, 7, 10]:
    print(f"{wait:3} {misses(wait):5}")
print(round(200 * (1 - constant[14:]).sum()), round(200 * (1 - frozen[14:]).sum()))

# %% [markdown] lang="es"
"""
La última línea es el modelo de pasos constantes y el congelado. Cada día de espera cuesta decenas de pedidos; con diez,
el reentrenamiento apenas sirve. Y fíjate en que esos días casi nunca los gasta el entrenamiento: los gastan las
revisiones, las pruebas a mano y la ventana de despliegue de los jueves. Eso se puede medir, y acortar.
"""

# %% [markdown] lang="en"
"""
The last line is the model with constant steps and the frozen one. Each day of waiting costs dozens of orders; with ten,
training again is hardly any use. And notice that those days are hardly ever spent on training: they go into reviews,
tests by hand and the deployment window on Thursdays. That can be measured, and shortened.
"""

# %% [markdown] lang="es"
"""
## 5. Cómo entrega tu equipo

El programa de investigación DORA compara equipos con cuatro medidas. Las dos primeras dicen si vas rápido; las otras
dos, si lo pagas:

| Medida | Pregunta |
|---|---|
| frecuencia de despliegue (*deployment frequency*) | ¿cada cuánto llega algo a los usuarios? |
| plazo de entrega (*lead time for changes*) | ¿cuánto tarda un cambio, desde el commit hasta los usuarios? |
| tasa de fallos (*change failure rate*) | ¿qué parte de los despliegues hubo que reparar? |
| tiempo de recuperación (*time to restore*) | ¿cuánto dura un fallo? |

Los nombres cambian: desde 2023 DORA llama a la última *failed deployment recovery time*. Lo que importa es que tu equipo
las defina una vez. Un *commit* es un cambio que se entrega al repositorio; un *rollback*, quitar un despliegue y volver
al anterior. Este es el registro de dos semanas:
"""

# %% [markdown] lang="en"
"""
## 5. How your team delivers

The research programme DORA compares teams by four measures. The first two say whether you are fast; the other two,
whether you pay for it:

| Measure | Question |
|---|---|
| *deployment frequency* | how often does something reach the users? |
| *lead time for changes* | how long does a change take, from the commit to the users? |
| *change failure rate* | what share of the deployments had to be repaired? |
| *time to restore* | how long does a failure last? |

The names change: since 2023 DORA has called the last one *failed deployment recovery time*. What matters is that your
team defines them once. A *commit* is a change that is handed over to the repository; a *rollback* takes a deployment
away and goes back to the one before. This is the log of two weeks:
"""

# %%
written = """
2026-04-20T10:00:00+02:00 commit c4
2026-05-04T09:30:00+02:00 commit c1
2026-05-04T17:00:00-05:00 commit c2
2026-05-05T10:30:00+02:00 deployment d1 c1 c2
2026-05-06T12:00:00-05:00 commit c3
2026-05-07T09:00:00+02:00 deployment d2 c3
2026-05-07T08:20:00Z incident d2
2026-05-07T11:50:00+02:00 rollback d2
2026-05-11T15:00:00+02:00 deployment d3 c3 c4
2026-05-14T09:00:00-05:00 commit c5
2026-05-14T18:00:00+02:00 deployment d4 c5
2026-05-16T03:10:00Z incident d4"""

# %%
def read(line):
    at, kind, name, *changes = line.split()
    if kind == "deployment":
        return {"at": at, "kind": kind, "id": name, "changes": changes}
    return {"at": at, "kind": kind, "change" if kind == "commit" else "deployment": name}


events = [read(line) for line in written.strip().splitlines()]
events[2:4]

# %% [markdown] lang="es"
"""
El equipo está en Madrid, una compañera en Bogotá, y el servidor escribe en hora universal (`Z`). Cada hora lleva su
zona.

**¿Qué esperas?** ¿Cuánto pasó desde el commit `c2` hasta el despliegue `d1`? Calcúlalo con zonas y sin ellas.
"""

# %% [markdown] lang="en"
"""
The team is in Madrid, a colleague in Bogotá, and the server writes in universal time (`Z`). Each time carries its zone.

**What do you expect?** How long was it from the commit `c2` to the deployment `d1`? Work it out with zones and without
them.
"""

# %%
committed, deployed = events[2]["at"], events[3]["at"]
print(datetime.fromisoformat(deployed) - datetime.fromisoformat(committed))
print(datetime.fromisoformat(deployed[:19]) - datetime.fromisoformat(committed[:19]))

# %% [markdown] lang="es"
"""
Diez horas y media; sin zonas, 17 y media. Ordenar los textos también engaña, y el cambio de hora de marzo engaña hasta
a quien trabaja en una sola ciudad:
"""

# %% [markdown] lang="en"
"""
Ten and a half hours; without zones, 17 and a half. Sorting the texts misleads too, and the change of clocks in March
misleads even those who work in a single city:
"""

# %%
print("2026-05-05T00:10:00+02:00" < "2026-05-04T23:30:00+00:00")
print(datetime.fromisoformat("2026-05-05T00:10:00+02:00") < datetime.fromisoformat("2026-05-04T23:30:00+00:00"))
print(datetime.fromisoformat("2026-03-29T03:30:00+02:00") - datetime.fromisoformat("2026-03-29T01:30:00+01:00"))

# %% [markdown] lang="es"
"""
Y `datetime` no deja mezclar: una hora sin zona no se puede restar de una con zona, porque nadie sabe qué momento es.

Segunda trampa: la media. Estos son los plazos de los cinco cambios, en horas:
"""

# %% [markdown] lang="en"
"""
And `datetime` allows no mixing: a time without a zone cannot be subtracted from one with a zone, because nobody knows
which moment it is.

Second trap: the mean. These are the lead times of the five changes, in hours:
"""

# %%
leads = [25.0, 10.5, 14.0, 509.0, 2.0]
print(f"{statistics.mean(leads):.1f}   {statistics.median(leads):.1f}")

# %% [markdown] lang="es"
"""
El cambio que durmió tres semanas se lleva la media; la mediana dice lo que suele pasar. Ahora, mira el registro entero.
Cada momento se pasa a hora universal:
"""

# %% [markdown] lang="en"
"""
The change that slept for three weeks carries the mean off; the median says what usually happens. Now look at the whole
log. Each moment is turned into universal time:
"""

# %%
def moments_of(kind):
    found = [event for event in events if event["kind"] == kind]
    return {event.get("id") or event.get("deployment") or event["change"]: moment(event) for event in found}


def moment(event):
    return datetime.fromisoformat(event["at"]).astimezone(UTC)


lanes = {"commit": "o", "deployment": "^", "incident": "X", "rollback": "<"}
end = datetime(2026, 5, 17, 22, tzinfo=UTC)

# %%
lane_names = ["commit", "despliegue", "incidente", "rollback"]  # es
date_text = "día de mayo de 2026 (hora universal)"  # es
alt = (  # es
    "Cronología de dos semanas. Cuatro despliegues, d1 a d4. El incidente de d2 dura hora y media y acaba en un rollback; "  # es
    "el de d4 empieza el 16 y sigue abierto al final."  # es
)  # es
lane_names = ["commit", "deployment", "incident", "rollback"]  # en
date_text = "day of May 2026 (universal time)"  # en
alt = (  # en
    "Timeline of two weeks. Four deployments, d1 to d4. The incident of d2 lasts an hour and a half and ends in a rollback; "  # en
    "that of d4 begins on the 16th and is still open at the end."  # en
)  # en

# %%
figure, axes = plt.subplots(figsize=(10, 3), layout="constrained")
for height, (kind, marker) in enumerate(lanes.items()):
    for name, at in moments_of(kind).items():
        axes.plot(at, height, marker, color="#bb5566" if kind == "incident" else "#4477aa", markersize=9)
        axes.annotate(name, (at, height), xytext=(7, 5), textcoords="offset points", color="grey")
for name, at in moments_of("incident").items():
    axes.plot([at, moments_of("rollback").get(name, end)], [2, 2], color="#bb5566", linewidth=3)
axes.set_yticks(range(4), lane_names)
axes.set(xlabel=date_text, xlim=(end - timedelta(days=14), end), ylim=(3.6, -0.6))
axes.xaxis.set_major_formatter(mdates.DateFormatter("%d"))
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira los huecos: entre `d2` y `d3` no se despliega nada en cuatro días, y esos días cuentan. La hora y media de `d2`
cabe bajo su aspa. El fallo de `d4` no ha terminado: no tiene duración, y callarlo haría que el equipo pareciera mejor de
lo que es. El commit `c4` queda fuera, a la izquierda.

Con un registro delante, cada medida pide decisiones. Estas son las nuestras; en otro equipo pueden ser otras, pero
escritas.
"""

# %% [markdown] lang="en"
"""
Look at the gaps: between `d2` and `d3` nothing is deployed for four days, and those days count. The hour and a half of
`d2` fits under its cross. The failure of `d4` has not ended: it has no duration, and keeping quiet about it would make
the team look better than it is. The commit `c4` is outside, on the left.

With a log in hand, each measure calls for decisions. These are ours; another team's may be others, but written down.
"""

# %% [markdown] lang="es"
"""
### Ejercicio 4: las cuatro medidas, de un registro

- **Escribe** `delivery_metrics(events, since, until)`.
- **Recibes** `events`, una lista de diccionarios como los de arriba y en cualquier orden; y `since` y `until`, el
  principio y el final del periodo. Todas las horas son textos ISO 8601 con su zona. Hay cinco clases de evento:

| `kind` | Lleva además | Qué pasó |
|---|---|---|
| `commit` | `change` | el cambio se entregó al repositorio |
| `deployment` | `id`, `changes` | esos cambios llegaron a los usuarios; puede no haber ninguno |
| `incident` | `deployment` | ese despliegue hace daño a los usuarios desde ahora |
| `restored` | `deployment` | los usuarios vuelven a estar bien, con otro arreglo |
| `rollback` | `deployment` | ese despliegue se quitó, y los usuarios vuelven a estar bien |

- **Devuelves** un diccionario con cinco claves:
  - `deployments_per_day`: los despliegues del periodo entre sus días, con decimales. Un despliegue es del periodo si
    `since` ≤ hora < `until`. Un rollback no es un despliegue: no entrega nada nuevo.
  - `lead_time_hours`: la mediana, sobre los cambios que llegaron por primera vez en un despliegue del periodo, de las
    horas desde su commit. Un cambio sin commit en el registro no cuenta.
  - `failure_rate`: la parte de los despliegues del periodo que falló. Falla el que tiene algún incidente o un rollback.
  - `restore_hours`: la mediana de lo que duraron esos fallos: desde el primer incidente o, si nadie escribió ninguno,
    desde el propio despliegue; hasta su primer `restored` o `rollback`. Los que siguen abiertos no entran.
  - `unrestored`: cuántos de esos fallos siguen abiertos.
- **Cuida** los bordes. Lo que le pasa a un despliegue del periodo cuenta aunque ocurra después de `until`. Lo que se
  refiere a un despliegue desconocido no cuenta. Sin despliegues, la frecuencia es `0`; lo que no se puede calcular es
  `None`. Una hora sin zona es un `ValueError`.

```python
delivery_metrics(events, "2026-05-04T00:00:00+02:00", "2026-05-18T00:00:00+02:00")
# {'deployments_per_day': 0.2857…, 'lead_time_hours': 14.0, 'failure_rate': 0.5, 'restore_hours': 1.5, 'unrestored': 1}
```

**Para qué:** nadie discute con un registro. Para una pista: `hint("delivery_metrics")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 4: the four measures, from a log

- **Write** `delivery_metrics(events, since, until)`.
- **You get** `events`, a list of dictionaries like those above and in any order; and `since` and `until`, the beginning
  and the end of the period. All times are ISO 8601 texts with their zone. There are five kinds of event:

| `kind` | Also carries | What happened |
|---|---|---|
| `commit` | `change` | the change was handed over to the repository |
| `deployment` | `id`, `changes` | those changes reached the users; there may be none |
| `incident` | `deployment` | that deployment harms users from now on |
| `restored` | `deployment` | the users are well again, by some other repair |
| `rollback` | `deployment` | that deployment was taken away, and the users are well again |

- **You give back** a dictionary with five keys:
  - `deployments_per_day`: the deployments of the period over its days, with decimals. A deployment belongs to the period
    if `since` ≤ time < `until`. A rollback is no deployment: it delivers nothing new.
  - `lead_time_hours`: the median, over the changes that arrived for the first time in a deployment of the period, of the
    hours since their commit. A change without a commit in the log does not count.
  - `failure_rate`: the share of the deployments of the period that failed. One fails that has any incident or a rollback.
  - `restore_hours`: the median of how long those failures lasted: from the first incident or, if nobody wrote one down,
    from the deployment itself; until its first `restored` or `rollback`. Those that are still open stay out.
  - `unrestored`: how many of those failures are still open.
- **Mind** the edges. What happens to a deployment of the period counts even if it comes after `until`. What refers to an
  unknown deployment does not count. Without deployments, the frequency is `0`; what cannot be worked out is `None`. A
  time without a zone is a `ValueError`.

```python
delivery_metrics(events, "2026-05-04T00:00:00+02:00", "2026-05-18T00:00:00+02:00")
# {'deployments_per_day': 0.2857…, 'lead_time_hours': 14.0, 'failure_rate': 0.5, 'restore_hours': 1.5, 'unrestored': 1}
```

**Why:** nobody argues with a log. For a hint: `hint("delivery_metrics")`.
"""

# %% exercise="delivery_metrics"
def delivery_metrics(events, since, until) -> dict:
    ### BEGIN SOLUTION
    def when(text):
        at = datetime.fromisoformat(text)
        if at.tzinfo is None:
            raise ValueError(f"{text} has no time zone")
        return at

    def hours(start, end):
        return (end - start) / timedelta(hours=1)

    committed, arrived, deployed, hurt, withdrawn, mended = {}, {}, {}, {}, {}, {}
    for at, event in sorted(((when(event["at"]), event) for event in events), key=lambda pair: pair[0]):
        match event["kind"]:
            case "commit":
                committed.setdefault(event["change"], at)
            case "deployment":
                deployed[event["id"]] = at
                for change in event["changes"]:
                    arrived.setdefault(change, at)
            case "incident":
                hurt.setdefault(event["deployment"], at)
            case "restored" | "rollback":
                mended.setdefault(event["deployment"], at)
                if event["kind"] == "rollback":
                    withdrawn.setdefault(event["deployment"], at)

    start, end = when(since), when(until)
    ours = {id: at for id, at in deployed.items() if start <= at < end}
    leads = [hours(committed[c], at) for c, at in arrived.items() if start <= at < end and c in committed]
    failed = [id for id in ours if id in hurt or id in withdrawn]
    lasted = [hours(hurt.get(id, ours[id]), mended[id]) for id in failed if id in mended]
    return {
        "deployments_per_day": len(ours) / (hours(start, end) / 24),
        "lead_time_hours": statistics.median(leads) if leads else None,
        "failure_rate": len(failed) / len(ours) if ours else None,
        "restore_hours": statistics.median(lasted) if lasted else None,
        "unrestored": len(failed) - len(lasted),
    }
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes decir cuánto tarda tu equipo, con qué frecuencia se equivoca y cuánto le cuesta arreglarlo. Dos cautelas. Una
medida que se convierte en objetivo se puede fingir: desplegar nada muchas veces sube la frecuencia. Y un modelo en línea
cambia con cada pedido sin que haya un despliegue: si no guardas sus versiones, el registro dirá que nunca pasa nada.
"""

# %% [markdown] lang="en"
"""
You can now say how long your team takes, how often it gets things wrong and what it costs to mend them. Two cautions. A
measure that becomes a target can be faked: deploying nothing many times raises the frequency. And an online model
changes with every order without there being a deployment: unless you keep its versions, the log will say that nothing
ever happens.
"""

# %% [markdown] lang="es"
"""
## Lo que te llevas

- En un flujo se prueba y después se entrena: cada pedido es examen una vez y lección después.
- En línea, las clases se dicen en la primera llamada, y el escalador aprende también sobre la marcha. Un pipeline no
  tiene `partial_fit`.
- Tres números bastan para una media y una varianza que se pueden unir. La suma de cuadrados falla lejos del cero.
- Para recuperarse de un cambio hay que poder olvidar: pasos constantes, ni diminutos ni enormes. Quien aprende de todo
  aprende también las mentiras.
- Cada día de espera tiene un precio, y se mide: frecuencia, plazo, tasa de fallos y tiempo de recuperación, con las
  reglas escritas y las zonas horarias en su sitio.

Mira cómo vas:
"""

# %% [markdown] lang="en"
"""
## What you take away

- In a stream you test and then train: each order is an exam once and a lesson afterwards.
- Online, the classes are told in the first call, and the scaler learns on the way too. A pipeline has no
  `partial_fit`.
- Three numbers are enough for a mean and a variance that can be merged. The sum of squares fails far from zero.
- To recover from a change one must be able to forget: constant steps, neither tiny nor huge. Whoever learns from
  everything learns the lies too.
- Each day of waiting has a price, and it is measured: frequency, lead time, failure rate and time to restore, with the
  rules written down and the time zones in their place.

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
quiz("3-deployment-velocity")
