def double(x):
    much = []
    while True:
        much.append(bytes(10**8))
