"""The autograder of the course *ML en producción · ML in Production*."""

__version__ = "0.1.0"
