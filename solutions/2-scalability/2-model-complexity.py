# %% [markdown] lang="es"
"""
# 2. Complejidad del modelo: que quepa, que responda y que acierte

Un modelo mejor suele ser un modelo más grande, y alguien paga ese tamaño en cada predicción. Hoy lo haces más pequeño
de cuatro maneras, mides qué pierdes con cada una y eliges con los números delante.

Al terminar podrás:

- elegir columnas con chi² sin engañarte sobre los aciertos;
- comprimir columnas con PCA y decir cuánto se pierde;
- podar un árbol con un presupuesto de error, sin mirar los datos de prueba;
- podar una red, y saber por qué el archivo no encoge hasta que tú lo encoges;
- descartar los modelos que otro mejora en tamaño, tiempo y error a la vez.

Cuenta con unos 50 minutos. Todo funciona sin conexión y en la CPU.
"""

# %% [markdown] lang="en"
"""
# 2. Model complexity: let it fit, let it answer, let it be right

A better model is usually a bigger model, and somebody pays for that size at every prediction. Today you make it smaller
in four ways, measure what you lose with each, and choose with the numbers in front of you.

By the end you will be able to:

- choose columns with chi² without fooling yourself about the accuracy;
- compress columns with PCA and say how much is lost;
- prune a tree on an error budget, without looking at the test data;
- prune a network, and know why the file does not shrink until you shrink it;
- discard the models that another one beats in size, time and error at once.

Allow about 50 minutes. Everything works offline and on the CPU.
"""

# %% [markdown] lang="es"
"""
```mermaid
flowchart LR
    accTitle: Cuatro maneras de hacer un modelo más pequeño, y cómo se elige
    accDescr {
        Un modelo grande se puede encoger de cuatro maneras.
        Elegir columnas con chi² y comprimirlas con PCA le quitan datos de entrada.
        Podar las hojas de un árbol y podar los pesos de una red le quitan piezas.
        Lo que sale se mide en tamaño, latencia y error, y queda el frente de Pareto.
    }
    big["Modelo grande"] -- menos columnas --> select["Elegir: chi²"]
    big -- columnas nuevas --> compress["Comprimir: PCA"]
    big -- menos hojas --> tree["Podar un árbol"]
    big -- menos pesos --> net["Podar una red"]
    select --> measure{"Medir: tamaño, latencia, error"}
    compress --> measure
    tree --> measure
    net --> measure
    measure --> front["Frente de Pareto: los que nadie mejora"]
```
"""

# %% [markdown] lang="en"
"""
```mermaid
flowchart LR
    accTitle: Four ways to make a model smaller, and how to choose
    accDescr {
        A big model can be shrunk in four ways.
        Choosing columns with chi² and compressing them with PCA take input data away from it.
        Pruning the leaves of a tree and pruning the weights of a network take parts away from it.
        What comes out is measured in size, latency and error, and the Pareto front remains.
    }
    big["Big model"] -- fewer columns --> select["Choose: chi²"]
    big -- new columns --> compress["Compress: PCA"]
    big -- fewer leaves --> tree["Prune a tree"]
    big -- fewer weights --> net["Prune a network"]
    select --> measure{"Measure: size, latency, error"}
    compress --> measure
    tree --> measure
    net --> measure
    measure --> front["Pareto front: those that nobody beats"]
```
"""

# %% [markdown] lang="es"
"""
Ejecuta primero estas celdas. NumPy, scikit-learn y PyTorch usarán un solo hilo, como un teléfono barato: así las medidas
se pueden comparar.
"""

# %% [markdown] lang="en"
"""
Run these cells first. NumPy, scikit-learn and PyTorch will use a single thread, like a cheap phone: that way the
measurements can be compared.
"""

# %% lang="es"
from grader.es import check, hint, progress, quiz, show

# %% lang="en"
from grader.en import check, hint, progress, quiz, show

# %%
import gzip
import io
import pickle
import time
from copy import deepcopy

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import torch
from torch import nn
from torch.nn.utils import prune

from grader.orders import FEATURES, make_orders

# %%
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.feature_selection import SelectKBest, chi2
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, StratifiedKFold, cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, SplineTransformer, StandardScaler
from sklearn.tree import DecisionTreeClassifier
from threadpoolctl import threadpool_limits

threadpool_limits(1)
torch.set_num_threads(1)

# %% [markdown] lang="es"
"""
## 1. Cuánto cuesta un modelo mejor

La empresa de reparto quiere avisar de los retrasos en el teléfono del repartidor, también donde no hay cobertura. El
modelo tiene que caber en un teléfono barato y contestar sin gastar batería.
"""

# %% [markdown] lang="en"
"""
## 1. What a better model costs

The delivery company wants to warn of delays on the courier's phone, also where there is no coverage. The model has to
fit in a cheap phone and answer without draining the battery.
"""

# %%
orders, tomorrow = make_orders(2000), make_orders(2000, seed=7)
X, y = orders[FEATURES].to_numpy(), orders["late"].to_numpy()
X_tomorrow, y_tomorrow = tomorrow[FEATURES].to_numpy(), tomorrow["late"].to_numpy()

# %% [markdown] lang="es"
"""
Tres números dicen lo que cuesta un modelo: su *tamaño* (bytes), su *latencia* (lo que tarda en contestar) y su *error*
(qué parte de los pedidos de mañana clasifica mal). Para la latencia, un cronómetro: la mejor de siete veces.
"""

# %% [markdown] lang="en"
"""
Three numbers say what a model costs: its *size* (bytes), its *latency* (how long it takes to answer) and its *error*
(what share of tomorrow's orders it gets wrong). For latency, a stopwatch: the best of seven times.
"""

# %%
def best_ms(function, *args) -> float:
    times = []
    for _ in range(7):
        start = time.perf_counter()
        function(*args)
        times.append(1000 * (time.perf_counter() - start))
    return min(times)

# %% [markdown] lang="es"
"""
**¿Qué esperas?** Un bosque pasa de 1 árbol a 100. ¿Por cuánto se multiplica cada uno de los tres números?
"""

# %% [markdown] lang="en"
"""
**What do you expect?** A forest goes from 1 tree to 100. By how much is each of the three numbers multiplied?
"""

# %%
rows = []
for trees in [1, 3, 10, 30, 100]:
    forest = RandomForestClassifier(trees, random_state=0).fit(X, y)
    size, latency = len(pickle.dumps(forest)) / 1000, best_ms(forest.predict, X_tomorrow)
    rows.append([trees, size, latency, 1 - forest.score(X_tomorrow, y_tomorrow)])

columns = ["árboles", "tamaño (kB)", "latencia (ms)", "error"]  # es
columns = ["trees", "size (kB)", "latency (ms)", "error"]  # en
costs = pd.DataFrame(rows, columns=columns)
costs.round(3)

# %%
alt = (  # es
    "Tres paneles según el número de árboles, de 1 a 100. El tamaño y la latencia suben sin parar; el error baja deprisa "  # es
    "hasta 10 árboles y después casi nada."  # es
)  # es
alt = (  # en
    "Three panels by the number of trees, from 1 to 100. Size and latency rise without end; error falls fast up to 10 "  # en
    "trees and hardly at all afterwards."  # en
)  # en
figure, panels = plt.subplots(1, 3, figsize=(10, 3), layout="constrained")
for panel, column in zip(panels, costs.columns[1:], strict=True):
    panel.plot(costs[costs.columns[0]], costs[column], "o-", color="#4477aa")
    panel.set(xscale="log", xlabel=costs.columns[0], ylabel=column, ylim=(0, 1.1 * costs[column].max()))
    panel.set_xticks([1, 10, 100], ["1", "10", "100"])
    panel.grid(alpha=0.4)
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Compara los dos primeros paneles con el tercero. Cada árbol ocupa lo suyo y tarda lo suyo: el tamaño y la latencia crecen
con los árboles. El error no baja igual: los últimos 70 árboles triplican el tamaño y arreglan 3 pedidos de cada 1000.

