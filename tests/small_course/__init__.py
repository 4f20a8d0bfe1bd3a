"""A course small enough to grade a hundred strangers in minutes, with one exercise for each way in."""
