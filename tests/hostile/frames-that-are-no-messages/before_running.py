kernel = get_ipython().kernel
for frames in ([b"x"], [b"<IDS|MSG>"], [b"<IDS|MSG>", b"", b"{", b"[", b"7", b"null"], [bytes(10**6)] * 5, [b""] * 1000):
    kernel.iopub_socket.send_multipart(frames)
