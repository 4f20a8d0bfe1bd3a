"""A training that is cut and goes on in another process as if nothing had happened."""

from __future__ import annotations

from numpy.testing import assert_allclose

from grader.judging.api import advises, says


@says(
    es="Entrenar, cortar y seguir en otro proceso da los mismos pesos, bit a bit, que entrenar sin cortar",
    en="Training, cutting and going on in another process gives the same weights, bit for bit, as training uncut",
    weight=3,
)
@advises(
    es="Si falla otra comprobación, empieza por ella: dice qué parte falta. Si falla solo esta, algo se restaura y después cambia.",
    en="If another check fails, start there: it says which part is missing. If this one alone fails, something is restored and changes later.",
)
def test_resumed_training_is_bit_identical(student, trainer, folder, draw_training, rng):
    training = draw_training()
    epoch = int(rng.integers(2, len(training.days) - 1))
    training.cut(student, folder / "cut.pt", after=[epoch])
    assert training.resumed(trainer, folder / "cut.pt") == (epoch, training.uncut(trainer))


@says(
    es="El modelo vuelve con todos sus números, también los que no se entrenan",
    en="The model comes back with all its numbers, also those that are not trained",
)
@advises(
    es="¿Guardas model.state_dict() y lo cargas en el modelo que recibe resume?",
    en="Do you save model.state_dict() and load it into the model that resume gets?",
)
def test_the_model_comes_back(look_ahead):
    expected, found = look_ahead("model")
    assert found == expected


@says(
    es="El optimizador recuerda: su paso siguiente es el que habría dado",
    en="The optimizer remembers: its next step is the one that it would have taken",
)
@advises(
    es="Adam guarda promedios de los gradientes pasados. También un optimizador tiene state_dict.",
    en="Adam keeps averages of past gradients. An optimizer has a state_dict too.",
)
def test_the_optimizer_remembers(look_ahead):
    expected, found = look_ahead("step")
    assert_allclose(found, expected, rtol=1e-3, atol=1e-6)


@says(
    es="El planificador sigue donde iba: las tasas de aprendizaje que vienen son las que tocaban",
    en="The scheduler goes on where it was: the learning rates to come are those that were due",
)
@advises(
    es="El planificador cuenta sus épocas. Uno recién creado empieza en la primera.",
    en="The scheduler counts its epochs. A newly made one begins at the first.",
)
def test_the_scheduler_goes_on(look_ahead):
    expected, found = look_ahead("rates")
    assert_allclose(found, expected, rtol=1e-6)


@says(
    es="El azar de PyTorch sigue donde iba: dropout apaga las neuronas que le tocaba apagar",
    en="PyTorch's randomness goes on where it was: dropout switches off the neurons that it was due to",
)
@advises(
    es="torch.get_rng_state() da el estado del generador global. ¿Se guarda, y se pone de nuevo al reanudar?",
    en="torch.get_rng_state() gives the state of the global generator. Is it saved, and set again when resuming?",
)
def test_the_global_chance_goes_on(look_ahead):
    expected, found = look_ahead("dice")
    assert found == expected


@says(
    es="generator sigue donde iba: el próximo orden de las filas es el que tocaba",
    en="generator goes on where it was: the next order of the rows is the one that was due",
)
@advises(
    es="generator tiene su propio estado, aparte del global: get_state y set_state.",
    en="generator has a state of its own, apart from the global one: get_state and set_state.",
)
def test_the_shuffling_goes_on(look_ahead):
    expected, found = look_ahead("order")
    assert found == expected


@says(
    es="resume devuelve cuántas épocas están hechas",
    en="resume gives back how many epochs are done",
)
@advises(
    es="Es el mismo número que save_checkpoint recibió como epoch. Con 3 hechas, la siguiente de range empieza en 3.",
    en="It is the same number that save_checkpoint got as epoch. With 3 done, the next one in range begins at 3.",
)
def test_the_epochs_done_come_back(look_ahead):
    expected, found = look_ahead("epoch")
    assert found == expected
