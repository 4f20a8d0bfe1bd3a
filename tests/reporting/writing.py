"""Answers to one exercise that people could have written: each part of it in one of several ways, at random."""

from __future__ import annotations

import re
from random import Random

STUB = """def summarise(orders) -> dict:
    raise NotImplementedError("TU CÓDIGO AQUÍ · YOUR CODE HERE")"""
SOLUTION = """def summarise(orders) -> dict:
    ### BEGIN SOLUTION
    minutes = [order["minutes"] for order in orders]
    return {"late": sum(order["late"] for order in orders), "mean": sum(minutes) / len(minutes)}
    ### END SOLUTION"""
LESSON = """import statistics
by_city = {}
for order in make_orders(50):
    by_city.setdefault(order["city"], []).append(order["minutes"])
print({city: statistics.fmean(times) for city, times in by_city.items()})"""

_LATE = [
    "    late = sum(1 for order in orders if order['late'])",
    "    late = len([order for order in orders if order['late'] is True])",
    "    late = 0\n    for order in orders:\n        if order['late']:\n            late += 1",
    "    late = len(list(filter(lambda order: order['late'], orders)))",
    "    late = Counter(bool(order['late']) for order in orders)[True]",
    "    late = int(np.sum([order['late'] for order in orders]))",
]
_MEAN = [
    "    total = 0.0\n    for order in orders:\n        total = total + order['minutes']\n    mean = total / len(orders)",
    "    mean = statistics.mean(order['minutes'] for order in orders)",
    "    mean = float(np.mean([order['minutes'] for order in orders]))",
    "    frame = pd.DataFrame(orders)\n    mean = frame['minutes'].mean().item()",
    "    mean = math.fsum(map(itemgetter('minutes'), orders)) / len(orders)",
]
_CITIES = [
    "    cities = defaultdict(list)\n    for order in orders:\n        cities[order['city']].append(order['minutes'])",
    "    cities = {}\n    for order in orders:\n        if order['city'] not in cities:\n"
    "            cities[order['city']] = []\n        cities[order['city']] += [order['minutes']]",
    "    names = {order['city'] for order in orders}\n"
    "    cities = {name: [o['minutes'] for o in orders if o['city'] == name] for name in names}",
    "    ordered = sorted(orders, key=lambda order: order['city'])\n"
    "    cities = {name: [o['minutes'] for o in group] for name, group in groupby(ordered, itemgetter('city'))}",
    "    cities = pd.DataFrame(orders).groupby('city')['minutes'].apply(list).to_dict()",
]
_SLOWEST = [
    "    slowest = max(cities, key=lambda name: sum(cities[name]) / len(cities[name]))",
    "    means = {name: np.mean(times) for name, times in cities.items()}\n    slowest = sorted(means, key=means.get)[-1]",
    "    slowest, most = None, -1\n    for name, times in cities.items():\n        average = sum(times) / len(times)\n"
    "        if average > most:\n            slowest, most = name, average",
    "    slowest = max((statistics.fmean(times), name) for name, times in cities.items())[1]",
    "    slowest = reduce(lambda a, b: a if np.mean(cities[a]) >= np.mean(cities[b]) else b, cities)",
]
_GIVE = [
    "    return {'late': late, 'mean': mean, 'slowest': slowest}",
    "    return dict(late=late, mean=mean, slowest=slowest)",
    "    result = {}\n    result['late'] = late\n    result['mean'] = mean\n    result['slowest'] = slowest\n"
    "    return result",
    "    return dict(zip(['late', 'mean', 'slowest'], [late, mean, slowest]))",
]


def honest(random: Random) -> str:
    """What one more person could have written alone."""
    parts = [random.choice(ways) for ways in (_LATE, _MEAN, _CITIES, _SLOWEST)]
    first, *others = (parts[0], parts[2]) if random.random() < 0.5 else (parts[2], parts[0])
    return "\n".join(["def summarise(orders) -> dict:", first, parts[1], *others, parts[3], random.choice(_GIVE)])


def disguised(answer: str) -> str:
    """The same answer with other names, comments and layout."""
    renamed = re.sub(r"(?<![.'])\b(order|late|mean|cities|slowest|name|times|minutes|total)\b(?!['\"])", r"my_\1", answer)
    lines = renamed.replace("'", '"').split("\n")
    commented = [lines[0], '    """Mi resumen."""', *(f"{line}  # paso {n}" for n, line in enumerate(lines[1:], 1))]
    return "\n\n".join(commented)
