import socket

sockets = [
    (socket.AF_UNIX, "/var/run/docker.sock"),
    (socket.AF_UNIX, "/run/docker.sock"),
    (socket.AF_UNIX, "/run/containerd/containerd.sock"),
    (socket.AF_UNIX, "/run/dbus/system_bus_socket"),
    (socket.AF_UNIX, "/run/systemd/private"),
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
