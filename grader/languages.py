"""The languages of the course, in the order in which a source holds them."""

from __future__ import annotations

LANGUAGES = ("es", "en")
"""The first one's release is the one that nbgrader records in the gradebook."""

Text = dict[str, str]
"""The same sentence in every language: ``{"es": …, "en": …}``."""
