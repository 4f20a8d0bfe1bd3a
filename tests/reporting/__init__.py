"""The report on an assignment, from classes that were never taught."""
