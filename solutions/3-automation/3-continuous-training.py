# %% [markdown] lang="es"
"""
# 3. Entrenamiento continuo: que el modelo no envejezca

El modelo que predice si un pedido llegará tarde lleva meses en producción. La ciudad ha cambiado y él no. Hoy decides
cuándo volver a entrenarlo, con qué datos, y si el nuevo merece el puesto del viejo.

Al terminar podrás:

- escribir la regla que decide cuándo toca reentrenar, y que no se alarma por etiquetas que aún no llegaron;
- reconstruir lo que se sabía en una fecha, sin que se cuele el futuro;
- decidir entre el modelo en uso y uno nuevo sin confundir una mejora con la suerte;
- entrenar de modo que la misma configuración dé los mismos bytes, y que cada modelo diga de qué está hecho.

Cuenta con unos 45 minutos. Todo funciona sin conexión.
"""

# %% [markdown] lang="en"
"""
# 3. Continuous training: keeping the model young

The model that predicts whether an order will be late has been in production for months. The city has changed and the
model has not. Today you decide when to train it again, with which data, and whether the new one deserves the place of
the old one.

By the end you will be able to:

- write the rule that decides when it is time to retrain, and that is not alarmed by labels that have not come yet;
- rebuild what was known on a date, without letting the future slip in;
- decide between the model in use and a new one without taking luck for an improvement;
- train so that the same configuration gives the same bytes, and every model says what it is made of.

Allow about 45 minutes. Everything works offline.
"""

# %% [markdown] lang="es"
"""
```mermaid
flowchart LR
    accTitle: El ciclo del entrenamiento continuo
    accDescr {
        El modelo en uso responde pedidos, y días después llegan sus etiquetas.
        Una regla mira esa historia y decide si toca reentrenar.
        Si toca, se reúne lo que se sabe hoy, se entrena un retador y se compara con el campeón.
        Si es claramente mejor ocupa su puesto; si no, el campeón se queda.
    }
    champion["Campeón"] -- etiquetas --> history[("Historia")]
    history --> trigger{"¿Toca?"}
    trigger -- no --> champion
    trigger -- sí --> train["Entrenar un retador"]
    train --> duel{"¿Mejor?"}
    duel -- no --> champion
    duel -- sí --> promoted["Ocupa el puesto"]
```
"""

# %% [markdown] lang="en"
"""
```mermaid
flowchart LR
    accTitle: The cycle of continuous training
    accDescr {
        The model in use answers orders, and days later their labels arrive.
        A rule looks at that history and decides whether it is time to retrain.
        If it is, what is known today is gathered, a challenger is trained and compared with the champion.
        If it is clearly better it takes the place; if not, the champion stays.
    }
    champion["Champion"] -- labels --> history[("History")]
    history --> trigger{"Time?"}
    trigger -- no --> champion
    trigger -- yes --> train["Train a challenger"]
    train --> duel{"Better?"}
    duel -- no --> champion
    duel -- yes --> promoted["Takes the place"]
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
import hashlib
import io
import os
import pickle
import platform
import runpy
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import sklearn
from scipy import stats

# %%
from sklearn.compose import make_column_transformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import SplineTransformer, StandardScaler

from grader.orders import FEATURES, PROMISED_MINUTES, make_orders, usual_minutes

# %% [markdown] lang="es"
"""
## 1. Un modelo envejece

El *entrenamiento continuo* es volver a entrenar un modelo, una y otra vez y sin que nadie lo recuerde, para que siga
acertando mientras el mundo cambia. Para verlo, inventamos 36 semanas de la empresa de reparto en las que pasan dos cosas:

- desde la semana 15 se reparte con bicicletas eléctricas: cada km cuesta 2 min menos y, como en la bolsa cabe poco, cada
  plato cuesta 3 min más;
- desde la semana 27 es época de lluvias: llueve 2,5 veces más.
"""

# %% [markdown] lang="en"
"""
## 1. A model ages

*Continuous training* is training a model again, over and over and without anybody having to remember, so that it goes on
being right while the world changes. To see it, we make up 36 weeks of the delivery company in which two things happen:

- from week 15 on, deliveries go by electric bicycle: each km costs 2 min less and, as the bag holds little, each dish
  costs 3 min more;
- from week 27 on it is the rainy season: it rains 2.5 times as much.
"""

# %%
def orders_of(week, n=600):
    orders = make_orders(n, seed=np.random.default_rng([2026, week]))
    chance = orders["minutes"] - usual_minutes(orders)
    if week >= 27:
        orders["rain_mm"] *= 2.5
    orders["minutes"] = usual_minutes(orders) + chance
    if week >= 15:
        orders["minutes"] += 3 * orders["items"] - 2 * orders["distance_km"]
    orders["late"] = orders["minutes"] > PROMISED_MINUTES
    return orders


weeks = [orders_of(week) for week in range(36)]

# %% [markdown] lang="es"
"""
El primer modelo aprende de las semanas 0 a 3. Cada semana predice, y al final de ella se conocen las etiquetas hasta la
semana *anterior*: saber si un pedido llegó tarde también lleva su tiempo. Si una política dice que toca, y han pasado
al menos cuatro semanas desde el último, se entrena otro con las cuatro últimas semanas conocidas.
"""

# %% [markdown] lang="en"
"""
The first model learns from weeks 0 to 3. Every week it predicts, and at the end of it the labels are known up to the week
*before*: finding out whether an order was late takes its time too. If a policy says so, and at least four weeks have passed
since the last one, another is trained with the last four known weeks.
"""

# %%
def trained_on(first, end):
    orders = pd.concat(weeks[first:end])
    return make_pipeline(StandardScaler(), LogisticRegression()).fit(orders[FEATURES], orders["late"])


def simulate(rule):
    model, last, accuracy, trainings = trained_on(0, 4), 4, [], []
    for week in range(4, 36):
        accuracy.append(model.score(weeks[week][FEATURES], weeks[week]["late"]))
        if week - last >= 4 and rule(week, last, accuracy):
            model, last = trained_on(week - 4, week), week
            trainings.append(week)
    return accuracy, trainings

# %% [markdown] lang="es"
"""
Cuatro políticas. `shift` mide la *deriva de datos* (*data drift*): cuánto se ha movido la media de la columna que más se
movió desde los datos de entrenamiento, en desviaciones típicas. La última política mira la exactitud de las dos últimas
semanas con etiquetas.
"""

# %% [markdown] lang="en"
"""
Four policies. `shift` measures *data drift*: how far the mean of the column that moved most has moved from the training
data, in standard deviations. The last policy looks at the accuracy of the last two weeks that have labels.
"""

# %%
def shift(week, last):
    then, now = pd.concat(weeks[last - 4 : last])[FEATURES], weeks[week][FEATURES]
    return ((now.mean() - then.mean()) / then.std()).abs().max()


rules = [
    lambda week, last, accuracy: False,
    lambda week, last, accuracy: week - last >= 8,
    lambda week, last, accuracy: shift(week, last) > 0.3,
    lambda week, last, accuracy: np.mean(accuracy[-3:-1]) < 0.83,
]
names = ["nunca", "cada 8 semanas", "por deriva de datos", "por rendimiento"]  # es
names = ["never", "every 8 weeks", "by data drift", "by performance"]  # en
runs = {name: simulate(rule) for name, rule in zip(names, rules, strict=True)}

# %% [markdown] lang="es"
"""
**¿Qué esperas?** ¿Cuál de los dos cambios, las bicicletas o la lluvia, hará más daño al modelo? ¿Cuál de los dos verá la
política de la deriva?
"""

# %% [markdown] lang="en"
"""
**What do you expect?** Which of the two changes, the bicycles or the rain, will harm the model more? Which of the two
will the drift policy see?
"""

# %%
for name, (accuracy, trainings) in runs.items():
    print(f"{name:20} {np.mean(accuracy):.3f}  {min(accuracy):.3f}  {trainings}")

# %%
week_text, accuracy_text, retrained = "semana", "exactitud", "se reentrena"  # es
alt = (  # es
    "Cuatro paneles, uno por política, con la exactitud semana a semana. En todos cae de 0,88 a 0,76 en la semana 15. "  # es
    "Sin reentrenar no vuelve a subir; por calendario y por rendimiento, tras la 20; por deriva, solo desde la 28."  # es
)  # es
week_text, accuracy_text, retrained = "week", "accuracy", "retrained"  # en
alt = (  # en
    "Four panels, one for each policy, with the accuracy week by week. In all it falls from 0.88 to 0.76 in week 15. "  # en
    "Without retraining it never rises again; by schedule and by performance, after 20; by drift, only from 28 on."  # en
)  # en

# %%
figure, panels = plt.subplots(2, 2, figsize=(9, 4.6), sharex=True, sharey=True, layout="constrained")
for axes, (name, (accuracy, trainings)) in zip(panels.flat, runs.items(), strict=True):
    axes.plot(range(4, 36), accuracy, color="#4477aa", marker=".")
    axes.plot(trainings, [0.72] * len(trainings), "^", color="#bb5566", markersize=9, label=retrained)
    for change in [15, 27]:
        axes.axvline(change, color="#888888", linestyle="--")
    axes.set_title(name)
    axes.set_ylim(0.7, 0.93)
panels[1, 1].legend(loc="lower left")
figure.supxlabel(week_text)
figure.supylabel(accuracy_text)
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira las dos líneas discontinuas, que son los cambios, y los triángulos. Las bicicletas hunden la exactitud y **ninguna
columna de entrada se ha movido**: cambió cómo se llega de las entradas a los minutos. Eso es *deriva de concepto*
(*concept drift*), y la regla de la deriva de datos no la ve. La lluvia sí mueve una columna, dispara esa regla y apenas
hacía daño; aquel reentrenamiento arregló, de casualidad, lo de las bicicletas.

La regla del rendimiento reacciona en la semana 16, pero con tres semanas del mundo viejo y una del nuevo. Solo el
entrenamiento siguiente aprende el mundo nuevo entero. Reentrenar deprisa no sirve si faltan los datos.

Ya puedes decir por qué un modelo pierde exactitud, y qué cambio ve cada política.
"""

