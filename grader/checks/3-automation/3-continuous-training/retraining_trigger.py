"""Each rule by itself: it fires when its number is reached, and not before."""

from __future__ import annotations

from grader.judging.api import advises, says


@says(
    es="El calendario cuenta los días desde el último entrenamiento",
    en="The schedule counts the days since the last training",
)
@advises(
    es="every_days se compara con los días que van de last_training a today, y cuenta desde que se cumplen.",
    en="every_days is compared with the days from last_training to today, and counts from when they are reached.",
)
def test_the_schedule_counts_the_days(told, calm):
    history, policy = calm()
    age = history["today"] - history["last_training"]
    due, not_yet = {**policy, "every_days": age}, {**policy, "every_days": age + 1}
    assert told((history, due), (history, not_yet)) == [["schedule"], []]


@says(
    es="El volumen cuenta las etiquetas nuevas: las de los días desde el último entrenamiento",
    en="The volume counts new labels: those of the days since the last training",
)
@advises(
    es="Cuenta etiquetas, no pedidos, y solo las de los días desde last_training, ese día incluido.",
    en="Count labels, not orders, and only those of the days since last_training, that day included.",
)
def test_the_volume_counts_new_labels(told, calm, rng):
    history, policy = calm()
    a_day = int(rng.integers(30, 50))
    history = {**history, "days": [{**day, "labels": a_day, "right": a_day} for day in history["days"]]}
    new = a_day * (history["today"] - history["last_training"])
    enough, too_few = {**policy, "new_labels": new}, {**policy, "new_labels": new + 1}
    assert told((history, enough), (history, too_few)) == [["volume"], []]


@says(
    es="La deriva de datos dispara solo cuando dura los días que pide la política",
    en="Data drift fires only when it lasts for the days that the policy asks for",
)
@advises(
    es="Los últimos drift_days días tienen que pasar todos de max_drift. Un solo día de lluvia no basta.",
    en="The last drift_days days must all be above max_drift. A single rainy day is not enough.",
)
def test_drift_must_last(told, calm):
    history, policy = calm()
    days, asked = history["days"], policy["drift_days"]
    lasts = [{**day, "drift": policy["max_drift"] * 1.5} if day in days[-asked:] else day for day in days]
    paused = [{**day, "drift": policy["max_drift"] * (0.9 if day is days[-asked] else 9)} for day in days]
    over = [{**day, "drift": policy["max_drift"] * (0.9 if day is days[-1] else 9)} for day in days]
    cases = [({**history, "days": changed}, policy) for changed in (lasts, paused, over)]
    assert told(*cases) == [["drift"], [], []]


@says(
    es="El rendimiento dispara cuando la exactitud de los días que cuentan baja de min_accuracy",
    en="Performance fires when the accuracy of the days that count falls below min_accuracy",
)
@advises(
    es="Suma los aciertos y las etiquetas de los últimos window días que ya han esperado label_delay.",
    en="Add up the right answers and the labels of the last window days that have waited for label_delay already.",
)
def test_low_accuracy_fires(told, calm):
    history, policy = calm()
    bad = [{**day, "right": int(day["labels"] * (policy["min_accuracy"] - 0.1))} for day in history["days"]]
    waited = len(bad) + 1 - policy["label_delay"]  # a day begins a day before today
    counted = range(waited - policy["window"], waited)
    days = [bad[place] if place in counted else day for place, day in enumerate(history["days"])]
    assert told(({**history, "days": days}, policy), (history, policy)) == [["performance"], []]
