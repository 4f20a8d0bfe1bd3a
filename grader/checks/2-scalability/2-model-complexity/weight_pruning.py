"""The smallest weights of a network, at zero for good."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_array_equal

from grader.judging.api import advises, as_number, run_in, says


@says(
    es="Quedan a cero tantos pesos como se pide, y los demás no cambian",
    en="As many weights end at zero as are asked for, and the others do not change",
)
@advises(
    es="La proporción es sobre los pesos de las capas nn.Linear y nn.Conv2d, también las que están dentro de otras.",
    en="The share is of the weights of the nn.Linear and nn.Conv2d layers, also of those that are inside others.",
)
def test_as_many_zeros_as_asked(student, draw_net, no_training, numbers_in, rng):
    net, sparsity = draw_net(), float(rng.uniform(0.4, 0.9))
    after = numbers_in(student.prune_weights(net.model, sparsity, no_training))
    assert abs(sum(int((after[name] == 0).sum()) for name in net.weights) - sparsity * net.total) <= 2
    for name in net.weights:
        assert_array_equal(after[name][after[name] != 0], net.numbers[name][after[name] != 0])


@says(
    es="Se van los de menor magnitud entre todas las capas juntas, no los de cada capa por separado",
    en="Those of least magnitude among all layers together go, not those of each layer on its own",
)
@advises(
    es="Magnitud es valor absoluto. Para juntar las capas hay otra función en torch.nn.utils.prune.",
    en="Magnitude is absolute value. To put the layers together there is another function in torch.nn.utils.prune.",
)
def test_the_smallest_of_all_layers_go(student, draw_net, no_training, numbers_in, rng):
    net = draw_net()
    count = int(rng.integers(net.total // 3, net.total * 2 // 3))
    after = numbers_in(student.prune_weights(net.model, count / net.total, no_training))
    least, most = net.smallest(count - 2), net.smallest(count + 2)
    for name in net.weights:
        assert (after[name] == 0)[least[name]].all()
        assert not (after[name] == 0)[~most[name]].any()


@says(
    es="La poda es permanente: sin máscaras, con los mismos nombres, y la red acepta otros pesos",
    en="The pruning is permanent: without masks, under the same names, and the network takes other weights",
)
@advises(
    es="Mira list(model.state_dict()): si hay weight_orig y weight_mask, la máscara sigue puesta.",
    en="Look at list(model.state_dict()): if there is weight_orig and weight_mask, the mask is still on.",
)
def test_the_masks_are_gone(student, draw_net, no_training, numbers_in, answers_of, rng):
    net = draw_net()
    X = rng.normal(size=(20, net.numbers["0.weight"].shape[1])).astype(np.float32)
    expected = answers_of(net.model, X)
    pruned = student.prune_weights(net.model, 0.7, no_training)
    assert sorted(numbers_in(pruned)) == sorted(net.numbers)
    assert np.abs(answers_of(pruned, X) - expected).max() > 1e-3
    run_in(pruned, _load, pruned, net.numbers)
    assert np.abs(answers_of(pruned, X) - expected).max() < 1e-5


@says(
    es="fine_tune se llama una vez, con la red y con los ceros ya puestos",
    en="fine_tune is called once, with the network and with the zeros in place already",
)
@advises(
    es="Ajustar antes de podar no arregla lo que la poda estropea. ¿En qué orden van los tres pasos?",
    en="Fine-tuning before pruning does not mend what pruning spoils. In which order do the three steps go?",
)
def test_fine_tune_sees_the_zeros_once(student, draw_net, rng):
    net, sparsity = draw_net(), float(rng.uniform(0.5, 0.8))
    watch = run_in(student, _watch)
    student.prune_weights(net.model, sparsity, watch)
    calls, zeros = run_in(watch, _seen, watch)
    assert calls == 1
    assert abs(as_number(zeros) - sparsity * net.total) <= 2


@says(
    es="Después de fine_tune los ceros siguen en cero, y la red acierta casi como antes de podar",
    en="After fine_tune the zeros are still zero, and the network is right nearly as often as before pruning",
)
@advises(
    es="Si quitas las máscaras antes de ajustar, los ceros reviven.",
    en="If you take the masks off before fine-tuning, the zeros come back to life.",
)
def test_the_zeros_survive_the_fine_tuning(student, draw_lesson, numbers_in):
    lesson = draw_lesson()
    before = lesson.accuracy(lesson.trained)
    pruned = student.prune_weights(lesson.trained, 0.9, lesson.fine_tune)
    after = numbers_in(pruned)
    zeros = sum(int((after[name] == 0).sum()) for name in lesson.weights)
    assert zeros / sum(after[name].size for name in lesson.weights) > 0.895
    assert lesson.accuracy(pruned) > before - 0.06


def _load(model, numbers):
    import torch

    model.load_state_dict({name: torch.tensor(values) for name, values in numbers.items()})


def _watch():
    from torch import nn

    def fine_tune(model):
        layers = [layer for layer in model.modules() if isinstance(layer, nn.Linear)]
        fine_tune.seen.append(sum(int((layer.weight == 0).sum()) for layer in layers))

    fine_tune.seen = []
    return fine_tune


def _seen(watch):
    return [len(watch.seen), float(watch.seen[-1]) if watch.seen else 0.0]
