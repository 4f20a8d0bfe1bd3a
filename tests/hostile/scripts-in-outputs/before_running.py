from IPython.display import display


for html in (
    "<script>document.title = 'x'</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x>",
    "<a href=javascript:alert(1)>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<form action=//example.com><button formaction=javascript:alert(1)>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=alert(1)>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
):
    display({"text/html": html, "text/markdown": html, "image/svg+xml": html, "text/latex": html}, raw=True)
