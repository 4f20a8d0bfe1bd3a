"""nbgrader for this course: where things are, and the judge in the place of the stock execution.

Every stock command works in this folder: generate_assignment, autograde, generate_feedback, export, validate, formgrader.
"""

from pathlib import Path

from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, LimitOutput, SaveAutoGrades

from grader.authoring.solution import STUB
from grader.grading.feedback import TEMPLATES, clean_prose
from grader.grading.pipeline import ExecuteAndJudge, Rebuild
from grader.languages import LANGUAGES

ROOT = Path(__file__).parent

c = get_config()  # noqa: F821 (traitlets gives it)

c.CourseDirectory.course_id = "ml-en-produccion"
c.CourseDirectory.root = str(ROOT)
c.CourseDirectory.source_directory = f"build/source/{LANGUAGES[0]}"
c.CourseDirectory.release_directory = f"notebooks/{LANGUAGES[0]}"
c.ClearSolutions.code_stub = {"python": STUB}

c.Autograde.sanitize_preprocessors = [Rebuild, CheckCellMetadata]
c.Autograde.autograde_preprocessors = [
    ExecuteAndJudge,
    LimitOutput,
    SaveAutoGrades,
    AssignLatePenalties,
    CheckCellMetadata,
]
c.Rebuild.releases = {lang: str(ROOT / "notebooks" / lang) for lang in LANGUAGES}

# nbgrader's own API asks for a template of this name; the folder below is where it finds ours first.
c.HTMLExporter.template_name = "feedback"
c.HTMLExporter.extra_template_basedirs = [str(TEMPLATES)]
# What students wrote is shown, never run.
c.HTMLExporter.filters = {"clean_prose": clean_prose}

c.Validator.Execute.timeout = 120
c.Execute.timeout = 120