# %% [markdown] lang="en"
"""
Look at the two dashed lines, which are the changes, and at the triangles. The bicycles sink the accuracy and **no input
column has moved**: what changed is how the inputs turn into minutes. That is *concept drift*, and the rule of data drift
does not see it. The rain does move a column, sets off that rule and hardly did any harm; that retraining happened to mend
the trouble with the bicycles.

The performance rule reacts in week 16, but with three weeks of the old world and one of the new. Only the next training
learns the new world whole. Retraining in a hurry is no use while the data is missing.

You can now say why a model loses accuracy, and which change each policy sees.
"""

# %% [markdown] lang="es"
"""
## 2. Cuándo reentrenar

| Regla | Qué mira | A favor | En contra |
|---|---|---|---|
| Calendario | los días desde el último entrenamiento | sencilla, previsible | tarde cuando el mundo cambia, de más cuando no |
| Volumen | las etiquetas nuevas | no entrena sin datos nuevos | muchos datos iguales no enseñan nada |
| Deriva | cuánto se mueven las entradas | no espera a las etiquetas | no ve cambiar lo que las entradas significan |
| Rendimiento | la exactitud medida | mide lo que importa | las etiquetas llegan tarde |

Las cuatro se combinan, y todas necesitan un *enfriamiento* (*cool-down*): unos días tras cada entrenamiento en los que
nada dispara, para que se vea su efecto.

La del rendimiento esconde una trampa. Quien recibe tarde su comida se queja el mismo día o al siguiente. Que un pedido
llegó a tiempo se sabe cuando el repartidor rinde cuentas, de uno a siete días después. Este modelo está sano y hoy es el
día 14.

**¿Qué esperas?** ¿Qué exactitud se mide hoy para cada día, y cuál será cuando hayan llegado todas las etiquetas?
"""

# %% [markdown] lang="en"
"""
## 2. When to retrain

| Rule | What it looks at | For | Against |
|---|---|---|---|
| Schedule | the days since the last training | simple, predictable | late when the world changes, too much when it does not |
| Volume | the new labels | does not train without new data | a lot of the same data teaches nothing |
| Drift | how far the inputs move | does not wait for the labels | does not see a change in what the inputs mean |
| Performance | the accuracy measured | measures what matters | labels come late |

The four are combined, and all of them need a *cool-down*: some days after each training in which nothing fires, so that
its effect can be seen.

The one of performance hides a trap. Whoever gets their food late complains on the same day or the next. That an order
came on time is known when the courier hands in the accounts, one to seven days later. This model is well and today is day
14.

**What do you expect?** Which accuracy is measured today for each day, and which will it be once all labels have come?
"""

# %%
rng = np.random.default_rng(5)
fortnight = make_orders(2800, seed=rng)
fortnight["day"] = rng.integers(0, 14, size=2800)
wait = np.where(fortnight["late"], rng.integers(0, 2, size=2800), rng.integers(1, 8, size=2800))
fortnight["right"] = trained_on(0, 4).predict(fortnight[FEATURES]) == fortnight["late"]
known = fortnight[fortnight["day"] + wait < 14]

# %%
by_day, known_by_day = fortnight.groupby("day"), known.groupby("day")
arriving = pd.DataFrame(
    {
        "orders": by_day.size(),
        "labels": known_by_day.size(),
        "measured today": known_by_day["right"].mean(),
        "in the end": by_day["right"].mean(),
        "late, measured today": known_by_day["late"].mean(),
        "late, in the end": by_day["late"].mean(),
    }
)
arriving.columns = ["pedidos", "etiquetas", "exactitud hoy", "exactitud al final", "tardíos hoy", "tardíos al final"]  # es
arriving.columns = ["orders", "labels", "accuracy today", "accuracy in the end", "late today", "late in the end"]  # en
arriving.tail(9).round(2)

# %% [markdown] lang="es"
"""
Compara la tercera columna con la cuarta en las últimas filas. El día 13 todas las etiquetas son quejas, y el modelo se
equivoca más en los pedidos que llegan tarde. Parece que se hunde y no le pasa nada. Los días ya completos, los de
arriba, dicen la verdad.

Por eso la regla del rendimiento espera `label_delay` días antes de contar un día, y además pide un mínimo de etiquetas.
La historia que verá tu regla es esta:
"""

