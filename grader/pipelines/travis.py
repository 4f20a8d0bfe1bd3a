"""A ``.travis.yml`` as a pipeline, or why Travis CI would refuse it.

First its published schema is asked, which check-jsonschema carries; then which jobs there are is worked out as Travis CI
does (its library travis-yml): a job without a stage is in that of the one before it, the first of them in «test»; stages
come in the order of ``stages``, then of the jobs; a name counts in capitals and in small letters alike.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from grader.pipelines.plan import Failure, Job, Pipeline, Stage, Step, When

MAX_CHARACTERS = 100_000
_BEFORE = ("before_install", "install", "before_script")
_PHASES = (*_BEFORE, "script", "after_success", "after_failure", "after_script")
_AFTER: dict[str, When] = {"after_success": "success", "after_failure": "failure", "after_script": "always"}
_OF_A_JOB = {
    "stage", "name", "if", "env", "language", "os", "dist", "arch", "python", "cache", "services", "addons", "branches",
    "git", "before_cache", "before_deploy", "deploy", "after_deploy", *_PHASES,
}  # fmt: skip
_BRANCH = re.compile(r"\s*branch\s*(?:==?\s*([^\s()=~]+)|IN\s*\(([^()]*)\))\s*", re.IGNORECASE)


class TravisError(ValueError):
    """Travis CI would refuse this file, or nobody can say here what it would do."""


def read_travis(text: str) -> Pipeline:
    """The pipeline that it describes. TravisError if it is not one."""
    config = _load(text)
    _ask_the_schema(config)
    jobs = list(_jobs(config))
    allowed = _section(config).get("allow_failures") or []
    stages: dict[str, tuple[str, str]] = {}
    for stage in [*(config.get("stages") or []), *(job["stage"] for job in jobs)]:
        name, condition = (stage["name"], stage.get("if", "")) if isinstance(stage, dict) else (stage, "")
        stages.setdefault(name.lower(), (name, condition))
    made = []
    for key, (name, condition) in stages.items():
        here = [_job(job, config, condition, allowed) for job in jobs if job["stage"].lower() == key]
        if here:
            made.append(Stage(name, tuple(here)))
    return Pipeline(tuple(made))


def _load(text: str) -> dict[str, Any]:
    import ruamel.yaml

    if len(text) > MAX_CHARACTERS:
        raise TravisError(f"more than {MAX_CHARACTERS} characters")
    try:
        config = ruamel.yaml.YAML(typ="safe", pure=True).load(text)
    except ruamel.yaml.error.YAMLError as error:
        raise TravisError(f"this is not YAML: {' '.join(str(error).split())}") from None
    if not isinstance(config, dict):
        raise TravisError("a .travis.yml is a mapping: key: value")
    return config


@cache
def _validator() -> Any:
    import json
    import sys

    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # slow, and of no use: a format nobody writes
    import jsonschema

    schema = files("check_jsonschema").joinpath("builtin_schemas", "vendor", "travis.json").read_text("utf-8")
    loaded = json.loads(schema)
    return jsonschema.validators.validator_for(loaded)(loaded)


def _ask_the_schema(config: dict[str, Any]) -> None:
    for error in sorted(_validator().iter_errors(config), key=lambda error: [str(part) for part in error.absolute_path]):
        place = ".".join(str(part) for part in error.absolute_path) or "the file"
        raise TravisError(f"{place}: {error.message[:300]}")


def _section(config: dict[str, Any]) -> dict[str, Any]:
    """``jobs``, which was once called ``matrix``."""
    return config.get("jobs") or config.get("matrix") or {}


def _jobs(config: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each job with its stage. The file itself is one where no other is; two versions of Python would be two jobs."""
    included = [dict(job) for job in _section(config).get("include") or []]
    versions = config.get("python")
    if _section(config).get("exclude"):
        raise TravisError("this reader does not know jobs.exclude; list the jobs that there are")
    stage = next((_name(one) for one in config.get("stages") or [] if _name(one).lower() == "test"), "test")
    versions = versions if isinstance(versions, list) else [versions]
    if len(versions) > 1 or not included:
        yield from ({"stage": stage, "python": version} for version in versions)
    for job in included:
        if unknown := set(job) - _OF_A_JOB:
            raise TravisError(f"a job knows no key {', '.join(sorted(unknown))}")
        stage = job["stage"] = job.get("stage") or stage
        yield job


