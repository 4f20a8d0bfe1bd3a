"""A model that learns every day, against one that learnt once, in a world that changes."""

from __future__ import annotations

from grader.judging.api import advises, says


@says(
    es="Antes del cambio acierta como mucho 0,04 menos que el modelo congelado",
    en="Before the change it is right at most 0.04 less often than the frozen model",
)
@advises(
    es="¿Escalas las columnas? ¿Da pasos demasiado grandes? Un paso que salta con cada pedido persigue la casualidad.",
    en="Do you scale the columns? Does it take steps that are too large? A step that jumps at every order chases chance.",
)
def test_little_is_lost_before_the_change(race):
    assert race.before >= race.frozen_before - 0.04


@says(
    es="Después del cambio acierta al menos 0,10 más que el modelo congelado",
    en="After the change it is right at least 0.10 more often than the frozen model",
)
@advises(
    es="¿Se llama a partial_fit en cada learn, también en los días del cambio y en los siguientes?",
    en="Is partial_fit called at every learn, also on the day of the change and on those that follow?",
)
def test_it_beats_the_frozen_model_after_the_change(race):
    assert race.after >= race.frozen_after + 0.10


@says(
    es="Desde el cuarto día tras el cambio acierta como mucho 0,12 menos que quien solo conoce el mundo nuevo",
    en="From the fourth day after the change it is right at most 0.12 less often than one that knows only the new world",
    weight=2,
)
@advises(
    es="Lo aprendido antes del cambio pesa demasiado, o los pasos se hicieron diminutos. Mira qué curva de la figura se recupera.",
    en="What was learnt before the change weighs too much, or the steps have become tiny. Look at which curve of the figure recovers.",
)
def test_it_recovers_within_days(race):
    assert race.after >= race.native_after - 0.12
