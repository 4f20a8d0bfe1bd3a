"""What AWS would refuse and moto lets through, the names that were given, and a program that fails."""

from __future__ import annotations

import re

from grader.judging.api import says


@says(
    es="AWS no tendría nada que objetar: nombres con caracteres permitidos, artefactos que alguien produjo antes",
    en="AWS would have nothing against it: names with allowed characters, artifacts that somebody made before",
)
def test_aws_would_accept_it(definition):
    produced: set[str] = set()
    names = [definition["name"], *(stage["name"] for stage in definition["stages"])]
    assert len(set(names[1:])) == len(names[1:]) >= 2
    for number, stage in enumerate(definition["stages"]):
        for action in sorted(stage["actions"], key=lambda action: action.get("runOrder", 1)):
            names.append(action["name"])
            assert (action["actionTypeId"]["category"] == "Source") == (number == 0)
            assert {artifact["name"] for artifact in action.get("inputArtifacts", [])} <= produced
            made = [artifact["name"] for artifact in action.get("outputArtifacts", [])]
            assert not produced & set(made)
            produced |= set(made)
    assert all(re.fullmatch(r"[A-Za-z0-9.@_-]{1,100}", name) for name in names)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,100}", name) for name in produced)
    assert definition["artifactStore"]["type"] == "S3"


@says(
    es="Cada acción está configurada con lo que se dio: conexión, repositorio, rama, proyecto y destino",
    en="Each action is configured with what was given: connection, repository, branch, project and target",
)
def test_the_names_are_those_given(definition, actions, parts):
    names = parts.names
    assert [definition["name"], definition["roleArn"]] == [names["name"], names["role"]]
    assert definition["artifactStore"]["location"] == names["store"]
    source, build, deploy = (action["configuration"] for action in actions)
    wanted = {"ConnectionArn": "connection", "FullRepositoryId": "repository", "BranchName": "branch"}
    assert {key: source[key] for key in wanted} == {key: names[name] for key, name in wanted.items()}
    assert build["ProjectName"] == names["project"]
    assert [deploy["BucketName"], deploy["Extract"]] == [names["target"], "true"]


@says(
    es="La versión de Python es la pedida, también 3.10: entre comillas, porque sin ellas YAML lee el número 3.1",
    en="The version of Python is the one asked for, 3.10 too: in quotes, because without them YAML reads the number 3.1",
)
def test_the_python_is_the_one_asked_for(student, spec, parts, read_spec):
    assert str(spec["phases"]["install"]["runtime-versions"]["python"]) == parts.python
    other = read_spec(student.buildspec("3.10", parts.program, parts.model))
    assert str(other["phases"]["install"]["runtime-versions"]["python"]) == "3.10"


@says(
    es="Si el programa falla, la construcción falla",
    en="If the program fails, the build fails",
)
def test_a_failing_program_fails_the_build(builds):
    assert builds["passes"].succeeded
    assert not builds["program fails"].succeeded
