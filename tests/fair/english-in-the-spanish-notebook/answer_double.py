def double(value):
    """Twice the value, whatever it is."""
    return value + value