# %% [markdown] lang="en"
"""
Compare the third column with the fourth in the last rows. On day 13 all labels are complaints, and the model is wrong
more often on orders that are late. It seems to be sinking and nothing is the matter. The days that are complete,
those above, tell the truth.

That is why the performance rule waits for `label_delay` days before it counts a day, and asks for a minimum of labels as
well. The history that your rule will see is this:
"""

# %%
days = [{"day": day, "orders": 90, "labels": 90, "right": 66, "drift": 0.05} for day in range(20, 36)]
days += [{"day": day, "orders": 90, "labels": 40, "right": 10, "drift": 0.30} for day in range(36, 40)]
history = {"today": 40, "in_use_since": 22, "last_training": 30, "days": days}
policy = {
    "cool_down": 7,
    "every_days": 28,
    "new_labels": 5000,
    "max_drift": 0.2,
    "drift_days": 3,
    "min_accuracy": 0.8,
    "window": 7,
    "label_delay": 5,
    "min_labels": 200,
}

# %% [markdown] lang="es"
"""
### Ejercicio 1: ¿toca reentrenar?

- **Escribe** `should_retrain(history, policy)`.
- **Recibes** dos diccionarios como los de arriba. En `history`:
  - `today`, el día de hoy, un entero; `days` llega hasta ayer, con un diccionario por día, del más viejo al más nuevo;
  - `last_training`, el día del último entrenamiento, ganara o no su modelo;
  - `in_use_since`, el día desde el que responde el modelo en uso;
  - de cada día: cuántos pedidos hubo (`orders`), cuántos tienen ya etiqueta (`labels`), en cuántos de estos acertó el
    modelo de entonces (`right`) y cuánta deriva hubo (`drift`).
- **Devuelves** una lista con los motivos para reentrenar, en el orden que quieras. Una lista vacía es que no toca:
  - `"schedule"`: han pasado al menos `every_days` días desde el último entrenamiento;
  - `"volume"`: los días desde el del último entrenamiento, ese incluido, suman al menos `new_labels` etiquetas;
  - `"drift"`: los últimos `drift_days` días pasan todos de `max_drift`;
  - `"performance"`: la exactitud es menor que `min_accuracy`. Se mide en los últimos `window` días que cuentan (o los que
    haya), con todas sus etiquetas juntas, si son al menos `min_labels`. Un día cuenta cuando han pasado `label_delay` días.
- **Cuida** tres cosas:
  - durante los primeros `cool_down` días desde el último entrenamiento, nada dispara;
  - deriva y rendimiento son del modelo en uso: no miran días de antes de `in_use_since`. Si no hay `drift_days` días, no
    hay deriva;
  - una regla cuyo límite (`every_days`, `new_labels`, `max_drift`, `min_accuracy`) es `None` está apagada.

```python
should_retrain(history, policy)  # ['drift', 'performance']
should_retrain(history, {**policy, "cool_down": 14})  # []
should_retrain(history, {**policy, "max_drift": None, "min_accuracy": 0.7})  # []
```

**Para qué:** una regla nerviosa entrena cada noche y cambia de modelo por nada; una dormida deja meses un modelo viejo.
Para una pista: `hint("retraining_trigger")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 1: is it time to retrain?

- **Write** `should_retrain(history, policy)`.
- **You get** two dictionaries like those above. In `history`:
  - `today`, the day it is, an integer; `days` goes up to yesterday, with one dictionary per day, from oldest to newest;
  - `last_training`, the day of the last training, whether or not its model won;
  - `in_use_since`, the day from which the model in use has been answering;
  - of each day: how many orders there were (`orders`), how many have a label already (`labels`), on how many of these the
    model of the time was right (`right`) and how much drift there was (`drift`).
- **You give back** a list with the reasons for retraining, in any order. An empty list means that it is not time:
  - `"schedule"`: at least `every_days` days have passed since the last training;
  - `"volume"`: the days since that of the last training, itself included, add up to at least `new_labels` labels;
  - `"drift"`: the last `drift_days` days are all above `max_drift`;
  - `"performance"`: the accuracy is less than `min_accuracy`. It is measured over the last `window` days that count (or
    those there are), all their labels together, if these are at least `min_labels`. A day counts when `label_delay` days
    have passed.
- **Mind** three things:
  - during the first `cool_down` days since the last training, nothing fires;
  - drift and performance are those of the model in use: they do not look at days before `in_use_since`. If there are not
    `drift_days` days, there is no drift;
  - a rule whose limit (`every_days`, `new_labels`, `max_drift`, `min_accuracy`) is `None` is off.

```python
should_retrain(history, policy)  # ['drift', 'performance']
should_retrain(history, {**policy, "cool_down": 14})  # []
should_retrain(history, {**policy, "max_drift": None, "min_accuracy": 0.7})  # []
```

**Why:** a nervous rule trains every night and changes models for nothing; a sleepy one leaves an old model for months.
For a hint: `hint("retraining_trigger")`.
"""

# %% exercise="retraining_trigger"
def should_retrain(history, policy) -> list[str]:
    ### BEGIN SOLUTION
    today, last = history["today"], history["last_training"]
    if today - last < policy["cool_down"]:
        return []
    served = [day for day in history["days"] if day["day"] >= history["in_use_since"]]
    drifts = [day["drift"] for day in served[-policy["drift_days"] :]]
    mature = [day for day in served if day["day"] + policy["label_delay"] <= today][-policy["window"] :]
    labels, right = sum(day["labels"] for day in mature), sum(day["right"] for day in mature)
    new = sum(day["labels"] for day in history["days"] if day["day"] >= last)
    reasons = []
    if policy["every_days"] is not None and today - last >= policy["every_days"]:
        reasons.append("schedule")
    if policy["new_labels"] is not None and new >= policy["new_labels"]:
        reasons.append("volume")
    if policy["max_drift"] is not None and len(drifts) == policy["drift_days"] and min(drifts) > policy["max_drift"]:
        reasons.append("drift")
    if policy["min_accuracy"] is not None and labels >= policy["min_labels"] and right / labels < policy["min_accuracy"]:
        reasons.append("performance")
    return reasons
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes decidir cuándo entrenar y decir por qué. Fíjate en que el enfriamiento cuenta desde el último *intento*: si
contara desde el último modelo que ganó, un retador que pierde se volvería a entrenar cada noche.
"""

# %% [markdown] lang="en"
"""
You can now decide when to train and say why. Note that the cool-down counts from the last *attempt*: if it counted from
the last model that won, a challenger that loses would be trained again every night.
"""

# %% [markdown] lang="es"
"""
## 3. Lo que se sabía ese día

Las cocinas tienen rachas. Aquí hay 25, y cada una arrastra de un día a otro sus retrasos. Una columna nueva promete:
`late_share`, la proporción de pedidos tardíos de la cocina en un día.
"""

# %% [markdown] lang="en"
"""
## 3. What was known that day

