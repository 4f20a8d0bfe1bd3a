import socket

sockets = [
    (socket.AF_INET, ("127.0.0.1", {{PORT}})),
    (socket.AF_INET, ("0.0.0.0", {{PORT}})),
    (socket.AF_INET6, ("::ffff:127.0.0.1", {{PORT}})),
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
