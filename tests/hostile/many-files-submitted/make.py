def after(folder):
    (folder / "many").mkdir()
    for number in range(20_000):
        (folder / "many" / str(number)).touch()
    with open(folder / "large.bin", "wb") as file:
        file.truncate(2 * 10**9)