La *complejidad* de un modelo es cuántas piezas tiene: árboles, hojas, columnas, pesos. La *escala* es cuántas veces se
usa. El coste es el producto: una milésima de segundo por pedido son 17 minutos de CPU con un millón de pedidos.

Ya puedes decir cuánto cuesta cada pieza de más. Ahora, a quitarlas.
"""

# %% [markdown] lang="en"
"""
Compare the first two panels with the third. Every tree takes its own space and its own time: size and latency grow with
the trees. Error does not fall to match: the last 70 trees triple the size and put right 3 orders in 1000.

The *complexity* of a model is how many parts it has: trees, leaves, columns, weights. The *scale* is how many times it
is used. The cost is the product: a thousandth of a second per order is 17 minutes of CPU at a million orders.

You can now say what each additional part costs. Now, to take them away.
"""

# %% [markdown] lang="es"
"""
## 2. Menos columnas: chi²

Una columna que no dice nada también se guarda, se manda y se multiplica. *chi²* puntúa cada columna por separado:
compara lo que se cuenta en cada clase con lo que se contaría si la columna no tuviera nada que ver.

**¿Qué esperas?** Tres pedidos de cada diez llegan tarde. Si la lluvia diera igual, ¿cuántos de los 507 pedidos con lluvia
llegarían tarde?
"""

# %% [markdown] lang="en"
"""
## 2. Fewer columns: chi²

A column that says nothing is stored, sent and multiplied too. *chi²* scores each column on its own: it compares what is
counted in each class with what would be counted if the column had nothing to do with it.

**What do you expect?** Three orders in ten are late. If rain made no difference, how many of the 507 orders with rain
would be late?
"""

# %%
rainy = orders["rain_mm"].to_numpy() > 0
seen = np.array([rainy[~y].sum(), rainy[y].sum()])
expected = rainy.sum() * np.array([1 - y.mean(), y.mean()])
print(seen, expected.round(1))
print(((seen - expected) ** 2 / expected).sum(), chi2(rainy[:, None], y)[0])

# %% [markdown] lang="es"
"""
Se esperaban 152.6 tarde y hubo 192. La suma de (visto − esperado)² / esperado es 14.5, la misma cuenta que hace
scikit-learn. Cuanto mayor, menos parece casualidad.

chi² nació para contar cosas, y eso trae dos trampas con otras columnas.

**¿Qué esperas?** La distancia, en kilómetros y en metros: ¿la misma puntuación? ¿Y con números negativos?
"""

# %% [markdown] lang="en"
"""
152.6 late ones were expected and there were 192. The sum of (seen − expected)² / expected is 14.5, the same sum that
scikit-learn does. The larger, the less it looks like chance.

chi² was born to count things, and that brings two traps with other columns.

**What do you expect?** The distance, in kilometres and in metres: the same score? And with negative numbers?
"""

# %%
distance = X[:, [0]]
print("km:", chi2(distance, y)[0], " m:", chi2(1000 * distance, y)[0])
try:
    chi2(distance - distance.mean(), y)
except ValueError as error:
    print(error)

# %% [markdown] lang="es"
"""
En metros puntúa mil veces más: con otra unidad ganaría a cualquiera. Y los negativos no se pueden contar. Las dos se
arreglan igual: llevar antes cada columna al intervalo de 0 a 1 con `MinMaxScaler`.

La tercera trampa es peor, porque da buenas noticias. Un proveedor te vende 5000 columnas sobre tus 100 pedidos. Son
ruido: números al azar, y la respuesta también es una moneda al aire.

**¿Qué esperas?** Te quedas con las 20 columnas de mayor chi² y mides los aciertos con *validación cruzada*: cinco
partes, y cada una la predice un modelo que se entrenó con las otras cuatro.
"""

# %% [markdown] lang="en"
"""
In metres it scores a thousand times more: in another unit it would beat anyone. And negatives cannot be counted. Both
are mended alike: first take every column to the interval from 0 to 1 with `MinMaxScaler`.

The third trap is worse, because it brings good news. A vendor sells you 5000 columns about your 100 orders. They are
noise: random numbers, and the answer is the toss of a coin too.

**What do you expect?** You keep the 20 columns with the largest chi² and measure the accuracy with *cross-validation*:
five parts, and each is predicted by a model that was trained on the other four.
"""

# %%
def noise(seed):
    rng = np.random.default_rng(seed)
    return rng.random((100, 5000)), rng.integers(0, 2, 100)


def select_first(X, y):
    chosen = SelectKBest(chi2, k=20).fit_transform(X, y)
    return cross_val_score(LogisticRegression(), chosen, y, cv=5).mean()


print(f"{select_first(*noise(34)):.2f}")

# %% [markdown] lang="es"
"""
0.88, y no había nada que aprender. Entre 5000 columnas al azar siempre hay 20 que coinciden con la respuesta, y las
eligió quien ya había visto *todas* las respuestas, también las de la parte que luego hace de juez. Eso es una *fuga de
datos* (data leakage).

**¿Qué esperas?** Ahora las columnas se eligen dentro de cada vuelta, solo con las cuatro partes de entrenamiento.
"""

# %% [markdown] lang="en"
"""
0.88, and there was nothing to learn. Among 5000 random columns there are always 20 that agree with the answer, and they
were chosen by someone who had seen *all* the answers, also those of the part that acts as judge later. That is *data
leakage*.

**What do you expect?** Now the columns are chosen inside each round, with the four training parts alone.
"""

# %%
def select_inside(X, y):
    scores = []
    for train, test in StratifiedKFold(5).split(X, y):
        selector = SelectKBest(chi2, k=20).fit(X[train], y[train])
        model = LogisticRegression().fit(selector.transform(X[train]), y[train])
        scores.append(model.score(selector.transform(X[test]), y[test]))
    return np.mean(scores)


first = [select_first(*noise(seed)) for seed in range(34, 44)]
inside = [select_inside(*noise(seed)) for seed in range(34, 44)]
print(f"{np.mean(first):.2f}  {np.mean(inside):.2f}")

# %%
first_text, inside_text, chance_text = "elegir antes", "elegir dentro", "una moneda"  # es
draw_text, score_text = "sorteo de ruido", "aciertos en validación cruzada"  # es
alt = (  # es
    "Aciertos en diez sorteos de ruido. Si se elige antes de validar, entre 0.85 y 0.92; si se elige dentro, "  # es
    "alrededor de 0.5, como una moneda."  # es
)  # es
first_text, inside_text, chance_text = "select first", "select inside", "a coin"  # en
draw_text, score_text = "draw of noise", "cross-validated accuracy"  # en
alt = (  # en
    "Accuracy over ten draws of noise. Selecting before validating gives 0.85 to 0.92; selecting inside gives about "  # en
    "0.5, like a coin."  # en
)  # en

# %%
figure, axes = plt.subplots(figsize=(7, 3.2), layout="constrained")
axes.plot(range(1, 11), first, "o", markersize=8, color="#bb5566", label=first_text)
axes.plot(range(1, 11), inside, "x", markersize=8, color="#4477aa", label=inside_text)
axes.axhline(0.5, color="grey", linestyle="--", linewidth=1, label=chance_text)
axes.set(xlabel=draw_text, ylabel=score_text, xticks=range(1, 11), ylim=(0.3, 1))
axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira la distancia entre los círculos y las cruces: es dinero que se pagaría por ruido. Quien elige dentro acierta como
una moneda, que es la verdad.

El bucle sirve, pero alguien olvidará un paso. Un pipeline no olvida: quien lo valida entrena de nuevo *todos* sus
pasos en cada vuelta.

### Ejercicio 1: elegir columnas sin engañarse

- **Escribe** `chi2_pipeline(k)` y `honest_accuracy(X, y, k)`.
- **Recibes** `k`, con cuántas columnas quedarse; `X`, un array de filas × columnas en cualquier unidad, quizá con
  negativos; `y`, la clase de cada fila.
- **Devuelves** de la primera un pipeline sin entrenar: lleva cada columna al intervalo de 0 a 1, se queda con las `k`
  de mayor chi² y clasifica con una regresión logística. De la segunda, la media de los aciertos de ese pipeline en
  validación cruzada de cinco partes, con todo aprendido dentro de cada vuelta.

```python
honest_accuracy(*noise(34), k=20)  # 0.45, como una moneda
honest_accuracy(X, y, k=3)  # 0.86
```

**Para qué:** de este número depende que el modelo salga a producción. Para una pista: `hint("chi2_selection")`.
"""

