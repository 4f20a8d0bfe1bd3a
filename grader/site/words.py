"""What the site says by itself, in every language."""

from __future__ import annotations

from grader.languages import Text, said

WORDS: dict[str, Text] = {
    "course": {"es": "ML en producción", "en": "ML in Production"},
    "welcome": {
        "es": "Ya sabes entrenar un modelo en un notebook. Aquí lees cómo llevarlo a producción: las lecciones enteras, con "
        "lo que muestra cada celda, y los ejercicios sin resolver, con sus pistas. Para resolverlos, abre los notebooks "
        "en JupyterLab: allí una celda corrige tu respuesta y dice qué falta.",
        "en": "You already train a model in a notebook. Here you read how to take it to production: the lessons whole, with "
        "what each cell shows, and the exercises unsolved, with their hints. To solve them, open the notebooks in "
        "JupyterLab: a cell there marks your answer and says what is missing.",
    },
    "guides": {"es": "Guías", "en": "Guides"},
    "readme": {"es": "Instalar y usar el curso", "en": "Installing and using the course"},
    "exercise": {"es": "Ejercicio: {title}", "en": "Exercise: {title}"},
    "point": {"es": "{points} punto.", "en": "{points} point."},
    "points": {"es": "{points} puntos.", "en": "{points} points."},
    "checked": {
        "es": 'En el notebook, `check("{id}")` corrige tu respuesta.',
        "en": 'In the notebook, `check("{id}")` marks your answer.',
    },
    "hint": {"es": "Pista {number} de {total}", "en": "Hint {number} of {total}"},
    "languages": {"es": "Idiomas", "en": "Languages"},
    "search": {"es": "Busca en el curso…", "en": "Search the course…"},
    "more": {"es": "Más", "en": "More"},
    "section": {"es": "En esta sección", "en": "In this section"},
}


def words(key: str, lang: str, **values: object) -> str:
    """A sentence of the site's."""
    return said(WORDS[key], lang).format(**values)
