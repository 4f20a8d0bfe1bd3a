"""Run in isolation: what comes in through the back doors, and what stays behind."""

from __future__ import annotations

from pathlib import Path

from grader.judging.api import run_in, says


@says(
    es="PYTHONPATH no se cuela: lo que nombra no se puede importar dentro",
    en="PYTHONPATH does not slip in: what it names cannot be imported inside",
)
def test_python_variables_are_ignored(workbench, folder):
    name, _ = workbench.module(folder / "path")
    run = workbench.run(workbench.probe(name), PYTHONPATH=str(folder / "path"))
    assert run.told == {name: None}


@says(
    es="El site-packages del usuario y la carpeta del script quedan fuera",
    en="The user's site-packages and the script's own folder stay out",
)
def test_the_users_site_and_the_scripts_folder_are_ignored(student, workbench, folder):
    users, _ = workbench.module(Path(run_in(student, _users_site, str(folder / "user"))))
    beside, _ = workbench.module(folder / "with-neighbour")
    script = workbench.probe(users, beside, place="with-neighbour")
    run = workbench.run(script, PYTHONUSERBASE=str(folder / "user"))
    assert run.told == {users: None, beside: None}


@says(
    es="Cada llamada tiene un entorno nuevo: lo que se pidió en la anterior ya no se puede importar",
    en="Every call has a new environment: what was asked for in the one before can no longer be imported",
)
def test_nothing_is_left_from_the_call_before(workbench, folder):
    name, answer = workbench.module(folder / "asked")
    script = workbench.probe(name)
    assert workbench.run(script, [folder / "asked"]).told == {name: answer}
    assert workbench.run(script).told == {name: None}


@says(
    es="El entorno es provisional: al volver ya no está en el disco, haya salido bien o mal",
    en="The environment is temporary: on return it is no longer on the disk, whether it went well or not",
)
def test_the_environment_is_removed(workbench, disk, folder):
    script, _ = workbench.whereabouts()
    crash = workbench.write(folder / "crash.py", "import sys\nprint(sys.prefix)\nsys.exit(3)\n")
    prefixes = [workbench.run(script).told["prefix"], workbench.run(crash).stdout.strip()]
    assert [disk.exists(prefix) for prefix in prefixes] == [False, False]


@says(
    es="Las rutas pueden ser textos (str) y relativas a la carpeta actual",
    en="The paths may be texts (str) and relative to the current folder",
)
def test_paths_may_be_relative_texts(student, workbench, folder):
    name, answer = workbench.module(folder / "asked")
    script, packages = run_in(student, _relative, [str(workbench.probe(name)), str(folder / "asked")])
    assert workbench.run(script, [packages]).told == {name: answer}


@says(
    es="Un script que falla es un resultado, no un error: el código de salida es 1 y stderr dice por qué",
    en="A script that fails is a result, not an error: the exit code is 1 and stderr says why",
)
def test_a_script_that_fails_is_a_result(workbench, folder, rng):
    reason = rng.bytes(8).hex()
    run = workbench.run(workbench.write(folder / "fails.py", f"print('before')\nraise LookupError('{reason}')\n"))
    assert run.returncode == 1
    assert run.stdout.strip() == "before"
    assert f"LookupError: {reason}" in run.stderr


def _users_site(base: str) -> str:
    """Where the packages of a user lie whose PYTHONUSERBASE is ``base``."""
    import sysconfig

    return sysconfig.get_path("purelib", sysconfig.get_preferred_scheme("user"), {"userbase": base})


def _relative(paths: list[str]) -> list[str]:
    import os

    return [os.path.relpath(path) for path in paths]
