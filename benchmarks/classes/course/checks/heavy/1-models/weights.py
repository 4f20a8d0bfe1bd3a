from numpy.testing import assert_array_equal

from grader.judging.api import as_array, run_in, says


@says(es="Los pesos vuelven a otra red", en="The weights come back in another network")
def test_there_and_back(student, folder, rng):
    here, there = run_in(student, _net, 1), run_in(student, _net, 2)
    student.save_weights(here, folder / "weights.pt")
    student.load_weights(there, folder / "weights.pt")
    x = rng.normal(size=(5, 2)).astype("float32")
    assert_array_equal(as_array(run_in(there, _outputs, there, x)), as_array(run_in(here, _outputs, here, x)))


def _net(seed):
    import torch

    torch.manual_seed(seed)
    return torch.nn.Linear(2, 3)


def _outputs(net, x):
    import torch

    with torch.no_grad():
        return net(torch.tensor(x)).numpy()