# %% [markdown] lang="en"
"""
Look at the distance between the circles and the crosses: it is money that would be paid for noise. Selecting inside is
right as often as a coin, which is the truth.

The loop works, but somebody will forget a step. A pipeline does not forget: whoever validates it trains *all* its steps
again in every round.

### Exercise 1: choosing columns without fooling yourself

- **Write** `chi2_pipeline(k)` and `honest_accuracy(X, y, k)`.
- **You get** `k`, how many columns to keep; `X`, an array of rows × columns in any unit, perhaps with negatives; `y`,
  the class of each row.
- **You give back** from the first an untrained pipeline: it takes every column to the interval from 0 to 1, keeps the
  `k` with the largest chi² and classifies with a logistic regression. From the second, the mean accuracy of that
  pipeline in five-part cross-validation, with everything learnt inside each round.

```python
honest_accuracy(*noise(34), k=20)  # 0.45, like a coin
honest_accuracy(X, y, k=3)  # 0.86
```

**Why:** whether the model goes to production hangs on this number. For a hint: `hint("chi2_selection")`.
"""

# %% exercise="chi2_selection"
def chi2_pipeline(k):
    ### BEGIN SOLUTION
    return make_pipeline(MinMaxScaler(), SelectKBest(chi2, k=k), LogisticRegression())
    ### END SOLUTION


def honest_accuracy(X, y, k) -> float:
    ### BEGIN SOLUTION
    return cross_val_score(chi2_pipeline(k), X, y, cv=5).mean()
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes quitar columnas y creerte el número que sale. Con los pedidos, tres columnas de cinco pierden un acierto de
cada cien.

Un aviso: chi² mira las columnas de una en una. No ve dos columnas que solo dicen algo juntas, ni dos que dicen lo mismo.
"""

# %% [markdown] lang="en"
"""
You can now take columns away and believe the number that comes out. With the orders, three columns out of five lose one
right answer in a hundred.

A warning: chi² looks at the columns one by one. It does not see two columns that only say something together, nor two
that say the same.
"""

# %% [markdown] lang="es"
"""
## 3. Columnas nuevas: PCA

En cada puerta, el repartidor fotografía el número escrito a mano en el paquete. Cada cifra es una imagen de 8 × 8
puntos, o sea 64 columnas. Muchas se repiten: si un punto es negro, su vecino suele serlo.

*PCA* (análisis de componentes principales) aprovecha esa repetición. Cambia las columnas por mezclas de ellas, las
*componentes*, ordenadas por cuánto varían. Te quedas con las primeras.

**¿Qué esperas?** ¿Cuántas de las 64 hacen falta para conservar el 50 % de la varianza? ¿Y el 95 %?
"""

# %% [markdown] lang="en"
"""
## 3. New columns: PCA

At every door, the courier takes a photo of the number written by hand on the parcel. Each digit is an image of 8 × 8
dots, that is, 64 columns. Many repeat each other: if a dot is black, its neighbour usually is.

*PCA* (principal component analysis) makes use of that repetition. It swaps the columns for mixtures of them, the
*components*, ordered by how much they vary. You keep the first ones.

**What do you expect?** How many of the 64 does it take to keep 50 % of the variance? And 95 %?
"""

# %%
pixels = load_digits().data
pictures = {}
for variance in [0.5, 0.8, 0.95]:
    pca = PCA(variance).fit(pixels)
    back = pca.inverse_transform(pca.transform(pixels))
    lost = ((pixels - back) ** 2).sum() / ((pixels - pixels.mean(axis=0)) ** 2).sum()
    pictures[f"{100 * variance:.0f} %: {pca.n_components_}"] = back
    print(f"{variance:.2f}  {pca.n_components_:2}  {lost:.3f}")

# %% [markdown] lang="es"
"""
5 números en lugar de 64 para la mitad, 29 para casi todo. `transform` comprime e `inverse_transform` deshace. La última
columna es lo que se pierde al ir y volver: justo la varianza que dejaste fuera, 1 menos la que pediste, o algo menos
porque las componentes van enteras. Así se ve:
"""

# %% [markdown] lang="en"
"""
5 numbers in place of 64 for half of it, 29 for nearly all. `transform` compresses and `inverse_transform` undoes it. The
last column is what is lost on the way there and back: just the variance that you left out, 1 minus the one you asked
for, or a little less because components come whole. This is what it looks like:
"""

# %%
alt = (  # es
    "Ocho cifras escritas a mano, en cuatro filas: con 5 componentes son manchas que se adivinan, con 13 se leen, con 29 "  # es
    "apenas se distinguen del original de 64 puntos."  # es
)  # es
alt = (  # en
    "Eight handwritten digits, in four rows: with 5 components they are blots that can be guessed, with 13 they can be "  # en
    "read, with 29 they can hardly be told from the original of 64 dots."  # en
)  # en
pictures["original: 64"] = pixels
figure, axes = plt.subplots(4, 8, figsize=(7.5, 4.2), layout="constrained")
for row, (name, images) in zip(axes, pictures.items(), strict=True):
    for panel, image in zip(row, images[10:18], strict=True):
        panel.imshow(image.reshape(8, 8), cmap="gray_r", vmin=0, vmax=16)
        panel.set(xticks=[], yticks=[])
    row[0].set_ylabel(name, rotation=0, ha="right", va="center")
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Compara cada fila con la última: con 13 números se lee casi todo, y ocupa la quinta parte.

Los puntos de una imagen comparten unidad. Tus columnas, casi nunca. El teléfono manda seis lecturas de sensores: cinco
en unidades grandes que son ruido, y una pequeña que dice si el paquete se rompió.

**¿Qué esperas?** Comprimes con PCA al 99 % de la varianza y clasificas. ¿Cuánto acierta?
"""

# %% [markdown] lang="en"
"""
Compare each row with the last: with 13 numbers nearly everything can be read, and it takes a fifth of the space.

The dots of an image share a unit. Your columns hardly ever do. The phone sends six sensor readings: five in large units
that are noise, and a small one that tells whether the parcel broke.

**What do you expect?** You compress with PCA at 99 % of the variance and classify. How often is it right?
"""

# %%
rng = np.random.default_rng(4)
broken = rng.integers(0, 2, 1000)
large = rng.normal(0, 100, (1000, 5))
small = np.where(broken, 0.1, -0.1) + rng.normal(0, 0.02, 1000)
readings = np.column_stack([large, small])

for before in [[], [StandardScaler()]]:
    model = make_pipeline(*before, PCA(0.99), StandardScaler(), LogisticRegression()).fit(readings[:700], broken[:700])
    print(f"{model[-3].n_components_}  {model.score(readings[700:], broken[700:]):.2f}")