Kitchens have good and bad spells. Here there are 25, and each drags its delays from one day to the next. A new column
looks promising: `late_share`, the share of late orders of the kitchen on a day.
"""

# %%
rng = np.random.default_rng(7)
trouble = np.zeros((120, 25))
for day in range(1, 120):
    trouble[day] = 0.8 * trouble[day - 1] + rng.normal(0, 4, size=25)
orders = make_orders(9000, seed=rng)
day, orders["kitchen"] = rng.integers(0, 120, size=9000), rng.integers(0, 25, size=9000)
orders["placed_at"] = pd.Timestamp("2026-01-01") + pd.to_timedelta(day * 24 + orders["hour"], unit="h").dt.floor("s")
orders["minutes"] += trouble[day, orders["kitchen"]]
orders["late"] = orders["minutes"] > PROMISED_MINUTES
orders = orders.sort_values("placed_at", ignore_index=True)

# %% [markdown] lang="es"
"""
La proporción de un día se calcula por la noche y se publica a las 0:00 del siguiente: esa hora va en `known_at`. El modo
más natural de añadirla es unir por cocina y día. Entrena con los pedidos de antes de abril y prueba con los de abril, como
manda el oficio.

**¿Qué esperas?** Sin la columna, el modelo acierta el 79 %. ¿Cuánto con ella?
"""

# %% [markdown] lang="en"
"""
The share of a day is worked out at night and published at 0:00 of the next one: that hour is in `known_at`. The most
natural way of adding it is to join by kitchen and day. Train with the orders from before April and test with those of
April, as one should.

**What do you expect?** Without the column, the model is right 79 % of the time. How often with it?
"""

# %%
orders["date"] = orders["placed_at"].dt.floor("D")
shares = orders.groupby(["kitchen", "date"], as_index=False)["late"].mean().rename(columns={"late": "late_share"})
shares["known_at"] = shares["date"] + pd.Timedelta(days=1)
by_date = orders.merge(shares.drop(columns="known_at"), on=["kitchen", "date"])
columns, april = [*FEATURES, "late_share"], pd.Timestamp("2026-04-01")

# %%
def fitted(table, columns):
    old = table[table["placed_at"] < april]
    return make_pipeline(StandardScaler(), LogisticRegression()).fit(old[columns], old["late"])


def accuracy_in_april(model, table, columns):
    new = table[table["placed_at"] >= april]
    return model.score(new[columns], new["late"])

# %%
leaky = fitted(by_date, columns)
without = accuracy_in_april(fitted(orders, FEATURES), orders, FEATURES)
print(f"{without:.3f}  {accuracy_in_april(leaky, by_date, columns):.3f}")

# %% [markdown] lang="es"
"""
De 0,79 a 0,91: para celebrarlo. Pero ponte en el momento del pedido, un sábado a las 13:00. ¿Qué proporción de retrasos
tiene hoy la cocina? Nadie lo sabe: se publica esta noche, y en esa cuenta **entra el propio pedido**. Es una *fuga de
datos* (*data leakage*): el modelo aprende de algo que en producción no existirá todavía.

Lo que sí se sabe es la última proporción publicada. `merge_asof` une cada fila con la última de la otra tabla que no es
posterior. Mira un ejemplo pequeño:
"""

# %% [markdown] lang="en"
"""
From 0.79 to 0.91: time to celebrate. But put yourself at the moment of the order, a Saturday at 13:00. What share of late
orders does the kitchen have today? Nobody knows: it is published tonight, and **the order itself is counted in it**. It
is *data leakage*: the model learns from something that will not exist yet in production.

What is known is the last share that was published. `merge_asof` joins each row with the last one of the other table that
is not later. See a small example:
"""

# %%
at = pd.Timestamp("2026-05-02")
hours = pd.to_timedelta([13, 20, 37], unit="h")
small_orders = pd.DataFrame({"order_id": [1, 2, 3], "kitchen": [8, 8, 8], "placed_at": at + hours})
small_shares = pd.DataFrame(
    {"kitchen": [8, 8, 9], "known_at": at + pd.to_timedelta([0, 24, 25], unit="h"), "late_share": [0.2, 0.6, 0.9]}
)
pd.merge_asof(small_orders, small_shares, left_on="placed_at", right_on="known_at", by="kitchen")

# %% [markdown] lang="es"
"""
Los pedidos del día 2 ven lo publicado a las 0:00 de ese día, y el del día 3 ve ya el 0,6. Nadie ve lo de la cocina 9.
Haz lo mismo con los 9000 pedidos.

**¿Qué esperas?** ¿Cuánto acierta el modelo de la fuga con lo que de verdad se sabe? ¿Y uno entrenado sin fuga?
"""

# %% [markdown] lang="en"
"""
The orders of day 2 see what was published at 0:00 of that day, and the one of day 3 sees the 0.6 already. Nobody sees the
share of kitchen 9. Do the same with the 9000 orders.

**What do you expect?** How often is the leaky model right with what is really known? And one trained without a leak?
"""

# %%
published = shares.drop(columns="date").sort_values("known_at")
as_known = pd.merge_asof(orders, published, left_on="placed_at", right_on="known_at", by="kitchen").dropna()
sound = fitted(as_known, columns)
offline = [accuracy_in_april(leaky, by_date, columns), accuracy_in_april(sound, as_known, columns)]
live = [accuracy_in_april(model, as_known, columns) for model in (leaky, sound)]
print(np.round([offline, live], 3))

# %%
kinds, when = ["con fuga", "con lo que se sabía"], ["en la prueba", "en producción"]  # es
accuracy_text, without_text = "exactitud", "sin la columna"  # es
alt = (  # es
    "Dos pares de barras. Con fuga, 0,91 en la prueba y 0,77 en producción, menos que sin la columna. "  # es
    "Con lo que se sabía, 0,81 en las dos."  # es
)  # es
kinds, when = ["leaky", "as it was known"], ["in the test", "in production"]  # en
accuracy_text, without_text = "accuracy", "without the column"  # en
alt = (  # en
    "Two pairs of bars. Leaky, 0.91 in the test and 0.77 in production, less than without the column. "  # en
    "As it was known, 0.81 in both."  # en
)  # en

# %%
figure, axes = plt.subplots(figsize=(7, 3.2), layout="constrained")
for place, (heights, label, style) in enumerate(zip([offline, live], when, ["#4477aa", "#ddaa33"], strict=True)):
    bars = axes.bar(np.arange(2) + 0.36 * place, heights, 0.34, color=style, hatch="//" * place, label=label)
    axes.bar_label(bars, [f"{height:.2f}" for height in heights], padding=3, bbox={"color": "white", "pad": 0.5})
axes.axhline(without, color="#888888", linestyle="--", label=without_text)
axes.set_xticks(np.arange(2) + 0.18, kinds)
axes.set_ylim(0.6, 1)
axes.set_ylabel(accuracy_text)
axes.legend(loc="upper right", ncols=3)
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira el par de la izquierda: lo que prometía 0,91 da 0,77, **menos** que sin la columna (la línea discontinua), porque el
modelo se fía de algo que en producción no dice lo mismo. El de la derecha prometía 0,81 y da 0,81.

Con las etiquetas pasa igual. Si hoy entrenas «como el 1 de abril», solo valen las que se sabían ese día: ni las que
llegaron después, ni las que se corrigieron después, porque una queja puede retirarse. Y queda lo de la sección 2: vuelve a
mirar allí las dos últimas columnas. Entre los pedidos de ayer con etiqueta, todos son tardíos. Un conjunto con esos
pedidos enseña que todo llega tarde, así que a los pedidos jóvenes se les espera `wait_days` días.
"""

