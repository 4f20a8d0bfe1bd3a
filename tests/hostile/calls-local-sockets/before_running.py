import socket

sockets = [
    (socket.AF_UNIX, "{{SOCKET}}"),
    (socket.AF_UNIX, "\0{{ABSTRACT}}"),
]
for family, address in sockets:
    try:
        with socket.socket(family) as connection:
            connection.settimeout(2)
            connection.connect(address)
            connection.send(b"{{CASE}}")
            print("REA" + "CHED", address)
    except OSError as error:
        print(address, error)
