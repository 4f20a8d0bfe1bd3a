"""A ring that shares keys out, and moves few of them."""

from __future__ import annotations

from grader.judging.api import advises, says


@says(
    es="Cada clave es siempre del mismo nodo, uno de los de la lista, y los nodos se reparten las claves",
    en="Each key always belongs to the same node, one of the list, and the nodes share the keys",
    weight=2,
)
@advises(
    es="¿Tiene cada nodo tantos puntos en el círculo como dice `points`? Con uno solo, el azar reparte mal.",
    en="Has each node as many points on the circle as `points` says? With a single one, chance shares badly.",
)
def test_the_keys_are_shared(owners, names, own, rng):
    nodes, keys = names("node", int(rng.integers(4, 8))), names("customer", 6000)
    found = owners(nodes, keys)
    assert set(found) == set(nodes)
    assert owners(nodes, keys) == found
    assert all(0.6 < share < 1.45 for share in own.shares(found, nodes))


@says(
    es="Un nodo nuevo recibe su parte, y ninguna clave pasa de un nodo viejo a otro viejo",
    en="A new node gets its share, and no key goes from one old node to another old one",
    weight=2,
)
@advises(
    es="El sitio de cada punto depende solo del nombre de su nodo y de su número, no de cuántos nodos hay.",
    en="The place of each point depends only on the name of its node and on its number, not on how many nodes there are.",
)
def test_a_new_node_takes_only_its_share(owners, names, rng):
    nodes, keys = names("node", int(rng.integers(4, 8))), names("customer", 4000)
    *old, new = nodes
    moved = [after for before, after in zip(owners(old, keys), owners(nodes, keys), strict=True) if before != after]
    assert set(moved) == {new}
    assert 0.55 < len(moved) * len(nodes) / len(keys) < 1.5
