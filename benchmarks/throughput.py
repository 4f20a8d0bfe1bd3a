"""What it takes to grade a class: this course against nbgrader as it comes, and against the bare cells.

    make bench                                    (Linux; some twenty minutes on two cores)
    python benchmarks/throughput.py --students 4 --course light --no-write

The same submissions, in one run: solved, half solved, wrong and untouched ones, in both languages. It ends with an error
if two graders give one of them different points. Our runs have their sandbox on. Writes docs/performance.md.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from check_latency import latencies
from classes.courses import COURSES
from classes.machine import described
from classes.measure import linearity, measure
from classes.meter import environment
from classes.report import Results, markdown, write

PAGE = Path(__file__).resolve().parents[1] / "docs/performance.md"
STUDENTS = {"heavy": 60, "light": 120}
EXPLAINED = """
seconds          by the clock, until the commands have returned, for one submission of the class
CPU seconds      of all their processes and whatever descends from them, as the kernel counts it (perf's task-clock)
the cells alone  the code cells and the asserts of the same facts, executed by forks of a process that has imported
                 everything; the processor's time of that, and in the first column that time divided by the cores
what judging     the difference to grading the same submissions, one job, with no check cell in their notebooks, for each
costs            check cell; what the asserts of the same facts make the submission's code do is told apart
memory           of one more kernel's sandbox, several of them alive, after it has executed a solved notebook
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, help="in each class; 60 in the heavy and 120 in the light course by default")
    parser.add_argument("--course", choices=[*COURSES, "both"], default="both")
    parser.add_argument("--long", action="store_true", help="also a class of 1000 in the light course")
    parser.add_argument("--no-write", action="store_true", help="only print")
    asked = parser.parse_args()
    otter = shutil.which("otter", path=environment()["PATH"])
    names = COURSES if asked.course == "both" else (asked.course,)
    courses = [measure(name, asked.students or STUDENTS[name], otter) for name in names]
    line = linearity([10, 100, 1000] if asked.long else [10, 100]) if "light" in names else {}
    results = Results(courses, line, latencies(), described(otter))
    print(markdown(results, "en"))
    print(EXPLAINED)
    if not asked.no_write:
        write(results, PAGE)


if __name__ == "__main__":
    main()
