"""Checkpoints of every make: what training leaves behind is data; what calls is not, however it is wrapped."""

from __future__ import annotations

import functools
import pickle
import pickletools
import zipfile
from io import BytesIO

from grader.judging.api import says


@says(
    es="Dice que sí a los estados de un entrenamiento entero, y que no a un modelo guardado entero",
    en="Says yes to the states of a whole training, and no to a model that was saved whole",
)
def test_states_are_data_and_objects_are_not(tells_apart, elsewhere, canary):
    states, model = (bytes(data) for data in elsewhere.run(_states_and_model, canary))
    assert tells_apart(data=[states], programs=[model])


@says(
    es="Entiende también el formato antiguo, que no es un zip y lleva varios pickles seguidos",
    en="Understands the old format too, which is no zip and carries several pickles in a row",
)
def test_the_old_format_is_understood(tells_apart, weights_file, pickles, canary):
    old = weights_file(_use_new_zipfile_serialization=False)
    opens = pickles.call("io.open", canary, "w")
    trapped = [old.replace(part, pickles.before(part, opens), 1) for part in _pickles_in_a_row(old)]
    assert tells_apart(data=[old], programs=trapped)


@says(
    es="Dice que no a un pickle que no viene de torch.save",
    en="Says no to a pickle that does not come from torch.save",
)
def test_a_plain_pickle_is_refused(tells_apart, weights_file, pickles, canary):
    harmless = pickle.dumps({"weight": [1.0]}, protocol=2)
    trapped = pickles.before(harmless, pickles.call("io.open", canary, "w"))
    assert tells_apart(data=[weights_file()], programs=[harmless, trapped])


@says(
    es="No se fía de un nombre por empezar por torch: esas funciones también escriben archivos y abren otros pickles",
    en="Does not trust a name for beginning with torch: such functions write files and open other pickles too",
)
def test_a_name_of_torchs_proves_nothing(tells_apart, weights_file, repacked, pickles, canary):
    inner = pickles.before(weights_file(_use_new_zipfile_serialization=False), pickles.call("io.open", canary, "w"))
    gadgets = [
        pickles.call("torch.serialization.save", 1, canary),
        pickles.call("torch.storage._load_from_bytes", inner),
    ]
    trapped = [repacked(weights_file(), functools.partial(pickles.before, gadget=gadget)) for gadget in gadgets]
    assert tells_apart(data=[weights_file()], programs=trapped)


@says(
    es="No busca nombres peligrosos conocidos: hay funciones que escriben archivos y no lo parecen",
    en="Does not look for known dangerous names: there are functions that write files and do not look like it",
)
def test_a_list_of_dangerous_names_is_not_enough(tells_apart, weights_file, repacked, pickles, canary):
    gadgets = [
        pickles.call("logging.FileHandler", canary),
        pickles.call("sqlite3.dbapi2.connect", canary),
        pickles.call("zipfile.ZipFile", canary, "w"),
    ]
    trapped = [repacked(weights_file(), functools.partial(pickles.before, gadget=gadget)) for gadget in gadgets]
    assert tells_apart(data=[weights_file()], programs=trapped)


@says(
    es="Encuentra una llamada se escriba como se escriba: los pickles nuevos nombran las funciones de otro modo",
    en="Finds a call however it is written: newer pickles name functions in another way",
)
def test_newer_pickles_are_read_too(tells_apart, weights_file, repacked, pickles, canary):
    makes = pickles.call_by_texts("os.mkdir", canary)
    trapped = repacked(weights_file(), lambda pickled: pickles.before(pickled, makes))
    assert tells_apart(data=[weights_file()], programs=[trapped])


@says(
    es="Decide sobre lo que torch cargaría: un zip inocente pegado detrás de un pickle no engaña",
    en="Decides on what torch would load: an innocent zip stuck behind a pickle fools nobody",
)
def test_two_formats_in_one_file_fool_nobody(tells_apart, weights_file, pickles, canary):
    opens = pickles.call("io.open", canary, "w")
    trapped = pickles.before(pickle.dumps(1, protocol=2), opens) + weights_file()
    assert zipfile.is_zipfile(BytesIO(trapped))
    assert tells_apart(data=[weights_file()], programs=[trapped])


def _pickles_in_a_row(data):
    """The pickles of a file in the old format: a number, a version, the system, the object, the keys of its tensors."""
    found, file = [], BytesIO(data)
    for _ in range(5):
        start = file.tell()
        _skip(file)
        found.append(data[start : file.tell()])
    return found


def _skip(file):
    for _ in pickletools.genops(file):
        pass


def _states_and_model(canary):
    import io

    import torch
    from torch import nn

    model = nn.Sequential(nn.BatchNorm1d(3), nn.Linear(3, 2), nn.Dropout(0.1))
    averages = {"step": torch.tensor(5.0), "exp_avg": torch.rand(3), "exp_avg_sq": torch.rand(3)}
    settings = {"lr": 0.1, "betas": (0.9, 0.999), "amsgrad": False, "foreach": None, "params": [0, 1, 2, 3]}
    states = {
        "model": model.state_dict(),
        "optimizer": {"state": dict.fromkeys(range(4), averages), "param_groups": [settings]},
        "scheduler": {"base_lrs": [0.1], "last_epoch": 3, "_last_lr": [0.05]},
        "random": torch.get_rng_state(),
        "half": nn.Parameter(torch.rand(2).half()),
        "epoch": 3,
        "notes": ["late", 0.5, None, True, (1, 2), "os.system is only a text here", canary],
    }
    files = []
    for thing in [states, model]:
        buffer = io.BytesIO()
        torch.save(thing, buffer)
        files.append(buffer.getvalue())
    return files
