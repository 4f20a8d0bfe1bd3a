"""The same submissions through stock nbgrader and through this course: the table in docs/security.md.

    python benchmarks/against_stock.py            (Linux, with bubblewrap; as root or as anybody)

Stock nbgrader has its own defaults, and test cells with the asserts that an author would write for the same exercises. It
runs one student at a time, in bubblewrap and with limits, because it brings no sandbox of its own.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from grader.grading.course import read_points  # noqa: E402
from tests.small_course.bystanders import Bystanders  # noqa: E402
from tests.small_course.course import ASSIGNMENT, EXERCISES, NOTEBOOKS, source_notebook  # noqa: E402
from tests.small_course.forms import FORMS, NotHere  # noqa: E402
from tests.small_course.grading import HONEST_STUDENTS, graded  # noqa: E402
from tests.submissions import Case, check_cell, load_cases, submit, submit_solutions  # noqa: E402

COMPARED = {
    "hostile": """
        replaces-numpy-testing replaces-builtins equals-everything array-that-equals-everything input-transformer
        ast-transformer silenced-traceback own-run-cell a-check-that-is-an-answer skipped-by-a-tag swapped-names
        metadata-from-the-future check-deleted-the-second-time reads-the-solutions reads-other-submissions
        reads-the-environment writes-the-gradebook writes-home calls-the-host daemon-that-stays exit-in-a-cell
        endless-loop-that-swallows-interrupts notebook-broken memory-in-a-list scripts-in-outputs
    """.split(),
    "fair": """
        warns-on-stderr logs numpy-scalars deleted-check duplicated-answer check-turned-to-markdown kernel-of-their-laptop
        byte-order-mark file-name-in-another-case hang-in-a-cell segmentation-fault quits-in-between
    """.split(),
}
SECONDS = 120
"""For one student; a stock cell has 30."""
TESTS = {
    "double": """
        import numpy as np
        from numpy.testing import assert_array_equal
        assert double(21) == 42
        ### BEGIN HIDDEN TESTS
        assert double(-1.5) == -3
        assert_array_equal(double(np.ones((4, 2))), 2 * np.ones((4, 2)))
        ### END HIDDEN TESTS
    """,
    "running": """
        import numpy as np
        from numpy.testing import assert_array_equal
        assert_array_equal(list(running([1, 2, 3])), [1, 3, 6])
        ### BEGIN HIDDEN TESTS
        assert_array_equal(list(running([-5, 5, 7])), [-5, 0, 7])
        ### END HIDDEN TESTS
    """,
    "keep": """
        import pickle
        import numpy as np
        model = np.poly1d([1.0, 2.0])
        save_model(model, "model.pkl")
        assert load_model("model.pkl")(3) == 5
        ### BEGIN HIDDEN TESTS
        assert pickle.load(open("model.pkl", "rb"))(4) == 6
        ### END HIDDEN TESTS
    """,
    "account": """
        account = open_account(10)
        account.deposit(5)
        account.withdraw(3)
        assert account.balance() == 12
        try:
            account.withdraw(13)
            assert False, "nobody takes out more than there is"
        except ValueError:
            pass
        ### BEGIN HIDDEN TESTS
        assert [account.can_pay(12), account.can_pay(13)] == [True, False]
        ### END HIDDEN TESTS
    """,
}


@dataclass(frozen=True)
class Came:
    """What came of one submission: its points, and what else happened."""

    points: dict[str, float] | None
    notes: tuple[str, ...] = ()


def write_stock_course(folder: Path) -> None:
    """The small course as an author who uses nbgrader as it comes would have it."""
    (folder / "nbgrader_config.py").write_text(
        'c = get_config()\nc.CourseDirectory.course_id = "stock"\nc.CourseDirectory.source_directory = "build/source/en"\n'
        'c.CourseDirectory.release_directory = "notebooks/en"\n'
    )
    for name in NOTEBOOKS:
        notebook = source_notebook(name, "en")
        notebook.cells = [cell for cell in notebook.cells if cell.id != "setup"]
        for id in (id for id, exercise in EXERCISES.items() if exercise.lesson == name):
            cell = check_cell(notebook, id)
            assert cell is not None
            cell.source = "\n".join(line[8:] for line in TESTS[id].strip("\n").splitlines()).rstrip()
        path = folder / "build/source/en" / ASSIGNMENT / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)


def confined(folder: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """An nbgrader command that can write only below ``folder``, reach nobody, and use no more than a part of the machine."""
    bubblewrap = [
        *"bwrap --unshare-all --die-with-parent --clearenv --ro-bind / / --dev /dev --proc /proc --tmpfs /tmp".split(),
        *("--tmpfs", "/run", "--bind", str(folder), str(folder), "--chdir", str(folder / "course")),
        *(word for name, value in environment.items() for word in ("--setenv", name, value)),
    ]
    if str(ROOT).startswith("/tmp"):
        bubblewrap += ["--ro-bind", str(ROOT), str(ROOT)]
    if sys.prefix.startswith("/tmp"):
        bubblewrap += ["--ro-bind", sys.prefix, sys.prefix]

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (4 * 2**30,) * 2)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2**30,) * 2)

    try:
        return subprocess.run(
            [*bubblewrap, sys.executable, "-m", "nbgrader", *arguments],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
            preexec_fn=limit,
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess([], -1, "", "took too long")


def through_stock(cases: Sequence[Case]) -> dict[str, Came]:
    """Each case graded by stock nbgrader, alone with an honest student who handed in before."""
    bystanders = Bystanders(Path(tempfile.mkdtemp(prefix="stock-", dir=ROOT / "build")))
    try:
        bystanders.listen()
        course, came = bystanders.course, {}
        write_stock_course(course)
        (course / "solutions").mkdir()
        for path in (ROOT / "tests/small_course/solutions").glob("*.py"):
            (course / "solutions" / path.name).write_text(path.read_text())
        environment = bystanders.environment()
        confined(bystanders.folder, environment, "generate_assignment", ASSIGNMENT)
        submit(HONEST_STUDENTS[1], course, {})
        for case in cases:
            before = (course / "gradebook.db").read_bytes()
            if case.earlier:
                submit_solutions(case, course)
                confined(bystanders.folder, environment, "autograde", ASSIGNMENT, "--student", case.student)
            known = bystanders.known(case.name)
            submit(case, course, known)
            done = confined(bystanders.folder, environment, "autograde", ASSIGNMENT, "--student", case.student, "--force")
            confined(bystanders.folder, environment, "generate_feedback", ASSIGNMENT, "--student", case.student)
            _, points = read_points(f"sqlite:///{course}/gradebook.db", ASSIGNMENT)
            came[case.name] = Came(points.get(case.student), tuple(_notes(case, bystanders, done, Path(known["CANARY"]))))
            (course / "gradebook.db").write_bytes(before)
        return came
    finally:
        bystanders.clear()


def _notes(case: Case, bystanders: Bystanders, done: subprocess.CompletedProcess[str], canary: Path) -> Sequence[str]:
    notes = []
    if done.returncode == -1:
        notes.append("never ends")
    elif "new version" in done.stderr or "newer version" in done.stderr:
        notes.append("stops the class")
    elif done.returncode:
        notes.append("not graded")
    written = "".join(
        path.read_text("utf-8", errors="replace")
        for kind in ("autograded", "feedback")
        for path in (bystanders.course / kind / case.student).rglob("*.*")
    )
    if bystanders.secret in written:
        notes.append("reads the instructor's secrets")
    if "nobody has written" not in canary.read_text():
        notes.append("writes to the instructor's home")
    if case.row == "page" and "onerror=alert" in written.replace("&lt;img src=x onerror=alert", ""):
        notes.append("runs a script on the page")
    return notes


def through_this_course(cases: Sequence[Case]) -> dict[str, Came]:
    for form in FORMS:
        try:
            with graded(cases, form) as here:
                return {case.name: Came(here.points.get(case.student)) for case in cases}
        except NotHere as reason:
            print(f"{form}: {reason}", file=sys.stderr)
    raise SystemExit("neither form can be run here")


def cell(case: Case, came: Came) -> str:
    """What the table says of one case in one grader."""
    right = sum(case.expected.values())
    told = list(came.notes)
    if came.points is None:
        told = told or ["not graded"]
    else:
        told.insert(0, f"{sum(came.points.values()):g} of {right:g}")
    return "; ".join(told)


def main() -> None:
    cases = [case for kind, names in COMPARED.items() for case in load_cases(kind) if case.name in names]
    os.makedirs(ROOT / "build", exist_ok=True)
    stock, here = through_stock(cases), through_this_course(cases)
    print("Points given, of the points that were earned.\n")
    print("| submission | stock nbgrader | this course |\n|---|---|---|")
    for case in cases:
        print(f"| `{case.kind}/{case.name}` {case.why} | {cell(case, stock[case.name])} | {cell(case, here[case.name])} |")


if __name__ == "__main__":
    main()
