import json

kernel = get_ipython().kernel
session = kernel.session
original = session.pack
for number in ("NaN", "-Infinity", "1e999999", "9" * 10**6):
    session.pack = lambda thing: original(thing).replace(b'"NUMBER"', number.encode())
    content = {"data": {"application/json": "NUMBER", "text/plain": "x"}, "metadata": {"x": "NUMBER"}}
    session.send(kernel.iopub_socket, "display_data", content, parent=kernel.get_parent())
session.pack = original
