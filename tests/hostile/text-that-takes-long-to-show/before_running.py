from IPython.display import Latex, Markdown, display

print("\x1b[31m" * 500_000)
print("\x1b[" * 500_000)
print("http://" * 200_000)
for text in ("[" * 100_000, "> " * 100_000, "$" * 100_000, "*a " * 100_000, "`" * 100_000):
    display(Markdown(text), Latex(text))
