"""Grading submissions: a clean notebook is rebuilt from each, executed, and judged from outside."""

import sys

# jsonschema, which every notebook is read with, imports this for an optional format that no notebook has: half of nbgrader's
# start. It does without what cannot be imported.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
