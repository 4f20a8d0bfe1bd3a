"""The benchmark's nbgrader: the configuration of the course itself, with folders of its own and nobody else's limits."""

from pathlib import Path

import grader

HERE = Path(__file__).parent
COURSE = Path(grader.__file__).parents[1]

load_subconfig("nbgrader_config.py", path=str(COURSE))  # noqa: F821 (traitlets gives it)
c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "benchmark"
c.CourseDirectory.root = str(HERE)
c.CourseDirectory.db_url = f"sqlite:///{HERE}/gradebook.db"
c.Rebuild.releases = {lang: str(HERE / "build/release" / lang) for lang in ("es", "en")}
c.ExecuteAndJudge.checks = str(HERE / "checks")
