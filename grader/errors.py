"""What the course says when somebody gives it something that it cannot use."""

from __future__ import annotations


class CourseError(Exception):
    """One line for a person: names the file or the id, and says what to do. The command line prints it and exits with 1."""
