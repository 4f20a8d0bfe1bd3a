def after(folder):
    (folder / "timestamp.txt").write_text("'; DROP TABLE grade; --")
