sum, list, type, len, isinstance, check, print = 0, [1], "a", 3, None, None, None