# %% [markdown] lang="es"
"""
Sin escalar, 0.51: una moneda. PCA conserva lo que *varía*, no lo que *importa*, y una columna en milímetros varía más
que la misma en kilómetros. La única que servía se fue con el 1 % que sobraba. Con `StandardScaler` delante todas varían
lo mismo, y acierta siempre: 1.00.

Mira también el primer número: escalada, PCA necesita las 6 columnas. Aquí no hay nada repetido, y lo que no se repite
no se comprime.

**¿Qué esperas?** `PCA(1)`, ¿es el 100 % de la varianza?
"""

# %% [markdown] lang="en"
"""
Unscaled, 0.51: a coin. PCA keeps what *varies*, not what *matters*, and a column in millimetres varies more than the
same one in kilometres. The only one that was of use left with the 1 % to spare. With `StandardScaler` in front they all
vary alike, and it is always right: 1.00.

Look at the first number too: scaled, PCA needs all 6 columns. Nothing repeats here, and what does not repeat cannot be
compressed.

**What do you expect?** Is `PCA(1)` 100 % of the variance?
"""

# %%
print(PCA(1).fit(pixels).n_components_)
try:
    PCA(1.0).fit(pixels)
except ValueError as error:
    print(error)

# %% [markdown] lang="es"
"""
No: el entero 1 es *una* componente, y `1.0` es un error. La varianza se pide con un número entre 0 y 1, sin llegar.

### Ejercicio 2: comprimir y decir cuánto se pierde

- **Escribe** `fit_pca(X, variance)` y `reconstruction_error(model, X)`.
- **Recibes** `X`, filas × columnas en cualquier unidad; `variance`, un número entre 0 y 1; y en la segunda, lo que
  devolvió la primera, con filas que quizá no vio.
- **Devuelves** de `fit_pca` un modelo entrenado con `transform` e `inverse_transform`: escala cada columna a media 0 y
  desviación 1, y conserva las menos componentes que juntas alcanzan esa varianza.
- **Devuelves** de `reconstruction_error` un número: escala `X` como aprendió el modelo, comprime, deshace, y da la media
  de los cuadrados de las diferencias sobre filas y columnas. Con las filas de entrenamiento es la varianza que quedó
  fuera.

```python
fit_pca(readings, 0.99).transform(readings).shape  # (1000, 6)
model = fit_pca(X, 0.7)
model.transform(X).shape  # (2000, 4)
round(reconstruction_error(model, X), 3)  # 0.184
```

**Para qué:** lo comprimido se guarda y se manda en cada pedido, y el error de ida y vuelta avisa además de las filas
que no se parecen a las de entrenamiento. Para una pista: `hint("pca_compression")`.
"""

# %% [markdown] lang="en"
"""
No: the integer 1 is *one* component, and `1.0` is an error. Variance is asked for with a number between 0 and 1, short
of both.

### Exercise 2: compressing and saying how much is lost

- **Write** `fit_pca(X, variance)` and `reconstruction_error(model, X)`.
- **You get** `X`, rows × columns in any unit; `variance`, a number between 0 and 1; and in the second, what the first
  gave back, with rows that it may not have seen.
- **You give back** from `fit_pca` a trained model with `transform` and `inverse_transform`: it scales every column to
  mean 0 and deviation 1, and keeps the fewest components that together reach that variance.
- **You give back** from `reconstruction_error` one number: scale `X` as the model learnt to, compress, undo it, and give
  the mean of the squared differences over rows and columns. On the training rows it is the variance that was left out.

```python
fit_pca(readings, 0.99).transform(readings).shape  # (1000, 6)
model = fit_pca(X, 0.7)
model.transform(X).shape  # (2000, 4)
round(reconstruction_error(model, X), 3)  # 0.184
```

**Why:** what is compressed is stored and sent at every order, and the error there and back also warns of rows that are
unlike those of the training. For a hint: `hint("pca_compression")`.
"""

# %% exercise="pca_compression"
def fit_pca(X, variance):
    ### BEGIN SOLUTION
    return make_pipeline(StandardScaler(), PCA(variance)).fit(X)
    ### END SOLUTION


def reconstruction_error(model, X) -> float:
    ### BEGIN SOLUTION
    scaled = model[0].transform(X)
    back = model[1].inverse_transform(model[1].transform(scaled))
    return ((scaled - back) ** 2).mean()
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes comprimir columnas y poner un número a la pérdida. Los cinco datos de un pedido casi no se repiten: pedir el
70 % ya cuesta cuatro columnas. PCA es para las imágenes, los sensores y los textos.
"""

# %% [markdown] lang="en"
"""
You can now compress columns and put a number on the loss. The five facts about an order hardly repeat each other: asking
for 70 % already costs four columns. PCA is for images, sensors and texts.
"""

# %% [markdown] lang="es"
"""
## 4. Menos hojas: podar un árbol

Un árbol de decisión pregunta hasta que no le quedan dudas sobre las filas que vio. Cada respuesta final es una *hoja*.

**¿Qué esperas?** ¿Cuántas hojas usa para 2000 pedidos? ¿Cuánto acierta con ellos, y con los de mañana?
"""

# %% [markdown] lang="en"
"""
## 4. Fewer leaves: pruning a tree

A decision tree asks until it has no doubts left about the rows that it saw. Each final answer is a *leaf*.

**What do you expect?** How many leaves does it use for 2000 orders? How often is it right on them, and on tomorrow's?
"""

# %%
full = DecisionTreeClassifier(random_state=0).fit(X, y)
print(full.get_n_leaves(), full.score(X, y), full.score(X_tomorrow, y_tomorrow))

# %% [markdown] lang="es"
"""
255 hojas, y las de entrenamiento las sabe de memoria: 1.0. Mañana, 0.835. Ha aprendido también el ruido.

La *poda por coste-complejidad* pone precio a las hojas. Busca el árbol con menos

$$\text{error} + \alpha \cdot \text{hojas}$$

Con α = 0 las hojas son gratis y no se quita ninguna; al subir α caen ramas enteras, primero las que menos aportan.
`cost_complexity_pruning_path` da todos los precios a los que cae alguna. (scikit-learn mide ahí el error como impureza
de Gini.)
"""

# %% [markdown] lang="en"
"""
255 leaves, and it knows the training ones by heart: 1.0. Tomorrow, 0.835. It has learnt the noise as well.

*Cost-complexity pruning* puts a price on leaves. It looks for the tree with the least

$$\text{error} + \alpha \cdot \text{leaves}$$