# %% [markdown] lang="en"
"""
Look at the pair on the left: what promised 0.91 gives 0.77, **less** than without the column (the dashed line), because
the model relies on something that does not say the same in production. The one on the right promised 0.81 and gives 0.81.

It is the same with labels. If today you train “as on the 1st of April”, only those that were known that day will do:
neither those that came later nor those that were corrected later, since a complaint can be withdrawn. And there is the
matter of section 2: look there again at the last two columns. Among yesterday's orders with a label, all are late.
A set with those orders teaches that everything is late, so young orders are waited for during `wait_days` days.
"""

# %%
small_labels = pd.DataFrame(
    {
        "order_id": [1, 2, 1, 3],
        "late": [True, False, False, True],
        "known_at": at + pd.to_timedelta([14, 70, 60, 39], unit="h"),
    }
)

# %% [markdown] lang="es"
"""
### Ejercicio 2: el conjunto de entrenamiento de una fecha

- **Escribe** `training_set(orders, labels, shares, as_of, wait_days)`.
- **Recibes** tres DataFrames, con las filas en cualquier orden, y dos límites:
  - `orders`: `order_id`, `kitchen`, `placed_at` y las columnas que se conocen al hacer el pedido;
  - `labels`: `order_id`, `late` y `known_at`. Un pedido puede no tener etiqueta, o tener varias: la más reciente corrige a
    las demás;
  - `shares`: `kitchen`, `known_at` y `late_share`;
  - `as_of`, un `pd.Timestamp`, y `wait_days`, un entero.
- **Devuelves** un DataFrame con una fila por pedido, en el orden que quieras, y las columnas de `orders` más `late_share`
  y `late`:
  - entran los pedidos hechos no después de `as_of` menos `wait_days` días, cuya etiqueta se sabía en `as_of`;
  - `late` es la etiqueta tal como se sabía en `as_of`;
  - `late_share` es la última de su cocina que se sabía **cuando se hizo el pedido**; si no había ninguna, `NaN`.
- **Cuida** que lo que se supo justo en un instante cuenta como sabido en él, y que las tablas recibidas no cambien.

Con las tablas pequeñas de arriba, en las que la etiqueta del pedido 1 se corrige a las 60 h y la del 2 llega a las 70 h:

```python
training_set(small_orders, small_labels, small_shares, at + pd.Timedelta(hours=48), wait_days=0)
#  order_id  kitchen           placed_at  late_share   late
#         1        8 2026-05-02 13:00:00         0.2   True
#         3        8 2026-05-03 13:00:00         0.6   True
```

**Para qué:** un modelo que en la prueba iba bien y en producción no, casi siempre había visto el futuro. Para una pista:
`hint("point_in_time")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 2: the training set of a date

- **Write** `training_set(orders, labels, shares, as_of, wait_days)`.
- **You get** three DataFrames, with their rows in any order, and two limits:
  - `orders`: `order_id`, `kitchen`, `placed_at` and the columns that are known when the order is placed;
  - `labels`: `order_id`, `late` and `known_at`. An order may have no label, or several: the most recent one corrects the
    others;
  - `shares`: `kitchen`, `known_at` and `late_share`;
  - `as_of`, a `pd.Timestamp`, and `wait_days`, an integer.
- **You give back** a DataFrame with one row per order, in any order, and the columns of `orders` plus `late_share` and
  `late`:
  - in go the orders placed no later than `as_of` minus `wait_days` days, whose label was known at `as_of`;
  - `late` is the label as it was known at `as_of`;
  - `late_share` is the last one of its kitchen that was known **when the order was placed**; if there was none, `NaN`.
- **Mind** that what became known at an instant counts as known at it, and that the tables you get must not change.

With the small tables above, in which the label of order 1 is corrected at 60 h and that of order 2 arrives at 70 h:

```python
training_set(small_orders, small_labels, small_shares, at + pd.Timedelta(hours=48), wait_days=0)
#  order_id  kitchen           placed_at  late_share   late
#         1        8 2026-05-02 13:00:00         0.2   True
#         3        8 2026-05-03 13:00:00         0.6   True
```

**Why:** a model that did well in the test and not in production had nearly always seen the future. For a hint:
`hint("point_in_time")`.
"""

# %% exercise="point_in_time"
def training_set(orders, labels, shares, as_of, wait_days) -> pd.DataFrame:
    ### BEGIN SOLUTION
    known = labels[labels["known_at"] <= as_of].sort_values("known_at").drop_duplicates("order_id", keep="last")
    old = orders[orders["placed_at"] <= as_of - pd.Timedelta(days=wait_days)]
    rows = old.merge(known[["order_id", "late"]], on="order_id").sort_values("placed_at")
    seen = shares.rename(columns={"known_at": "share_known_at"}).sort_values("share_known_at")
    table = pd.merge_asof(rows, seen, left_on="placed_at", right_on="share_known_at", by="kitchen")
    return table.drop(columns="share_known_at")
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes reconstruir cualquier fecha, y desconfiar de una columna demasiado buena: pregunta siempre a qué hora se supo.
"""

# %% [markdown] lang="en"
"""
You can now rebuild any date, and distrust a column that is too good: always ask at what time it was known.
"""

# %% [markdown] lang="es"
"""
## 4. Campeón contra retador

Entrenado el nuevo, no ocupa el puesto por ser nuevo. El *campeón* es el modelo en uso; el *retador*, el que aspira. Los
dos responden los mismos pedidos con etiqueta, que ninguno vio al entrenar.

Empieza por un retador que **no** es mejor: el mismo modelo entrenado con otros 1000 pedidos del mismo mundo. Compáralos
200 veces con 300 pedidos cada vez.

**¿Qué esperas?** ¿En cuántas de las 200 acierta más el retador?
"""

# %% [markdown] lang="en"
"""
## 4. Champion against challenger

Once the new one is trained, it does not take the place for being new. The *champion* is the model in use; the
*challenger*, the one that aspires. Both answer the same labelled orders, which neither saw in training.

Begin with a challenger that is **not** better: the same model trained with another 1000 orders of the same world. Compare
them 200 times with 300 orders each.

**What do you expect?** In how many of the 200 is the challenger right more often?
"""

# %%
def linear(n, seed):
    orders = make_orders(n, seed=seed)
    return make_pipeline(StandardScaler(), LogisticRegression()).fit(orders[FEATURES], orders["late"])


def right(model, orders):
    return (model.predict(orders[FEATURES]) == orders["late"]).to_numpy().astype(int)


champion, twin = linear(1000, seed=1), linear(1000, seed=2)
batches = [make_orders(300, seed=1000 + batch) for batch in range(200)]
gains = [right(twin, batch).mean() - right(champion, batch).mean() for batch in batches]
print([int(np.sum(np.sign(gains) == sign)) for sign in (-1, 0, 1)])

# %% [markdown] lang="es"
"""
Pierde 95 veces, empata 32 y gana 73. Si asciende quien acierta más, 73 de las 200 veces cambias de modelo, con el riesgo
que eso tiene, por nada.

