"""A checkpoint: other ingredients, one after every epoch, a file that a stranger can open and that may be moved."""

from __future__ import annotations

from grader.judging.api import says


@says(
    es="También con otro optimizador, otro planificador y más dropout, y con la ruta como texto (str)",
    en="Also with another optimizer, another scheduler and more dropout, and with the path as text (str)",
)
def test_other_ingredients_are_resumed(student, trainer, folder, draw_training, rng):
    training = draw_training(dropout=0.6, optimizer="SGD", schedule="StepLR")
    epoch, path = int(rng.integers(2, len(training.days) - 1)), str(folder / "cut.pt")
    training.cut(student, path, after=[epoch])
    assert training.resumed(trainer, path) == (epoch, training.uncut(trainer))


@says(
    es="Guardar después de cada época no cambia el entrenamiento, y el archivo es siempre el último",
    en="Saving after every epoch does not change the training, and the file is always the last one",
)
def test_saving_often_changes_nothing(student, trainer, folder, draw_training):
    training = draw_training()
    epoch = len(training.days) - 1
    training.cut(student, folder / "cut.pt", after=range(1, epoch + 1))
    assert training.resumed(trainer, folder / "cut.pt") == (epoch, training.uncut(trainer))


@says(
    es="El archivo se abre con weights_only=True: dentro hay tensores y datos sencillos",
    en="The file opens with weights_only=True: there are tensors and plain data in it",
)
def test_the_file_opens_with_weights_only(student, trainer, folder, draw_training):
    training = draw_training()
    training.cut(student, folder / "cut.pt", after=[2])
    assert trainer.run(_opens, folder / "cut.pt") is True


@says(
    es="Todo va en ese archivo: se puede mover a otra carpeta y seguir desde allí",
    en="Everything goes in that file: it can be moved to another folder and gone on from there",
)
def test_the_file_may_be_moved(student, trainer, folder, draw_training):
    training = draw_training()
    training.cut(student, folder / "cut.pt", after=[3])
    trainer.run(_move, folder / "cut.pt", folder / "elsewhere" / "moved.pt")
    assert training.resumed(trainer, folder / "elsewhere" / "moved.pt") == (3, training.uncut(trainer))


def _move(path, other):
    other.parent.mkdir()
    path.rename(other)


def _opens(path):
    import torch

    torch.load(path, weights_only=True)
    return True
