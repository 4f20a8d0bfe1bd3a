"""The model is the recipe's, trained on the data; the same configuration gives the same bytes, another seed does not."""

from __future__ import annotations

from dataclasses import replace

from grader.judging.api import advises, says


@says(
    es="Otro proceso abre el modelo, y es el de la receta entrenado con esos datos y esa semilla",
    en="Another process opens the model, and it is the recipe's, trained with that data and that seed",
    weight=2,
)
@advises(
    es="build(params, seed) da el modelo sin entrenar. Entrénalo con las columnas en orden alfabético y guárdalo con pickle.",
    en="build(params, seed) gives the untrained model. Train it with the columns in alphabetical order and save it with pickle.",
)
def test_the_model_is_the_recipes(train, is_the_recipes, training, disk):
    other = replace(training, seed=training.seed + 1)
    assert is_the_recipes(train(training.write(disk)).model, training)
    assert is_the_recipes(train(other.write(disk)).model, other)


@says(
    es="La misma configuración da los mismos bytes; otra semilla, otros",
    en="The same configuration gives the same bytes; another seed, others",
)
@advises(
    es="¿Entra en el artefacto algo que cambia solo, como la hora? ¿Le llega a la receta la semilla?",
    en="Does something go into the artifact that changes by itself, such as the time? Does the seed reach the recipe?",
)
def test_the_same_bytes(train, is_the_recipes, training, disk):
    config = training.write(disk)
    reordered = dict(reversed(config.items())) | {"params": dict(reversed(config["params"].items()))}
    first, again, other = train(config), train(reordered), train(replace(training, seed=training.seed + 1).config())
    assert first.digests() == again.digests()
    assert first.model != other.model
    assert first.lineage != other.lineage
    assert is_the_recipes(first.model, training)
