def running(values):
    return type("</li></ul><script>alert(1)</script>", (), {})()
