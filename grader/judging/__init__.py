"""Judging one exercise: a judge process asks the student's process, and decides on plain data alone.

The data flows one way: a check asks (``api``), a request crosses the pipe (``wire``), the student's process answers it
(``serve``), the judge records what each check found (``judge``) and the sum of it is a ``verdict``.
"""
