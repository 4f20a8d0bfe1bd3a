"""Look into a pickle: old protocols, names that resemble one another, a file made to fool a reader."""

from __future__ import annotations

import cmath
import pickle
import struct
from datetime import datetime

from grader.judging.api import as_list, as_text, raises, run_in, says


@says(
    es="pickle_imports entiende todos los protocolos: en los viejos, GLOBAL lleva módulo y nombre juntos",
    en="pickle_imports understands every protocol: in the old ones, GLOBAL carries module and name together",
)
def test_every_protocol_is_understood(student, disk, folder, late_orders, names_in):
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        path = folder / f"protocol-{protocol}.pkl"
        data = pickle.dumps(late_orders.model, protocol=protocol)
        disk.write(path, data)
        assert set(as_list(student.pickle_imports(path))) == names_in(data)


@says(
    es="Permitir un nombre no permite los que empiezan igual, los demás de su módulo ni su tocayo de otro módulo",
    en="Allowing a name does not allow those that begin like it, the others of its module or its namesake in another",
)
def test_names_are_compared_whole(student, disk, folder, rng):
    moment = datetime(2026, 1, 1 + int(rng.integers(28)), int(rng.integers(24)))
    disk.write(folder / "moment.pkl", pickle.dumps(moment))
    assert as_text(student.load_restricted(folder / "moment.pkl", {"datetime.datetime"})) == str(moment)
    with raises("UnpicklingError"):
        student.load_restricted(folder / "moment.pkl", {"datetime.date"})
    disk.write(folder / "root.pkl", pickle.dumps(cmath.sqrt))
    with raises("UnpicklingError"):
        student.load_restricted(folder / "root.pkl", {"math.sqrt"})


@says(
    es="load_restricted no llega a importar el módulo de lo que no está permitido: importar ya es ejecutar",
    en="load_restricted does not even import the module of what is not allowed: importing is running",
)
def test_what_is_forbidden_is_not_imported(student, disk, folder, rng):
    module, canary = f"module_{rng.integers(10**9)}", folder / "canary"
    disk.write(folder / f"{module}.py", f"open({str(canary)!r}, 'w').close()\n".encode())
    disk.write(folder / "trap.pkl", f"c{module}\nopen\n.".encode())
    with raises("UnpicklingError"):
        run_in(student, _load_beside, student["load_restricted"], str(folder), "trap.pkl")
    assert not disk.exists(canary)


@says(
    es="load_restricted decide donde ocurre la importación: un archivo que engaña a quien solo lo lee antes no pasa",
    en="load_restricted decides where the import happens: a file that fools whoever only reads it beforehand does not pass",
)
def test_a_file_made_to_fool_a_reader_is_refused(student, disk, folder):
    canary = folder / "canary"
    disk.write(folder / "sly.pkl", _sly_pickle(str(canary), shown="collections.OrderedDict"))
    with raises("UnpicklingError"):
        student.load_restricted(folder / "sly.pkl", {"collections.OrderedDict"})
    assert not disk.exists(canary)


def _load_beside(load_restricted, folder, name):
    """Load with nothing allowed where the modules in ``folder`` can be imported."""
    import os
    import sys

    sys.path.insert(0, folder)
    try:
        load_restricted(os.path.join(folder, name), set())
    finally:
        sys.path.remove(folder)


def _sly_pickle(canary: str, shown: str) -> bytes:
    """Creates the file ``canary`` when loaded. The last two texts before the import are the parts of ``shown``, but they
    are popped off the stack before it happens."""
    texts = ["io", "open", *shown.split(".")]
    pop, stack_global, tuple_of_2, call, stop = b"0", b"\x93", b"\x86", b"R", b"."
    arguments = _text(canary) + _text("w") + tuple_of_2
    return b"\x80\x04" + b"".join(map(_text, texts)) + pop + pop + stack_global + arguments + call + stop


def _text(text: str) -> bytes:
    return b"X" + struct.pack("<I", len(text.encode())) + text.encode()
