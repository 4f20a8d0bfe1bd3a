from IPython.display import clear_output, display

handle = display("x" * 1000, display_id=True)
for number in range(100_000):
    clear_output()
    handle.update("x" * 1000)
