"""Weights: from a machine with a GPU, from a stranger, from another network; and a model that still has to learn."""

from __future__ import annotations

from dataclasses import replace

from grader.judging.api import raises, run_in, says


@says(
    es="load_weights carga en la CPU un archivo escrito en una máquina con GPU",
    en="load_weights loads on the CPU a file that was written on a machine with a GPU",
)
def test_a_file_from_a_gpu_is_loaded(by_value, elsewhere, folder, draw_net, repacked):
    net = draw_net()
    on_a_gpu = repacked(net.file(elsewhere), lambda pickled: pickled.replace(b"\x03\0\0\0cpu", b"\x06\0\0\0cuda:0"))
    elsewhere.write(folder / "gpu.pt", on_a_gpu)
    assert net.is_in(elsewhere.run(_load, by_value("load_weights"), net.make, folder / "gpu.pt"))


@says(
    es="load_weights no ejecuta el código que traiga un archivo: lanza un error",
    en="load_weights does not run code that a file brings along: it raises an error",
)
def test_code_in_the_file_is_not_run(student, elsewhere, folder, draw_net, repacked, pickles):
    net, canary = draw_net(), folder / "canary"
    elsewhere.write(folder / "late.pt", net.file(elsewhere))
    opens = pickles.call("io.open", str(canary), "w")
    elsewhere.write(folder / "trap.pt", repacked(net.file(elsewhere), lambda pickled: pickles.before(pickled, opens)))
    assert net.is_in(run_in(student, _numbers, student.load_weights(net.make, folder / "late.pt")))
    with raises("Exception"):
        student.load_weights(net.make, folder / "trap.pt")
    assert not elsewhere.exists(canary)


@says(
    es="Unos pesos que no encajan en el modelo son un error, no un modelo a medio cargar",
    en="Weights that do not fit the model are an error, not a half-loaded model",
)
def test_weights_of_another_network_are_refused(student, elsewhere, folder, draw_net):
    net = draw_net()
    elsewhere.write(folder / "whole.pt", net.file(elsewhere))
    assert net.is_in(run_in(student, _numbers, student.load_weights(net.make, folder / "whole.pt")))
    missing, extra = dict(net.weights), {**net.weights, "7.bias": net.weights["4.bias"]}
    del missing["4.bias"]
    for weights in [missing, extra]:
        elsewhere.write(folder / "other.pt", replace(net, weights=weights).file(elsewhere))
        with raises("Exception"):
            student.load_weights(net.make, folder / "other.pt")


@says(
    es="save_weights deja el modelo como estaba: quien lo entrena puede seguir",
    en="save_weights leaves the model as it was: whoever trains it can go on",
)
def test_saving_leaves_the_model_as_it_was(student, elsewhere, folder, draw_net):
    net = draw_net()
    model = net.into(student)
    student.save_weights(model, folder / "late.pt")
    assert elsewhere.exists(folder / "late.pt")
    assert run_in(student, _is_learning, model) is True
    assert net.is_in(run_in(student, _numbers, model))


@says(
    es="La ruta también puede ser un texto (str), y un archivo que ya existe se reemplaza",
    en="The path may be a text (str) too, and a file that exists already is replaced",
)
def test_the_path_may_be_a_text_and_the_file_there(student, by_value, elsewhere, folder, draw_net):
    older, newer, path, load_weights = draw_net(), draw_net(), str(folder / "late.pt"), by_value("load_weights")
    for net in [older, newer]:
        student.save_weights(net.into(student), path)
    assert newer.is_in(elsewhere.run(_load, load_weights, newer.make, path))


def _load(load_weights, make, path):
    import pickle

    return _numbers(pickle.loads(load_weights)(make, path))


def _numbers(model):
    return {name: tensor.cpu().numpy() for name, tensor in model.state_dict().items()}


def _is_learning(model):
    return model.training is True and all(module.training is True for module in model.modules())