At α = 0 leaves are free and none goes; as α rises whole branches fall, first those that contribute least.
`cost_complexity_pruning_path` gives all the prices at which one falls. (scikit-learn measures the error there as Gini
impurity.)
"""

# %%
path = full.cost_complexity_pruning_path(X, y)
print(len(path.ccp_alphas), path.ccp_alphas[[0, 1, -2, -1]].round(4))

# %% [markdown] lang="es"
"""
**¿Qué esperas?** Al bajar de 255 hojas a 2, ¿qué hace el error con las filas de entrenamiento? ¿Y el de validación?
"""

# %% [markdown] lang="en"
"""
**What do you expect?** On the way from 255 leaves down to 2, what does the error on the training rows do? And the
validation error?
"""

# %%
alphas = np.geomspace(path.ccp_alphas[1], path.ccp_alphas[-2], 14)
trees = [DecisionTreeClassifier(random_state=0, ccp_alpha=alpha).fit(X, y) for alpha in alphas]
leaves = [tree.get_n_leaves() for tree in trees]
training = [1 - tree.score(X, y) for tree in trees]
validation = [1 - cross_val_score(tree, X, y, cv=5).mean() for tree in trees]

# %%
training_text, validation_text = "filas de entrenamiento", "validación cruzada"  # es
leaves_text, alpha_text = "hojas", "α, el precio de una hoja"  # es
alt = (  # es
    "Dos paneles. Al subir alfa, las hojas bajan de unas 250 a 2. Con menos hojas, el error de entrenamiento no para de "  # es
    "subir; el de validación baja hasta unas 12 hojas y después sube de golpe."  # es
)  # es
training_text, validation_text = "training rows", "cross-validation"  # en
leaves_text, alpha_text = "leaves", "α, the price of a leaf"  # en
alt = (  # en
    "Two panels. As alpha rises, leaves fall from about 250 to 2. With fewer leaves, the training error keeps rising; the "  # en
    "validation error falls until about 12 leaves and then shoots up."  # en
)  # en

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.4), layout="constrained")
left.loglog(alphas, leaves, "o-", color="#4477aa")
left.set(xlabel=alpha_text, ylabel=leaves_text)
right.semilogx(leaves, training, "x--", color="#bb5566", label=training_text)
right.semilogx(leaves, validation, "o-", color="#4477aa", label=validation_text)
right.set(xlabel=leaves_text, ylabel="error", ylim=(-0.01, 0.2))
right.set_xticks([200, 50, 10, 2], ["200", "50", "10", "2"])
right.invert_xaxis()
right.legend()
for panel in [left, right]:
    panel.grid(alpha=0.4)
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Sigue la línea de los círculos a la derecha: con 12 hojas el error es menor que con 255. Podar no cuesta aciertos
hasta muy tarde; antes los da. La línea de las cruces no se entera: elegir con las filas de entrenamiento deja siempre el
árbol entero.

¿Y elegir con las de prueba? **¿Qué esperas?** Pruebas cada α con 100 pedidos de prueba y te quedas con el mejor. Dices
en la reunión el acierto que viste. ¿Cuánto acierta después?
"""

# %% [markdown] lang="en"
"""
Follow the line of circles on the right: with 12 leaves the error is lower than with 255. Pruning costs no accuracy
until very late; before that it gives some. The line of crosses does not notice: choosing by the training rows always
leaves the whole tree.

And choosing by the test rows? **What do you expect?** You try each α on 100 test orders and keep the best. At the
meeting you quote the accuracy that you saw. How often is it right afterwards?
"""

# %%
later = make_orders(20_000, seed=11)
right = np.array([tree.predict(later[FEATURES].to_numpy()) == later["late"].to_numpy() for tree in trees])
rng = np.random.default_rng(0)
promised, delivered = [], []
for _ in range(500):
    scores = right[:, rng.integers(0, 20_000, 100)].mean(axis=1)
    promised.append(scores.max())
    delivered.append(right[scores.argmax()].mean())
print(f"{np.mean(promised):.3f}  {np.mean(delivered):.3f}")

# %% [markdown] lang="es"
"""
Prometes 0.884 y entregas 0.855. El mejor de muchos lo es en parte por suerte, y la suerte no se repite. Por eso α se
elige con validación, dentro de las filas de entrenamiento, y las de prueba se miran una vez, al final.

### Ejercicio 3: un árbol con presupuesto

- **Escribe** `prune_tree(X, y, X_test, y_test, allowed_loss)`.
- **Recibes** filas de entrenamiento y de prueba, con sus clases, y `allowed_loss`, cuántos aciertos aceptas perder: 0.01
  es uno de cada cien.
- **Haces** esto: los α vienen de `cost_complexity_pruning_path` sobre `X`; a cada uno le mides los aciertos en
  validación cruzada de cinco partes sobre `X`; de los que pierden como mucho `allowed_loss` frente al mejor, te quedas
  con el α *mayor*, y con él entrenas el árbol con todas las filas de `X`.
- **Devuelves** `(tree, accuracy)`: ese `DecisionTreeClassifier`, y su acierto con las filas de prueba, que no
  sirven para nada más. Usa siempre `random_state=0`.

```python
tree, accuracy = prune_tree(X[:600], y[:600], X_tomorrow, y_tomorrow, allowed_loss=0.01)
tree.get_n_leaves(), accuracy  # (9, 0.8375)
```

**Para qué:** un árbol de diez hojas se lee en una reunión, cabe en una consulta de SQL y contesta igual de bien. Para una
pista: `hint("tree_pruning")`.
"""

# %% [markdown] lang="en"
"""
You promise 0.884 and deliver 0.855. The best of many is so partly by luck, and luck does not repeat. That is why α is
chosen by validation, within the training rows, and the test rows are looked at once, at the end.

### Exercise 3: a tree on a budget

- **Write** `prune_tree(X, y, X_test, y_test, allowed_loss)`.
- **You get** training and test rows, with their classes, and `allowed_loss`, how much accuracy you accept to lose: 0.01
  is one right answer in a hundred.
- **You do** this: the α come from `cost_complexity_pruning_path` over `X`; for each you measure the accuracy in
  five-part cross-validation over `X`; of those that lose at most `allowed_loss` against the best, you keep the *largest*
  α, and with it you train the tree on all the rows of `X`.
- **You give back** `(tree, accuracy)`: that `DecisionTreeClassifier`, and its accuracy on the test rows, which
  are of use for nothing else. Always use `random_state=0`.

```python
tree, accuracy = prune_tree(X[:600], y[:600], X_tomorrow, y_tomorrow, allowed_loss=0.01)
tree.get_n_leaves(), accuracy  # (9, 0.8375)
```

**Why:** a tree of ten leaves can be read at a meeting, fits in one SQL query and answers just as well. For a hint:
`hint("tree_pruning")`.
"""

# %% exercise="tree_pruning"
def prune_tree(X, y, X_test, y_test, allowed_loss):
    ### BEGIN SOLUTION
    tree = DecisionTreeClassifier(random_state=0)
    alphas = np.maximum(tree.cost_complexity_pruning_path(X, y).ccp_alphas, 0)
    search = GridSearchCV(tree, {"ccp_alpha": alphas}, scoring="accuracy", cv=5, refit=False).fit(X, y)
    accuracies = search.cv_results_["mean_test_score"]
    good_enough = accuracies >= accuracies.max() - allowed_loss
    tree.set_params(ccp_alpha=alphas[good_enough].max()).fit(X, y)
    return tree, tree.score(X_test, y_test)
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes cambiar hojas por aciertos con un presupuesto y decir un número que se cumple.
"""

# %% [markdown] lang="en"
"""
You can now trade leaves for accuracy on a budget, and quote a number that holds.
"""

# %% [markdown] lang="es"
"""
## 5. Menos pesos: podar una red

La red de la lección de deep learning, más ancha: dos capas ocultas de 256 neuronas. La poda *por magnitud* pone a cero
los pesos más pequeños en valor absoluto, que son los que menos mueven la respuesta.
"""

# %% [markdown] lang="en"
"""
## 5. Fewer weights: pruning a network

