"""The small course's nbgrader: the configuration of the course itself, with other folders and shorter limits."""

import os
from pathlib import Path

import grader

HERE = Path(__file__).parent
COURSE = Path(grader.__file__).parents[1]

load_subconfig("nbgrader_config.py", path=str(COURSE))  # noqa: F821 (traitlets gives it)
c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "small-course"
c.CourseDirectory.root = str(HERE)
if "GRADER_DB_URL" not in os.environ:
    c.CourseDirectory.db_url = f"sqlite:///{HERE}/gradebook.db"
c.Rebuild.releases = {lang: str(HERE / "notebooks" / lang) for lang in ("es", "en")}
c.ExecuteAndJudge.checks = str(HERE / "checks")
c.ExecuteAndJudge.cell_seconds = 8
c.ExecuteAndJudge.notebook_seconds = 60
c.ExecuteAndJudge.memory = 3 * 2**29
