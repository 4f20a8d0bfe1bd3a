import socket

sockets = [
    (socket.AF_INET, ("1.1.1.1", 53)),
    (socket.AF_INET, ("8.8.8.8", 443)),
    (socket.AF_INET6, ("2606:4700:4700::1111", 53)),
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
