"""Run a script in a virtual environment of its own."""

from __future__ import annotations

from grader.judging.api import advises, run_in, says

OUTSIDE = ["numpy", "sklearn", "yaml", "packaging", "grader"]
"""What the notebook's environment holds and the standard library does not."""


@says(
    es="El script corre en otro proceso, en un entorno virtual de verdad que no es el del notebook, y con -I",
    en="The script runs in another process, in a real virtual environment that is not the notebook's, and with -I",
    weight=2,
)
@advises(
    es="Crea el entorno con `venv`, y lanza el script con el intérprete que hay dentro.",
    en="Make the environment with `venv`, and start the script with the interpreter that is inside.",
)
def test_it_runs_in_an_environment_of_its_own(student, workbench):
    script, nonce = workbench.whereabouts()
    told = workbench.run(script).told
    assert told["nonce"] == nonce
    assert told["process"] != run_in(student, _process)
    assert told["prefix"] not in (told["base"], run_in(student, _prefix))
    assert told["virtual"] is True
    assert told["isolated"] == 1


@says(
    es="Los paquetes del notebook no se pueden importar dentro si no los pides",
    en="The notebook's packages cannot be imported inside unless you ask for them",
)
@advises(
    es="Con una lista vacía, el script solo tiene la biblioteca estándar.",
    en="With an empty list, the script has only the standard library.",
)
def test_outer_packages_are_out_of_reach(workbench):
    found = workbench.run(workbench.probe(*OUTSIDE, "json", "venv")).told
    assert found == {**dict.fromkeys(OUTSIDE), "json": True, "venv": True}


@says(
    es="Los módulos de las carpetas de packages_from se pueden importar dentro, y los demás siguen fuera",
    en="The modules of the folders in packages_from can be imported inside, and the others stay out",
)
@advises(
    es="-I no mira PYTHONPATH. Un archivo .pth en el site-packages del entorno, sí.",
    en="-I does not look at PYTHONPATH. A .pth file in the environment's site-packages is looked at.",
)
def test_asked_for_packages_can_be_imported(workbench, folder):
    first, second = workbench.module(folder / "first"), workbench.module(folder / "second one")
    third = workbench.module(folder / "third")
    script = workbench.probe(first[0], second[0], third[0], "numpy")
    found = workbench.run(script, [folder / "first", folder / "second one"]).told
    assert found == {first[0]: first[1], second[0]: second[1], third[0]: None, "numpy": None}


@says(
    es="Devuelve el código de salida, la salida y los errores del script, como texto y cada cosa en su sitio",
    en="Gives back the script's exit code, its output and its errors, as text and each in its place",
)
@advises(
    es="`subprocess.run` puede capturar las dos salidas por separado y como texto.",
    en="`subprocess.run` can capture the two outputs separately and as text.",
)
def test_exit_code_and_output_come_back(workbench, folder, rng):
    code, out, err = int(rng.integers(2, 100)), rng.bytes(8).hex(), rng.bytes(8).hex()
    program = f"import sys\nprint('{out}')\nprint('{err}', file=sys.stderr)\nsys.exit({code})\n"
    run = workbench.run(workbench.write(folder / "exits.py", program))
    assert [run.returncode, run.stdout.strip(), run.stderr.strip()] == [code, out, err]


def _process():
    import os

    return os.getpid()


def _prefix():
    import sys

    return sys.prefix
