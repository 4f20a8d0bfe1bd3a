hidden = [name for asked in seen for name in (b"test_a_fraction", b"cumsum", b"hidden") if name in asked.get("with", b"")]
if hidden:
    print("REA" + "CHED", hidden)
