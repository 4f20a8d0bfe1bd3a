from grader.judging.api import as_list, run_in, says


@says(es="El archivo contiene los pesos, y nada más", en="The file holds the weights, and nothing else")
def test_nothing_but_weights(student, fresh, folder):
    student.save_weights(run_in(student, _net), folder / "weights.pt")
    assert as_list(run_in(fresh, _names, folder / "weights.pt")) == ["bias", "weight"]


def _net():
    import torch

    return torch.nn.Linear(2, 3)


def _names(path):
    import torch

    return sorted(torch.load(path, weights_only=True))
