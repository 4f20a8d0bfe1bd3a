import ctypes

libc = ctypes.CDLL(None, use_errno=True)
print(libc.shmget(0x7E57, 10**6, 0o1666), libc.semget(0x7E57, 1, 0o1666), libc.msgget(0x7E57, 0o1666))
for keyring in (-3, -4, -5):  # of the session, of the user, of the user's session
    print(libc.syscall(248, b"user", b"{{TOKEN}}", b"42", 2, keyring))