The network of the deep-learning lesson, but wider: two hidden layers of 256 neurons. *Magnitude* pruning sets to zero
the weights that are smallest in absolute value, which are those that move the answer least.
"""

# %%
def tensors(X, y):
    scaled = (X - orders[FEATURES].to_numpy().mean(axis=0)) / orders[FEATURES].to_numpy().std(axis=0)
    return torch.tensor(scaled, dtype=torch.float32), torch.tensor(y, dtype=torch.float32)


X_net, y_net = tensors(X, y)
X_net_tomorrow, y_net_tomorrow = tensors(X_tomorrow, y_tomorrow)

# %%
def make_net(first=256, second=256):
    torch.manual_seed(0)
    layers = [nn.Linear(5, first), nn.ReLU(), nn.Linear(first, second), nn.ReLU(), nn.Linear(second, 1)]
    return nn.Sequential(*layers)


def train(net, epochs=3):
    optimizer = torch.optim.Adam(net.parameters(), lr=0.003)
    generator = torch.Generator().manual_seed(0)
    for _ in range(epochs):
        for rows in torch.randperm(len(X_net), generator=generator).split(200):
            optimizer.zero_grad()
            nn.functional.binary_cross_entropy_with_logits(net(X_net[rows]).squeeze(1), y_net[rows]).backward()
            optimizer.step()

# %% [markdown] lang="es"
"""
Y los tres números de siempre, ahora para una red:
"""

# %% [markdown] lang="en"
"""
And the three numbers, now for a network:
"""

# %%
@torch.no_grad()
def error_of(net) -> float:
    late = net(X_net_tomorrow).squeeze(1) > 0
    return (late != y_net_tomorrow.bool()).float().mean().item()


def file_of(net) -> bytes:
    buffer = io.BytesIO()
    torch.save(net.state_dict(), buffer)
    return buffer.getvalue()


def latency_of(net) -> float:
    with torch.no_grad():
        return best_ms(net, X_net_tomorrow)

# %%
net = make_net()
train(net, epochs=15)
print(sum(weights.numel() for weights in net.parameters()), len(file_of(net)), round(error_of(net), 3))

# %% [markdown] lang="es"
"""
67 585 números, cuatro bytes cada uno. Pon a cero el 90 % de cada capa con `prune.l1_unstructured`.

**¿Qué esperas?** ¿El archivo queda en la décima parte?
"""

# %% [markdown] lang="en"
"""
67,585 numbers, four bytes each. Set 90 % of each layer to zero with `prune.l1_unstructured`.

**What do you expect?** Does the file end up at a tenth?
"""

# %%
def masked_copy(net, share):
    copy = deepcopy(net)
    for layer in copy[::2]:
        prune.l1_unstructured(layer, "weight", amount=share)
    return copy


masked = masked_copy(net, 0.9)
print(list(masked.state_dict())[:3])
print(f"{len(file_of(masked)) / len(file_of(net)):.2f}")

# %% [markdown] lang="es"
"""
El doble: 1.99. PyTorch no borra nada. Guarda los pesos de antes (`weight_orig`), una *máscara* de ceros y unos
(`weight_mask`), y los multiplica en cada predicción. Así puedes seguir entrenando y los ceros se quedan en cero: un
peso tapado por la máscara no aprende.

`prune.remove` hace permanente la multiplicación y quita la máscara. **¿Qué esperas?** ¿Y ahora, cuánto pesa el archivo
y cuánto tarda la red?
"""

# %% [markdown] lang="en"
"""
Twice as large: 1.99. PyTorch deletes nothing. It keeps the weights from before (`weight_orig`) and a *mask* of zeros and
ones (`weight_mask`), and multiplies them at each prediction. That way you can go on training and the zeros stay zero: a
weight under the mask does not learn.

`prune.remove` makes the multiplication permanent and takes the mask off. **What do you expect?** And now, how large is
the file and how long does the network take?
"""

# %%
zeros = masked_copy(net, 0.9)
for layer in zeros[::2]:
    prune.remove(layer, "weight")
print(f"{len(file_of(zeros)) / len(file_of(net)):.2f}")
before, after = zip(*[(latency_of(net), latency_of(zeros)) for _ in range(6)], strict=True)
print(f"{min(after) / min(before):.1f}")

# %% [markdown] lang="es"
"""
Lo mismo que antes de podar, en las dos cosas: 1.00 de tamaño y, con más o menos ruido, 1 de tiempo. Un cero ocupa sus
cuatro bytes y se multiplica como cualquier otro número. El ahorro no aparece solo; hay dos maneras de cobrarlo.

Una es *comprimir*: un archivo lleno de ceros se abrevia bien. Sirve para enviar, no para calcular. La otra es podar de forma
*estructurada*: quitar neuronas enteras, con su fila y su columna, y quedarse con matrices más pequeñas.
"""

# %% [markdown] lang="en"
"""
The same as before pruning, in both: 1.00 in size and, give or take the noise, 1 in time. A zero takes its four bytes and
is multiplied like any other number. The saving does not appear by itself; there are two ways to cash it.

One is to *compress*: a file full of zeros packs well. It serves to send, not to compute. The other is to prune in a *structured*
way: take out whole neurons, with their row and their column, and be left with smaller matrices.
"""

# %%
def keep_neurons(net, count):
    before, middle, after = (layer.weight.detach() for layer in net[::2])
    first = (before.norm(dim=1) * middle.norm(dim=0)).topk(count).indices
    second = (middle.norm(dim=1) * after.norm(dim=0)).topk(count).indices
    small = make_net(count, count)
    small[0].load_state_dict({"weight": before[first], "bias": net[0].bias[first]})
    small[2].load_state_dict({"weight": middle[second][:, first], "bias": net[2].bias[second]})
    small[4].load_state_dict({"weight": after[:, second], "bias": net[4].bias})
    return small

# %% [markdown] lang="es"
"""
**¿Qué esperas?** Te quedas con 26 neuronas de cada 256, una de cada diez. ¿Qué error tiene la red pequeña antes y
después de entrenarla tres épocas más?
"""

# %% [markdown] lang="en"
"""
**What do you expect?** You keep 26 neurons of every 256, one in ten. What error does the small network have before and
after three more epochs of training?
"""

# %%
small = keep_neurons(net, 26)
print(f"{error_of(small):.3f}")
train(small)
print(f"{error_of(small):.3f}")

# %%
names = ["densa", "con máscaras", "90 % ceros", "90 % ceros, gzip", "estructurada"]  # es
names = ["dense", "with masks", "90 % zeros", "90 % zeros, gzip", "structured"]  # en
files = [file_of(net), file_of(masked), file_of(zeros), gzip.compress(file_of(zeros)), file_of(small)]
sizes = [len(file) / 1000 for file in files]
times = [latency_of(version) for version in [net, masked, zeros, zeros, small]]

# %%
size_text, time_text = "tamaño (kB)", "latencia con 2000 pedidos (ms)"  # es
alt = (  # es
    "Barras de tamaño y latencia de cinco versiones de la red. Con máscaras ocupa el doble; con ceros, lo mismo que densa; "  # es
    "con gzip, la quinta parte. Solo la estructurada es mucho menor y mucho más rápida."  # es
)  # es
size_text, time_text = "size (kB)", "latency for 2000 orders (ms)"  # en
alt = (  # en
    "Bars of size and latency for five versions of the network. With masks it is twice as large; with zeros, the same as "  # en
    "dense; with gzip, a fifth. Only the structured one is much smaller and much faster."  # en
)  # en
figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3), sharey=True, layout="constrained")
for panel, values, text in [(left, sizes, size_text), (right, times, time_text)]:
    panel.barh(names, values, color="#4477aa")
    panel.set_xlabel(text)
left.invert_yaxis()
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Compara las barras de dos en dos. Los ceros sueltos solo se notan en el archivo comprimido. La red estructurada es mucho
menor y mucho más rápida, sin ningún truco: son matrices pequeñas.

Queda el error. Al podar de golpe se pierde; al seguir entrenando con la máscara puesta (*fine-tuning*, ajuste fino), los
pesos que quedan compensan a los que faltan.

**¿Qué esperas?** ¿Hasta qué proporción de ceros (*sparsity*) aguanta la red sin ajuste? ¿Y con él?
"""

