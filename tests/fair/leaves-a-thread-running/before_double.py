import threading

forever = threading.Event()
threading.Thread(target=forever.wait).start()
