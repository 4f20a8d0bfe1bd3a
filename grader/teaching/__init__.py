"""What an instructor does around the grading: hand the course out, take submissions in."""