Ahora un retador que sí es mejor. El campeón cree que cada hora suma lo mismo; este admite que la hora sube y baja, con
*splines*, curvas hechas a trozos. Mira en qué pedidos difieren:
"""

# %% [markdown] lang="en"
"""
It loses 95 times, ties 32 and wins 73. If whoever is right more often is promoted, in 73 of the 200 you change models,
with the risk that this has, for nothing.

Now a challenger that is better. The champion believes that every hour adds the same; this one lets the hour go up and
down, with *splines*, curves made of pieces. See on which orders they differ:
"""

# %%
curved = make_column_transformer((SplineTransformer(12), ["hour"]), remainder=StandardScaler())
past = make_orders(4000, seed=5)
challenger = make_pipeline(curved, LogisticRegression(max_iter=2000)).fit(past[FEATURES], past["late"])
recent = make_orders(2000, seed=15)
old, new = right(champion, recent), right(challenger, recent)
pd.crosstab(old, new, rownames=["campeón"], colnames=["retador"])  # es
pd.crosstab(old, new, rownames=["champion"], colnames=["challenger"])  # en

# %% [markdown] lang="es"
"""
En la diagonal los dos aciertan o los dos fallan: esas filas no dicen cuál es mejor. Deciden las otras dos casillas, y en
eso se fija la prueba de McNemar (1947): si fueran igual de buenos, cada fila en la que difieren sería una moneda al aire.

Apunta por cada pedido una diferencia: 1 si solo acierta el retador, -1 si solo acierta el campeón, 0 si da igual. La media
de esas diferencias es la *ventaja*. Es una comparación *pareada*: fila con fila. Para saber cuánto baila, repítela con
otros pedidos; y como no los hay, vuelve a sacar filas de las que tienes. Eso es el *bootstrap* (Efron, 1979).

**¿Qué esperas?** ¿Bailará más o menos si olvidas qué respuesta va con cuál, y sacas unas filas para cada modelo?
"""

# %% [markdown] lang="en"
"""
On the diagonal both are right or both are wrong: those rows do not say which is better. The other two cells decide, and
that is what McNemar's test (1947) looks at: if they were equally good, each row on which they differ would be the toss of
a coin.

Write down a difference for each order: 1 if only the challenger is right, -1 if only the champion is, 0 if it makes no
difference. The mean of those differences is the *gain*. It is a *paired* comparison: row by row. To know how much it
wobbles, repeat it with other orders; and as there are none, draw rows again from those you have. That is the *bootstrap*
(Efron, 1979).

**What do you expect?** Will it wobble more or less if you forget which answer goes with which, and draw other rows for
each model?
"""

# %%
def wobble(n, seed=0):
    rng = np.random.default_rng(seed)
    rows, others = rng.integers(n, size=(2, 2000, n))
    return (new[rows] - old[rows]).mean(axis=1), new[rows].mean(axis=1) - old[others].mean(axis=1)


for n in [400, 2000]:
    paired, apart = wobble(n)
    print(n, np.percentile(paired, [5, 50]).round(4), np.percentile(apart, [5, 50]).round(4))

# %%
gain_text, orders_text, draws_text = "ventaja del retador", "pedidos", "repeticiones"  # es
paired_text, apart_text, min_text = "fila con fila", "cada uno sus filas", "ventaja mínima"  # es
alt = (  # es
    "Dos histogramas de la ventaja. Con 400 pedidos la nube pareada es ancha y cruza la ventaja mínima. "  # es
    "Con 2000 es estrecha y el 95 % queda por encima; la que no es pareada es casi el doble de ancha y la cruza."  # es
)  # es
gain_text, orders_text, draws_text = "gain of the challenger", "orders", "draws"  # en
paired_text, apart_text, min_text = "row by row", "each its own rows", "minimum gain"  # en
alt = (  # en
    "Two histograms of the gain. With 400 orders the paired cloud is wide and crosses the minimum gain. "  # en
    "With 2000 it is narrow and 95 % lies above; the one that is not paired is nearly twice as wide and crosses it."  # en
)  # en

# %%
figure, panels = plt.subplots(1, 2, figsize=(9, 3.2), sharex=True, layout="constrained")
bins = np.arange(-0.06125, 0.1, 0.005)
for axes, n in zip(panels, [400, 2000], strict=True):
    paired, apart = wobble(n)
    axes.hist(paired, bins, color="#4477aa", label=paired_text)
    axes.hist(apart, bins, histtype="step", color="#bb5566", linewidth=2, label=apart_text)
    axes.axvline(0.01, color="#888888", linestyle="--", label=min_text)
    axes.set_title(f"{n} {orders_text}")
    axes.set_xlabel(gain_text)
panels[0].set_ylabel(draws_text)
panels[0].set_xticks([-0.05, 0, 0.05, 0.1])
panels[1].legend(loc="upper left")
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira el borde izquierdo de las nubes rellenas, no su centro. Con 400 pedidos cruza la línea discontinua: no se sabe
bastante. Con 2000, casi toda queda a la derecha. La nube vacía, con los mismos datos, es casi el doble de ancha y aún
cruza: olvidar las parejas cuesta muchos pedidos, porque los dos modelos fallan casi siempre en los mismos.

### Una ventaja que valga la pena

Cambiar de modelo cuesta: revisar, desplegar, vigilar. Por eso se pide una ventaja mínima, aquí de 0,01, un punto. Con un
millón de pedidos, una ventaja de 0,0005 es segura y no vale nada.

Hay dos maneras de pedirla. Una: que la ventaja sea segura (mayor que 0 con un 95 % de confianza) y que además la que se
ve llegue a 0,01. Otra: que sea segura *la ventaja de 0,01*. Simula un retador cuya ventaja verdadera es justo 0,01.

**¿Qué esperas?** ¿Cuántas veces asciende con cada una?
"""

# %% [markdown] lang="en"
"""
Look at the left edge of the filled clouds, not at their middle. With 400 orders it crosses the dashed line: not enough is
known. With 2000, nearly all of it lies to the right. The hollow cloud, from the same data, is nearly twice as wide and
still crosses: forgetting the pairs costs many orders, because the two models nearly always fail on the same ones.

### A gain that is worth the trouble

Changing models has a cost: reviewing, deploying, watching. That is why a minimum gain is asked for, here of 0.01, one
point. With a million orders, a gain of 0.0005 is certain and worth nothing.

There are two ways of asking for it. One: that the gain be certain (greater than 0 with 95 % confidence) and that the one
you see reach 0.01 as well. The other: that *the gain of 0.01* be certain. Simulate a challenger whose true gain is
exactly 0.01.

**What do you expect?** How often is it promoted with each?
"""

# %%
counts = np.random.default_rng(0).multinomial(4000, [0.04, 0.03, 0.93], size=10_000)
gain = (counts[:, 0] - counts[:, 1]) / 4000
error = np.sqrt(((counts[:, 0] + counts[:, 1]) / 4000 - gain**2) / 4000)
seen = (gain - 1.645 * error > 0) & (gain >= 0.01)
certain = gain - 1.645 * error > 0.01
print(f"{seen.mean():.2f}  {certain.mean():.2f}")

