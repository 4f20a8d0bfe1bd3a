"""nbgrader in the students' image: what the Validate button needs to know."""

c = get_config()  # noqa: F821 (traitlets gives it)

c.Validator.Execute.timeout = 120
c.Execute.timeout = 120
