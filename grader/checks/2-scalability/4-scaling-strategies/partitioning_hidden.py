"""The same ring everywhere, whatever the nodes are called."""

from __future__ import annotations

from grader.judging.api import run_in, says, ship


@says(
    es="Otro proceso, con otra semilla de hash, da la misma respuesta",
    en="Another process, with another hash seed, gives the same answer",
    weight=2,
)
def test_every_process_agrees(student, fresh, owners, names, rng):
    nodes, keys = names("node", 5), names("customer", 300)
    here = owners(nodes, keys)
    seeds = [str(seed) for seed in rng.choice(2**31, size=2, replace=False)]
    elsewhere = run_in(fresh, _owners_under, ship(student, "Ring", to=fresh), nodes, keys, seeds)
    assert [here, here] == elsewhere


def _owners_under(ring, nodes, keys, seeds):
    """What new processes with these hash seeds say: forks of one process would share theirs."""
    import json
    import os
    import subprocess
    import sys

    import cloudpickle

    program = (
        "import json, sys, cloudpickle\n"
        "ring, nodes, keys = cloudpickle.load(sys.stdin.buffer)\n"
        "ring = ring(nodes, 200)\n"
        "print('\\n' + json.dumps([str(ring.owner(key)) for key in keys]))"
    )
    data = cloudpickle.dumps((ring, nodes, keys))
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    running = [
        subprocess.Popen([sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, **pipes)
        for seed in seeds
    ]
    return [json.loads(process.communicate(data)[0].splitlines()[-1]) for process in running]


@says(
    es="El orden de la lista de nodos no cambia nada",
    en="The order of the list of nodes changes nothing",
)
def test_the_order_of_the_nodes_does_not_matter(owners, names, rng):
    nodes, keys = names("node", 6), names("customer", 500)
    assert owners(nodes, keys) == owners(rng.permutation(nodes).tolist(), keys)


@says(
    es="Si un nodo se va, solo cambian de sitio las claves que eran suyas, y se reparten",
    en="If a node leaves, only the keys that were its own change place, and they are shared out",
)
def test_only_the_keys_of_who_leaves_move(owners, names, rng):
    nodes, keys = names("node", 6), names("customer", 3000)
    gone = nodes[int(rng.integers(6))]
    left = [node for node in nodes if node != gone]
    heirs = set()
    for before, after in zip(owners(nodes, keys), owners(left, keys), strict=True):
        assert before in (after, gone)
        heirs |= {after} if before == gone else set()
    assert heirs == set(left)


@says(
    es="Reparte bien aunque los nombres acaben en número: w1, w2, … w12",
    en="It shares well although the names end in a number: w1, w2, … w12",
)
def test_the_names_end_in_numbers(owners, names, own):
    stem, keys = names("w", 1)[0], names("customer", 12_000)
    nodes = [f"{stem}-{number}" for number in range(1, 13)]
    for order in (nodes, nodes[::-1]):
        assert all(0.66 < share < 1.5 for share in own.shares(owners(order, keys), nodes))


@says(
    es="Una clave puede ser cualquier texto: vacía, muy larga, con eñes o con emojis",
    en="A key may be any text: empty, very long, with accents or with emojis",
)
def test_any_text_is_a_key(owners, names):
    nodes = names("node", 3)
    keys = ["", "ñandú", "注文", "🛵" * 500, "a/b", "customer 1\n"]
    assert set(owners(nodes, keys)) <= set(nodes)
    assert owners([nodes[0]], keys, 1) == [nodes[0]] * len(keys)
