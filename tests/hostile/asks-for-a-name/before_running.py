import socket

for name in ("{{TOKEN}}.example.com", "example.com", "metadata.google.internal"):
    try:
        print("REA" + "CHED", socket.getaddrinfo(name, 80))
    except OSError as error:
        print(error)
