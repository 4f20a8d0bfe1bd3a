import threading

from IPython.display import display


def shout():
    while True:
        get_ipython().kernel.set_parent([], {"header": {"msg_id": "0"}, "content": {}})
        display({"text/plain": "2.0"}, raw=True)


threading.Thread(target=shout, daemon=True).start()
