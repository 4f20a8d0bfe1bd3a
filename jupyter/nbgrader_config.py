"""nbgrader where one studies: what the Validate button needs, and where the Assignment List finds a class."""

import os
from pathlib import Path

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"

c = get_config()  # noqa: F821 (traitlets gives it)

c.Validator.Execute.timeout = 120
c.Execute.timeout = 120

# A folder that everybody on the machine may write to, with a course in it for each language. What is fetched of «es» goes to
# es/<assignment>, which is where the welcome leads; there is no second copy to confuse it with.
c.Exchange.root = os.environ.get("GRADER_EXCHANGE", "/usr/local/share/nbgrader/exchange/ml-en-produccion")
c.Exchange.path_includes_course = True
if NOTEBOOKS.is_dir():
    c.Exchange.assignment_dir = str(NOTEBOOKS)
