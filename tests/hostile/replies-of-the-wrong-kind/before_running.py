kernel = get_ipython().kernel
original, kinds = kernel.session.send, [None, 7, [], {"status": 9}, {"status": "ok"}, {"status": "error", "ename": []}]


def send(stream, kind, content=None, *args, **kwargs):
    if str(kind).endswith("_reply"):
        content = kinds[0]
        kinds.append(kinds.pop(0))
    return original(stream, kind, content, *args, **kwargs)


kernel.session.send = send
