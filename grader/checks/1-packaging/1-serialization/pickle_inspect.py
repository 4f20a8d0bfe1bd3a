"""Look into a pickle without running it, and load only what is allowed."""

from __future__ import annotations

import cmath
import math
import operator
import pickle
from collections import Counter, OrderedDict, deque

from numpy.testing import assert_allclose

from grader.judging.api import advises, as_list, raises, says

TOOLS = [math.sqrt, math.exp, math.floor, cmath.sqrt, cmath.exp, operator.add, operator.mul, OrderedDict, Counter, deque]
"""What may travel along with the model, so that the names differ in every judging and modules come up again."""


@says(
    es="pickle_imports da todos los nombres que importa el pickle de un modelo, y ninguno más",
    en="pickle_imports gives all the names that a model's pickle imports, and no others",
)
@advises(
    es="¿Sigues la libreta? Un texto que ya apareció no se repite: BINGET lo copia.",
    en="Do you follow the notepad? A text that has appeared is not repeated: BINGET copies it.",
)
def test_a_models_imports_are_listed(student, disk, folder, late_orders, names_in, rng):
    data = pickle.dumps((late_orders.model, *rng.permutation(TOOLS)[:4]))
    disk.write(folder / "late.pkl", data)
    assert set(as_list(student.pickle_imports(folder / "late.pkl"))) == names_in(data)


@says(
    es="pickle_imports descubre la función que un archivo con trampa llamaría, y no la llama",
    en="pickle_imports finds the function that a booby-trapped file would call, and does not call it",
)
@advises(
    es="Recorre las instrucciones con pickletools; no cargues el archivo.",
    en="Walk over the instructions with pickletools; do not load the file.",
)
def test_a_booby_trap_is_listed_and_not_run(student, disk, folder, booby_trap, names_in):
    disk.write(folder / "trap.pkl", booby_trap.data)
    names = student.pickle_imports(folder / "trap.pkl")
    assert not disk.exists(booby_trap.canary)
    assert set(as_list(names)) == names_in(booby_trap.data)


@says(
    es="load_restricted carga el modelo si todo lo que importa está permitido",
    en="load_restricted loads the model if everything that it imports is allowed",
)
@advises(
    es="Cuando el nombre está en allowed, deja que la clase de la que heredas lo busque.",
    en="When the name is in allowed, let the class that you inherit from find it.",
)
def test_what_is_allowed_is_loaded(student, disk, folder, late_orders, names_in):
    data = pickle.dumps(late_orders.model)
    disk.write(folder / "late.pkl", data)
    restored = student.load_restricted(folder / "late.pkl", names_in(data))
    assert_allclose(restored.predict_proba(late_orders.X), late_orders.expected, rtol=1e-12)


@says(
    es="load_restricted lanza UnpicklingError ante lo que no está permitido, y no lo ejecuta",
    en="load_restricted raises UnpicklingError at what is not allowed, and does not run it",
)
@advises(
    es="El lugar es Unpickler.find_class: pasa por allí cada importación, antes de que ocurra.",
    en="The place is Unpickler.find_class: every import passes there, before it happens.",
)
def test_what_is_not_allowed_is_refused(student, disk, folder, booby_trap, late_orders, names_in):
    disk.write(folder / "trap.pkl", booby_trap.data)
    with raises("UnpicklingError"):
        student.load_restricted(folder / "trap.pkl", names_in(pickle.dumps(late_orders.model)))
    assert not disk.exists(booby_trap.canary)
