"""The last day on which each Python is supported: the table that the lesson on environments shows, and its checks go by.

As https://devguide.python.org/versions/ said in November 2026; of a month, its last day. Those still to come may move.
"""

from __future__ import annotations

from datetime import date

END_OF_LIFE = {
    "3.8": date(2024, 10, 7),
    "3.9": date(2025, 10, 31),
    "3.10": date(2026, 10, 31),
    "3.11": date(2027, 10, 31),
    "3.12": date(2028, 10, 31),
    "3.13": date(2029, 10, 31),
    "3.14": date(2030, 10, 31),
    "3.15": date(2031, 10, 31),
}
