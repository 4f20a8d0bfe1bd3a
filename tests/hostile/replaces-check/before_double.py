def check(id):
    return 2.0
