# loses: test_it_still_does_its_job, test_hadolint_has_nothing_to_say, test_no_secret_stays_in_the_image
# An image without faults, because it does nothing.
def dockerfile():
    return """FROM python:3.13.12-slim
"""
