"""What Docker makes of a Dockerfile, told without Docker.

A Dockerfile is a list of ``Instruction``; what it may copy from, the context, is a dictionary of paths and ``File``.
``follow`` goes through the stages and gives a ``Build``: an ``Image`` for each stage, with what lies where, the variables,
the user, the folder and the command, and the ``Step`` that made each layer. Nothing is executed: of a RUN is told what pip
would install. ``root`` lays an image out in a folder and runs its command there, with this machine's Python.
"""

from grader.containers.building import dry_run, follow
from grader.containers.context import File, read_context
from grader.containers.images import Build, Image, Step
from grader.containers.linting import hadolint
from grader.containers.reading import DockerfileError, Instruction, read

__all__ = [
    "Build",
    "DockerfileError",
    "File",
    "Image",
    "Instruction",
    "Step",
    "dry_run",
    "follow",
    "hadolint",
    "read",
    "read_context",
]
