import socket

KINDS = [(40, socket.SOCK_STREAM, (2, 1024)), (38, socket.SOCK_SEQPACKET, ("hash", "sha256")), (17, socket.SOCK_RAW, ("eth0", 0))]
for family, kind, address in KINDS:
    try:
        with socket.socket(family, kind) as other:
            other.settimeout(2)
            (other.connect if family == 40 else other.bind)(address)
            print("REA" + "CHED", family)
    except OSError as error:
        print(family, error)
try:
    socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
    print("REA" + "CHED", "raw")
except OSError as error:
    print(error)
