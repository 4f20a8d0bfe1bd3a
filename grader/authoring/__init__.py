"""From a bilingual source to one notebook for each language."""
