"""A pipeline that boto3 creates, and a build that tests before it makes anything."""

from __future__ import annotations

from grader.judging.api import advises, says

PROVIDERS = {"Source": "CodeStarSourceConnection", "Build": "CodeBuild", "Deploy": "S3"}


@says(
    es="boto3 crea el pipeline, y la cuenta lo devuelve tal cual",
    en="boto3 creates the pipeline, and the account gives it back as it is",
)
@advises(
    es="Pruébalo con mock_aws, como arriba: boto3 dice qué campo falta o de qué tipo tiene que ser.",
    en="Try it with mock_aws, as above: boto3 says which field is missing or of which type it has to be.",
)
def test_boto3_creates_it(created, definition):
    assert created["version"] == 1
    assert created["stages"] == [stage["name"] for stage in definition["stages"]]
    assert len(created["stages"]) == 3


@says(
    es="Source, Build y Deploy están en ese orden, cada una con su acción y su proveedor",
    en="Source, Build and Deploy are in that order, each with its action and its provider",
)
@advises(
    es="Cada etapa tiene un nombre y una lista con una acción; category, owner, provider y version van en actionTypeId.",
    en="Each stage has a name and a list with one action; category, owner, provider and version go in actionTypeId.",
)
def test_the_stages_are_in_order(definition, actions):
    assert [stage["name"] for stage in definition["stages"]] == list(PROVIDERS)
    kinds = [action["actionTypeId"] for action in actions]
    assert [(kind["category"], kind["provider"]) for kind in kinds] == list(PROVIDERS.items())
    assert {(kind["owner"], kind["version"]) for kind in kinds} == {("AWS", "1")}


@says(
    es="Build recibe el artefacto de Source, y Deploy el de Build, no el de Source",
    en="Build gets the artifact of Source, and Deploy that of Build, not that of Source",
    weight=2,
)
@advises(
    es="Cada artefacto tiene un nombre: quien lo produce lo pone en outputArtifacts, quien lo usa en inputArtifacts.",
    en="Each artifact has a name: whoever makes it has it in outputArtifacts, whoever uses it in inputArtifacts.",
)
def test_the_artifacts_are_wired(actions):
    inputs = [[artifact["name"] for artifact in action.get("inputArtifacts", [])] for action in actions]
    outputs = [[artifact["name"] for artifact in action.get("outputArtifacts", [])] for action in actions]
    (source,), (built,), nothing = outputs
    assert source != built
    assert nothing == []
    assert inputs == [[], [source], [built]]


@says(
    es="buildspec.yml tiene version 0.2, fases que existen y órdenes que son textos",
    en="buildspec.yml has version 0.2, phases that exist and commands that are texts",
)
@advises(
    es="Lee tu texto con yaml.safe_load y mira de qué tipo es cada orden: dos puntos y un espacio la convierten en otra cosa.",
    en="Read your text with yaml.safe_load and see of which type each command is: a colon and a space turn it into something else.",
)
def test_the_buildspec_is_valid(spec):
    assert str(spec["version"]) == "0.2"
    assert spec["phases"]
    assert set(spec["phases"]) <= {"install", "pre_build", "build", "post_build"}
    for phase in spec["phases"].values():
        assert set(phase) <= {"commands", "finally", "runtime-versions", "on-failure", "run-as", "steps"}
        assert all(type(command) is str and command.strip() for command in phase.get("commands", []))
    assert all(type(name) is str for name in spec["artifacts"]["files"])


@says(
    es="Si las pruebas pasan, la construcción acaba bien y entrega solo el modelo",
    en="If the tests pass, the build ends well and hands on the model alone",
    weight=2,
)
@advises(
    es="Instala requirements.txt, ejecuta pytest, ejecuta el programa; en artifacts, solo el archivo del modelo.",
    en="Install requirements.txt, run pytest, run the program; in artifacts, the model's file alone.",
)
def test_a_good_build_hands_on_the_model(builds, parts):
    assert builds["passes"].succeeded
    assert builds["passes"].artifact == {parts.model}


@says(
    es="Si una prueba falla, la construcción falla y el modelo no llega a hacerse",
    en="If a test fails, the build fails and the model does not get made",
    weight=2,
)
@advises(
    es="¿En qué fase están las pruebas y en cuál el programa? Repasa qué fase se ejecuta aunque falle la anterior.",
    en="In which phase are the tests and in which the program? Go over which phase is run even if the one before fails.",
)
def test_a_failing_test_stops_the_build(builds):
    assert builds["passes"].succeeded
    assert not builds["test fails"].succeeded
    assert not builds["test fails"].model
