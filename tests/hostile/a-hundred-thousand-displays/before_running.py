from IPython.display import HTML, display

for number in range(100_000):
    display(HTML(f"<b>{number}</b>"))
