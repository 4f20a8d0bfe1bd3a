"""One pipeline in two languages: read as the services read it, and run."""

from __future__ import annotations

import pytest

from grader.judging.api import advises, says

STAGES = ["lint", "test", "train", "package"]
FILES = ["travis_yml", "jenkinsfile"]


@says(
    es="El .travis.yml cumple el esquema publicado, y cada trabajo tiene qué hacer",
    en="The .travis.yml meets the published schema, and each job has something to do",
)
@advises(
    es="read_travis(travis_yml()) dice qué no entiende. Cada elemento de jobs.include lleva stage y script.",
    en="read_travis(travis_yml()) says what it does not understand. Each item of jobs.include has stage and script.",
)
def test_the_travis_file_is_valid(plan):
    assert plan("travis_yml")


@says(
    es="El Jenkinsfile es un pipeline declarativo bien formado",
    en="The Jenkinsfile is a well-formed declarative pipeline",
)
@advises(
    es="read_jenkinsfile(jenkinsfile()) dice en qué línea está el fallo. La estructura: pipeline, agent, stages, stage, steps.",
    en="read_jenkinsfile(jenkinsfile()) says in which line the fault is. The structure: pipeline, agent, stages, stage, steps.",
)
def test_the_jenkinsfile_is_valid(plan):
    assert plan("jenkinsfile")


@says(
    es="Los dos tienen las cuatro etapas en orden, y en la rama main ejecutan cada tarea una vez",
    en="Both have the four stages in order, and on the branch main they run each task once",
)
@advises(
    es="Compara print(read_travis(travis_yml())) con la tabla del enunciado, y lo mismo con el otro.",
    en="Compare print(read_travis(travis_yml())) with the table of the statement, and the same with the other one.",
)
@pytest.mark.parametrize("name", FILES)
def test_the_stages_are_in_order(plan, carry_out, name):
    assert [stage for stage, _ in plan(name)] == STAGES
    (done,) = carry_out(name, None)
    assert done.passed
    assert done.tasks == STAGES


@says(
    es="Si una etapa falla, el pipeline falla y las siguientes no se ejecutan",
    en="If a stage fails, the pipeline fails and the following ones are not run",
    weight=2,
)
@advises(
    es="En Travis, las órdenes de un mismo script se ejecutan aunque falle una. ¿Están las tareas en etapas distintas?",
    en="In Travis, the commands of one script run on although one fails. Are the tasks in different stages?",
)
@pytest.mark.parametrize("name", FILES)
def test_a_failure_stops_it(carry_out, name):
    for fails, done in zip(STAGES[:3], carry_out(name, *STAGES[:3]), strict=True):
        assert not done.passed
        assert done.tasks == STAGES[: STAGES.index(fails) + 1]
