"""Running the checks of an exercise with pytest, and nothing that somebody else put in its way.

pytest finds no conftest, no plugin and no setting by itself here: not in the environment, not in the current folder, not
beside a notebook. The conftests that count are those beside the checks, from the folder of all of them down to the
lesson's; private checks see these and their own.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import cloudpickle
import pytest

from grader.exercises import Exercise
from grader.judging.recorder import Recorder

_OPTIONS = [
    *("-c", os.devnull, "--noconftest", "--import-mode=importlib", "--assert=plain", "--capture=no"),
    *(f"-pno:{plugin}" for plugin in ("cacheprovider", "faulthandler", "terminal")),
    *(f"-pno:{plugin}" for plugin in ("unraisableexception", "threadexception")),  # they walk the whole memory, many times
]


def run_checks(exercise: Exercise, recorder: Recorder, fixtures: object, begin: Callable[[], None]) -> None:
    """Run every check of ``exercise``; ``recorder`` notes what becomes of them.

    ``begin`` is called when the published checks are collected, and before the first of any checks is run.
    """
    _forget_surroundings()
    conftests = _conftests("published", exercise.public)
    published = [path for path in (exercise.public, exercise.hidden) if path]
    _run(published, _folder_of_all(exercise.public), recorder, begin, [fixtures, *conftests])
    if exercise.private:  # by themselves, so that what their conftest redefines changes nothing for the others
        plugins = [fixtures, *conftests, *_conftests("private", exercise.private)]
        _run([exercise.private], _folder_of_all(exercise.private).parent, recorder, begin, plugins)


def _forget_surroundings() -> None:
    """Whoever started the judge may stand in a student's folder, with a student's settings."""
    for name in [name for name in os.environ if name.startswith("PYTEST_")]:
        del os.environ[name]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.dont_write_bytecode = True  # pytest takes a module for the one that it compiled by its second and its size alone
    package, here = str(Path(__file__).parents[2]), os.getcwd()
    sys.path[:] = [folder for folder in sys.path if folder == package or folder not in ("", here)]
    os.chdir(Path(here).anchor)


def _run(modules: Sequence[Path], root: Path, recorder: Recorder, begin: Callable[[], None], plugins: list[object]) -> None:
    """Run ``modules``, which are named after their path below ``root``: no two runs may give the same name."""
    places = [f"--rootdir={root}", f"--confcutdir={modules[0].parent}", *map(str, modules)]
    status = pytest.main([*_OPTIONS, *places], [recorder, _OurWay(begin), *plugins])
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        recorder.refuse(f"{modules[0]}: pytest ended with {pytest.ExitCode(status).name}")
    recorder.expect_checks_of(modules)


class _OurWay:
    """What no option of pytest's says."""

    def __init__(self, begin: Callable[[], None]) -> None:
        self._begin = begin

    def pytest_configure(self, config: pytest.Config) -> None:
        config.option.tbstyle = "native"  # a traceback is Python's own: nothing is shown of what a check held

    def pytest_collection_modifyitems(self, items: list[pytest.Function]) -> None:
        """Functions of a check travel to other processes by value: its module cannot be imported there."""
        for module in {item.module for item in items}:
            cloudpickle.register_pickle_by_value(module)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self) -> None:
        self._begin()


def _folder_of_all(module: Path) -> Path:
    """The folder in which ``module`` is <assignment>/<lesson>/<exercise>.py."""
    return module.parents[2]


def _conftests(kind: str, module: Path) -> list[ModuleType]:
    """The conftests that hold for ``module``, the outermost first; a later one's fixtures replace those of the same name."""
    paths = [folder / "conftest.py" for folder in reversed(module.parents[:3])]
    return [_load(path, f"{kind}.{level}.conftest") for level, path in enumerate(paths) if path.is_file()]


def _load(path: Path, name: str) -> ModuleType:
    """Import a conftest under a name that does not tell where it is: its functions travel with it."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec
    assert spec.loader
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    cloudpickle.register_pickle_by_value(module)
    return module
