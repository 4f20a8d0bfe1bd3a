"""An environment file for conda: what any reader of YAML finds in it."""

from __future__ import annotations

from datetime import date

from grader.judging.api import advises, as_list, as_text, raises, says


@says(
    es="El archivo es YAML válido: su nombre y sus canales, primero conda-forge y después nodefaults",
    en="The file is valid YAML: its name and its channels, first conda-forge and then nodefaults",
)
@advises(
    es="Deja que `yaml.safe_dump` escriba un diccionario con name, channels y dependencies.",
    en="Let `yaml.safe_dump` write a dictionary with name, channels and dependencies.",
)
def test_it_has_a_name_and_channels(document, new_name, supported, pins):
    name, (python, today) = new_name(), supported
    environment = document(name, python, pins, today)
    assert sorted(environment) == ["channels", "dependencies", "name"]
    assert as_text(environment["name"]) == name
    assert [as_text(channel) for channel in as_list(environment["channels"])] == ["conda-forge", "nodefaults"]


@says(
    es="conda fija la versión de Python e instala también pip, y de nada más se ocupa",
    en="conda pins the version of Python and installs pip too, and takes care of nothing else",
)
@advises(
    es="En conda se fija con un solo signo igual, y si usas pip, pip es una dependencia más.",
    en="In conda you pin with a single equals sign, and if you use pip, pip is one more dependency.",
)
def test_conda_installs_python_and_pip(document, new_name, supported, pins):
    python, today = supported
    dependencies = as_list(document(new_name(), python, pins, today)["dependencies"])
    assert sorted(as_text(part) for part in dependencies if not isinstance(part, dict)) == ["pip", f"python={python}"]


@says(
    es="Las distribuciones van en la sección propia de pip, como las recibes y en su orden",
    en="The distributions go in pip's own section, as you get them and in their order",
)
@advises(
    es="Dentro de dependencies, un diccionario con una sola clave, pip, y la lista.",
    en="Within dependencies, a dictionary with a single key, pip, and the list.",
)
def test_pip_has_its_own_section(document, pip_section, new_name, supported, pins, rng):
    python, today = supported
    pins = rng.permutation(pins).tolist()
    assert pip_section(document(new_name(), python, pins, today)) == pins


@says(
    es="Lanza ValueError si ese Python ya no tiene soporte en la fecha que recibe",
    en="Raises ValueError if that Python is out of support on the date that it gets",
)
@advises(
    es="Busca la fecha en END_OF_LIFE y compárala con today.",
    en="Look the date up in END_OF_LIFE and compare it with today.",
)
def test_a_python_past_its_end_is_refused(student, supported, new_name, pins):
    python, today = supported
    with raises("ValueError"):
        student.environment_yml(new_name(), python, pins, date(today.year + 4, today.month, today.day))
