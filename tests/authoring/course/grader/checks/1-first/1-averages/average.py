"""What the average must do."""
