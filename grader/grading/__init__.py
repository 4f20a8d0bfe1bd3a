"""Grading submissions: a clean notebook is rebuilt from each, executed, and judged from outside."""
