def after(folder):
    (folder / "1-numbers_files").symlink_to("{{HOME}}", target_is_directory=True)
    (folder / "timestamp.txt").symlink_to("{{CANARY}}")
    (folder / "2-files.ipynb").symlink_to("{{GRADEBOOK}}")