# %% [markdown] lang="es"
"""
La primera es una moneda al aire. La segunda se equivoca una de cada veinte veces, que es lo que se le pidió.
(El 1,645 es de la curva normal: por debajo de la media menos 1,645 errores típicos queda el 5 %.)

### Ejercicio 3: quién se queda

- **Escribe** `decide(champion, challenger, X, y, min_gain=0.01)`.
- **Recibes** dos modelos con `predict`, un array `X` con pedidos, sus etiquetas `y` (un array de lo que sea: booleanos,
  números, textos) y la ventaja mínima. Los pedidos son al menos 800.
- **Devuelves** el texto `"challenger"` si el retador ocupa el puesto, y `"champion"` si el campeón se queda. La ventaja es
  la exactitud del retador menos la del campeón, y tu decisión cumple:
  - si la ventaja verdadera no pasa de `min_gain`, el retador asciende a lo sumo 5 de cada 100 veces;
  - si pasa claramente, asciende casi siempre: comparas fila con fila, y no desperdicias pedidos;
  - un empate conserva al campeón, también con `min_gain=0`;
  - con los mismos datos decides siempre lo mismo.

El método es tuyo. Si usas el bootstrap, ponle una semilla y conténtate con 1000 o 2000 repeticiones: se te llamará unas
trescientas veces.

```python
X, y = recent[FEATURES], recent["late"].to_numpy()
decide(champion, challenger, X, y)  # 'challenger'
decide(champion, challenger, X, y, min_gain=0.03)  # 'champion'
decide(champion, champion, X, y, min_gain=0)  # 'champion'
```

**Para qué:** esta función es la que decide sola, de madrugada, qué modelo responde mañana. Para una pista:
`hint("champion_challenger")`.
"""

# %% [markdown] lang="en"
"""
The first is the toss of a coin. The second is wrong one time in twenty, which is what was asked of it. (The
1.645 belongs to the normal curve: 5 % lies below the mean minus 1.645 standard errors.)

### Exercise 3: who stays

- **Write** `decide(champion, challenger, X, y, min_gain=0.01)`.
- **You get** two models with `predict`, an array `X` of orders, their labels `y` (an array of anything: booleans, numbers,
  texts) and the minimum gain. The orders are at least 800.
- **You give back** the text `"challenger"` if the challenger takes the place, and `"champion"` if the champion stays. The
  gain is the accuracy of the challenger minus that of the champion, and your decision meets this:
  - if the true gain is not above `min_gain`, the challenger is promoted 5 times in 100 at most;
  - if it is clearly above, it is nearly always promoted: you compare row by row, and waste no orders;
  - a tie keeps the champion, with `min_gain=0` too;
  - with the same data you always decide the same.

The method is yours. If you use the bootstrap, give it a seed and be content with 1000 or 2000 draws: you will be called
some three hundred times.

```python
X, y = recent[FEATURES], recent["late"].to_numpy()
decide(champion, challenger, X, y)  # 'challenger'
decide(champion, challenger, X, y, min_gain=0.03)  # 'champion'
decide(champion, champion, X, y, min_gain=0)  # 'champion'
```

**Why:** this is the function that decides by itself, in the small hours, which model answers tomorrow. For a hint:
`hint("champion_challenger")`.
"""

# %% exercise="champion_challenger"
def decide(champion, challenger, X, y, min_gain=0.01) -> str:
    ### BEGIN SOLUTION
    difference = (challenger.predict(X) == y).astype(int) - (champion.predict(X) == y)
    error = difference.std(ddof=1) / np.sqrt(len(y))
    sure_gain = difference.mean() - 1.645 * error
    return "challenger" if sure_gain > min_gain else "champion"
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes decidir entre dos modelos con el error declarado. Ojo con repetir: si comparas veinte retadores inútiles, uno
ascenderá por suerte. Por eso se compara cuando hay motivo, y con pedidos nuevos cada vez.
"""

# %% [markdown] lang="en"
"""
You can now decide between two models with the error stated. Beware of repeating: if you compare twenty useless
challengers, one will be promoted by luck. That is why you compare when there is a reason, and with new orders each time.
"""

# %% [markdown] lang="es"
"""
## 5. Entrenar dos veces lo mismo

Hay un incidente y quieren saber con qué se entrenó el modelo de marzo. La mejor respuesta es entrenarlo otra vez y que
salga **el mismo, byte a byte**. Este programa entrena un bosque de cuatro maneras y escribe el principio
del digest SHA-256 de cada uno:
"""

# %% [markdown] lang="en"
"""
## 5. Train the same thing twice

There is an incident and they want to know what the model of March was trained with. The best answer is to train it again
and get **the same one, byte by byte**. This program trains a forest in four ways and writes the beginning of
the SHA-256 digest of each:
"""

# %%
program = """
import hashlib, pickle, time
from sklearn.ensemble import RandomForestClassifier
from grader.orders import make_orders

orders, columns = make_orders(300), {"distance_km", "items", "hour", "rain_mm", "courier_load"}
for names, seed, extra in [
    (sorted(columns), None, None),
    (sorted(columns), 7, time.time()),
    (list(columns), 7, None),
    (sorted(columns), 7, None),
]:
    forest = RandomForestClassifier(10, random_state=seed).fit(orders[names], orders["late"])
    print(hashlib.sha256(pickle.dumps((forest, extra))).hexdigest()[:10])
"""

# %% [markdown] lang="es"
"""
La primera no pone semilla, la segunda guarda la hora, la tercera toma las columnas como salen del conjunto (`set`) y la
cuarta las ordena. Se ejecuta en dos procesos. En cada uno, Python mezcla a `hash` un número distinto, que `PYTHONHASHSEED`
fija y que normalmente sale al azar.

**¿Qué esperas?** ¿Qué filas coinciden en los dos procesos?
"""

# %% [markdown] lang="en"
"""
The first sets no seed, the second stores the time, the third takes the columns as they come out of the `set` and the
fourth sorts them. It is run in two processes. In each, Python mixes another number into `hash`, which `PYTHONHASHSEED`
fixes and which normally is drawn at random.

**What do you expect?** Which rows agree in both processes?
"""

# %%
def digests(salt):
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": salt}
    )
    return run.stdout.split()


labels = ["sin semilla", "con la hora dentro", "orden del conjunto", "en orden"]  # es
labels = ["no seed", "with the time inside", "order of the set", "sorted"]  # en
for label, one, two in zip(labels, digests("1"), digests("2"), strict=True):
    print(f"{label:22}{one}  {two}  {'=' if one == two else '≠'}")

# %% [markdown] lang="es"
"""
Solo la última. La tercera es la más traidora: dentro de un mismo proceso sale siempre igual, y cambia al reiniciar. Lo
mismo pasa con `hash("texto")`.

Y una sorpresa más: un pickle recuperado y vuelto a guardar. **¿Qué esperas?** ¿Los mismos bytes?
"""

# %% [markdown] lang="en"
"""
Only the last one. The third is the most treacherous: within one process it always comes out the same, and it changes on a
restart. The same happens with `hash("text")`.

And one more surprise: a pickle that is loaded and saved again. **What do you expect?** The same bytes?
"""

# %%
forest = RandomForestClassifier(10, random_state=7).fit(past[FEATURES], past["late"])
data = pickle.dumps(forest)
again = pickle.dumps(pickle.loads(data))
print(data == again, len(data), len(again))

# %% [markdown] lang="es"
"""
El modelo es el mismo y los bytes no: un pickle recuerda también qué textos eran *el mismo objeto* en la memoria, y al
cargarlo eso cambia. El digest es del archivo que guardaste al entrenar; no lo calcules de un modelo recuperado.

