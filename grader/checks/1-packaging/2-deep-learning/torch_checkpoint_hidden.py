"""A checkpoint: other ingredients, one after every epoch, a file that a stranger can open."""

from __future__ import annotations

from grader.judging.api import says


@says(
    es="También con otro optimizador, otro planificador y más dropout, y con la ruta como texto (str)",
    en="Also with another optimizer, another scheduler and more dropout, and with the path as text (str)",
)
def test_other_ingredients_are_resumed(student, trainer, folder, draw_training, rng):
    training = draw_training(dropout=0.6, optimizer="SGD", schedule="StepLR")
    epoch, path = int(rng.integers(2, training.epochs - 1)), str(folder / "cut.pt")
    training.cut(student, path, epoch)
    assert training.resumed(trainer, path) == (epoch, training.uncut(trainer))


@says(
    es="Guardar después de cada época no cambia el entrenamiento, y el archivo es siempre el último",
    en="Saving after every epoch does not change the training, and the file is always the last one",
)
def test_saving_often_changes_nothing(student, trainer, folder, draw_training):
    training = draw_training()
    epoch = training.epochs - 1
    training.cut(student, folder / "cut.pt", epoch, every_epoch=True)
    assert training.resumed(trainer, folder / "cut.pt") == (epoch, training.uncut(trainer))


@says(
    es="El archivo se abre con weights_only=True: dentro hay tensores y datos sencillos",
    en="The file opens with weights_only=True: there are tensors and plain data in it",
)
def test_the_file_opens_with_weights_only(student, trainer, folder, draw_training):
    training = draw_training()
    training.cut(student, folder / "cut.pt", 2)
    assert trainer.run(_opens, folder / "cut.pt") is True


def _opens(path):
    import torch

    torch.load(path, weights_only=True)
    return True
