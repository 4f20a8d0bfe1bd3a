"""The course as web pages: a tree of them for each language, to read without installing anything.

The pages come from what the notebooks come from. Lessons are run with their solutions, so that figures, tables and what
programs say are there; what is published holds the exercises unsolved, with their hints, and no check.
"""
