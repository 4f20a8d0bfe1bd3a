"""nbgrader for this course: where things are, and the judge in the place of the stock execution.

Every stock command works in this folder: generate_assignment, autograde, generate_feedback, export, validate, formgrader.
"""

import functools
import os
from pathlib import Path

import nbgrader.api
from nbgrader.apps import api, autogradeapp, generatefeedbackapp
from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, SaveAutoGrades

from grader.authoring.solution import STUB
from grader.grading.autograde import Autograde
from grader.grading.export import InertCsvExportPlugin
from grader.grading.feedback import GenerateFeedback
from grader.grading.pipeline import ExecuteAndJudge, Rebuild
from grader.languages import LANGUAGES

ROOT = Path(__file__).parent

c = get_config()  # noqa: F821 (traitlets gives it)

c.CourseDirectory.course_id = "ml-en-produccion"
c.CourseDirectory.root = str(ROOT)
# What grading writes lies here too, or, for the grading image, in a folder that is mounted.
if results := os.environ.get("GRADER_RESULTS"):
    c.CourseDirectory.db_url = f"sqlite:///{results}/gradebook.db"
    c.CourseDirectory.autograded_directory = f"{results}/autograded"
    c.CourseDirectory.feedback_directory = f"{results}/feedback"
    c.InertCsvExportPlugin.to = f"{results}/grades.csv"
# The gradebook is gradebook.db here; several machines want a PostgreSQL: postgresql+psycopg://user:password@host/grades
if "GRADER_DB_URL" in os.environ:
    c.CourseDirectory.db_url = os.environ["GRADER_DB_URL"]
c.CourseDirectory.source_directory = f"build/source/{LANGUAGES[0]}"
c.CourseDirectory.release_directory = f"notebooks/{LANGUAGES[0]}"
c.ClearSolutions.code_stub = {"python": STUB}

# nbgrader has no setting for the classes that do the work: its commands and Formgrader know them by these names.
autogradeapp.Autograde = api.Autograde = Autograde
generatefeedbackapp.GenerateFeedback = api.GenerateFeedback = GenerateFeedback
# It connects to the gradebook nine times for each submission: one engine for them all compiles each query once.
nbgrader.api.create_engine = functools.cache(nbgrader.api.create_engine)
c.Autograde.sanitize_preprocessors = [Rebuild, CheckCellMetadata]
c.Autograde.autograde_preprocessors = [
    ExecuteAndJudge,
    SaveAutoGrades,
    AssignLatePenalties,
    CheckCellMetadata,
]
# People work in notebooks/; what the build keeps to itself is as it was released.
RELEASES = ROOT / ("build/release" if (ROOT / "build/release").is_dir() else "notebooks")
c.Rebuild.releases = {lang: str(RELEASES / lang) for lang in LANGUAGES}

# More hidden checks of your own, outside this repository: they count like the others, and nobody is shown more of them than
# their sentence. <assignment>/<lesson>/<exercise>.py in that folder; see docs/instructor.md.
# c.ExecuteAndJudge.private_checks = str(ROOT.parent / "private-checks")

# A penalty for late submissions: 10 % of the points for each day begun after half an hour of grace, at most 50 %.
# The due date: nbgrader db assignment add 1-packaging --duedate="2026-11-30 23:59 UTC"
# c.AssignLatePenalties.plugin_class = "grader.grading.late.LatePenalty"
# c.LatePenalty.grace_minutes, c.LatePenalty.percent, c.LatePenalty.per, c.LatePenalty.cap = 30, 10, "day", 50

c.ExportApp.plugin_class = InertCsvExportPlugin

# What Moodle and Canvas call the files of submissions; «grader collect» is nbgrader's zip_collect with these.
c.ZipCollectApp.extractor_plugin = "grader.teaching.archives.SafeExtractor"
c.ZipCollectApp.collector_plugin = "grader.teaching.collector.PlatformCollector"

# As where one studies: the time that Validate has, and the exchange of a class.
load_subconfig("nbgrader_config.py", path=str(ROOT / "jupyter"))  # noqa: F821
