from IPython.display import display


display({"application/javascript": "document.title = 'x'", "text/plain": "x"}, raw=True)
for kind in ("application/vnd.vega.v5+json", "application/vnd.plotly.v1+json", "application/vnd.jupyter.widget-view+json", "application/vnd.bokehjs_load.v0+json", "application/pdf", "text/html; charset=utf-7"):
    display({kind: {"script": "<script>alert(1)</script>"}, "text/plain": "<script>alert(1)</script>"}, raw=True)
