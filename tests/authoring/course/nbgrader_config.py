from grader.authoring.solution import STUB

c = get_config()  # noqa: F821
c.ClearSolutions.code_stub = {"python": STUB}
