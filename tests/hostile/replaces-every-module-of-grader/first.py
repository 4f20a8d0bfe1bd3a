import sys
from unittest.mock import MagicMock

for name in ["grader", "grader.judging", "grader.judging.serve", "grader.judging.address", "grader.en", "grader.exercises"]:
    sys.modules[name] = MagicMock()