### El linaje

El *linaje* (*lineage*) dice de qué está hecho un modelo: los datos y el código, por su digest, y los parámetros. Con la
ruta no basta: mañana `orders.csv` será otro archivo con el mismo nombre. Este es el entrenamiento de hoy: unos datos, una
receta bajo control de versiones y una configuración.
"""

# %% [markdown] lang="en"
"""
The model is the same and the bytes are not: a pickle also remembers which texts were *the same object* in memory, and
loading changes that. The digest is that of the file you saved when you trained; do not compute it from a loaded model.

### The lineage

The *lineage* says what a model is made of: the data and the code, by their digest, and the parameters. The path is not
enough: tomorrow `orders.csv` will be another file with the same name. This is today's training: some data, a recipe under
version control and a configuration.
"""

# %%
temporary = tempfile.TemporaryDirectory()
folder = Path(temporary.name)
recipe = """from sklearn.ensemble import RandomForestClassifier

def build(params, seed):
    return RandomForestClassifier(random_state=seed, **params)
"""
(folder / "recipe.py").write_text(recipe)
make_orders(300).to_csv(folder / "orders.csv", index=False)

# %%
config = {
    "data": folder / "orders.csv",
    "recipe": folder / "recipe.py",
    "features": {"distance_km", "items", "rain_mm", "courier_load"},
    "target": "late",
    "params": {"n_estimators": 10, "max_depth": 4},
    "seed": 7,
}

# %% [markdown] lang="es"
"""
### Ejercicio 4: un entrenamiento que se puede repetir

- **Escribe** `train(config) -> Artifact`. La clase `Artifact` ya está en la celda.
- **Recibes** un diccionario como el de arriba: la ruta de un CSV y la de un archivo de Python (`str` o `Path`), un `set`
  con los nombres de las columnas, la columna que se predice, los parámetros y la semilla. El archivo de Python define
  `build(params, seed)`, que da un modelo sin entrenar.
- **Devuelves** un `Artifact` con:
  - `model`: el pickle, en bytes, de ese modelo, entrenado con las columnas de `features` en orden alfabético;
  - `lineage`: un diccionario que `json.dumps` acepta, con `data` y `code`, los digests sha256 (en hexadecimal) de los
    bytes de los dos archivos; `features`, en lista y en orden alfabético; `target`, `params` y `seed`, como venían; y
    `versions`, con las de `python` y `sklearn` en uso.
- **Cuida** que el mismo contenido dé los mismos bytes y el mismo linaje, hoy y mañana, en otro proceso y en otra carpeta;
  y que con otra semilla, otros datos u otra receta, aunque estén en el mismo lugar, no sea así.

```python
artifact = train(config)
artifact.lineage["features"]  # ['courier_load', 'distance_km', 'items', 'rain_mm']
artifact == train(config)  # True
artifact == train({**config, "seed": 8})  # False
```

**Para qué:** sin linaje, «el modelo de marzo» es un archivo que nadie sabe explicar. Para una pista:
`hint("reproducible_training")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 4: a training that can be repeated

- **Write** `train(config) -> Artifact`. The class `Artifact` is in the cell already.
- **You get** a dictionary like the one above: the path of a CSV and that of a Python file (`str` or `Path`), a `set` with
  the names of the columns, the column to predict, the parameters and the seed. The Python file defines
  `build(params, seed)`, which gives an untrained model.
- **You give back** an `Artifact` with:
  - `model`: the pickle, in bytes, of that model, trained with the columns of `features` in alphabetical order;
  - `lineage`: a dictionary that `json.dumps` accepts, with `data` and `code`, the sha256 digests (in hexadecimal) of the
    bytes of the two files; `features`, as a list and in alphabetical order; `target`, `params` and `seed`, as they came;
    and `versions`, with those of `python` and `sklearn` in use.
- **Mind** that the same content gives the same bytes and the same lineage, today and tomorrow, in another process and in
  another folder; and that with another seed, other data or another recipe, even in the same place, it does not.

```python
artifact = train(config)
artifact.lineage["features"]  # ['courier_load', 'distance_km', 'items', 'rain_mm']
artifact == train(config)  # True
artifact == train({**config, "seed": 8})  # False
```

**Why:** without lineage, “the model of March” is a file that nobody can explain. For a hint:
`hint("reproducible_training")`.
"""

# %% exercise="reproducible_training"
@dataclass(frozen=True)
class Artifact:
    model: bytes
    lineage: dict


def train(config) -> Artifact:
    ### BEGIN SOLUTION
    data, code = Path(config["data"]).read_bytes(), Path(config["recipe"]).read_bytes()
    features, target = sorted(config["features"]), config["target"]
    orders = pd.read_csv(io.BytesIO(data))
    build = runpy.run_path(str(config["recipe"]))["build"]
    model = build(config["params"], config["seed"]).fit(orders[features], orders[target])
    lineage = {
        "data": hashlib.sha256(data).hexdigest(),
        "code": hashlib.sha256(code).hexdigest(),
        "features": features,
        "target": target,
        "params": dict(config["params"]),
        "seed": config["seed"],
        "versions": {"python": platform.python_version(), "sklearn": sklearn.__version__},
    }
    return Artifact(pickle.dumps(model), lineage)
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes volver a hacer cualquier modelo y demostrar que es el mismo. La promesa vale para la misma máquina y las mismas
versiones: con otro procesador, las sumas pueden hacerse en otro orden y cambiar la última cifra. Por eso las versiones
van en el linaje, y el contenedor de la unidad 1 va con el modelo.
"""

# %% [markdown] lang="en"
"""
You can now make any model again and prove that it is the same. The promise holds for the same machine and the same
versions: with another processor, sums may be done in another order and change the last digit. That is why the versions go
into the lineage, and the container of unit 1 goes with the model.
"""

# %% [markdown] lang="es"
"""
## Lo que te llevas

- Un modelo pierde exactitud cuando cambia lo que significan las entradas, aunque las entradas no se muevan.
- Las etiquetas tempranas no son una muestra justa. Un día se juzga cuando ha tenido tiempo de completarse.
- Un dato tiene dos fechas: la de lo que cuenta y la de cuándo se supo. Para entrenar manda la segunda.
- Entre dos modelos se compara fila con fila, y asciende quien pasa la ventaja mínima con seguridad. Si hay duda, no.
- La misma configuración da los mismos bytes si la semilla, el orden y las versiones están fijos y nada pone la hora.
- El linaje nombra los datos y el código por su digest, no por su nombre.

Mira cómo vas:
"""

# %% [markdown] lang="en"
"""
## What you take away

- A model loses accuracy when what the inputs mean changes, even if the inputs do not move.
- Early labels are no fair sample. A day is judged when it has had time to become complete.
- A piece of data has two dates: that of what it tells and that of when it was known. For training, the second rules.
- Two models are compared row by row, and the one promoted is above the minimum gain for certain. In doubt, it is not.
- The same configuration gives the same bytes if seed, order and versions are fixed and nothing writes the time.
- The lineage names data and code by their digest, not by their name.

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
quiz("3-continuous-training")
