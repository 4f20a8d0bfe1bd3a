import ctypes

libc = ctypes.CDLL(None, use_errno=True)

import os

buffer = ctypes.create_string_buffer(4096)
CALLS = {"bpf": (321, 0, buffer, 128), "perf_event_open": (298, buffer, -1, 0, -1, 0), "io_uring_setup": (425, 8, buffer),
         "open_by_handle_at": (304, -100, buffer, 0), "kexec_load": (246, 0, 0, 0, 0), "init_module": (175, buffer, 0, b""),
         "swapon": (167, b"/x", 0), "reboot": (169, 0, 0, 0, 0), "process_vm_readv": (310, os.getppid(), buffer, 1, buffer, 1, 0)}
for name, call in CALLS.items():
    if libc.syscall(*call) >= 0:
        print("REA" + "CHED", name)
    print(name, os.strerror(ctypes.get_errno()))
