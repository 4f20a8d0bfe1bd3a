"""A student's tests: they pass for a right clean_orders, and fail for faulty ones."""

from __future__ import annotations

from grader.judging.api import advises, says


@says(
    es="Pasan con una implementación correcta y fallan con alguna defectuosa",
    en="They pass for a right implementation and fail for some faulty one",
)
@advises(
    es="Ejecuta tus tests contra la implementación de la lección. Si pasan siempre, ¿comparan algo con assert?",
    en="Run your tests against the implementation of the lesson. If they always pass, do they compare anything with assert?",
)
def test_they_pass_where_all_is_right(accepts):
    assert accepts("right again")


@says(
    es="Descubren una que se queda con la primera versión de un pedido repetido",
    en="They find one that keeps the first version of a repeated order",
)
@advises(
    es="Hace falta una tabla con el mismo order_id dos veces y valores distintos. ¿Qué fila debe quedar?",
    en="What is needed is a table with the same order_id twice and different values. Which row must stay?",
)
def test_they_find_the_first_version_kept(notices):
    assert notices("keeps_the_first")


@says(
    es="Descubren una que deja pasar pedidos sin minutos",
    en="They find one that lets orders without minutes through",
)
@advises(
    es="Pon un NaN en minutes. Comparar NaN con cualquier número da False; eso engaña a más de una condición.",
    en="Put a NaN into minutes. Comparing NaN with any number gives False; that fools more than one condition.",
)
def test_they_find_missing_minutes_kept(notices):
    assert notices("keeps_missing_minutes")


@says(
    es="Descubren una que tira los pedidos cuya lluvia no se midió",
    en="They find one that throws away the orders whose rain was not measured",
)
@advises(
    es="Un pedido con rain_mm a NaN se queda, con lluvia 0. ¿Lo compruebas?",
    en="An order whose rain_mm is NaN stays, with rain 0. Do you check it?",
)
def test_they_find_missing_rain_dropped(notices):
    assert notices("drops_missing_rain")


@says(
    es="Descubren una que cambia la tabla que recibe",
    en="They find one that changes the table that it gets",
)
@advises(
    es="Guarda una copia antes de llamar y compárala después con pd.testing.assert_frame_equal.",
    en="Keep a copy before the call and compare it afterwards with pd.testing.assert_frame_equal.",
)
def test_they_find_a_changed_input(notices):
    assert notices("changes_its_input")
