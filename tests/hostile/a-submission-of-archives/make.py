import zipfile


def after(folder):
    with zipfile.ZipFile(folder / "1-numbers.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../../{{CANARY}}", bytes(10**7))
