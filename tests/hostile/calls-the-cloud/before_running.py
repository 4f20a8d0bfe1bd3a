import socket

sockets = [
    (socket.AF_INET, ("169.254.169.254", 80)),
    (socket.AF_INET, ("100.100.100.200", 80)),
    (socket.AF_INET6, ("fd00:ec2::254", 80)),
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