# %% [markdown] lang="en"
"""
Compare the bars two by two. Loose zeros only show in the compressed file. The structured network is much smaller and
much faster, with no trick at all: they are small matrices.

There is still the error. Pruning at one blow loses accuracy; going on with the training under the mask (*fine-tuning*)
lets the weights that remain make up for those that are missing.

**What do you expect?** Up to what share of zeros (*sparsity*) does the network hold without fine-tuning? And with it?
"""

# %%
shares = [0.5, 0.7, 0.8, 0.85, 0.9, 0.95]
at_once = [masked_copy(net, share) for share in shares]
tuned = [masked_copy(net, share) for share in shares]
for copy in tuned:
    train(copy)
print([round(error_of(copy), 3) for copy in tuned])

# %%
once_text, tuned_text, dense_text = "sin ajuste", "con ajuste fino", "densa"  # es
share_text, error_text = "proporción de ceros en cada capa", "error con los pedidos de mañana"  # es
alt = (  # es
    "Error según la proporción de ceros. Hasta 0.7 no sube. Desde 0.8 sube deprisa sin ajuste, y más despacio con ajuste "  # es
    "fino, que a 0.95 ya no ayuda."  # es
)  # es
once_text, tuned_text, dense_text = "not fine-tuned", "fine-tuned", "dense"  # en
share_text, error_text = "share of zeros in each layer", "error on tomorrow's orders"  # en
alt = (  # en
    "Error by the share of zeros. Up to 0.7 it does not rise. From 0.8 on it rises fast without fine-tuning, and more "  # en
    "slowly with it; at 0.95 fine-tuning no longer helps."  # en
)  # en

# %%
figure, axes = plt.subplots(figsize=(7, 3.2), layout="constrained")
axes.plot(shares, [error_of(copy) for copy in at_once], "x--", color="#bb5566", label=once_text)
axes.plot(shares, [error_of(copy) for copy in tuned], "o-", color="#4477aa", label=tuned_text)
axes.axhline(error_of(net), color="grey", linewidth=1, label=dense_text)
axes.set(xlabel=share_text, ylabel=error_text, ylim=(0, None))
axes.legend()
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira dónde se separan las dos líneas: siete pesos de cada diez sobraban. En 0.85 el ajuste recupera casi todo lo perdido;
en 0.9, la mitad; en 0.95 ya no hay con qué.

Hay un fallo en ese reparto: quita la misma parte a cada capa, y la primera solo tiene 1280 pesos, casi todos grandes. La
poda *global* junta los pesos de todas las capas, los ordena por magnitud y quita los menores, estén donde estén.

### Ejercicio 4: podar una red para siempre

- **Escribe** `prune_weights(model, sparsity, fine_tune)`.
- **Recibes** una red de PyTorch ya entrenada; `sparsity`, entre 0 y 1; y `fine_tune`, una función que recibe la red y la
  sigue entrenando, en su sitio.
- **Haces** esto: pones a cero esa parte de los pesos (`weight`) de las capas `nn.Linear` y `nn.Conv2d`, a cualquier
  profundidad, los menores en magnitud *entre todas las capas juntas*; llamas una vez a `fine_tune(model)`, sin que los
  ceros revivan; y lo haces permanente. Los sesgos (`bias`) y las demás capas no se podan.
- **Devuelves** la red, sin máscaras: los mismos nombres en `state_dict` que al llegar.

```python
pruned = prune_weights(deepcopy(net), 0.9, train)
round(len(file_of(pruned)) / len(file_of(net)), 2)  # 1.0
round(error_of(pruned), 3)  # 0.125
```

**Para qué:** es la red que viaja al teléfono. Si una máscara se queda puesta, viaja el doble. Para una pista:
`hint("weight_pruning")`.
"""

# %% [markdown] lang="en"
"""
Look at where the two lines part: seven weights in ten were not needed. At 0.85 fine-tuning gets back nearly all that was
lost; at 0.9, half; at 0.95 there is nothing left to do it with.

There is a flaw in that sharing out: it takes the same part from each layer, and the first has only 1280 weights, nearly
all large. *Global* pruning puts the weights of all layers together, orders them by magnitude and takes the smallest,
wherever they are.

### Exercise 4: pruning a network for good

- **Write** `prune_weights(model, sparsity, fine_tune)`.
- **You get** a trained PyTorch network; `sparsity`, between 0 and 1; and `fine_tune`, a function that gets the network
  and goes on training it, in place.
- **You do** this: set to zero that share of the weights (`weight`) of the `nn.Linear` and `nn.Conv2d` layers, at any
  depth, the smallest in magnitude *among all layers together*; call `fine_tune(model)` once, without the zeros coming
  back to life; and make it permanent. Biases (`bias`) and other layers are not pruned.
- **You give back** the network, without masks: the same names in `state_dict` as when it came.

```python
pruned = prune_weights(deepcopy(net), 0.9, train)
round(len(file_of(pruned)) / len(file_of(net)), 2)  # 1.0
round(error_of(pruned), 3)  # 0.125
```

**Why:** it is the network that travels to the phone. If a mask is left on, twice as much travels. For a hint:
`hint("weight_pruning")`.
"""

# %% exercise="weight_pruning"
def prune_weights(model, sparsity, fine_tune):
    ### BEGIN SOLUTION
    layers = [layer for layer in model.modules() if isinstance(layer, nn.Linear | nn.Conv2d)]
    weights = [(layer, "weight") for layer in layers]
    prune.global_unstructured(weights, pruning_method=prune.L1Unstructured, amount=float(sparsity))
    fine_tune(model)
    for layer in layers:
        prune.remove(layer, "weight")
    return model
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes podar una red y dejarla lista para viajar. Con los mismos ceros, la poda global se equivoca menos que la de
capa a capa: 0.125 frente a 0.155.
"""

# %% [markdown] lang="en"
"""
You can now prune a network and leave it ready to travel. With the same zeros, global pruning is wrong less often than
layer by layer: 0.125 against 0.155.
"""

# %% [markdown] lang="es"
"""
## 6. Elegir: el frente de Pareto

Tienes diez modelos y tres números por modelo. Ninguno gana en todo, pero hay algunos que sobran: un modelo está
*dominado* si otro es igual o mejor en los tres números y mejor en al menos uno. Los que nadie domina forman el *frente de
Pareto*.
"""

# %% [markdown] lang="en"
"""
## 6. Choosing: the Pareto front

You have ten models and three numbers for each. None wins at everything, but some are not needed: a model is *dominated*
if another is as good or better in all three numbers and better in at least one. Those that nobody dominates make up the
*Pareto front*.
"""

# %%
classifiers = [
    make_pipeline(StandardScaler(), LogisticRegression()),
    make_pipeline(SplineTransformer(), LogisticRegression(max_iter=500)),
    DecisionTreeClassifier(random_state=0),
    DecisionTreeClassifier(random_state=0, ccp_alpha=0.003),
    make_pipeline(StandardScaler(), KNeighborsClassifier(20)),
    HistGradientBoostingClassifier(max_iter=50, random_state=0),
    RandomForestClassifier(10, random_state=0),
    RandomForestClassifier(100, random_state=0),
]

# %% [markdown] lang="es"
"""
La segunda es una regresión logística sobre *splines*: trozos de curva, uno por tramo de cada columna. Con ellos un
modelo pequeño puede ver que a las dos de la tarde y a las ocho y media se tarda más.

La latencia se redondea a una cifra: lo que cambia de una medida a otra no distingue dos modelos.
"""

# %% [markdown] lang="en"
"""
The second is a logistic regression on *splines*: pieces of curve, one for each stretch of every column. With them a
small model can see that it takes longer at two in the afternoon and at half past eight.

Latency is rounded to one figure: what changes from one measurement to the next does not tell two models apart.
"""

