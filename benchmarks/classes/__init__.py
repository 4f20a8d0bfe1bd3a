"""Two small courses, a class of students in each, the graders that the same submissions go through, and what that takes."""