def _name(stage: Any) -> str:
    return str(stage.get("name", "") if isinstance(stage, dict) else stage)


def _job(job: dict[str, Any], config: dict[str, Any], condition: str, allowed: list[dict[str, Any]]) -> Job:
    """The job with what it inherits from the file."""
    phases = {name: _commands(job.get(name, config.get(name))) for name in _PHASES}
    if not phases["script"]:
        raise TravisError(f"a job of the stage {job['stage']} has no script")
    steps = [_step(command, "stops") for name in _BEFORE for command in phases[name]]
    steps += [_step(command, "counts") for command in phases["script"]]
    after = [(when, _step(command, "is ignored")) for name, when in _AFTER.items() for command in phases[name]]
    branches = [_branches(text) for text in (condition, job.get("if", ""), config.get("if", "")) if text]
    branches += [*_only(config.get("branches")), *_only(job.get("branches"))]
    language = job.get("language", config.get("language"))
    python = job.get("python", config.get("python")) if language == "python" else None
    while isinstance(python, list):
        python = python[0] if python else None
    return Job(
        tuple(steps),
        tuple(after),
        {**_environment(config.get("env")), **_environment(job.get("env"))},
        frozenset.intersection(*branches) if branches else None,
        may_fail=any(all(_same(job, config, key, value) for key, value in one.items()) for one in allowed),
        image="" if python is None else str(python),
    )


def _same(job: dict[str, Any], config: dict[str, Any], key: str, value: Any) -> bool:
    mine = job.get(key, config.get(key))
    return str(mine).lower() == str(value).lower() if key == "stage" else mine == value


def _step(command: str, failure: Failure) -> Step:
    return Step(command, failure, strict=False)


def _commands(value: Any) -> list[str]:
    """Of a phase: nothing, a text or a list of texts. ``skip`` and ``true`` do nothing."""
    commands = value if isinstance(value, list) else [value]
    if not all(command is None or isinstance(command, str | bool) for command in commands):
        raise TravisError("a command is a text")
    return [command for command in commands if isinstance(command, str) and command.strip() and command != "skip"]


def _branches(condition: str) -> frozenset[str]:
    match = _BRANCH.fullmatch(condition)
    if not match:
        raise TravisError(
            f"of conditions, this reader knows «branch = main» and «branch IN (main, next)», not «{condition}»"
        )
    return frozenset(name.strip().strip("'\"") for name in (match[1] or match[2]).split(","))


def _only(branches: dict[str, list[str]] | None) -> Iterator[frozenset[str]]:
    """``branches: {only: [main]}`` as a condition."""
    if branches:
        if set(branches) != {"only"} or any(name.startswith("/") for name in branches["only"]):
            raise TravisError(f"of branches, this reader knows a list of names in «only», not {branches}")
        yield frozenset(branches["only"])


def _environment(value: Any) -> dict[str, str]:
    """``env``: a mapping, a text NAME=value, or a list of one of either; ``global`` holds for all."""
    if value is None:
        return {}
    if isinstance(value, dict):
        inner = {name: text for name, text in value.items() if name not in ("global", "jobs", "matrix")}
        return {**_environment(value.get("global")), **{str(name): str(text) for name, text in inner.items()}}
    if isinstance(value, list):
        variables: dict[str, str] = {}
        for one in value:
            variables |= _environment(one)
        return variables
    try:
        return dict(pair.split("=", 1) for pair in shlex.split(str(value)))
    except ValueError:
        raise TravisError(f"env: {value} is not NAME=value") from None
