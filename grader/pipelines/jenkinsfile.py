"""A declarative Jenkinsfile as a pipeline, or why Jenkins would refuse it.

The rules are those of Jenkins' «Pipeline Syntax»: which section may stand where, how often, and what it must hold. What a
step of some plugin expects is not known here; ``sh`` and ``echo`` and what is put around them are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from grader.pipelines.groovy import Code, JenkinsfileError, Statement, read_groovy
from grader.pipelines.plan import Failure, Job, Pipeline, Stage, Step, When

_OF_PIPELINE = {"agent", "stages", "post", "environment", "options", "parameters", "triggers", "tools", "libraries"}
_OF_STAGE = {"agent", "when", "environment", "tools", "options", "input", "post", "failFast"}
_BODIES = {"steps", "stages", "parallel", "matrix"}
_CONDITIONS = {
    "always", "changed", "fixed", "regression", "aborted", "failure", "success", "unstable", "unsuccessful", "notBuilt",
    "cleanup",
}  # fmt: skip
_POST: dict[str, When] = {
    "always": "always",
    "cleanup": "always",
    "success": "success",
    "failure": "failure",
    "unsuccessful": "failure",
}
_AGENTS = {"node", "label", "docker", "dockerfile", "kubernetes"}
_NOT_STEPS = {"def", "if", "else", "for", "while", "try", "switch", "return", "import", "class", "assert", "new", "throw"}
_NOT_RUN_HERE = {
    "archiveArtifacts", "checkout", "cleanWs", "deleteDir", "emailext", "git", "junit", "mail", "stash", "unstash",
    "publishHTML", "recordIssues", "fingerprint", "input", "build",
}  # fmt: skip
_WRAPPERS = {"timeout", "timestamps", "ansiColor", "retry", "withCredentials", "sshagent", "lock", "node", "waitUntil"}


def read_jenkinsfile(text: str) -> Pipeline:
    """The pipeline that it describes. JenkinsfileError, with the line, if Jenkins would not take it."""
    statements = read_groovy(text)
    if not statements or statements[0].name != "pipeline":
        line = statements[0].line if statements else 1
        raise JenkinsfileError(line, "a declarative pipeline is a single block pipeline { … }")
    if len(statements) > 1:
        raise JenkinsfileError(statements[1].line, "nothing may follow the block pipeline { … }")
    return _pipeline(statements[0])


def _pipeline(pipeline: Statement) -> Pipeline:
    sections = _sections(pipeline, _OF_PIPELINE)
    for name in ("agent", "stages"):
        if name not in sections:
            raise JenkinsfileError(pipeline.line, f"the pipeline lacks the section {name}")
    names: set[str] = set()
    around = _Around(_image(sections["agent"]), _environment(sections))
    stages = tuple(_stages(sections["stages"], around, names))
    return Pipeline(stages, tuple(_post(sections)), _environment(sections))


@dataclass(frozen=True)
class _Around:
    """What holds for a stage because of what it stands in: the image (None: no agent at all), variables, branches."""

    image: str | None
    environment: dict[str, str]
    branches: frozenset[str] | None = None


def _block(statement: Statement) -> tuple[Statement, ...]:
    if statement.block is None:
        raise JenkinsfileError(statement.line, f"{statement.name} needs a block {{ … }}")
    if not statement.block and not statement.code:
        raise JenkinsfileError(statement.line, f"{statement.name} {{ }} is empty")
    return statement.block


def _sections(statement: Statement, allowed: set[str]) -> dict[str, Statement]:
    """Its sections by name: each one known, and once."""
    found: dict[str, Statement] = {}
    for section in _block(statement):
        if section.name not in allowed or section.assigned:
            raise JenkinsfileError(section.line, f"{section.name} is no section of {statement.name}")
        if section.name in found:
            raise JenkinsfileError(section.line, f"{section.name} stands twice in the same {statement.name}")
        if section.name not in ("agent", "failFast", "input"):
            _block(section)
        found[section.name] = section
    return found


def _image(agent: Statement) -> str | None:
    """The Docker image that an agent asks for, if it does; None for ``agent none``."""
    if agent.block is None:
        word = agent.values[0].text if len(agent.values) == 1 and isinstance(agent.values[0], Code) else ""
        if word not in ("any", "none"):
            raise JenkinsfileError(agent.line, "agent is any, none, or a block with label, docker or another kind")
        return "" if word == "any" else None
    kinds = _block(agent)
    if len(kinds) != 1 or kinds[0].name not in _AGENTS:
        raise JenkinsfileError(agent.line, f"an agent is one of {', '.join(sorted(_AGENTS))}")
    kind = kinds[0]
    if kind.name != "docker":
        return ""
    image = [one.values[0] for one in kind.block or () if one.name == "image" and len(one.values) == 1] or list(kind.values)
    if len(image) != 1 or not isinstance(image[0], str) or not image[0].strip():
        raise JenkinsfileError(kind.line, "docker needs the name of an image")
    return image[0]


def _environment(sections: dict[str, Statement]) -> dict[str, str]:
    """Its variables; of a value that only Jenkins can work out, nothing is known."""
    variables = {}
    for one in _block(sections["environment"]) if "environment" in sections else ():
        if not one.assigned:
            raise JenkinsfileError(one.line, "environment holds NAME = 'value'")
        if isinstance(one.values[0], str):
            variables[one.name] = one.values[0]
    return variables


def _stages(statement: Statement, around: _Around, names: set[str]) -> Iterator[Stage]:
    for stage in _block(statement):
        if stage.name != "stage":
            raise JenkinsfileError(stage.line, f"{statement.name} holds only stages, and {stage.name} is none")
        yield from _stage(stage, around, names)


def _stage(stage: Statement, around: _Around, names: set[str]) -> Iterator[Stage]:
    """The stage; or, of stages inside it, each of them."""
    if len(stage.values) != 1 or not isinstance(stage.values[0], str) or not stage.values[0].strip() or stage.named:
        raise JenkinsfileError(stage.line, "a stage has one name, in quotes and parentheses: stage('Test') { … }")
    name = stage.values[0]
    if name in names:
        raise JenkinsfileError(stage.line, f"two stages are called {name}")
    names.add(name)
    sections = _sections(stage, _OF_STAGE | _BODIES)
    bodies = [section for section in sections if section in _BODIES]
    if len(bodies) != 1:
        raise JenkinsfileError(stage.line, f"the stage {name} needs exactly one of {', '.join(sorted(_BODIES))}")
    if "agent" in sections:
        around = replace(around, image=_image(sections["agent"]))
    around = replace(
        around, environment={**around.environment, **_environment(sections)}, branches=_branches(sections, around)
    )
    body, after = sections[bodies[0]], tuple(_post(sections))
    if body.name == "steps":
        yield Stage(name, (_job(body, around, after),))
    elif body.name == "stages":
        inner = list(_stages(body, around, names))
        yield from inner[:-1]
        yield replace(inner[-1], jobs=tuple(replace(job, afterwards=(*job.afterwards, *after)) for job in inner[-1].jobs))
    elif body.name == "parallel":
        jobs = [job for one in _stages(body, around, names) for job in one.jobs]
        yield Stage(name, tuple(replace(job, afterwards=(*job.afterwards, *after)) for job in jobs))
    else:
        raise JenkinsfileError(body.line, "this reader does not know matrix; write its stages out")


def _job(steps: Statement, around: _Around, after: tuple[tuple[When, Step], ...]) -> Job:
    found = tuple(_steps(_block(steps)))
    if around.image is None and found:
        raise JenkinsfileError(steps.line, "these steps have no agent: the pipeline says none, and so does the stage")
    return Job(found, after, around.environment, around.branches, image=around.image or "")


def _branches(sections: dict[str, Statement], around: _Around) -> frozenset[str] | None:
    """The branches that ``when`` leaves."""
    if "when" not in sections:
        return around.branches
    wanted = around.branches
    for condition in _block(sections["when"]):
        if condition.name in ("beforeAgent", "beforeInput", "beforeOptions"):
            continue
        names = _names(condition)
        wanted = names if wanted is None else wanted & names
    return wanted


def _names(condition: Statement) -> frozenset[str]:
    value = condition.values[0] if len(condition.values) == 1 else condition.named.get("pattern")
    if condition.name == "branch" and isinstance(value, str) and "*" not in value:
        return frozenset([value])
    if condition.name == "anyOf":
        return frozenset().union(*map(_names, _block(condition)))
    raise JenkinsfileError(condition.line, f"of when, this reader knows branch 'name' and anyOf, not this {condition.name}")


def _post(sections: dict[str, Statement]) -> Iterator[tuple[When, Step]]:
    seen: set[str] = set()
    for condition in _block(sections["post"]) if "post" in sections else ():
        if condition.name not in _CONDITIONS or condition.name in seen:
            raise JenkinsfileError(condition.line, f"{condition.name} is no condition of post, or stands there twice")
        seen.add(condition.name)
        steps = list(_steps(_block(condition)))
        if condition.name in _POST:
            yield from ((_POST[condition.name], step) for step in steps)


def _steps(block: tuple[Statement, ...], failure: Failure = "stops", folder: str = ".") -> Iterator[Step]:
    for step in block:
        if step.assigned or step.name in _NOT_STEPS:
            raise JenkinsfileError(step.line, f"{step.name} is no step; Groovy of other kinds goes into script {{ … }}")
        if step.name == "sh":
            command, told = _command(step), _is_true(step.named.get("returnStatus"))
            yield Step(command, "is ignored" if told else failure, _is_strict(command), folder)
        elif step.name == "error":
            yield Step("exit 1", failure, folder=folder)
        elif step.name in ("catchError", "warnError"):
            result = step.named.get("buildResult", "FAILURE" if step.name == "catchError" else "UNSTABLE")
            inside = list(_steps(_block(step), folder=folder))
            yield from (replace(one, failure="counts" if result == "FAILURE" else "is ignored") for one in inside)
        elif step.name == "dir":
            if len(step.values) != 1 or not isinstance(step.values[0], str):
                raise JenkinsfileError(step.line, "dir needs the name of a folder")
            yield from _steps(_block(step), failure, f"{folder}/{step.values[0]}")
        elif step.name in _WRAPPERS:
            yield from _steps(_block(step), failure, folder)
        elif step.name in ("script", "withEnv", "bat", "powershell", "pwsh"):
            raise JenkinsfileError(step.line, f"this reader runs no {step.name}; write sh steps")
        elif step.name not in {*_NOT_RUN_HERE, "echo", "sleep"}:
            raise JenkinsfileError(step.line, f"{step.name} is no step that this reader knows")


def _command(step: Statement) -> str:
    command = step.values[0] if len(step.values) == 1 else step.named.get("script")
    if isinstance(command, Code):
        raise JenkinsfileError(step.line, "only Jenkins knows what this command is; write it between single quotes")
    if not command or not command.strip():
        raise JenkinsfileError(step.line, "sh needs a command, in quotes")
    return command


def _is_strict(command: str) -> bool:
    """Jenkins runs ``sh -xe``; a script that says itself what runs it is run by that, with the options that stand there."""
    first = command.partition("\n")[0]
    return not first.startswith("#!") or any(re.fullmatch(r"-\w*e\w*", word) for word in first.split())


def _is_true(value: str | Code | None) -> bool:
    return value == Code("true")
