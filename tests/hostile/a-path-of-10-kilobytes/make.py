import os


def after(folder):
    here = os.getcwd()
    os.chdir(folder)
    for _ in range(40):
        os.mkdir("d" * 250)
        os.chdir("d" * 250)
    open("file", "w").close()
    os.chdir(here)
