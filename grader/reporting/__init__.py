"""What came of an assignment, for whoever teaches: one page to read, from what grading left. It grades nothing."""

GENERATOR = '<meta name="generator" content="grader report">'
"""By which a page of ours is known again."""
