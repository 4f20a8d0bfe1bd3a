def running(values):
    with open("/tmp/much", "wb") as file:
        for _ in range(10_000):
            file.write(bytes(10**7))
