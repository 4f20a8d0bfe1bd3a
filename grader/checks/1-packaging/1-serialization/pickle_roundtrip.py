"""Save with pickle, load in another process."""

from __future__ import annotations

import pickle

from numpy.testing import assert_allclose

from grader.judging.api import advises, says


@says(
    es="Otro proceso abre el archivo con pickle y el modelo predice lo mismo",
    en="Another process opens the file with pickle and the model predicts the same",
    weight=2,
)
@advises(
    es="¿Guardaste el pipeline entero, con pickle y justo en esa ruta? Relee la sección 3.",
    en="Did you save the whole pipeline, with pickle and at exactly that path? Read section 3 again.",
)
def test_another_process_predicts_the_same(student, fresh, folder, late_orders):
    student.save_pickle(late_orders.model, folder / "late.pkl")
    restored = fresh.unpickle(folder / "late.pkl")
    assert_allclose(restored.predict_proba(late_orders.X), late_orders.expected, rtol=1e-12)


@says(
    es="load_pickle recupera el modelo que otro proceso guardó",
    en="load_pickle gets back the model that another process saved",
)
@advises(
    es="Todo lo que load_pickle necesita está en el archivo, que se abre para leer bytes.",
    en="All that load_pickle needs is in the file, which is opened for reading bytes.",
)
def test_load_pickle_reads_what_another_process_saved(student, disk, folder, late_orders):
    disk.write(folder / "late.pkl", pickle.dumps(late_orders.model))
    restored = student.load_pickle(folder / "late.pkl")
    assert_allclose(restored.predict_proba(late_orders.X), late_orders.expected, rtol=1e-12)
