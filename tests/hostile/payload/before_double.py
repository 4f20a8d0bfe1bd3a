get_ipython().payload_manager.write_payload({"source": "set_next_input", "text": "2.0", "replace": True})
get_ipython().payload_manager.write_payload({"source": "ask_exit", "keepkernel": False})
