"""What came of an assignment, for whoever teaches: one page to read, from what grading left. It grades nothing."""
