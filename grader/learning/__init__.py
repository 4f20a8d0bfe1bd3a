"""What accompanies a student in a notebook: check, hints, progress, and figures that can be heard."""
