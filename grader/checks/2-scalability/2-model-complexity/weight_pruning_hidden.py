"""What is pruned, and what is not."""

from __future__ import annotations

from numpy.testing import assert_array_equal

from grader.judging.api import says


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
