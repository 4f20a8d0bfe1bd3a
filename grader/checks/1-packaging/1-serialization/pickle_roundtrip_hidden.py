"""Save with pickle: the path, the file that was there before, the file that stays open."""

from __future__ import annotations

from numpy.testing import assert_allclose

from grader.judging.api import run_in, says


@says(
    es="La ruta también puede ser un texto (str)",
    en="The path may be a text (str) too",
)
def test_the_path_may_be_a_text(student, fresh, folder, late_orders):
    path = str(folder / "late.pkl")
    student.save_pickle(late_orders.model, path)
    for restored in [fresh.unpickle(path), student.load_pickle(path)]:
        assert_allclose(restored.predict_proba(late_orders.X), late_orders.expected, rtol=1e-12)


@says(
    es="Guardar donde ya había un archivo lo reemplaza: no falla ni añade al final",
    en="Saving where there was a file already replaces it: it neither fails nor appends",
)
def test_an_existing_file_is_replaced(student, fresh, folder, late_orders, other_orders):
    student.save_pickle(other_orders.model, folder / "late.pkl")
    student.save_pickle(late_orders.model, folder / "late.pkl")
    restored = fresh.unpickle(folder / "late.pkl")
    assert_allclose(restored.predict_proba(late_orders.X), late_orders.expected, rtol=1e-12)


@says(
    es="Ninguna de las dos funciones deja el archivo abierto al volver",
    en="Neither function leaves the file open when it returns",
)
def test_no_file_stays_open(student, folder, late_orders):
    functions = student["save_pickle"], student["load_pickle"]
    assert run_in(student, _files_left_open, *functions, late_orders.model, str(folder / "left-open.pkl")) == 0


def _files_left_open(save, load, model, path):
    """How many files at ``path`` are open still, or were closed only because nobody used them any more."""
    import gc
    import os
    import warnings

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ResourceWarning)
        save(model, path)
        load(path)
    name = os.path.basename(path)
    abandoned = [w for w in caught if issubclass(w.category, ResourceWarning) and name in str(w.message)]
    files = [thing for thing in gc.get_objects() if type(thing).__module__ == "_io" and hasattr(thing, "closed")]
    still_open = [file for file in files if name in str(getattr(file, "name", "")) and not file.closed]
    return len(abandoned) + len(still_open)
