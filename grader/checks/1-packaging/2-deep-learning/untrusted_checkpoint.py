"""Which checkpoints are only data, without running any."""

from __future__ import annotations

from grader.judging.api import advises, says


@says(
    es="Dice que sí a unos pesos, y que no al mismo archivo con una llamada escondida, que no se ejecuta",
    en="Says yes to weights, and no to the same file with a hidden call, which is not run",
    weight=2,
)
@advises(
    es="torch.load con weights_only=True se detiene antes de llamar a lo que no conoce. ¿Qué haces con esa excepción?",
    en="torch.load with weights_only=True stops before it calls what it does not know. What do you do with that exception?",
)
def test_a_hidden_call_is_found_and_not_run(tells_apart, weights_file, repacked, pickles, canary):
    opens = pickles.call("io.open", canary, "w")
    trapped = repacked(weights_file(), lambda pickled: pickles.before(pickled, opens))
    assert tells_apart(data=[weights_file()], programs=[trapped])


@says(
    es="Mira lo que hay dentro, no cómo se llama el archivo",
    en="Looks at what is inside, not at what the file is called",
)
@advises(
    es="Cualquiera puede poner .safetensors detrás de un pickle.",
    en="Anyone can write .safetensors behind a pickle.",
)
def test_the_name_of_the_file_proves_nothing(tells_apart, weights_file, repacked, pickles, canary):
    makes = pickles.call("os.mkdir", canary)
    trapped = repacked(weights_file(), lambda pickled: pickles.before(pickled, makes))
    for suffix in ["", ".npy", ".weights", ".bin"]:
        assert tells_apart(data=[weights_file()], programs=[trapped], suffix=suffix)
    assert tells_apart(data=[], programs=[trapped], suffix=".safetensors")


@says(
    es="Dice que no a lo que no es un checkpoint: vacío, cortado a la mitad o de texto",
    en="Says no to what is no checkpoint: empty, cut in half or text",
)
@advises(
    es="No todos los errores de carga son UnpicklingError.",
    en="Not every loading error is an UnpicklingError.",
)
def test_a_broken_file_is_no_checkpoint(tells_apart, weights_file):
    data = weights_file()
    assert tells_apart(data=[data], programs=[b"", data[: len(data) // 2], b"weights: 1, 2, 3\n"])
