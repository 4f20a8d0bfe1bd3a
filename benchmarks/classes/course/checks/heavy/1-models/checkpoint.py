from numpy.testing import assert_array_equal

from grader.judging.api import as_array, as_number, run_in, says


@says(es="Vuelven los pesos y la época", en="The weights and the epoch come back")
def test_there_and_back(student, folder, rng):
    epoch = int(rng.integers(1, 100))
    here, there = run_in(student, _training, 1), run_in(student, _training, 2)
    student.save_checkpoint(*here, epoch, folder / "checkpoint.pt")
    assert as_number(student.load_checkpoint(*there, folder / "checkpoint.pt")) == epoch
    weights = [as_array(run_in(student, _weights, net)) for net, _ in (here, there)]
    assert_array_equal(weights[0], weights[1])


def _training(seed):
    import torch

    torch.manual_seed(seed)
    net = torch.nn.Linear(2, 1)
    return net, torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)


def _weights(net):
    return net.weight.detach().numpy()
