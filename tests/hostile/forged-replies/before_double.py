kernel = get_ipython().kernel
for kind, content in {
    "status": {"execution_state": "idle"},
    "execute_result": {"data": {"text/plain": "2.0"}, "metadata": {}, "execution_count": 1},
    "shutdown_reply": {"status": "ok", "restart": False},
}.items():
    kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())
