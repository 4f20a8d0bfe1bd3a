kernel = get_ipython().kernel
for kind, content in [
    ("error", {"ename": 5, "evalue": None, "traceback": [7, ["x"]]}),
    ("error", {"ename": "x", "evalue": "x", "traceback": "no list"}),
    ("stream", {"name": 3, "text": 7}),
    ("stream", {"name": "stderr\n[AutogradeApp", "text": ["a", None]}),
    ("display_data", {"data": ["x"], "metadata": 3}),
    ("display_data", {"data": {"text/plain": {"a": 1}, "text/html": 5, "image/png": ["x"]}, "metadata": {"image/png": 3}}),
    ("execute_result", {"data": {}, "metadata": {}, "execution_count": "many"}),
    ("update_display_data", {"data": {}, "metadata": {}, "transient": {"display_id": ["x"]}}),
    ("comm_open", {"comm_id": 5, "target_name": "jupyter.widget", "data": {"state": 3}}),
    ("clear_output", {"wait": "maybe"}),
    ("status", {"execution_state": 7}),
    ("no_such_kind", {}),
]:
    kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())
