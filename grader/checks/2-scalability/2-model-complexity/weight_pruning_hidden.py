"""What is pruned and what is not, and how often the network is taught."""

from __future__ import annotations

from numpy.testing import assert_array_equal

from grader.judging.api import as_number, run_in, says


@says(
    es="Los sesgos y la capa que normaliza quedan como estaban",
    en="Biases and the layer that normalizes stay as they were",
)
def test_biases_and_other_layers_stay(student, draw_net, no_training, numbers_in):
    net = draw_net()
    after = numbers_in(student.prune_weights(net.model, 0.8, no_training))
    assert any((after[name] == 0).any() for name in net.weights)
    for name in set(net.numbers) - set(net.weights):
        assert_array_equal(after[name], net.numbers[name])


@says(
    es="Las capas nn.Conv2d se podan junto con las nn.Linear",
    en="The nn.Conv2d layers are pruned along with the nn.Linear ones",
)
def test_pictures_are_pruned_too(student, draw_picture_net, no_training, numbers_in, rng):
    net, sparsity = draw_picture_net(), float(rng.uniform(0.5, 0.9))
    after = numbers_in(student.prune_weights(net.model, sparsity, no_training))
    assert abs(sum(int((after[name] == 0).sum()) for name in net.weights) - sparsity * net.total) <= 2
    assert (after["0.weight"] == 0)[net.smallest(int(sparsity * net.total) - 2)["0.weight"]].all()


@says(
    es="fine_tune se llama una vez, con la red y con los ceros ya puestos",
    en="fine_tune is called once, with the network and with the zeros in place already",
)
def test_fine_tune_sees_the_zeros_once(student, draw_net, rng):
    net, sparsity = draw_net(), float(rng.uniform(0.5, 0.8))
    watch = run_in(student, _watch)
    student.prune_weights(net.model, sparsity, watch)
    calls, zeros = run_in(watch, _seen, watch)
    assert calls == 1
    assert abs(as_number(zeros) - sparsity * net.total) <= 2


def _watch():
    from torch import nn

    def fine_tune(model):
        layers = [layer for layer in model.modules() if isinstance(layer, nn.Linear)]
        fine_tune.seen.append(sum(int((layer.weight == 0).sum()) for layer in layers))

    fine_tune.seen = []
    return fine_tune


def _seen(watch):
    return [len(watch.seen), float(watch.seen[-1]) if watch.seen else 0.0]
