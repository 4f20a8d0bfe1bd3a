import os
import socket


def after(folder):
    os.mkfifo(folder / "data.csv")
    server = socket.socket(socket.AF_UNIX)
    here = os.getcwd()
    os.chdir(folder)
    server.bind("socket")
    os.chdir(here)
