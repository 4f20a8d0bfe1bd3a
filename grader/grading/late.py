"""A penalty for what comes late, after a time of grace: nbgrader's plugin point, off until it is asked for.

    c.AssignLatePenalties.plugin_class = "grader.grading.late.LatePenalty"
    c.LatePenalty.grace_minutes = 30
    c.LatePenalty.percent = 10
    c.LatePenalty.per = "day"
    c.LatePenalty.cap = 50

nbgrader compares each submission's ``timestamp.txt`` with the assignment's due date and the student's extension.
"""

from __future__ import annotations

import math

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Enum, Float

_SECONDS = {"hour": 3_600, "day": 86_400}


class LatePenalty(LateSubmissionPlugin):
    """So many percent of the points for each day or hour that has begun after the time of grace."""

    grace_minutes = Float(0, min=0, help="Minutes after the due date that cost nothing").tag(config=True)
    percent = Float(10, min=0, max=100, help="Of the points, for each day or hour that has begun").tag(config=True)
    per = Enum(list(_SECONDS), default_value="day", help="What the percent are for").tag(config=True)
    cap = Float(100, min=0, max=100, help="The most that lateness costs, in percent of the points").tag(config=True)

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        """What to take off the points of a notebook; None if it came in time."""
        counted = total_seconds_late - 60 * self.grace_minutes
        if counted <= 0 or score is None:
            return None
        begun = math.ceil(counted / _SECONDS[self.per])
        return float(score) * min(self.cap, begun * self.percent) / 100
