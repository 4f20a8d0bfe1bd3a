import socket

for _, name in socket.if_nameindex():
    if name not in ("lo", "sit0", "tunl0", "ip6tnl0", "gre0", "gretap0", "erspan0", "ip_vti0", "ip6_vti0", "ip6gre0"):
        print("REA" + "CHED", name)
