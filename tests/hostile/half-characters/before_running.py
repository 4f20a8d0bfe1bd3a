from IPython.display import display

print("\ud800 \udfff \x00")
display({"text/plain": "\udc80", "text/html": "\ud800<b>", "text/\udc80": "x"}, raw=True)
raise type("\udc80", (Exception,), {})("\ud800\x00")
