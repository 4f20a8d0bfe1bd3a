"""Another process, another folder, other data under the same name, and a lineage that names all that matters."""

from __future__ import annotations

import platform
from dataclasses import replace

import sklearn

from grader.judging.api import says


@says(
    es="Otro proceso, en el que los conjuntos tienen otro orden, da los mismos bytes",
    en="Another process, in which sets have another order, gives the same bytes",
    weight=2,
)
def test_another_process_gives_the_same_bytes(train, train_elsewhere, is_the_recipes, training, disk, rng):
    config = training.write(disk)
    here, there = train(config), train_elsewhere(config, int(rng.integers(1, 2**32)))
    assert there == here.digests()
    assert is_the_recipes(here.model, training)


@says(
    es="El linaje nombra los datos y la receta por el digest sha256 de sus bytes",
    en="The lineage names the data and the recipe by the sha256 digest of their bytes",
    weight=2,
)
def test_the_lineage_names_data_and_code(train, training, disk, sha256):
    touched = replace(
        training,
        data=training.data.replace(b"\n", b"\r\n"),
        recipe=training.recipe + b"# reviewed\n",
        folder=training.folder / "touched",
    )
    for run in [training, touched]:
        named = train(run.write(disk)).named()
        assert (named["data"], named["code"]) == (sha256(run.data), sha256(run.recipe))


@says(
    es="El linaje dice las columnas, el objetivo, los parámetros, la semilla y las versiones",
    en="The lineage says the columns, the target, the parameters, the seed and the versions",
)
def test_the_lineage_says_the_parameters(train, training, disk):
    named = train(training.write(disk)).named()
    said = {name: named[name] for name in ["features", "target", "params", "seed"]}
    config = training.config()
    assert said == {**{name: config[name] for name in said}, "features": sorted(training.features)}
    assert named["versions"] == {"python": platform.python_version(), "sklearn": sklearn.__version__}


@says(
    es="Los mismos archivos en otra carpeta dan los mismos bytes y el mismo linaje",
    en="The same files in another folder give the same bytes and the same lineage",
)
def test_another_folder_is_the_same(train, training, disk):
    moved = replace(training, folder=training.folder / "elsewhere" / "copy")
    here, there = train(training.write(disk)), train(moved.write(disk))
    assert here.digests() == there.digests()
    assert len(here.named()) >= 7


@says(
    es="Si cambian los datos o la receta en el mismo lugar, cambia el artefacto",
    en="If the data or the recipe change in the same place, the artifact changes",
)
def test_nothing_is_remembered(train, training, disk):
    rows = training.data.splitlines(keepends=True)
    fewer = replace(training, data=b"".join(rows[:-40]))
    pruned = replace(fewer, recipe=fewer.recipe.replace(b"random_state", b"min_impurity_decrease=0.02, random_state"))
    results = [train(run.write(disk)) for run in (training, fewer, pruned, training)]
    assert len({result.model for result in results}) == 3
    assert len({result.lineage for result in results}) == 3
    assert results[0].digests() == results[3].digests()
