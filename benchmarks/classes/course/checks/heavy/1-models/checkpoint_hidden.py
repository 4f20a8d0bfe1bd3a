from numpy.testing import assert_allclose

from grader.judging.api import as_array, run_in, says


@says(es="El entrenamiento sigue como si no se hubiera parado", en="The training goes on as if it had not stopped")
def test_momentum(student, folder, rng):
    x = rng.normal(size=(20, 2)).astype("float32")
    here, there = run_in(student, _training, 1), run_in(student, _training, 2)
    run_in(student, _train, *here, x)
    student.save_checkpoint(*here, 3, folder / "checkpoint.pt")
    student.load_checkpoint(*there, folder / "checkpoint.pt")
    weights = [as_array(run_in(student, _train, *training, x)) for training in (here, there)]
    assert_allclose(weights[0], weights[1], rtol=1e-5)


def _training(seed):
    import torch

    torch.manual_seed(seed)
    net = torch.nn.Linear(2, 1)
    return net, torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)


def _train(net, optimizer, x):
    import torch

    for _ in range(3):
        optimizer.zero_grad()
        net(torch.tensor(x)).square().mean().backward()
        optimizer.step()
    return net.weight.detach().numpy()
