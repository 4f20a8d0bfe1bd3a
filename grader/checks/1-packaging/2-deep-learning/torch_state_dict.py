"""Weights alone, saved and loaded as for production."""

from __future__ import annotations

from numpy.testing import assert_allclose, assert_array_equal

from grader.judging.api import advises, as_array, says


@says(
    es="Otro proceso abre el archivo con weights_only=True y encuentra el state_dict, exacto, y nada más",
    en="Another process opens the file with weights_only=True and finds the state_dict, exact, and nothing else",
    weight=2,
)
@advises(
    es="Lo que guardas es model.state_dict(): ni el modelo, ni un diccionario que lo envuelva. Relee la sección 3.",
    en="What you save is model.state_dict(): neither the model nor a dictionary around it. Read section 3 again.",
)
def test_the_file_holds_the_weights_alone(student, elsewhere, folder, draw_net):
    net = draw_net()
    student.save_weights(net.into(student), folder / "late.pt")
    assert net.is_in(elsewhere.run(_open, folder / "late.pt"))


@says(
    es="En otro proceso, load_weights hace un modelo con make_model y le devuelve todos sus números",
    en="In another process, load_weights makes a model with make_model and gives it back all its numbers",
)
@advises(
    es="make_model se llama sin argumentos; lo que viene del archivo entra con load_state_dict; devuelves el modelo.",
    en="make_model is called without arguments; what comes from the file goes in with load_state_dict; you return the model.",
)
def test_another_process_gets_the_weights_back(by_value, elsewhere, folder, draw_net):
    net = draw_net()
    elsewhere.write(folder / "late.pt", net.file(elsewhere))
    assert net.is_in(elsewhere.run(_load, by_value("load_weights"), net.make, folder / "late.pt"))


@says(
    es="El modelo cargado está listo para predecir: sin dropout, dos veces lo mismo",
    en="The loaded model is ready to predict: without dropout, twice the same",
)
@advises(
    es="Un modelo recién creado está en modo de entrenamiento. ¿Qué lo saca de ahí?",
    en="A newly made model is in training mode. What takes it out of there?",
)
def test_the_model_is_ready_to_predict(by_value, elsewhere, folder, draw_net):
    net = draw_net()
    elsewhere.write(folder / "late.pt", net.file(elsewhere))
    once, again = elsewhere.run(_predict_twice, by_value("load_weights"), net.make, folder / "late.pt", net.X)
    assert_array_equal(as_array(once), as_array(again))
    assert_allclose(as_array(once), net.expected, rtol=1e-3, atol=1e-4)


def _open(path):
    import torch

    return {str(name): tensor.numpy() for name, tensor in torch.load(path, weights_only=True).items()}


def _load(load_weights, make, path):
    import pickle

    model = pickle.loads(load_weights)(make, path)
    return {name: tensor.numpy() for name, tensor in model.state_dict().items()}


def _predict_twice(load_weights, make, path, X):
    import pickle

    import torch

    model = pickle.loads(load_weights)(make, path)
    with torch.no_grad():
        return [model(torch.from_numpy(X)).numpy(), model(torch.from_numpy(X)).numpy()]
