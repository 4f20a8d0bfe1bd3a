import threading

for _ in range(100_000):
    threading.Thread(target=threading.Event().wait, daemon=True).start()