# %%
names = ["logística", "splines", "árbol", "árbol podado", "vecinos", "boosting", "10 árboles", "100 árboles"]  # es
names = ["logistic", "splines", "tree", "pruned tree", "neighbours", "boosting", "10 trees", "100 trees"]  # en
results = []
for model in classifiers:
    model.fit(X, y)
    latency = best_ms(model.predict, X_tomorrow)
    results.append([len(pickle.dumps(model)) / 1000, latency, 1 - model.score(X_tomorrow, y_tomorrow)])

names += ["red densa", "red estructurada"]  # es
names += ["dense network", "structured network"]  # en
results += [[len(file_of(version)) / 1000, latency_of(version), error_of(version)] for version in [net, small]]

# %%
measured = []
for name, (size, latency, error) in zip(names, results, strict=True):
    model = {"name": name, "size": round(size, 1), "latency": float(f"{latency:.0e}"), "error": round(error, 4)}
    measured.append(model)
pd.DataFrame(measured)

# %%
def draw(front, alt):
    figure, panels = plt.subplots(1, 2, figsize=(10, 4.4), sharey=True, layout="constrained")
    for panel, measure, text in zip(panels, ["size", "latency"], [size_text, time_text], strict=True):
        for model in measured:
            marker, color = ("o", "#4477aa") if model["name"] in front else ("x", "#bb5566")
            panel.semilogx(model[measure], model["error"], marker, color=color, markersize=8)
            panel.annotate(model["name"], (model[measure], model["error"]), (6, 4), textcoords="offset points", fontsize=8)
        panel.set_xlabel(text)
        panel.margins(x=0.25)
        panel.grid(alpha=0.4)
    panels[0].set_ylabel(error_text)
    show(figure, alt=alt)

# %% [markdown] lang="es"
"""
**¿Qué esperas?** Abajo y a la izquierda es mejor. Marca en un papel los modelos que sobran: necesitan otro que esté más
abajo y más a la izquierda *en los dos paneles*.
"""

# %% [markdown] lang="en"
"""
**What do you expect?** Down and to the left is better. Mark on paper the models that are not needed: that takes another
one that is lower and further left *in both panels*.
"""

# %%
alt = (  # es
    "Diez modelos como cruces, por tamaño y error a la izquierda y por latencia y error a la derecha. Los splines tienen el "  # es
    "menor error con muy poco tamaño; los bosques, los vecinos y el boosting son grandes y lentos."  # es
)  # es
alt = (  # en
    "Ten models as crosses, by size and error on the left and by latency and error on the right. The splines have the least "  # en
    "error at a very small size; the forests, the neighbours and the boosting are large and slow."  # en
)  # en
draw([], alt)

# %% [markdown] lang="es"
"""
### Ejercicio 5: los que nadie mejora

- **Escribe** `pareto(models)`.
- **Recibes** una lista de diccionarios con `name`, `size`, `latency` y `error`, y quizá más cosas. En las tres medidas,
  menos es mejor.
- **Devuelves** la lista de nombres de los que no están dominados, en el orden en que llegaron. Dos modelos iguales en
  las tres medidas no se dominan: si uno queda, quedan los dos.

```python
shop = [
    {"name": "a", "size": 1, "latency": 5, "error": 0.2},
    {"name": "b", "size": 1, "latency": 5, "error": 0.2},
    {"name": "c", "size": 1, "latency": 6, "error": 0.2},
    {"name": "d", "size": 9, "latency": 6, "error": 0.1},
]
pareto(shop)  # ['a', 'b', 'd']
```

**Para qué:** la lista corta es lo que se lleva a la reunión; los demás no hay que discutirlos. Para una pista:
`hint("pareto_front")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 5: those that nobody beats

- **Write** `pareto(models)`.
- **You get** a list of dictionaries with `name`, `size`, `latency` and `error`, and perhaps more. In all three measures,
  less is better.
- **You give back** the list of names of those that are not dominated, in the order in which they came. Two models that
  are equal in all three measures do not dominate each other: if one stays, both stay.

```python
shop = [
    {"name": "a", "size": 1, "latency": 5, "error": 0.2},
    {"name": "b", "size": 1, "latency": 5, "error": 0.2},
    {"name": "c", "size": 1, "latency": 6, "error": 0.2},
    {"name": "d", "size": 9, "latency": 6, "error": 0.1},
]
pareto(shop)  # ['a', 'b', 'd']
```

**Why:** the short list is what goes to the meeting; the others need no discussion. For a hint: `hint("pareto_front")`.
"""

# %% exercise="pareto_front"
def pareto(models) -> list[str]:
    ### BEGIN SOLUTION
    measures = [(model["size"], model["latency"], model["error"]) for model in models]

    def dominated(these):
        return any(those != these and all(a <= b for a, b in zip(those, these, strict=True)) for those in measures)

    return [model["name"] for model, these in zip(models, measures, strict=True) if not dominated(these)]
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Dibuja ahora tu frente. (Si aún no has escrito `pareto`, todos salen como cruces.)
"""

# %% [markdown] lang="en"
"""
Now draw your front. (If you have not written `pareto` yet, they all come out as crosses.)
"""

# %%
alt = (  # es
    "Los mismos diez modelos; los del frente son círculos. Entre ellos están la regresión logística y los splines; los "  # es
    "bosques, los vecinos y el boosting siguen como cruces."  # es
)  # es
alt = (  # en
    "The same ten models; those on the front are circles. The logistic regression and the splines are among them; the "  # en
    "forests, the neighbours and the boosting are still crosses."  # en
)  # en
try:
    front = pareto(measured)
except NotImplementedError:
    front = []
draw(front, alt)

# %% [markdown] lang="es"
"""
Los círculos son la lista corta. Los bosques, los vecinos y el boosting sobran: los splines son más pequeños, más rápidos
y se equivocan menos. Fíjate en cómo: no son un modelo más grande, sino uno al que se le dieron mejores columnas.

Entre los círculos no decide la cuenta, decides tú: ¿cabe en el teléfono?, ¿contesta a tiempo?, ¿cuánto cuesta un aviso
equivocado? Ya puedes llevar esa pregunta a quien la tiene que contestar.
"""

# %% [markdown] lang="en"
"""
The circles are the short list. The forests, the neighbours and the boosting are not needed: the splines are smaller,
faster and wrong less often. Notice how: they are not a bigger model, but one that was given better columns.

Among the circles it is not arithmetic that decides, it is you: does it fit in the phone, does it answer in time, what
does a wrong warning cost? You can now take that question to whoever has to answer it.
"""

# %% [markdown] lang="es"
"""
## Lo que te llevas

- El coste de un modelo es su complejidad por la escala a la que se usa; el error deja de bajar mucho antes.
- Todo lo que se aprende de los datos, también qué columnas quedan, se aprende dentro de la validación cruzada.
- PCA conserva lo que varía. Escala antes, y mide lo que se pierde al ir y volver.
- Podar un árbol suele mejorar el acierto. α sale de la validación; las filas de prueba se miran una vez.
- Una máscara duplica el archivo, y un cero suelto ni ocupa ni tarda menos. Comprime, o quita neuronas enteras.
- Mide tamaño, latencia y error, descarta los dominados y decide entre los demás.

Mira cómo vas:
"""

# %% [markdown] lang="en"
"""
## What you take away

- The cost of a model is its complexity times the scale at which it is used; error stops falling much earlier.
- Everything that is learnt from the data, also which columns stay, is learnt inside cross-validation.
- PCA keeps what varies. Scale first, and measure what is lost there and back.
- Pruning a tree usually improves its accuracy. α comes from validation; the test rows are looked at once.
- A mask doubles the file, and a loose zero takes neither less space nor less time. Compress, or take out whole neurons.
- Measure size, latency and error, discard the dominated and decide among the rest.

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
quiz("2-model-complexity")
